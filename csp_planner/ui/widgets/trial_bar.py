"""The bar above the board while a what-if or a proposal is shown: it says what is tried, to be kept or dropped."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from csp_planner.messages.catalogue import _
from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import ButtonFrame
from csp_planner.ui.widgets.labels import plain_label


class TrialBar(ButtonFrame):
    """Says that the board shows a trial and not the plan."""

    kept = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = plain_label()
        keep = QPushButton(_("Keep as a scenario"))
        keep.clicked.connect(self.kept)
        drop = QPushButton(_("Drop"))
        drop.clicked.connect(self.dropped)
        self.buttons: list[QWidget] = [keep, drop]
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.setSpacing(theme.GRID * 2)
        row.addWidget(self._text, 1)
        row.addWidget(keep)
        row.addWidget(drop)
        self.hide()

    def show_trial(self, sentence: str) -> None:
        """Say in *sentence* what is tried; disappear when it is empty, as nothing is tried then."""
        if sentence:
            self._text.setText(sentence)
            self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def draw_attention(self) -> None:
        """Put the keyboard on the choice: an edit was asked for, and the choice must be made first."""
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme.colour("accent_fill"))
        painter.drawRoundedRect(self.rect().adjusted(6, 3, -7, -1), theme.RADIUS, theme.RADIUS)
