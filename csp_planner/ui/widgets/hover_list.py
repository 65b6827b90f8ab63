"""A list that knows which of its items the pointer is on."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QListView, QWidget


class HoverList(QListView):
    """Paints an item anew when the pointer comes onto it and when it leaves it. Its delegate asks for ``hovered``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground = QWidget()  # to ask for the one Qt made loads every kind of widget, which slows every start
        ground.setMouseTracking(True)
        self.setViewport(ground)
        self.hovered = QPersistentModelIndex()
        """The item under the pointer; not valid where there is none."""

    def hover(self, index: QModelIndex) -> None:
        """Have the pointer on the item at *index*."""
        if index != self.hovered:
            before, self.hovered = self.hovered, QPersistentModelIndex(index)
            for each in (before, self.hovered):
                if each.isValid():
                    self.update(self.model().index(each.row(), each.column()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hover(self.indexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hover(QModelIndex())
        super().leaveEvent(event)
