"""A list to choose from that the mouse wheel passes over."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate


class Choice(QComboBox):
    """A combo box that the wheel changes only while it has the focus.

    A QComboBox takes the focus when the wheel turns over it, and then follows the wheel: a person who scrolls a page
    would change what is chosen.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def showPopup(self) -> None:
        # A combo box lays its list out without what a style sheet says of the items, unless it has such a delegate.
        if not isinstance(self.itemDelegate(), QStyledItemDelegate):
            self.setItemDelegate(QStyledItemDelegate(self))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # so that the area around it scrolls
