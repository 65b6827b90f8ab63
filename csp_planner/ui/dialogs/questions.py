"""Questions of one line: a text, an amount."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QInputDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from csp_planner.ui import theme
from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.buttons import drop_icons, ok_cancel
from csp_planner.ui.widgets.field_trouble import hold_back
from csp_planner.ui.widgets.labels import no_key, plain_label

WIDTH = 440
"""Least width in pixels, which shows the whole title."""


def ask_text(parent: QWidget, title: str, question: str, most: int) -> str | None:
    """What was typed, of *most* characters at most; None when the person gave up."""
    dialog = QInputDialog(parent)
    dialog.setInputMode(QInputDialog.InputMode.TextInput)
    dialog.setLabelText(no_key(question))
    size = dialog.sizeHint()  # makes what is in it
    for line in dialog.findChildren(QLineEdit):
        line.setMaxLength(most)
    for label in dialog.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
    for box in dialog.findChildren(QDialogButtonBox):
        drop_icons(box)
    dialog.resize(WIDTH, size.height())
    return dialog.textValue() if _accepted(dialog, title) else None


class AmountDialog(QDialog):
    """Asks for an amount above 0."""

    def __init__(self, parent: QWidget, question: str, field: AmountField) -> None:
        """*field* shows the amount that is proposed, and knows what may be entered."""
        super().__init__(parent)
        label = plain_label(question)
        self.field = field
        self.field.setAccessibleName(question)
        self.field.selectAll()
        buttons = ok_cancel(self)
        column = QVBoxLayout(self)
        theme.space(column, 2, around=3)
        column.addWidget(label)
        column.addWidget(self.field)
        column.addWidget(hold_back(buttons.button(QDialogButtonBox.StandardButton.Ok), [self.field]))
        column.addWidget(buttons)
        self.field.setFocus()


def ask_amount(parent: QWidget, title: str, question: str, field: AmountField) -> float | None:
    """The amount entered in *field*; None when the person gave up."""
    dialog = AmountDialog(parent, question, field)
    return dialog.field.amount if _accepted(dialog, title) else None


def _accepted(dialog: QDialog, title: str) -> bool:
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(WIDTH)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    return bool(dialog.exec())
