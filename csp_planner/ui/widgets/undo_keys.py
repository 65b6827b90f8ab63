"""Ctrl+Z and Ctrl+Shift+Z in a field undo what was typed there, then the last step of the plan."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QUndoStack
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit

Key = QKeySequence.StandardKey


class UndoKeys(QObject):
    """Watches the field of *window* that has the focus.

    Fields of Qt keep these keys for themselves, even when they have nothing to undo. This lets the keys go on to the
    menu of the window then, which undoes the last step of *history*. Fields of a dialog are left alone: the plan
    behind a dialog must not change.
    """

    def __init__(self, window: QWidget, history: QUndoStack) -> None:
        super().__init__(window)
        self._window, self._history = window, history
        QApplication.instance().focusChanged.connect(self._watch)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]

    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and new.window() is self._window and _line_of(new) is not None:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        line = _line_of(watched)
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent) or line is None:
            return False
        undoes = event.matches(Key.Undo) and not _can_undo(line) and self._history.canUndo()
        redoes = event.matches(Key.Redo) and not _can_redo(line) and self._history.canRedo()
        if undoes:
            end_undo(line)  # redo must then bring back the step of the plan, not what was typed before it
        if undoes or redoes:
            event.ignore()
        return undoes or redoes


def end_undo(line: "QLineEdit | QPlainTextEdit") -> None:
    """Forget what was typed in *line* before: it has become a step of the plan, and is undone there."""
    if isinstance(line, QLineEdit):
        position = line.cursorPosition()
        line.setText(line.text())
        line.setCursorPosition(position)
    else:
        line.document().clearUndoRedoStacks()


def _line_of(field: QObject) -> "QLineEdit | QPlainTextEdit | None":
    """What is typed into, where *field* is a field; None where it is none."""
    if isinstance(field, QLineEdit):
        return field
    if not (field.inherits("QAbstractSpinBox") or field.inherits("QPlainTextEdit")):
        return None
    # Both classes take milliseconds to load, and a start shows neither.
    from PySide6.QtWidgets import QAbstractSpinBox, QPlainTextEdit

    if isinstance(field, QAbstractSpinBox):
        return field.lineEdit()
    return field if isinstance(field, QPlainTextEdit) else None


def _can_undo(line: "QLineEdit | QPlainTextEdit") -> bool:
    return line.isUndoAvailable() if isinstance(line, QLineEdit) else line.document().isUndoAvailable()


def _can_redo(line: "QLineEdit | QPlainTextEdit") -> bool:
    return line.isRedoAvailable() if isinstance(line, QLineEdit) else line.document().isRedoAvailable()
