"""A field for a day that may be left empty."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from csp_planner.ui import theme
from csp_planner.ui.widgets.date_field import DateField


class OptionalDay(DateField):
    """A day, or nothing; empty, it says what holds then."""

    def __init__(self, usual: date) -> None:
        """*usual* is the day that its calendar opens on while it is empty."""
        super().__init__(usual)
        self.clear()

    def show_optional(self, day: date | None, usual: date, otherwise: str) -> None:
        """Show *day*; None leaves the field empty, and says *otherwise* there."""
        self.show_day(day or usual)
        if day is None:
            self.clear()
        self.setPlaceholderText(otherwise)
        room = self.fontMetrics().horizontalAdvance(otherwise) + self.textMargins().right()
        self.setMinimumWidth(max(self.minimumWidth(), room + 6 * theme.GRID))

    @property
    def trouble(self) -> str:
        """Why the text is no day; empty where it is one, and where there is no text."""
        return super().trouble if self.text().strip() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.text().strip():
            event.ignore()  # there is nothing to bring back, so Escape leaves the dialog
        else:
            super().keyPressEvent(event)
