"""The menus and their keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from csp_planner.messages.catalogue import _
from csp_planner.ui.theme import Scheme

if TYPE_CHECKING:
    from csp_planner.ui.window import MainWindow

Key = QKeySequence.StandardKey


def _action(
    menu: QMenu,
    text: str,
    run: Callable[[], object],
    key: QKeySequence.StandardKey | QKeySequence | Qt.Key | str | None = None,
) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda _checked=False: run())
    if key is not None:
        action.setShortcut(QKeySequence(key))
    return action


def build_menus(bar: QMenuBar, window: "MainWindow") -> None:
    """Fill *bar* with what *window* can do."""
    _file_menu(bar.addMenu(_("&File")), window)
    _edit_menu(bar.addMenu(_("&Edit")), window)
    _view_menu(bar.addMenu(_("&View")), window)
    _help_menu(bar.addMenu(_("&Help")), window)


def _file_menu(menu: QMenu, window: "MainWindow") -> None:
    _action(menu, _("&New plan"), window.new_document, Key.New)
    _action(menu, _("&Open…"), window.ask_open, Key.Open)
    recent = menu.addMenu(_("Open &recent"))
    recent.aboutToShow.connect(lambda: window.fill_recent(recent))
    menu.addSeparator()
    window.document_actions += [
        _action(menu, _("&Save"), window.save, Key.Save),
        _action(menu, _("Save &as…"), window.ask_save_as, QKeySequence("Ctrl+Shift+S")),
    ]
    menu.addSeparator()
    _action(menu, _("&Quit"), window.close, QKeySequence("Ctrl+Q"))


def _edit_menu(menu: QMenu, window: "MainWindow") -> None:
    undo = window.session.history.createUndoAction(menu, _("&Undo"))
    undo.setShortcut(QKeySequence("Ctrl+Z"))
    redo = window.session.history.createRedoAction(menu, _("&Redo"))
    redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    menu.addActions([undo, redo])
    window.undo_action, window.redo_action = undo, redo
    menu.addSeparator()
    window.document_actions += [
        _action(menu, _("&Find a unit"), window.find_unit, Key.Find),
        _action(menu, _("&Load limit…"), window.ask_limit),
        _action(menu, _("Add an academic &year"), lambda: window.workspace_now().board.year_added.emit()),
        _action(menu, _("Add a year &before"), window.add_year_before),
        _action(menu, _("Re&move the last year"), window.remove_last_year),
    ]


def _view_menu(menu: QMenu, window: "MainWindow") -> None:
    pool = _action(menu, _("Show the units to &place"), lambda: window.toggle_zone(0), QKeySequence("F8"))
    side = _action(menu, _("Show the &progress"), lambda: window.toggle_zone(2), QKeySequence("F9"))
    window.document_actions += [pool, side]
    menu.addSeparator()
    looks = menu.addMenu(_("&Appearance"))
    for text, scheme in (
        (_("As the system"), Scheme.SYSTEM),
        (_("Light"), Scheme.LIGHT),
        (_("Dark"), Scheme.DARK),
    ):
        _action(looks, text, lambda scheme=scheme: window.set_scheme(scheme))


def _help_menu(menu: QMenu, window: "MainWindow") -> None:
    _action(menu, _("&Keys"), window.show_keys, QKeySequence("F1"))
    _action(menu, _("&About"), window.show_about)
