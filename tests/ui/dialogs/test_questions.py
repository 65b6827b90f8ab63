"""Questions of one line: as wide as their title, plain text, no pictures on the buttons."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QLabel, QLineEdit

from csp_planner.ui.dialogs.acceptance import ask_reason

from ..hand import answer, pictured


@pytest.mark.parametrize("way", ["fewer", "reason"])
def test_a_question_is_wide_enough_plain_and_without_pictures(icons, window, way):
    seen = []

    def look(dialog):
        QApplication.processEvents()
        formats = {label.textFormat() for label in dialog.findChildren(QLabel)}
        title = dialog.fontMetrics().horizontalAdvance(dialog.windowTitle())
        seen.append((formats, pictured(dialog), dialog.width() >= max(420, title + 150)))

    troubles = answer(QDialog, look)
    window.scenario_acts.ask_fewer() if way == "fewer" else ask_reason(window)
    assert troubles == []
    assert seen == [({Qt.TextFormat.PlainText}, [], True)]


def test_a_reason_is_one_line_of_a_length_that_fits(window):
    def give(dialog):
        dialog.setTextValue("  vu \t avec  le centre " + "x" * 600)
        dialog.accept()

    troubles = answer(QInputDialog, give)
    reason = ask_reason(window)
    assert troubles == []
    assert reason == "vu avec le centre " + "x" * (500 - len("  vu \t avec  le centre "))


def test_what_is_beyond_the_length_of_a_reason_cannot_be_typed(window):
    lines = []

    def look(dialog):
        lines.extend(line.maxLength() for line in dialog.findChildren(QLineEdit))
        dialog.reject()

    troubles = answer(QInputDialog, look)
    assert ask_reason(window) == ""
    assert troubles == []
    assert lines == [500]
