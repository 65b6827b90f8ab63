"""Where each action stands in the menu bar, and in the menu of the outputs."""

from PySide6.QtWidgets import QMenu, QMenuBar

from csp_planner.messages.catalogue import _
from csp_planner.ui.actions.files import FileActions
from csp_planner.ui.actions.named import NamedActions
from csp_planner.ui.document.documents import Documents


def fill_menu_bar(bar: QMenuBar, actions: NamedActions, documents: Documents) -> None:
    """Put *actions* into the menus of *bar*."""
    _fill_file_menu(bar.addMenu(_("&File")), actions, documents)
    _fill_edit_menu(bar.addMenu(_("&Edit")), actions)
    _fill_scenario_menu(bar.addMenu(_("&Scenario")), actions)
    _fill_view_menu(bar.addMenu(_("&View")), actions)
    bar.addMenu(_("&Help")).addActions([actions.help.guide, actions.help.about])


def _fill_file_menu(menu: QMenu, actions: NamedActions, documents: Documents) -> None:
    file, openings, sheets = actions.file, actions.openings, actions.sheets
    menu.addActions([file.new, file.open])
    recent = menu.addMenu(_("Open &recent"))
    recent.aboutToShow.connect(lambda: documents.fill_recent(recent))
    menu.addAction(actions.editions.go_on)
    menu.addSeparator()
    menu.addActions([file.save, file.save_as])
    menu.addSeparator()
    menu.addActions([file.print, file.preview, file.export, file.copy_picture])
    menu.addSeparator()
    menu.addActions([sheets.read, sheets.make])
    menu.addActions([openings.read, openings.give])
    menu.addSeparator()
    menu.addAction(file.quit)


def _fill_edit_menu(menu: QMenu, actions: NamedActions) -> None:
    edit, units = actions.edit, actions.units
    menu.addActions([edit.undo, edit.redo])
    menu.addSeparator()
    menu.addActions([edit.find, units.details])
    menu.addMenu(_("Mar&k the selected units as")).addActions(list(units.marks.values()))
    menu.addSeparator()
    menu.addActions([edit.profile, edit.experience, edit.acquired, edit.came_back, actions.openings.enter])
    menu.addActions([actions.sheets.correct, actions.editions.compare])
    menu.addSeparator()
    menu.addActions([edit.add_year, edit.add_year_before, edit.remove_last_year])


def _fill_scenario_menu(menu: QMenu, actions: NamedActions) -> None:
    scenarios = actions.scenarios
    menu.addActions([scenarios.new, scenarios.duplicate, scenarios.rename, scenarios.retain, scenarios.delete])
    menu.addAction(actions.file.take)
    menu.addSeparator()
    menu.addActions([scenarios.compare, scenarios.propose])
    menu.addSeparator()
    menu.addMenu(_("&What if…")).addActions([actions.units.fail, scenarios.take_fewer, scenarios.start_later])


def _fill_view_menu(menu: QMenu, actions: NamedActions) -> None:
    view = actions.view
    menu.addActions([view.interview, view.slack, view.loads])
    menu.addSeparator()
    menu.addActions([view.units_to_place, view.progress])
    menu.addSeparator()
    menu.addMenu(_("&Appearance")).addActions(view.looks)
    menu.addMenu(_("Lan&guage")).addActions(view.languages)


def fill_output_menu(menu: QMenu, file: FileActions) -> None:
    """Put into *menu* what can leave, and what it takes along."""
    menu.addActions([file.print, file.preview])
    menu.addSeparator()
    menu.addActions([file.export, file.copy_picture])
    menu.addSeparator()
    menu.addActions([file.without_personal_data, file.choose_what_leaves])
    menu.aboutToShow.connect(file.show_choices)
