"""The top of the right zone: when the diploma can be had, why not earlier, and the way to gain a semester."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from csp_planner.domain.evaluation.outlook import EndCause, Outlook, Reach
from csp_planner.messages.catalogue import _
from csp_planner.messages.outlook import assumption_sentence, headline, why_sentence
from csp_planner.messages.words import month_label, term_short
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.buttons import MARGIN, TextRow

LARGEST, LEAST, LEAST_HELD = 1.9, 1.4, 0.9
"""Size of the answer against the text around it: as large as one line has room for, else on two lines.

While its height is held, it is as large as that height has room for.
"""
LARGEST_ACROSS = 2.3
"""Size of the answer at most, where its reason stands beside it."""
HEADLINE_SHARE, REASON_SHARE = 5, 4
"""How the width that the rest leaves is shared there between the answer and its reason."""
_STEP = 0.1
_SPACE_BEFORE_FIGURE = re.compile(r" (?=\d)")
"""A month and its year, a semester and its year stay on one line."""
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_HELD = frozenset({EndCause.CREDIT, EndCause.EXPERIENCE, EndCause.UNDER_WAY})
"""What no other plan makes earlier."""


class Headline(QLabel):
    """The answer itself, the largest text of the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tone = "text"
        self.largest = LARGEST
        self._held: int | None = None
        """Height it keeps to, in pixels, whatever it says; None: the height that its text asks for."""
        self._scales: dict[tuple[object, ...], float] = {}
        """Sizes found for what is said now: a layout asks for them many times over."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        # Its height goes with its width: a fixed one would stay that of the width it had when it was first asked.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWordWrap(True)  # a label asks for a height that goes with its width only then

    def say(self, text: str, tone: str = "text") -> None:
        """Show *text* in the colour *tone*."""
        if (text, tone) == (self.accessibleName(), self.tone):
            return
        self.tone = tone
        self._scales.clear()
        self.setText(_SPACE_BEFORE_FIGURE.sub("\u00a0", text))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def hold(self) -> None:
        """Keep to the present height, until it is let go."""
        self._held = self.height()
        self.setFixedHeight(self._held)

    def let_go(self) -> None:
        """Take the height that the text asks for."""
        self._held = None
        _free(self)

    def scale(self, width: int) -> float:
        """How much larger than the text around it the answer is drawn where there are *width* pixels."""
        key = width, self._held, self.largest, self.font().key()
        if key not in self._scales:
            self._scales[key] = self._find_scale(width)
        return self._scales[key]

    def _find_scale(self, width: int) -> float:
        size, least = self.largest, LEAST if self._held is None else LEAST_HELD
        while size > least and not self._has_room(size, width):
            size -= _STEP
        return max(size, least)

    def _has_room(self, size: float, width: int) -> bool:
        """Whether the answer fits on a line of *width* pixels or, while its height is held, into that height."""
        # Text as wide as its line is wrapped: Qt wants a pixel more.
        if self._metrics(size).horizontalAdvance(self.text()) < width - TextRow.inset - TextRow.right:
            return self._held is None or self._metrics(size).height() <= self._held
        return self._held is not None and self._area(size, width).height() <= self._held

    def _area(self, size: float, width: int) -> QRect:
        return self._metrics(size).boundingRect(
            QRect(0, 0, width - TextRow.inset - TextRow.right, 10_000), _WRAPPED, self.text()
        )

    def _metrics(self, size: float) -> QFontMetrics:
        return QFontMetrics(theme.scaled(self.font(), size, bold=True))

    def heightForWidth(self, width: int) -> int:
        size = self.scale(width)
        return max(self._area(size, width).height(), self._metrics(size).height())

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(160, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._metrics(LEAST).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.scaled(self.font(), self.scale(self.width()), bold=True))
        painter.setPen(theme.colour(self.tone))
        painter.drawText(self.rect().adjusted(TextRow.inset, 0, -TextRow.right, 0), _WRAPPED, self.text())


class Answer(QWidget):
    """The answer, its reason, what it takes for granted, and a link to what would gain a semester."""

    units_chosen = Signal(list)
    """The units that the reason is about."""
    experience_asked = Signal()
    sooner_asked = Signal()
    """The person asks what would gain a semester."""

    def __init__(self, session: Session, parent: QWidget | None = None, *, across: bool = False) -> None:
        """*across*: the reason stands beside the answer and not below it."""
        super().__init__(parent)
        self._session = session
        self._shown: Outlook | None = None
        self._shows_move = False
        self.headline = Headline(self)
        self.why, self.assumed, self.sooner = TextRow(self), TextRow(self), TextRow(self)
        self.assumed.tone = "warning"
        self.sooner.tone = "accent"
        self.sooner.say(_("Gain a semester…"))
        self.why.clicked.connect(self._lead_on)
        self.assumed.clicked.connect(self.experience_asked)
        self.sooner.clicked.connect(self.sooner_asked)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if across:
            self._lay_across()
        else:
            _fill(QVBoxLayout(self), self.headline, self.why, self.assumed, self.sooner)

    def _lay_across(self) -> None:
        """On as few lines as will do: the answer as large as can be, beside it its reason, then what else it says."""
        self.headline.largest = LARGEST_ACROSS
        row, beside = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)  # besides the room that the rows keep free themselves
        row.addWidget(self.headline, HEADLINE_SHARE)
        row.addWidget(self.why, REASON_SHARE)
        _fill(beside, self.assumed, self.sooner)
        row.addLayout(beside)

    def focus_order(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.why, self.assumed, self.sooner]

    def refresh(self) -> None:
        """Show the session's latest value."""
        self._shown, self._shows_move = self._session.reading.outlook, False
        outlook = self._shown
        self._let_go()
        self.headline.say(headline(outlook))
        _say_or_hide(self.why, why_sentence(outlook))
        _say_or_hide(self.assumed, assumption_sentence(outlook))
        reason = outlook.reason
        held = reason is None or reason.cause in _HELD
        self.sooner.setVisible(outlook.reach is Reach.DIPLOMA and not held)
        leads = reason is not None and (bool(reason.units) or reason.cause is EndCause.EXPERIENCE)
        self.why.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)
        self.why.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def show_move(self, outlook: Outlook | None) -> None:
        """Show what the answer would become; None: what it is. Nothing around it moves meanwhile."""
        before = self._shown
        if before is None:
            return
        if outlook is None:
            if self._shows_move:
                self.refresh()
            return
        self._shows_move = True
        if not self.headline.isHidden():
            self.headline.hold()
        if not self.why.isHidden():
            self.why.setFixedHeight(self.why.height())
        is_same = headline(outlook) == headline(before)
        self.headline.say(headline(outlook), "text" if is_same else _tone(before, outlook))
        self.why.say(next(filter(self._fits, _beside(before, outlook, is_same)), ""))

    def _fits(self, text: str) -> bool:
        """Whether the row of the reason, as tall as it is, shows *text* in full: a part would say less than nothing."""
        room = QRect(0, 0, self.why.width() - self.why.inset - self.why.right, 10_000)
        return self.why.fontMetrics().boundingRect(room, _WRAPPED, text).height() + 2 * MARGIN <= self.why.height()

    def _let_go(self) -> None:
        self.headline.let_go()
        _free(self.why)

    def _lead_on(self) -> None:
        reason = self._shown.reason if self._shown is not None else None
        if reason is None:
            return
        if reason.cause is EndCause.EXPERIENCE:
            self.experience_asked.emit()
        elif reason.units:
            self.units_chosen.emit(list(reason.units))


def _fill(column: QVBoxLayout, *parts: QWidget) -> None:
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)


def _free(part: QWidget) -> None:
    """Take back the fixed height of *part*."""
    part.setMinimumHeight(0)
    part.setMaximumHeight(16_777_215)


def _say_or_hide(row: TextRow, text: str) -> None:
    row.say(text)
    row.setVisible(bool(text))


def _beside(before: Outlook, after: Outlook, is_same: bool) -> Iterator[str]:
    """What to say beside the answer during a move, the best first."""
    if not is_same and before.day is not None:
        yield _("Now: {month}").format(month=month_label(before.day))
    yield why_sentence(after)
    if after.term is not None and after.day is not None:
        yield term_short(after.term)
    elif is_same:
        yield why_sentence(before)


def _tone(before: Outlook, after: Outlook) -> str:
    """Later is something to watch, earlier is well; the words say both."""
    if before.day is None or after.day is None:
        return "accent"
    return "warning" if after.day > before.day else "ok"
