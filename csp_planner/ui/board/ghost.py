"""The picture of the card in hand."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from csp_planner.messages.catalogue import ngettext
from csp_planner.ui import theme
from csp_planner.ui.board.card import Card
from csp_planner.ui.board.card_delegate import CardDelegate

GHOST_WIDTH = 210


class Ghost(QWidget):
    """Paints the card in hand and, under it, what would happen here. Events pass through to what lies below."""

    def __init__(self, delegate: CardDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._delegate = parent, delegate
        self._card: Card | None = None
        self._count = 1
        self._tip: list[str] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()

    def carry(self, card: Card, count: int) -> None:
        """Show *card*, standing for *count* of them."""
        self._card, self._count = card, count
        self.say("")
        self.show()
        self.raise_()

    def say(self, tip: str) -> None:
        """Put *tip* under the card, each of its lines on as many as it takes."""
        metrics = self.fontMetrics()
        self._tip = [line for text in tip.split("\n") if text for line in self._wrapped(text)]
        wide = max([GHOST_WIDTH, *(metrics.horizontalAdvance(text) + 18 for text in self._tip)])
        tall = self._delegate.fonts.height + 6 + (len(self._tip) * metrics.height() + 8 if self._tip else 0)
        self.resize(wide, tall)
        self.update()

    def _wrapped(self, text: str) -> list[str]:
        metrics = self.fontMetrics()
        lines, line = [], ""
        for word in text.split(" "):
            longer = f"{line} {word}".strip()
            if line and metrics.horizontalAdvance(longer) > GHOST_WIDTH * 1.7:
                lines.append(line)
                longer = word
            line = longer
        return [*lines, line]

    def follow(self, point: QPoint) -> None:
        """Stay by *point*, in global coordinates, inside the window."""
        window = self._window
        local = window.mapFromGlobal(point) + QPoint(12, 10)
        x = min(local.x(), window.width() - self.width() - 2)
        y = min(local.y(), window.height() - self.height() - 2)
        self.move(max(0, x), max(0, y))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._card is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = QSize(GHOST_WIDTH, self._delegate.fonts.height)
        picture = self._delegate.picture(self._card, size, self.devicePixelRatioF(), False, True)
        painter.drawPixmap(0, 0, picture)
        if self._count > 1:
            text = ngettext("{count} unit", "{count} units", self._count).format(count=self._count)
            wide = self.fontMetrics().horizontalAdvance(text) + 14
            badge = QRect(GHOST_WIDTH - wide - 4, 4, wide, 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(badge, 9, 9)
            painter.setPen(theme.colour("on_accent"))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        if self._tip:
            self._paint_tip(painter)

    def _paint_tip(self, painter: QPainter) -> None:
        metrics = self.fontMetrics()
        wide = max(metrics.horizontalAdvance(text) for text in self._tip) + 16
        top = self._delegate.fonts.height + 4
        box = QRect(0, top, wide, len(self._tip) * metrics.height() + 8)
        painter.setPen(QPen(theme.colour("surface"), 1))
        painter.setBrush(theme.colour("text"))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 5, 5)
        painter.setPen(theme.colour("surface"))
        for number_, text in enumerate(self._tip):
            line = QRect(8, top + 4 + number_ * metrics.height(), wide, metrics.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
