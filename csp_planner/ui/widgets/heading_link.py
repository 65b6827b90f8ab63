"""A line of text that can be pressed, shortened where there is no room."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import EnterButton


class HeadingLink(EnterButton):
    """Text of a heading. Where it can be pressed it is underlined, and the keys reach it."""

    shorter = ""
    """The same in fewer words; empty where there is no shorter form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # always: Qt gives a place in the order of Tab to no other one
        self.offer("")

    def offer(self, what: str) -> None:
        """Let it be pressed to do *what*, which its tooltip says; empty where it does nothing."""
        self.setEnabled(bool(what))
        self.setToolTip(what)
        self.setAccessibleDescription(what)
        self.setCursor(Qt.CursorShape.PointingHandCursor if what else Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 8, metrics.height() + 2)

    def hitButton(self, position: QPoint) -> bool:
        """Only its words can be pressed, not the empty room beside them."""
        return super().hitButton(position) and position.x() <= self.sizeHint().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = self.fontMetrics()
        room = self.rect().adjusted(2, 0, -2, 0)
        fits = not self.shorter or metrics.horizontalAdvance(self.text()) <= room.width()
        text = metrics.elidedText(self.text() if fits else self.shorter, Qt.TextElideMode.ElideRight, room.width())
        font = self.font()
        font.setUnderline(self.isEnabled())
        painter.setFont(font)
        painter.setPen(theme.colour("accent" if self.isEnabled() and self.underMouse() else "muted"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus():
            width = min(metrics.horizontalAdvance(text) + 4, self.width() - 1)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, width - self.width(), -1), 4, 4)
