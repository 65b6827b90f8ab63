"""Fields under each other, each with its label at its left."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QLayout, QWidget

TALL = 2
"""A field taller than so many heights of its label has several lines: the label stands beside the first one."""


class FieldForm(QFormLayout):
    """A form whose labels stand in the middle of their fields: Qt alone puts them one or two pixels too high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)

    def add_field(self, text: str, field: QWidget, within: QLayout | None = None) -> None:
        """Add *field*, called *text*, as a row; or the layout that it stands *within*."""
        label = QLabel(text)
        label.setBuddy(field)
        field.setAccessibleName(text)
        height, line = field.sizeHint().height(), label.sizeHint().height()
        if height <= TALL * line:
            label.setMinimumHeight(height)
        if within is not None:
            self.addRow(label, within)
        else:
            self.addRow(label, field)
