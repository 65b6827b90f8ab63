"""A widget that is painted anew only when it changes, however often something moves across it."""

from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from csp_planner.ui import theme


class Pictured(QWidget):
    """Paints itself with ``paint``, on a plain ground in the colour of a surface.

    While ``keeps_pictures`` is set, what it looks like is kept, with and without the mark of a target: Qt asks a widget
    to paint each time that a card in hand moves across it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_target = self.keeps_pictures = False
        self._pictures: dict[tuple[bool, float], QPixmap] = {}

    def paint(self, painter: QPainter) -> None:
        """Paint all of it."""
        raise NotImplementedError

    def paint_anew(self) -> None:
        """Paint it again: it has changed."""
        self._pictures.clear()
        self.update()

    def set_target(self, target: bool) -> None:
        """Whether the card in hand is over it."""
        if target != self.is_target:
            self.is_target = target
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pictures.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.keeps_pictures:
            self.paint(QPainter(self))
            return
        key = self.is_target, self.devicePixelRatioF()
        if key not in self._pictures:
            self._pictures[key] = self._picture(self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, self._pictures[key])

    def _picture(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.colour("surface"))  # on a ground without gaps, text is as sharp as on the screen
        painter = QPainter(picture)
        painter.setFont(self.font())
        self.paint(painter)
        painter.end()
        return picture
