"""A sheet is given, looked through and used with the keys alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from csp_planner.sheet.values import Reading
from csp_planner.ui.dialogs.give_sheet import GiveSheetDialog
from csp_planner.ui.dialogs.sheet import SheetDialog, Wish

from ...awards import PROGRAMME


@pytest.fixture
def files() -> list[Path]:
    return [Path("fiche.html")]


def press_tab_until(words: str) -> None:
    for _each in range(30):
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton) and focus.text() == words:
            return
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {words}")


def press_enter() -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)


def test_tab_leaves_the_field_to_paste_into_and_enter_opens_a_file(qtbot, files):
    read: list[bytes | Path] = []
    parent = QWidget()  # the dialog belongs to it, and goes with it
    qtbot.addWidget(parent)
    dialog = GiveSheetDialog(lambda given: read.append(given) or "", lambda: files[0], parent)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    dialog.field.setFocus()
    press_tab_until("Ouvrir un fichier…")
    assert dialog.field.toPlainText() == ""
    press_enter()
    assert read == files
    assert dialog.result() == GiveSheetDialog.DialogCode.Accepted


def test_enter_on_the_button_uses_a_programme_that_was_read(qtbot):
    dialog = SheetDialog(Reading(programme=PROGRAMME, source="", understood=(), guessed=(), left_out=()), None)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    dialog.table.setFocus()
    press_tab_until("Utiliser")
    press_enter()
    assert dialog.wish is Wish.USE
