"""A list to choose from that the mouse wheel passes over."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class Choice(QComboBox):
    """A combo box that the wheel changes only while it has the focus.

    A QComboBox takes the focus when the wheel turns over it, and then follows the wheel: a person who scrolls a page
    would change what is chosen.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # so that the area around it scrolls
