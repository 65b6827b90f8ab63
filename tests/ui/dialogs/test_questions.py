"""Questions of one line: as wide as their title, plain text, no pictures on the buttons."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QLabel, QLineEdit, QWidget

from csp_planner.ui.dialogs.acceptance import ask_reason

from ..hand import answer, pictured


def test_a_question_is_wide_enough_plain_and_without_pictures(icons, window):
    seen = []

    def look(dialog):
        QApplication.processEvents()
        formats = {label.textFormat() for label in dialog.findChildren(QLabel)}
        title = dialog.fontMetrics().horizontalAdvance(dialog.windowTitle())
        seen.append((formats, pictured(dialog), dialog.width() >= max(420, title + 150)))

    for ask in (window.scenario_acts.ask_fewer, lambda: ask_reason(window)):
        troubles = answer(QDialog, look)
        ask()
        assert troubles == []
        assert seen.pop() == ({Qt.TextFormat.PlainText}, [], True)


@pytest.fixture
def parent(qtbot):
    found = QWidget()
    qtbot.addWidget(found)
    return found


def test_a_reason_is_one_line_of_a_length_that_fits(parent):
    def give(dialog):
        dialog.setTextValue("  vu \t avec  le centre " + "x" * 600)
        dialog.accept()

    troubles = answer(QInputDialog, give)
    reason = ask_reason(parent)
    assert troubles == []
    assert reason == "vu avec le centre " + "x" * (500 - len("  vu \t avec  le centre "))


def test_what_is_beyond_the_length_of_a_reason_cannot_be_typed(parent):
    lines = []

    def look(dialog):
        lines.extend(line.maxLength() for line in dialog.findChildren(QLineEdit))
        dialog.reject()

    troubles = answer(QInputDialog, look)
    assert ask_reason(parent) == ""
    assert troubles == []
    assert lines == [500]
