"""The sentence under fields that says why the text of one of them cannot be taken."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.labels import plain_label

if TYPE_CHECKING:  # the first page has no field for a day
    from csp_planner.ui.widgets.date_field import DateField


TITLE_BAR = 40
"""Pixels left for what the desktop draws around a window."""


def trouble_line(fields: "Sequence[DateField | AmountField]") -> QLabel:
    """A line that says why the text of one of *fields* cannot be taken; hidden while all can."""
    line = plain_label()

    def show_trouble() -> None:
        trouble = next((field.trouble for field in fields if field.trouble), "")
        line.setText(trouble)
        line.setVisible(bool(trouble))
        dialog = line.window()
        if trouble and isinstance(dialog, QDialog):
            make_room(dialog)

    for field in fields:
        field.changed.connect(show_trouble)
    line.hide()
    return line


def hold_back(ok: QPushButton, fields: "Sequence[DateField | AmountField]") -> QLabel:
    """Disable *ok* while the text of one of *fields* cannot be taken. Returns a line that says why."""

    def show_trouble() -> None:
        ok.setEnabled(not any(field.trouble for field in fields))

    for field in fields:
        field.changed.connect(show_trouble)
    return trouble_line(fields)


def make_room(dialog: QWidget) -> None:
    """Make *dialog* as tall as its lines need at its width: Qt counts a sentence on several lines as one line.

    It is no taller than the screen, as far as its parts can be less tall.
    """
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        width = max(dialog.width(), layout.totalMinimumSize().width(), dialog.minimumWidth())
        height = max(dialog.height(), layout.totalHeightForWidth(width))
        dialog.resize(width, min(height, dialog.screen().availableGeometry().height() - TITLE_BAR))
