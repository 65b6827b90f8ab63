"""Questions of one line: a text, a number."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QInputDialog, QLabel, QWidget

from csp_planner.ui.buttons import drop_icons
from csp_planner.ui.labels import no_key

WIDTH = 440
"""In pixels: a title is not cut off."""


def ask_text(parent: QWidget, title: str, question: str) -> str | None:
    """What was typed; None when the person gave up."""
    dialog = _dialog(parent, title, question, QInputDialog.InputMode.TextInput)
    return dialog.textValue() if dialog.exec() else None


def ask_number(parent: QWidget, title: str, question: str, value: int, least: int, most: int) -> int | None:
    """The number chosen; None when the person gave up."""
    dialog = _dialog(parent, title, question, QInputDialog.InputMode.IntInput)
    dialog.setIntRange(least, most)
    dialog.setIntValue(value)
    return dialog.intValue() if dialog.exec() else None


def _dialog(parent: QWidget, title: str, question: str, mode: QInputDialog.InputMode) -> QInputDialog:
    dialog = QInputDialog(parent)
    dialog.setInputMode(mode)
    dialog.setWindowTitle(title)
    dialog.setLabelText(no_key(question))
    size = dialog.sizeHint()  # makes what is in it
    for label in dialog.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
    for box in dialog.findChildren(QDialogButtonBox):
        drop_icons(box)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.setMinimumWidth(WIDTH)
    dialog.resize(WIDTH, size.height())
    return dialog
