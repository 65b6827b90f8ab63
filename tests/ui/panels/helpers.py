"""What the tests of a unit's details share, and those of what to check."""

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from csp_planner.messages.attention import Fold
from csp_planner.ui.panels.check_model import DIAGNOSTIC_ROLE

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
    button(workspace_of(window).side._inspector, "Avancement").click()


def checks(window):
    return workspace_of(window).side.checks.list


def unfold(window):
    """Open every fold."""
    model = checks(window).found
    attention = window.session.reading.attention
    for fold, folded in ((Fold.PROJECTIONS, attention.projections), (Fold.TO_KNOW, attention.to_know)):
        if folded and not model.is_open(fold):
            model.toggle(fold)


def listed(window):
    """The diagnostics that have an item now."""
    model = checks(window).model()
    found = (model.index(row).data(DIAGNOSTIC_ROLE) for row in range(model.rowCount(QModelIndex())))
    return [diagnostic for diagnostic in found if diagnostic is not None]


def item(window, code, unit=""):
    """The item of one diagnostic, its fold opened."""
    unfold(window)
    model = checks(window).model()
    for row in range(model.rowCount(QModelIndex())):
        found = model.index(row).data(DIAGNOSTIC_ROLE)
        if found is not None and found.code == code and unit in ("", found.unit):
            return model.index(row)
    raise AssertionError(f"{code} {unit} is not listed")


def settle(look):
    """Wait until what *look* sees stays: what an edit leaves to lay out takes the list a few rounds."""
    rounds, last = 0, None
    while rounds < 5:
        QTest.qWait(5)
        now = look()
        rounds, last = (rounds + 1, last) if now == last else (0, now)
