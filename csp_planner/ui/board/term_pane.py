"""One term on the board: heading, load bar, cards; and what it says while a card is carried."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from csp_planner.domain.enrolment import is_closed
from csp_planner.domain.evaluation.loads import limits_of
from csp_planner.domain.evaluation.values import TermLoad
from csp_planner.domain.planning.preview import SemesterChange, Verdict
from csp_planner.domain.states import PAST_STATES
from csp_planner.domain.terms import Part, Term
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.sentences import refusal_brief, refusal_reason, refusal_sentence
from csp_planner.messages.words import closed_words, term_label, term_short
from csp_planner.ui import theme
from csp_planner.ui.board.card import past_card
from csp_planner.ui.board.card_delegate import CardDelegate
from csp_planner.ui.board.term_ground import Ground, paint_ground
from csp_planner.ui.board.term_heading import fitting, fitting_beside, paint_bar, paint_line, paint_modes, width_of
from csp_planner.ui.board.term_words import (
    Line,
    Piece,
    beside,
    between,
    change_lines,
    empty_words,
    first_change_lines,
    full_line,
    lines_of,
    lines_with_all,
    load_lines,
    load_sentences,
    modes_piece,
    text_of,
    verdict_words,
    weekly_changes,
    weekly_parts,
    window_lines,
    window_words,
    with_modes,
)
from csp_planner.ui.board.unit_list import UnitList
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.buttons import QuietButton
from csp_planner.ui.widgets.labels import show_tip
from csp_planner.ui.widgets.pictured import Pictured

BAR_HEIGHT = 5
MORE_WIDTH, MORE_GAP = 20, 3
"""Of the button of the menu, and between it and the edge: the load ends where it begins."""
MARGIN = theme.GRID * 2
LABEL_GAP = 10
NAME_GAP = 12
"""Between the name of a semester and what is said of it."""
ANNUAL_BREADTH = 1.2
"""A card that spans both semesters is broader than the others by this much at least."""


class TermPane(Pictured):
    """A term: semester 1, semester 2, or the annual strip that spans both."""

    menu_asked = Signal(object, QPoint)
    """A person asks for the menu of this term, at this point."""

    def __init__(self, session: Session, term: Term, delegate: CardDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.term = session, term
        self.annual = term.part is Part.ANNUAL
        self.verdict: Verdict | None = None
        self._seen: object = None
        """The values of the session that were painted last."""
        breadth = ANNUAL_BREADTH if self.annual else 1
        self.units = UnitList(delegate, term_label(term), None, self, breadth=breadth)
        self._title = theme.scaled(self.font(), 0.95, bold=True)
        self._small = delegate.fonts.small
        self._cards = delegate.cards
        self._heading, self._second_line = QFontMetrics(self._title).height(), QFontMetrics(self._small).height()
        self._empty_height = delegate.fonts.height + theme.GRID + 2
        names = {
            Part.ANNUAL: pgettext("term", "Annual"),
            Part.S1: pgettext("term", "Semester 1"),
            Part.S2: pgettext("term", "Semester 2"),
        }
        self._name = names[term.part]
        self._name_width = QFontMetrics(self._title).horizontalAdvance(self._name)
        self._label_width = MARGIN + self._name_width + LABEL_GAP
        self._room = 0
        """Width in pixels that the term has at least."""
        self._one_line = 0
        """Width in pixels from which the heading says all on one line."""
        self._measured: object = None
        """The values from which that width was computed."""
        self._layout = layout = QVBoxLayout(self)
        layout.setSpacing(0)
        if self.annual:
            layout.setContentsMargins(self._label_width, MARGIN - 2, MORE_WIDTH + 2 * MORE_GAP, 0)
        layout.addWidget(self.units)
        self.more = QuietButton("more", self)
        self.more.setFixedSize(MORE_WIDTH, self._heading + 2)
        self.more.setAccessibleName(_("Menu of {term}").format(term=term_label(term)))
        self.more.setToolTip(_("Mark all, take all off, leave, what if…"))
        self.more.clicked.connect(self._ask_menu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._make_room()
        self.units.extent_changed.connect(self.updateGeometry)
        self.units.focus_changed.connect(self.paint_anew)

    @property
    def load(self) -> TermLoad | None:
        """The evaluation's load of this semester; the annual strip has none of its own."""
        return None if self.annual else self.session.reading.loads.get(self.term)

    @property
    def _off(self) -> tuple[Term, ...]:
        """The semesters of the term in which the learner takes nothing."""
        return self.session.plan.scenario.off_in(self.term)

    @property
    def _has_menu(self) -> bool:
        """Whether something can be done with the whole term: with its units, or with the leave of a semester."""
        may_change = bool(self._off) or self.session.today <= self.term.ends
        return bool(self.units.cards.rowCount()) or (may_change and not self.annual)

    @property
    def _hint(self) -> str:
        """What an empty term says. While a card is in hand, each term says whether it takes that one instead."""
        is_empty = not self.units.cards.rowCount() and not self._off
        return empty_words(self.session, self._window, self.annual) if is_empty and self.verdict is None else ""

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
        self.more.setVisible(self._has_menu)
        self._measure()
        self._make_room()
        plan, load = self.session.plan, self.load
        known = load is not None and load.hours_known
        profile, scenario = plan.profile, plan.scenario
        limits = limits_of(scenario, profile), profile.weekly_hours, profile.weeks, profile.personal_hours
        marks = plan.programme.accredited_until, self._off, self._hint
        seen = (self._window, self._is_closed, known, codes, past, limits, *marks)
        if seen != self._seen:  # most terms are as before: to paint them all would be most of a drop's cost
            self._seen = seen
            self._describe()
            self.paint_anew()

    def sizeHint(self) -> QSize:
        if self.annual:
            rows = self.units.content_height() + MARGIN - 1 if self.units.cards.rowCount() else 0
            return QSize(320, max(self._heading + 10, rows))
        top = self._heading_height + BAR_HEIGHT + 2
        return QSize(160, top + max(self._empty_height, self.units.content_height()))

    @property
    def _heading_height(self) -> int:
        """Height in pixels of all that stands above the bar of the load."""
        return MARGIN + self._heading + 5 + (self._second_line if self._has_two_lines else 0)

    @property
    def _has_two_lines(self) -> bool:
        """Whether the heading says on two lines what one does not hold: deadline, load, and hours a week."""
        return not self.annual and self._one_line > self._room

    def have_room(self, width: int) -> None:
        """Know that the term is at least of this *width*, in pixels, whether or not the board has a scroll bar.

        Were the height of the heading to follow from the width alone, it could bring the bar, which would narrow the
        term, and so on without end.
        """
        self._room = width
        self._make_room()

    def _make_room(self) -> None:
        """Leave the heading the room it needs above the cards."""
        if not self.annual:
            self._layout.setContentsMargins(MARGIN + 1, self._heading_height + BAR_HEIGHT, MARGIN + 1, 2)

    def _measure(self) -> None:
        """Work out how wide the term must be to say all on one line.

        That follows from the deadlines of the year and from whether hours a week are counted, and not from how much is
        in the term: a heading must not grow when a card is put there.
        """
        if self.annual:
            return
        plan, loads = self.session.plan, self.session.reading.loads
        both = [load for part in (Part.S1, Part.S2) if (load := loads.get(Term(self.term.year, part))) is not None]
        weekly = plan.profile.weeks is not None, plan.profile.weekly_hours is not None
        limited = plan.scenario.max_hours is not None and not weekly[1]
        measured = ([(load.enrolment, load.closed) for load in both], weekly, limited)
        if measured != self._measured:
            self._measured = measured
            metrics = QFontMetrics(self._small)
            lines = [full_line(load, weekly, limited_hours=limited) for load in both]
            widest = max(map(metrics.horizontalAdvance, lines), default=0)
            self._one_line = widest + 2 * MARGIN + MORE_WIDTH + 4 + NAME_GAP + self._name_width

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        top = (self.height() - self.more.height()) // 2 if self.annual else MARGIN - 4
        self.more.move(self.width() - MORE_WIDTH - MORE_GAP, top)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._has_menu:
            self.menu_asked.emit(self.term, event.globalPos())

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self.term, self.more.mapToGlobal(QPoint(0, self.more.height())))

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show whether the term takes the units in hand; None when no unit is in hand."""
        self.verdict, self.is_target = verdict, False
        self.keeps_pictures = verdict is not None  # the card in hand moves across the terms
        self._describe()
        self.paint_anew()

    def _describe(self) -> None:
        if self.verdict is None:
            said = self._sentences()
            late = [_("Beyond the accreditation: subject to renewal")] if self._is_late else []
            self.units.setAccessibleDescription(between().join(said))
            show_tip(self, "\n".join([*said, *late]))
        else:
            self.units.setAccessibleDescription(verdict_words(self.verdict, self.session.plan))

    def _sentences(self) -> list[str]:
        """All that there is to say of the term, in words; the heading seldom has room for more than a part."""
        window, load = self._window, self.load
        if window is None:
            return []
        if self.annual and self._off:
            leaves = ", ".join(term_short(semester) for semester in self._off)
            return [_("On leave: {semesters}").format(semesters=leaves)]
        if self.annual:
            return closed_words(window)[:1] if self._is_closed else []
        return [*window_words(window)[:1], *(load_sentences(self.session, load) if load is not None else ())]

    @property
    def _is_closed(self) -> bool:
        """Whether the term takes no new plan any more."""
        return is_closed(self.session.plan.programme, self.term, self.session.today)

    @property
    def _is_late(self) -> bool:
        """Whether the term ends after the accreditation."""
        ends = self.session.plan.programme.accredited_until
        return ends is not None and self.term.ends > ends

    @property
    def _is_past_the_line(self) -> bool:
        """Whether the accreditation ends within the year, before this term does: no line between years says so."""
        ends = self.session.plan.programme.accredited_until
        return ends is not None and self._is_late and Term(self.term.year, Part.S1).ends <= ends

    def _ground(self, open_here: bool, quiet: bool) -> Ground:
        return Ground(
            term=self.term,
            off=self._off,
            is_open=open_here,
            is_quiet=quiet,
            is_target=self.is_target,
            is_closed=self._is_closed,
            is_past_the_line=self._is_past_the_line,
            is_current=self.units.hasFocus() and not self.units.cards.rowCount(),
        )

    def paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(1, 1, -1, -1)
        open_here = self.verdict is not None and self.verdict.accepted
        quiet = self.verdict is not None and not open_here
        paint_ground(painter, area, self._ground(open_here, quiet))
        if self.annual:
            painter.setFont(self._title)
            painter.setPen(theme.colour("muted" if quiet else "text"))
            label = area.adjusted(MARGIN, 0, 0, 0)
            if self.units.cards.rowCount():
                label.setWidth(self._label_width)
            painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, self._name)
            self._paint_hint(painter, area)
            if self._modes:
                paint_modes(painter, self._small, label, self._name_width + NAME_GAP, self._modes)
            return
        room = MORE_WIDTH + MORE_GAP + 3 if self.more.isVisible() else MARGIN
        self._paint_heading(painter, area.adjusted(MARGIN, MARGIN - 2, -room, 0), quiet)
        self._paint_hint(painter, area.adjusted(0, self._heading_height + BAR_HEIGHT, 0, 0))

    def _paint_hint(self, painter: QPainter, area: QRect) -> None:
        painter.setFont(self._small)
        painter.setPen(theme.colour("muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._hint)

    def _paint_heading(self, painter: QPainter, area: QRect, quiet: bool) -> None:
        line = QRect(area.left(), area.top(), area.width(), self._heading)
        painter.setFont(self._title)
        painter.setPen(theme.colour("muted" if quiet else "text"))
        said, small = self._said(), QFontMetrics(self._small)
        name, taken = self._name, self._name_width + NAME_GAP
        if width_of(small, said[-1]) > line.width() - taken:
            name = self.term.part.value  # so short that the load stays in sight
            taken = QFontMetrics(self._title).horizontalAdvance(name) + NAME_GAP
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(self._small)
        self._paint_fitting(painter, line.adjusted(taken, 0, 0, 0), Qt.AlignmentFlag.AlignRight, said)
        if self._has_two_lines:
            full = QRect(line.left(), line.bottom() + 1, self.width() - 2 * MARGIN - 2, self._second_line)
            self._paint_second_line(painter, full)
        bar_top = self._heading_height - 4
        change, load = self._change(), self.load
        now = change.after if change is not None else load.ects if load is not None else 0
        bar = QRect(line.left(), bar_top, self.width() - 2 * MARGIN - 2, BAR_HEIGHT)
        paint_bar(painter, bar, now, self.session.plan.scenario.max_ects)

    def _paint_second_line(self, painter: QPainter, line: QRect) -> None:
        """Hours a week at the right and, at the left, until when to enrol, which makes room for them."""
        left, right = self._second_said(painter.fontMetrics(), line.width())
        if right is not None:
            self._paint_fitting(painter, line, Qt.AlignmentFlag.AlignRight, [(right,)])
        if left:
            self._paint_fitting(painter, line, Qt.AlignmentFlag.AlignLeft, [(self._modes or Piece(left),)])

    def _second_said(self, metrics: QFontMetrics, width: int) -> tuple[str, Piece | None]:
        """What the second line says at its left and right, in the longest form that *width* holds."""
        load, change = self.load, self._change()
        if change is not None:
            weekly = weekly_changes(self.session, change)
        else:
            weekly = weekly_parts(self.session, load) if load is not None else []
        if load is None or not (load.units or weekly or self._modes):
            return "", None
        if load.off and self.verdict is not None and not self.verdict.accepted:  # the first line says so
            return "", None
        forms = beside([self._modes.text] if self._modes else window_words(load), weekly)
        return fitting_beside(metrics, forms, width, NAME_GAP)

    def _paint_fitting(self, painter: QPainter, area: QRect, side: Qt.AlignmentFlag, forms: Sequence[Line]) -> str:
        """Paint the longest of *forms* that *area* holds, or as much of the shortest; its text."""
        line = fitting(painter.fontMetrics(), forms, area.width())
        paint_line(painter, area, side, line)
        return text_of(line)

    def _said(self) -> list[Line]:
        """What the heading says at its right, from the longest to the shortest form."""
        verdict = self.verdict
        if verdict is not None and not verdict.accepted:
            refusal, programme = verdict.refusals[0], self.session.plan.programme
            return lines_of([form(refusal, programme) for form in (refusal_sentence, refusal_reason, refusal_brief)])
        change, load = self._change(), self.load
        if change is not None and self._has_two_lines:
            return first_change_lines(self.session, change)
        if change is not None:
            return with_modes(self._modes, change_lines(self.session, change))
        if load is None:
            return lines_of(self._sentences()[:1] if self._off else [""])
        loads = load_lines(self.session, load)
        if self._has_two_lines:
            return loads or window_lines(load) or lines_of([""])
        return lines_with_all(window_words(load), loads, weekly_parts(self.session, load))

    @property
    def _modes(self) -> Piece | None:
        """How the unit in hand runs there; nothing where it is refused."""
        return modes_piece(self.verdict.modes, self.session.plan.profile.modes) if self.verdict is not None else None

    def _change(self) -> SemesterChange | None:
        if self.verdict is None or not self.verdict.accepted:
            return None
        return next((change for change in self.verdict.changes if change.term == self.term), None)
