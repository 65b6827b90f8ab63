"""The menus and their keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from csp_planner.messages.catalogue import LANGUAGES, _, language
from csp_planner.messages.words import state_word
from csp_planner.ui import theme
from csp_planner.ui.actions.marks import MARKS, mark_key

if TYPE_CHECKING:
    from csp_planner.ui.window import MainWindow

Key = QKeySequence.StandardKey


class Menus:
    """The menu bar of *window*, and the acts that are buttons as well."""

    def __init__(self, bar: QMenuBar, window: "MainWindow") -> None:
        self.bar, self._window = bar, window
        self._file_menu(bar.addMenu(_("&File")))
        self._edit_menu(bar.addMenu(_("&Edit")))
        self._scenario_menu(bar.addMenu(_("&Scenario")))
        self._view_menu(bar.addMenu(_("&View")))
        self._help_menu(bar.addMenu(_("&Help")))

    def _act(
        self,
        menu: QMenu,
        text: str,
        run: Callable[[], object],
        key: QKeySequence.StandardKey | QKeySequence | Qt.Key | str | None = None,
        *,
        of_document: bool = True,
    ) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False: run())
        if key is not None:
            action.setShortcut(QKeySequence(key))
        if of_document:
            self._window.document_actions.append(action)
        return action

    def _file_menu(self, menu: QMenu) -> None:
        documents = self._window.documents
        self._act(menu, _("&New plan"), documents.new, Key.New, of_document=False)
        self._act(menu, _("&Open…"), documents.ask_open, Key.Open, of_document=False)
        recent = menu.addMenu(_("Open &recent"))
        recent.aboutToShow.connect(lambda: documents.fill_recent(recent))
        menu.addSeparator()
        self._act(menu, _("&Save"), documents.save, Key.Save)
        self._act(menu, _("Save &as…"), documents.ask_save_as, "Ctrl+Shift+S")
        menu.addSeparator()
        self._act(menu, _("&Print…"), lambda: self._window.outputs.print(), Key.Print)
        self._act(menu, _("Print pre&view…"), lambda: self._window.outputs.preview())
        self._act(menu, _("&Export…"), lambda: self._window.outputs.ask_export(), "Ctrl+Shift+E")
        self._act(menu, _("&Copy a picture of the board"), lambda: self._window.outputs.copy_picture(), "Ctrl+Shift+C")
        menu.addSeparator()
        self._act(menu, _("&Quit"), self._window.close, "Ctrl+Q", of_document=False)

    def _edit_menu(self, menu: QMenu) -> None:
        window = self._window
        self.undo = window.session.history.createUndoAction(menu, _("&Undo"))
        self.undo.setShortcut(QKeySequence("Ctrl+Z"))
        self.redo = window.session.history.createRedoAction(menu, _("&Redo"))
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        menu.addActions([self.undo, self.redo])
        menu.addSeparator()
        self._act(menu, _("&Find a unit"), window.find_unit, Key.Find)
        self._act(menu, _("Unit &details"), window.inspect, "Ctrl+I")
        marks = menu.addMenu(_("Mar&k the selected units as"))
        for state in MARKS:
            self._act(marks, state_word(state), lambda state=state: self._mark(state), mark_key(state))
        menu.addSeparator()
        self._act(menu, _("Learner and &limits…"), window.acts.ask_profile, "Ctrl+L")
        self._act(menu, _("Professional e&xperience…"), window.acts.ask_experience, "Ctrl+E")
        menu.addSeparator()
        self._act(menu, _("Add an academic &year"), lambda: window.add_year(before=False))
        self._act(menu, _("Add a year &before"), lambda: window.add_year(before=True))
        self._act(menu, _("Re&move the last year"), window.remove_last_year)

    def _mark(self, state: object) -> None:
        window = self._window
        window.acts.mark(window.workspace_now().selected_codes, state)  # type: ignore[arg-type]

    def _scenario_menu(self, menu: QMenu) -> None:
        window, scenarios = self._window, self._window.scenario_acts
        self._act(menu, _("&New"), scenarios.add, "Ctrl+T")
        self._act(menu, _("&Duplicate"), scenarios.duplicate, "Ctrl+D")
        self._act(menu, _("&Rename…"), lambda: scenarios.rename_asked.emit(window.session.document.active), "F2")
        self._act(menu, _("Re&tain, or no longer"), scenarios.retain)
        self._act(menu, _("De&lete"), scenarios.delete)
        menu.addSeparator()
        self.compare = self._act(menu, _("&Compare"), window.toggle_compare, "Ctrl+K")
        self.compare.setToolTip(_("Two to four scenarios side by side"))
        self.propose = self._act(menu, _("&Propose a plan"), window.propose, "Ctrl+G")
        self.propose.setToolTip(_("The best complete plan, proved and explained"))
        menu.addSeparator()
        what_if = menu.addMenu(_("&What if…"))
        self._act(what_if, _("…I do not get the selected unit?"), self._fails)
        self._act(what_if, _("…I take fewer ECTS per semester?"), scenarios.ask_fewer)
        self._act(what_if, _("…I start one semester later?"), scenarios.starts_later)

    def _fails(self) -> None:
        codes = self._window.workspace_now().selected_codes
        if codes:
            self._window.scenario_acts.fails(codes[0])

    def _view_menu(self, menu: QMenu) -> None:
        window = self._window
        interview = self._act(menu, _("&Interview mode"), window.toggle_interview, "F11", of_document=False)
        interview.setCheckable(True)
        interview.setChecked(window.interview)
        slack = menu.addAction(_("Show the s&lack of each unit"))
        slack.setCheckable(True)
        slack.setChecked(window.session.show_slack)
        slack.setShortcut(QKeySequence("Ctrl+M"))
        slack.toggled.connect(window.toggle_slack)
        window.document_actions.append(slack)
        menu.addSeparator()
        self._act(menu, _("Show the units to &place"), lambda: window.toggle_zone(0), "F8")
        self._act(menu, _("Show the &progress"), lambda: window.toggle_zone(2), "F9")
        menu.addSeparator()
        looks = menu.addMenu(_("&Appearance"))
        for text, scheme in (
            (_("As the system"), theme.Scheme.SYSTEM),
            (_("Light"), theme.Scheme.LIGHT),
            (_("Dark"), theme.Scheme.DARK),
            (_("High contrast, light"), theme.Scheme.CONTRAST_LIGHT),
            (_("High contrast, dark"), theme.Scheme.CONTRAST_DARK),
        ):
            action = self._act(looks, text, lambda scheme=scheme: window.set_scheme(scheme), of_document=False)
            action.setCheckable(True)
            action.setChecked(scheme is theme.asked_scheme())
        languages = menu.addMenu(_("Lan&guage"))
        for code, name in LANGUAGES.items():
            action = self._act(languages, name, lambda code=code: window.set_language(code), of_document=False)
            action.setCheckable(True)
            action.setChecked(code == language())

    def _help_menu(self, menu: QMenu) -> None:
        self._act(menu, _("&Guide and keys"), self._show_guide, "F1", of_document=False)
        self._act(menu, _("&About"), self._show_about, of_document=False)

    def _show_guide(self) -> None:
        from csp_planner.ui.dialogs.help import GuideDialog

        GuideDialog(self._window).exec()

    def _show_about(self) -> None:
        from csp_planner.ui.dialogs.help import show_about

        show_about(self._window)


def build_menus(bar: QMenuBar, window: "MainWindow") -> Menus:
    """Fill *bar* with what *window* can do."""
    return Menus(bar, window)
