"""Under the units to place: how far the professional experience is."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from csp_planner.domain.evaluation.experience import ExperienceStatus
from csp_planner.domain.programme import Unit
from csp_planner.domain.text import plain_line
from csp_planner.messages.catalogue import _
from csp_planner.messages.words import ects, month_label, number
from csp_planner.ui import theme
from csp_planner.ui.board.card_delegate import CardDelegate
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.buttons import EnterButton
from csp_planner.ui.widgets.labels import show_tip


class ExperienceCard(EnterButton):
    """How far the professional experience is. It opens its periods."""

    def __init__(self, session: Session, delegate: CardDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._fonts = session, delegate.fonts
        self._seen: object = None
        """What was shown last: most edits change no experience."""
        self.setFixedHeight(self._fonts.height + 20)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def refresh(self) -> None:
        """Show the session's latest value."""
        seen = self._session.evaluation.experience, self._session.plan.programme
        if seen == self._seen:
            return
        self._seen = seen
        unit = self._unit
        self.setAccessibleName(f"{self._code} " + ", ".join(filter(None, (self._progress(), self._outlook()))))
        show_tip(self, plain_line(unit.title) if unit is not None else "")
        self.update()

    @property
    def has_something_to_say(self) -> bool:
        """Whether the programme has an experience: months that are asked for, or a row that is worth something."""
        unit = self._unit
        if self._asks_for_nothing:
            return unit is not None and unit.ects > 0
        return self._session.evaluation.experience is not None or unit is not None

    @property
    def _asks_for_nothing(self) -> bool:
        return self._session.plan.programme.conditions.experience_months == 0

    @property
    def _code(self) -> str:
        return self._session.plan.programme.conditions.experience_unit or ""

    @property
    def _unit(self) -> Unit | None:
        return self._session.plan.programme.by_code.get(self._code)

    def _progress(self) -> str:
        status = self._session.evaluation.experience
        if status is None:
            return _("no months asked for") if self._asks_for_nothing else _("months not published")
        return _("{months} of {required} months").format(
            months=number(int(status.months)), required=status.required_months
        )

    def _outlook(self) -> str:
        status = self._session.evaluation.experience
        if status is None:
            return ""
        if status.complete_on is not None:
            if status.complete_on <= self._session.today:
                return _("reached in {month}").format(month=month_label(status.complete_on))
            return _("projected for {month}").format(month=month_label(status.complete_on))
        if status.reached_on is not None:
            return _("a placement of {months} months is missing").format(
                months=self._session.plan.programme.conditions.placement_months
            )
        return _("periods to enter")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        area = self.rect().adjusted(11, 5, -8, -5)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        unit = self._unit
        painter.setPen(theme.colour("text"))
        painter.setFont(self._fonts.code)
        painter.drawText(area, left, self._code)
        painter.setFont(self._fonts.small)
        painter.setPen(theme.colour("muted"))
        painter.drawText(area, right, ects(unit.ects) if unit else "")
        painter.setFont(self._fonts.title)
        painter.setPen(theme.colour("text"))
        top = area.top() + self._fonts.lines[0] + 1
        painter.drawText(area.left(), top, area.width(), self._fonts.lines[1], left, self._progress())
        top += self._fonts.lines[1] + 3
        status = self._session.evaluation.experience
        if status is None:
            return
        self._paint_bar(painter, QRect(area.left(), top, area.width(), 5), status)
        painter.setFont(self._fonts.small)
        painter.setPen(theme.colour("muted"))
        elide = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(self._outlook(), elide, area.width())
        painter.drawText(area.left(), top + 8, area.width(), self._fonts.lines[2], left, text)

    def _paint_frame(self, painter: QPainter) -> None:
        """A card as the others, with a stripe of the accent at its left."""
        frame = self.rect().adjusted(0, 0, -1, -1)
        painter.setPen(QPen(theme.colour("accent"), 2) if self.hasFocus() else QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(0, 3, 4, self.height() - 6, 2, 2)

    def _paint_bar(self, painter: QPainter, bar: QRect, status: ExperienceStatus) -> None:
        """The share of the months asked for that are reached."""
        share = min(1, status.months / status.required_months) if status.required_months else 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(bar, 2, 2)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(bar.left(), bar.top(), round(bar.width() * share), bar.height(), 2, 2)
