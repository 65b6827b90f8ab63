"""A row of answers of which one is chosen, or none: joined buttons, with a letter each."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from csp_planner.ui import theme
from csp_planner.ui.widgets.labels import no_key

PADDING = 8
_UNDERLINED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextShowMnemonic)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its words, and how it looks once it is chosen."""

    words: str
    glyph: str
    tone: str
    """Token of the text; ``fill`` is that of the ground."""
    fill: str


class Segment(QRadioButton):
    """One answer. Space, Enter, a click or its letter choose it; once more, and it is no longer chosen."""

    key_pressed = Signal(QKeyEvent)

    def __init__(self, answer: Answer) -> None:
        super().__init__(no_key(answer.words))
        self.answer = answer
        self.setAutoExclusive(False)  # no answer can be chosen too, which Qt's own groups do not let happen again
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def letter(self) -> str:
        """The key that chooses it: the first letter, without its accent."""
        return unicodedata.normalize("NFD", self.answer.words)[0].lower()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(f"▶ {self.answer.words}") + 2 * PADDING, metrics.height() + 10)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        answer, chosen = self.answer, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self.rect().adjusted(1, 1, -1, -1)
        pen = QPen(theme.colour("edge"), 1)
        if self.hasFocus():
            pen = QPen(theme.colour("accent"), 2)
        elif chosen or self.underMouse():
            pen = QPen(theme.colour(answer.tone), 1.5 if chosen else 1)
        painter.setPen(pen)
        painter.setBrush(theme.colour(answer.fill if chosen else "surface"))
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        painter.setPen(theme.colour(answer.tone if chosen else "text"))
        words = f"&{no_key(answer.words)}"
        painter.drawText(QRect(self.rect()), _UNDERLINED, f"{answer.glyph} {words}" if chosen else words)


class Segments(QWidget):
    """Answers side by side. Tab comes to the one chosen, else the first; arrows go from one to the next.

    Going from one to another chooses nothing.
    """

    chosen = Signal(object)
    """The place of the answer chosen now; None: no longer any."""
    stepped = Signal(int)
    """Up or Down was pressed: the keys are to go to the row before, or to the next."""

    def __init__(self, name: Callable[[str], str], answers: Sequence[Answer]) -> None:
        """*name* says what an answer is about, for assistive technology."""
        super().__init__()
        self.segments = [Segment(answer) for answer in answers]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        for index, segment in enumerate(self.segments):
            segment.setAccessibleName(name(segment.answer.words))
            segment.clicked.connect(lambda on, index=index: self._take(index if on else None))
            segment.key_pressed.connect(lambda event, index=index: self._take_key(event, index))
            row.addWidget(segment)
        self.show_choice(None)

    def show_choice(self, index: int | None) -> None:
        """Show the answer at *index* as the one chosen; None: none is."""
        for place, segment in enumerate(self.segments):
            segment.setChecked(place == index)
            entered = place == (index or 0)
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if entered else Qt.FocusPolicy.ClickFocus)

    @property
    def entrance(self) -> Segment:
        """Where Tab comes to."""
        return next((segment for segment in self.segments if segment.isChecked()), self.segments[0])

    @property
    def place(self) -> int:
        """Which answer the keys are on, or would come to."""
        return next((place for place, each in enumerate(self.segments) if each.hasFocus()), 0)

    def take_keys(self, place: int) -> None:
        """Put the keys on the answer at *place*."""
        self.segments[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, index: int | None) -> None:
        self.show_choice(index)
        self.chosen.emit(index)

    def _take_key(self, event: QKeyEvent, index: int) -> None:
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return
        last = len(self.segments) - 1
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                step = 1 if event.key() == Qt.Key.Key_Right else -1
                self.take_keys(min(max(index + step, 0), last))
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.segments[index].click()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._take(None)
            case _ if (at := self._lettered(event.text())) is not None:
                self.take_keys(at)
                self._take(at)
            case _:
                return
        event.accept()

    def _lettered(self, typed: str) -> int | None:
        letters = [segment.letter for segment in self.segments]
        base = unicodedata.normalize("NFD", typed)[:1].lower()
        return letters.index(base) if base in letters else None
