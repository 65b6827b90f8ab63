"""The time line of the professional experience, across one academic year."""

from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from csp_planner.domain.profile import ExperienceKind
from csp_planner.messages.catalogue import _
from csp_planner.messages.words import date_label
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session

LINE = 5


class ExperienceStrip(QWidget):
    """Periods of one academic year, 1 September to 31 August; what lies ahead is hatched, the goal is a mark."""

    def __init__(self, session: Session, year: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self._first, self._last = date(year, 9, 1), date(year + 1, 8, 31)
        self._small = theme.scaled(self.font(), 0.82)
        self._seen: object = None
        """What was shown last: most edits change no experience."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def refresh(self) -> None:
        """Show the session's latest value; a year without experience takes no room."""
        seen = self._spans(), self._goal(), self.session.today
        if seen == self._seen:
            return
        self._seen = seen
        words_above = QFontMetrics(self._small).height() if self._goal() is not None else 0
        self.setFixedHeight(words_above + LINE + 2)
        self.setVisible(bool(self._spans()))
        words = self._words()
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def _spans(self) -> list[tuple[date, date, ExperienceKind]]:
        status = self.session.evaluation.experience
        if status is None:  # none is asked for
            return []
        found: list[tuple[date, date, ExperienceKind]] = []
        for period in self.session.plan.profile.experience:
            # A period that goes on is drawn until the experience suffices: no later month counts.
            goal = status.complete_on or self._last
            end = period.end or max(goal, self.session.today)
            start, end = max(period.start, self._first), min(end, self._last)
            if start <= end:
                found.append((start, end, period.kind))
        return found

    def _goal(self) -> date | None:
        status = self.session.evaluation.experience
        reached = status.complete_on if status is not None else None
        return reached if reached is not None and self._first <= reached <= self._last else None

    def _words(self) -> str:
        goal = self._goal()
        if goal is not None:
            return _("Professional experience: reached on {day}").format(day=date_label(goal))
        return _("Professional experience") if self._spans() else ""

    def _x(self, day: date) -> int:
        return round(self.width() * (day - self._first).days / (self._last - self._first).days)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() - LINE - 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRect(0, middle + LINE // 2, self.width(), 1)
        today = self.session.today
        for start, end, kind in self._spans():
            colour = theme.colour("soft_accent" if kind is ExperienceKind.IN_FIELD else "edge")
            done = min(end, today)
            if start <= done:
                painter.setBrush(colour)
                painter.drawRect(QRect(self._x(start), middle, max(1, self._x(done) - self._x(start)), LINE))
            if end > today:
                ahead = max(start, today)
                painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
                painter.drawRect(QRect(self._x(ahead), middle, max(1, self._x(end) - self._x(ahead)), LINE))
        self._paint_words(painter, middle)

    def _paint_words(self, painter: QPainter, middle: int) -> None:
        goal = self._goal()
        if goal is None:
            return
        painter.setFont(self._small)
        text = self._words()
        width = painter.fontMetrics().horizontalAdvance(text)
        mark = self._x(goal)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawLine(mark, 1, mark, self.height())
        x = mark + 6 if mark + width + 6 < self.width() else mark - width - 6
        painter.setPen(theme.colour("muted"))
        painter.drawText(x, 0, width, middle, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
