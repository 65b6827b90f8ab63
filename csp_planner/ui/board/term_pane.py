"""One term on the board: heading, load bar, cards; and what it says while a card is carried."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QContextMenuEvent, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from csp_planner.domain.amounts import exceeds
from csp_planner.domain.judgement import TermLoad
from csp_planner.domain.plan import PAST_STATES
from csp_planner.domain.preview import SemesterChange, Verdict
from csp_planner.domain.terms import Part, Term
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.sentences import refusal_brief, refusal_reason, refusal_sentence
from csp_planner.messages.words import ects, enrolment_words, hours, hours_short, number, term_label
from csp_planner.ui import theme
from csp_planner.ui.board.card import CardDelegate, past_card
from csp_planner.ui.board.unit_list import UnitList
from csp_planner.ui.buttons import QuietButton
from csp_planner.ui.labels import show_tip
from csp_planner.ui.session import Session

BAR_HEIGHT = 5
MORE_WIDTH = 22
MARGIN = 7
LABEL_GAP = 10
ANNUAL_BREADTH = 1.2
"""A card that spans both semesters is broader than the others by this much at least."""


class TermPane(QWidget):
    """A term: semester 1, semester 2, or the annual strip that spans both."""

    menu_asked = Signal(object, QPoint)
    """The menu of the whole term, and where it may open."""

    def __init__(self, session: Session, term: Term, delegate: CardDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.term = session, term
        self.annual = term.part is Part.ANNUAL
        self.verdict: Verdict | None = None
        self.is_target = False
        self._seen: object = None
        """What was last shown of the session."""
        breadth = ANNUAL_BREADTH if self.annual else 1
        self.units = UnitList(delegate, term_label(term), None, self, breadth=breadth)
        self._title = theme.scaled(self.font(), 0.95, bold=True)
        self._small = delegate.fonts.small
        self._cards = delegate.cards
        self._heading = QFontMetrics(self._title).height()
        self._empty_height = delegate.fonts.height + theme.GRID + 2
        words = QFontMetrics(self._title).horizontalAdvance(pgettext("term", "Annual"))
        self._label_width = MARGIN + words + LABEL_GAP
        layout = QVBoxLayout(self)
        layout.setSpacing(0)
        if self.annual:
            layout.setContentsMargins(self._label_width, MARGIN - 2, MORE_WIDTH + 4, 0)
        else:
            layout.setContentsMargins(MARGIN, MARGIN + self._heading + BAR_HEIGHT + 5, 2, 2)
        layout.addWidget(self.units)
        self.more = QuietButton(self)
        self.more.setText("⋯")
        self.more.setFixedSize(MORE_WIDTH, self._heading + 2)
        self.more.setAccessibleName(_("Menu of {term}").format(term=term_label(term)))
        self.more.setToolTip(_("Mark all, take all off, what if…"))
        self.more.clicked.connect(self._ask_menu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.units.extent_changed.connect(self.updateGeometry)
        self.units.focus_changed.connect(self.update)

    @property
    def load(self) -> TermLoad | None:
        """The evaluation's load of this semester; the annual strip has none of its own."""
        return None if self.annual else self.session.reading.loads.get(self.term)

    @property
    def _window(self) -> TermLoad | None:
        """The semester with whose enrolment that of this term opens and closes: for annual units, the first."""
        return self.session.reading.loads.get(self.term.semesters[0])

    def refresh(self) -> None:
        """Show the session's latest value."""
        codes = self.session.reading.units_in.get(self.term, [])
        past = [
            past_card(self.session, attempt)
            for attempt in self.session.plan.profile.attempts
            if attempt.term == self.term and attempt.state in PAST_STATES
        ]
        self.units.show_cards([self._cards.of(code) for code in codes] + past)
        self.more.setVisible(bool(codes))
        plan, load = self.session.plan, self.load
        known = load is not None and self._has_hours(load)
        seen = (self._window, known, codes, past, plan.scenario.max_ects, plan.programme.accreditation.ends)
        if seen != self._seen:  # most terms are as before: to paint them all would be most of a drop's cost
            self._seen = seen
            self._describe()
            self.update()

    def sizeHint(self) -> QSize:
        if self.annual:
            rows = self.units.content_height() + MARGIN - 1 if self.units.cards.rowCount() else 0
            return QSize(320, max(self._heading + 10, rows))
        top = MARGIN + self._heading + BAR_HEIGHT + 7
        return QSize(160, top + max(self._empty_height, self.units.content_height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        top = (self.height() - self.more.height()) // 2 if self.annual else MARGIN - 4
        self.more.move(self.width() - MORE_WIDTH - 3, top)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.units.cards.rowCount():
            self.menu_asked.emit(self.term, event.globalPos())

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self.term, self.more.mapToGlobal(QPoint(0, self.more.height())))

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Light up, or go quiet, for the units in hand; None: nothing is carried."""
        self.verdict, self.is_target = verdict, False
        self._describe()
        self.update()

    def set_target(self, target: bool) -> None:
        """Whether the card in hand is over this term."""
        if target != self.is_target:
            self.is_target = target
            self.update()

    def _describe(self) -> None:
        if self.verdict is None:
            infos = self._infos()
            self.units.setAccessibleDescription(infos[0])
            show_tip(self, self._tip(infos))
        elif self.verdict.accepted:
            self.units.setAccessibleDescription(_("Open to the unit being moved"))
        else:
            refusal = self.verdict.refusals[0]
            self.units.setAccessibleDescription(refusal_sentence(refusal, self.session.plan.programme))

    def _infos(self) -> list[str]:
        """What the heading says of the term, from the longest to the shortest form."""
        if self.annual:
            closed = self._window is not None and self._window.enrolment_closed
            return enrolment_words(self._window) if closed and self._window is not None else [""]
        load = self.load
        return [""] if load is None else [*self._weekly(load), *self._loads(load)]

    def _tip(self, infos: list[str]) -> str:
        """All of *infos*: a heading has seldom room for more than a part."""
        late = [_("Beyond the accreditation: subject to renewal")] if self._is_late else []
        load = self.load
        longest = [] if load is None else infos[: 1 if load.weekly_hours is None else 2]
        return "\n".join([*longest, *late])

    @property
    def _is_late(self) -> bool:
        """Whether the term ends after the accreditation."""
        return self.term.ends > self.session.plan.programme.accreditation.ends

    @property
    def _is_past_the_line(self) -> bool:
        """Whether the accreditation ends within the year, before this term does: no line between years says so."""
        ends = self.session.plan.programme.accreditation.ends
        return self._is_late and Term(self.term.year, Part.S1).ends <= ends

    def _loads(self, load: TermLoad) -> list[str]:
        """Until when to enrol, ECTS and hours, from the longest to the shortest form."""
        windows = enrolment_words(load)
        if not load.units:
            return windows
        values = {
            "window": windows[0],
            "short": windows[1],
            "ects": ects(load.shown_ects),
            "hours": hours_short(load.shown_hours if self._has_hours(load) else None),
            "limit": "",
        }
        limit = self.session.plan.scenario.max_ects
        if load.overloaded and limit is not None and exceeds(load.ects, limit):
            values |= {"ects": number(load.shown_ects), "limit": ects(limit)}
            return [
                pgettext("term", "{window} · {ects} of {limit} at most · {hours}").format_map(values),
                pgettext("term", "{ects} of {limit} at most · {hours}").format_map(values),
                pgettext("term", "{ects} of {limit} at most").format_map(values),
                pgettext("term", "{ects} / {limit}").format_map(values),
            ]
        return [
            pgettext("term", "{window} · {ects} · {hours}").format_map(values),
            pgettext("term", "{short} · {ects} · {hours}").format_map(values),
            pgettext("term", "{ects} · {hours}").format_map(values),
            values["ects"],
        ]

    def _has_hours(self, load: TermLoad) -> bool:
        """Whether hours are known of any unit there: none known is not none at all."""
        standings = self.session.evaluation.standings
        return any(standings[code].hours is not None for code in load.units)

    def _weekly(self, load: TermLoad) -> list[str]:
        """The load in hours a week, where the person has said how many weeks to count."""
        if load.weekly_hours is None:
            return []
        values = {
            "ects": ects(load.shown_ects),
            "hours": hours(load.shown_hours),
            "weekly": number(round(load.weekly_hours, 1)),
        }
        return [pgettext("term", "{ects} · {hours} · {weekly} h a week (assumed)").format_map(values)]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(1, 1, -1, -1)
        open_here = self.verdict is not None and self.verdict.accepted
        quiet = self.verdict is not None and not open_here
        self._paint_ground(painter, area, open_here, quiet)
        if self.annual:
            painter.setFont(self._title)
            painter.setPen(theme.colour("muted" if quiet else "text"))
            label = area.adjusted(MARGIN, 0, 0, 0)
            if self.units.cards.rowCount():
                label.setWidth(self._label_width)
            painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, pgettext("term", "Annual"))
            return
        room = MORE_WIDTH if self.more.isVisible() else MARGIN
        self._paint_heading(painter, area.adjusted(MARGIN, MARGIN - 2, -room, 0), quiet)

    def _paint_ground(self, painter: QPainter, area: QRect, open_here: bool, quiet: bool) -> None:
        closed = self._window is not None and self._window.enrolment_closed
        pen = QPen(theme.colour("line"), 1)
        fill = "surface" if self.annual else "background"
        if open_here:
            pen = QPen(theme.colour("ok"), 2 if self.is_target else 1)
            if not self.is_target:
                pen.setStyle(Qt.PenStyle.DashLine)
            fill = "ok_fill" if self.is_target else fill
        elif quiet and self.is_target:
            pen = QPen(theme.colour("error"), 1)
        elif self._is_past_the_line:
            pen = QPen(theme.colour("warning"), 1, Qt.PenStyle.DashLine)
        elif self.annual:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
        if quiet or (closed and not open_here):
            painter.setBrush(QBrush(theme.colour("line"), Qt.BrushStyle.BDiagPattern))
            painter.setOpacity(0.5)
            painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
            painter.setOpacity(1)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
        if self.units.hasFocus() and not self.units.cards.rowCount():
            painter.setPen(QPen(theme.colour("accent"), 2))  # no card is there to show where the keys are
            painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)

    def _paint_heading(self, painter: QPainter, area: QRect, quiet: bool) -> None:
        line = QRect(area.left(), area.top(), area.width(), self._heading)
        name = pgettext("term", "Semester 1") if self.term.part is Part.S1 else pgettext("term", "Semester 2")
        painter.setFont(self._title)
        painter.setPen(theme.colour("muted" if quiet else "text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        taken = painter.fontMetrics().horizontalAdvance(name) + 12
        texts, tone = self._said()
        painter.setFont(self._small)
        painter.setPen(theme.colour(tone))
        metrics, room = painter.fontMetrics(), line.width() - taken
        text = next((text for text in texts if metrics.horizontalAdvance(text) <= room), texts[-1])
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        self._paint_bar(painter, QRect(line.left(), line.bottom() + 3, self.width() - 2 * MARGIN - 2, BAR_HEIGHT))

    def _said(self) -> tuple[list[str], str]:
        """What the heading says at its right, from the longest to the shortest form, and in which token."""
        verdict = self.verdict
        if verdict is not None and not verdict.accepted:
            refusal, programme = verdict.refusals[0], self.session.plan.programme
            forms = (refusal_sentence, refusal_reason, refusal_brief)
            return [form(refusal, programme) for form in forms], "muted"
        change = self._change()
        if change is not None:
            tone = "warning" if change.over else "ok"
            if change.limit is None:
                text = _("{before} → {after}").format(before=number(change.before), after=ects(change.after))
            else:
                text = _("{before} → {after} / {limit}").format(
                    before=number(change.before), after=number(change.after), limit=ects(change.limit)
                )
            return [text], tone
        load = self.load
        return self._infos(), "warning" if load is not None and load.overloaded else "muted"

    def _change(self) -> SemesterChange | None:
        if self.verdict is None or not self.verdict.accepted:
            return None
        return next((change for change in self.verdict.changes if change.term == self.term), None)

    def _paint_bar(self, painter: QPainter, bar: QRect) -> None:
        load = self.load
        change = self._change()
        ects_now = change.after if change is not None else load.ects if load is not None else 0
        if not ects_now:
            return
        limit = self.session.plan.scenario.max_ects
        full = max(limit or ects_now, ects_now)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(bar, 2, 2)
        within = min(ects_now, limit) if limit is not None else ects_now
        width = round(bar.width() * within / full)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(QRect(bar.left(), bar.top(), width, bar.height()), 2, 2)
        if ects_now > within:
            painter.setBrush(theme.colour("warning"))
            painter.drawRoundedRect(QRect(bar.left() + width, bar.top(), bar.width() - width, bar.height()), 2, 2)
