"""Boxes to tick: which scenarios stand side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QWidget

from csp_planner.messages.problems import shown
from csp_planner.ui import theme
from csp_planner.ui.widgets.labels import no_key, show_tip

WIDEST_NAME = 16
"""Width of a name at most, in heights of a line of text: a longer one is cut, and whole in its tooltip."""


class ScenarioBoxes(QScrollArea):
    """A box to tick for each scenario of the plan, in a row that scrolls: fifty are more than a row holds.

    The boxes stay when what they show changes: one that has the focus keeps it.
    """

    toggled = Signal(int, bool)
    """A box was ticked or unticked by hand: the place of its scenario in the plan."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[QCheckBox] = []
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.GRID * 3)
        self._row.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.setInterval(0)
        self._fit_soon.timeout.connect(self._fit)

    def show_scenarios(self, names: Sequence[str], chosen: Sequence[int]) -> None:
        """A box for each of *names*, those at the places *chosen* ticked."""
        while len(self.boxes) > len(names):
            self.boxes.pop().deleteLater()
        while len(self.boxes) < len(names):
            box, place = QCheckBox(), len(self.boxes)
            box.toggled.connect(lambda on, place=place: self.toggled.emit(place, on))
            self._row.insertWidget(place, box)
            self.boxes.append(box)
        for index, (box, name) in enumerate(zip(self.boxes, names, strict=True)):
            metrics, whole = box.fontMetrics(), shown(name)
            said = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, WIDEST_NAME * metrics.height())
            box.setText(no_key(said))
            box.setAccessibleName(whole)
            show_tip(box, whole if said != whole else "")
            box.blockSignals(True)
            box.setChecked(index in chosen)
            box.blockSignals(False)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_soon.start()  # Qt tells the row nothing of a height it is given while it is given another

    def _fit(self) -> None:
        """As tall as the boxes, with room for the scroll bar where they are wider than the row.

        The boxes are asked, not their layout: it counts no box that was added since the last turn of the event loop,
        and a row of such boxes would have no height.
        """
        sizes = [box.sizeHint() for box in self.boxes]
        width = sum(size.width() + self._row.spacing() for size in sizes)
        bar = self.horizontalScrollBar().sizeHint().height() if width > self.width() > 0 else 0
        self.setFixedHeight(max((size.height() for size in sizes), default=0) + bar)
