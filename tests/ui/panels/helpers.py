"""What the tests of a unit's details share."""

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from ..hand import button, shown_texts, workspace_of


def inspect(window, code):
    workspace_of(window).side.inspect(code)
    QApplication.processEvents()
    return workspace_of(window).side._inspector


def texts(inspector):
    return shown_texts(inspector, QLabel)


def note_of(plan, code):
    return plan.profile.notes_for(code)


def write(inspector, text):
    """Type into the note, at its end, and let the hand rest."""
    field = inspector.note.field
    field.setFocus()
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field, text)
    field.settled.emit()


def go_back(window):
    button(workspace_of(window).side._inspector, "← Avancement").click()
