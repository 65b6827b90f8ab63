"""Questions of one line: a text, an amount."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QInputDialog, QLabel, QVBoxLayout, QWidget

from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.buttons import drop_icons, ok_cancel
from csp_planner.ui.widgets.field_trouble import hold_back
from csp_planner.ui.widgets.labels import no_key, plain_label

WIDTH = 440
"""Least width in pixels, which shows the whole title."""


def ask_text(parent: QWidget, title: str, question: str) -> str | None:
    """What was typed; None when the person gave up."""
    dialog = QInputDialog(parent)
    dialog.setInputMode(QInputDialog.InputMode.TextInput)
    dialog.setLabelText(no_key(question))
    size = dialog.sizeHint()  # makes what is in it
    for label in dialog.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
    for box in dialog.findChildren(QDialogButtonBox):
        drop_icons(box)
    dialog.resize(WIDTH, size.height())
    return dialog.textValue() if _accepted(dialog, title) else None


class AmountDialog(QDialog):
    """Asks for an amount above 0."""

    def __init__(self, parent: QWidget, question: str, amount: float, most: float, unit: str) -> None:
        super().__init__(parent)
        label = plain_label(question)
        self.field = AmountField(most, unit)
        self.field.setAccessibleName(question)
        self.field.show_amount(amount)
        self.field.selectAll()
        buttons = ok_cancel(self)
        column = QVBoxLayout(self)
        column.addWidget(label)
        column.addWidget(self.field)
        column.addWidget(hold_back(buttons.button(QDialogButtonBox.StandardButton.Ok), [self.field]))
        column.addWidget(buttons)
        self.field.setFocus()


def ask_amount(parent: QWidget, title: str, question: str, amount: float, most: float, unit: str) -> float | None:
    """The amount entered; None when the person gave up."""
    dialog = AmountDialog(parent, question, amount, most, unit)
    return dialog.field.amount if _accepted(dialog, title) else None


def _accepted(dialog: QDialog, title: str) -> bool:
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(WIDTH)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    return bool(dialog.exec())
