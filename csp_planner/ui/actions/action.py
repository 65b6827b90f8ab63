"""A named action: made once, with its words, its keys and what it does; menus and buttons hold that very object."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

Target = TypeVar("Target")
Key = QKeySequence.StandardKey


def _always(_target: object) -> bool:
    return True


class ActionOn(QAction, Generic[Target]):
    """An act on units, on a term or on a scenario.

    The menu bar holds the action itself, whose key acts on what is selected or shown. A menu that opens on a card, a
    term or a tab takes an ``entry``: the same words, the same key and the same act, on what the menu was opened on.
    """

    def __init__(
        self, parent: QObject, text: str, run: Callable[[Target], object], possible: Callable[[Target], bool] = _always
    ) -> None:
        super().__init__(text, parent)
        self.run, self.possible = run, possible

    def entry(self, menu: QMenu, target: Target, text: str = "") -> QAction:
        """Add this act on *target* to *menu*; *text* says it there where its own words would not fit in."""
        entry = menu.addAction(text or self.text(), lambda: self.run(target))
        if self.isShortcutVisibleInContextMenu():
            entry.setShortcut(self.shortcut())
        entry.setToolTip(self.toolTip())
        entry.setEnabled(self.possible(target))
        return entry


class ActionGroup:
    """The actions of one subject. They belong to *parent*, and are made again with it."""

    def __init__(self, parent: QObject) -> None:
        self._parent = parent
        self._of_document: list[QAction] = []

    def enable(self, *, document: bool) -> None:
        """Allow or grey what only makes sense with a document."""
        for action in self._of_document:
            action.setEnabled(document)

    def _make(
        self, text: str, run: Callable[[], object], key: Key | str | None = None, *, of_document: bool = True
    ) -> QAction:
        action = QAction(text, self._parent)
        self._set(action, run, key)
        if of_document:
            self._of_document.append(action)
        return action

    def _make_check(self, text: str, run: Callable[[bool], object], *, is_on: bool, key: str | None = None) -> QAction:
        """An action of the document that is on or off; *run* is told which when that changes."""
        action = QAction(text, self._parent)
        action.setCheckable(True)
        action.setChecked(is_on)
        action.toggled.connect(run)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        self._of_document.append(action)
        return action

    def _let_trigger(
        self, action: ActionOn[Target], run: Callable[[], object], key: str | None = None
    ) -> ActionOn[Target]:
        """Give *action* what it does on its own, from the menu bar or by its key."""
        self._set(action, run, key)
        self._of_document.append(action)
        return action

    def _set(self, action: QAction, run: Callable[[], object], key: Key | str | None) -> None:
        action.triggered.connect(lambda _checked=False: run())
        if key is not None:
            action.setShortcut(QKeySequence(key))
