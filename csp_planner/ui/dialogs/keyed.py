"""What dialogs with lists have in common: Enter in a list is the list's, and presses no button of the dialog."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton

from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import press_with_enter


class KeyedDialog(QDialog):
    """A dialog without a default button: Enter presses the button that has the keys, and no other."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            press_with_enter(self, event)
        else:
            super().keyPressEvent(event)

    def fit(self, width: int, height: int) -> None:
        """Be so large, in pixels, within what the screen has."""
        room = self.screen().availableGeometry()
        self.resize(min(width, room.width() - 8 * theme.GRID), min(height, room.height() - 16 * theme.GRID))


def button_row(*parts: QPushButton | None) -> QHBoxLayout:
    """Buttons in a row; None is the room between them."""
    row = QHBoxLayout()
    theme.space(row, 2)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            part.setAutoDefault(False)
            row.addWidget(part)
    return row
