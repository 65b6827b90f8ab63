"""Fields under each other, each with its label at its left."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QLayout, QWidget

from csp_planner.ui import theme

TALL = 2
"""A field taller than so many heights of its label has several lines: the label stands beside the first one."""


class FieldForm(QFormLayout):
    """A form whose labels stand in the middle of their fields: Qt alone puts them one or two pixels too high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        theme.space(self, 2, around=3 if parent is not None else 0)
        self.setHorizontalSpacing(theme.GRID * 3)
        self._below: list[QWidget] = []

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

    def add_below(self, text: QWidget) -> None:
        """Add a sentence about the field above it, on as many lines as it takes."""
        self.addRow(text)  # over the whole row: Qt gives sentences beside a label more lines than they take
        self._below.append(text)

    def begin_at(self, width: int) -> None:
        """Let the fields, and the sentences under them, begin to the right of labels of *width* pixels."""
        for label in self.labels():
            label.setMinimumWidth(width)
        for text in self._below:
            text.setContentsMargins(width + self.horizontalSpacing(), 0, 0, 0)

    def labels(self) -> list[QWidget]:
        """The labels of its rows."""
        items = (self.itemAt(row, QFormLayout.ItemRole.LabelRole) for row in range(self.rowCount()))
        return [label for item in items if item is not None and (label := item.widget()) is not None]


def align_fields(forms: Iterable[FieldForm]) -> None:
    """Let the fields of all *forms* of a page begin at one left edge: that of the longest label."""
    forms = list(forms)
    widest = max((label.sizeHint().width() for form in forms for label in form.labels()), default=0)
    for form in forms:
        form.begin_at(widest)
