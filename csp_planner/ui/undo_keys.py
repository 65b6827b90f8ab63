"""Ctrl+Z and Ctrl+Shift+Z in a field: first what was typed there, then the plan."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QUndoStack
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget

Key = QKeySequence.StandardKey
Line = QLineEdit | QPlainTextEdit


class UndoKeys(QObject):
    """Watches the field of *window* that has the focus.

    Qt's fields keep these keys for themselves, also when they have nothing to undo. Here they then let them go on to
    the menu of the window, which undoes the last step of *history*. Fields of a dialog are left alone: the plan
    behind a dialog is not to change.
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
            end_undo(line)  # what was typed before is not to be redone ahead of the plan's own step
        if undoes or redoes:
            event.ignore()
        return undoes or redoes


def end_undo(line: Line) -> None:
    """Make the text of *line* one that was never another: what was typed is now a step of the plan."""
    if isinstance(line, QPlainTextEdit):
        line.document().clearUndoRedoStacks()
    else:
        position = line.cursorPosition()
        line.setText(line.text())
        line.setCursorPosition(position)


def _line_of(field: QObject) -> Line | None:
    if isinstance(field, QAbstractSpinBox):
        return field.lineEdit()
    return field if isinstance(field, QLineEdit | QPlainTextEdit) else None


def _can_undo(line: Line) -> bool:
    return line.document().isUndoAvailable() if isinstance(line, QPlainTextEdit) else line.isUndoAvailable()


def _can_redo(line: Line) -> bool:
    return line.document().isRedoAvailable() if isinstance(line, QPlainTextEdit) else line.isRedoAvailable()
