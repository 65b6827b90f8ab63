"""The bar above the board while advice is looked for or shown: it says what is tried, to be kept or dropped."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from csp_planner.messages.catalogue import _
from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import ButtonFrame
from csp_planner.ui.widgets.labels import plain_label


class TrialBar(ButtonFrame):
    """Says that the board shows a trial and not the plan, or that one is looked for."""

    kept = Signal()
    dropped = Signal()
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = plain_label()
        self._keep, drop, stop = QPushButton(), QPushButton(_("Drop")), QPushButton(_("Stop"))
        self._keep.clicked.connect(self.kept)
        drop.clicked.connect(self.dropped)
        stop.clicked.connect(self.stopped)
        self._of_trial, self._of_search = (self._keep, drop), (stop,)
        self.buttons: list[QWidget] = [*self._of_trial, *self._of_search]
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID * 6, theme.GRID * 2, theme.GRID * 6, theme.GRID)
        row.setSpacing(theme.GRID * 2)
        row.addWidget(self._text, 1)
        for button in self.buttons:
            row.addWidget(button)
        self.hide()

    @property
    def has_keys(self) -> bool:
        """Whether one of its buttons has the focus."""
        return any(button.hasFocus() for button in self.buttons)

    def show_trial(self, sentence: str, keep: str) -> None:
        """Say in *sentence* what is tried, to be kept by a button that says *keep*."""
        self._keep.setText(keep)
        self._show(sentence, self._of_trial)

    def show_search(self) -> None:
        """Say that an answer is looked for, which can be stopped."""
        self._show(_("Searching…"), self._of_search)

    def _show(self, sentence: str, buttons: Sequence[QWidget]) -> None:
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        for button in self.buttons:
            button.setVisible(button in buttons)
        self.show()

    def draw_attention(self) -> None:
        """Put the keyboard on the choice: an edit was asked for, and the choice must be made first."""
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme.colour("accent_fill"))
        frame = self.rect().adjusted(theme.GRID * 3, theme.GRID, -theme.GRID * 3 - 1, -1)  # as wide as the board's rows
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
