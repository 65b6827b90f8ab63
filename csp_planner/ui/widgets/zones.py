"""The three zones side by side: how wide each is, and how the outer two fold and unfold."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

POOL_WIDTH, SIDE_WIDTH = 18, 21
NARROW_POOL_WIDTH, NARROW_SIDE_WIDTH = 16.5, 17.2
"""Widths of the side zones at first, in heights of a line of text: larger type takes more room."""
LEAST_POOL_WIDTH, LEAST_SIDE_WIDTH = 11, 14
ROOMY = 85
"""Width of a window, in the same unit, from which they have their full width."""


class Zones(QSplitter):
    """Units to place at the left, the board in the middle, the progress at the right."""

    folded = Signal()
    """A side zone was folded or unfolded."""

    def __init__(self, pool: QWidget, middle: QWidget, side: QWidget, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(3)
        self._zones = (pool, middle, side)
        for index, zone in enumerate(self._zones):
            self.addWidget(zone)
            self.setStretchFactor(index, int(zone is middle))
        self._line = QFontMetrics(QApplication.font()).height()
        pool.setMinimumWidth(LEAST_POOL_WIDTH * self._line)
        side.setMinimumWidth(LEAST_SIDE_WIDTH * self._line)
        self.setCollapsible(1, False)
        self.setSizes(self._usual_widths())

    def _usual_widths(self) -> list[int]:
        """Widths of the zones in pixels: a narrow window keeps its room for the board."""
        roomy = self.window().width() >= ROOMY * self._line
        pool, side = (POOL_WIDTH, SIDE_WIDTH) if roomy else (NARROW_POOL_WIDTH, NARROW_SIDE_WIDTH)
        return [round(pool * self._line), 10_000, round(side * self._line)]

    def restore(self, widths: Sequence[int]) -> None:
        """Make the zones as wide as they were, in pixels; one of no width was folded."""
        for index in (0, 2):
            self._zones[index].setVisible(widths[index] > 0)
        self.setSizes(list(widths))
        self.folded.emit()

    def is_open(self, index: int) -> bool:
        """Whether a side zone is seen: not folded, and not pushed to the edge by hand."""
        return not self._zones[index].isHidden() and bool(self.sizes()[index])

    def toggle(self, index: int) -> None:
        """Fold a side zone, or unfold it, also when a hand has pushed it to the edge."""
        if self.is_open(index):
            self.fold(index)
        else:
            self.unfold(index)

    def fold(self, index: int) -> None:
        """Hide a side zone."""
        self._zones[index].hide()
        self.folded.emit()

    def unfold(self, index: int) -> None:
        """Show a side zone, as wide as usual where it has no width."""
        self._zones[index].show()
        if not self.sizes()[index]:
            widths = self.sizes()
            widths[index] = self._usual_widths()[index]
            self.setSizes(widths)
        self.folded.emit()
