"""The board: one row per academic year, the accreditation's end drawn where it falls."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from csp_planner.domain.openings import Basis, year_basis
from csp_planner.domain.planning.preview import Verdict
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term, year_label, year_terms
from csp_planner.messages.catalogue import _
from csp_planner.messages.words import date_label, ects, hours, year_about
from csp_planner.ui import theme
from csp_planner.ui.board.card_delegate import CardDelegate
from csp_planner.ui.board.experience_strip import ExperienceStrip
from csp_planner.ui.board.term_pane import TermPane
from csp_planner.ui.board.unit_list import UnitList
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.buttons import QuietButton
from csp_planner.ui.widgets.heading_link import HeadingLink
from csp_planner.ui.widgets.scrolling import end_at_one_edge

GAP = theme.GRID * 2
EDGES = theme.GRID * 3
"""Room in pixels at the left and right of the rows."""
SIDES = theme.GRID * 2
"""Room in pixels within a row, at the left and right of its terms."""
RETURNS_MS = 1_000
"""For so many milliseconds after it was made again, the board goes back to where it was scrolled to."""
FOLLOWS_MS = 200
"""For so many milliseconds after a year was added, the board scrolls to its end when it grows."""


class YearRow(QFrame):
    """One academic year: its heading, the annual strip, semester 1 and semester 2."""

    openings_asked = Signal(int)
    """A person asks to enter the openings of this year."""

    def __init__(self, session: Session, year: int, delegate: CardDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.year = session, year
        self._programme: Programme | None = None
        """The programme whose openings the heading speaks of."""
        annual, first, second = (TermPane(session, term, delegate, self) for term in year_terms(year))
        self.panes = (annual, first, second)
        self._name = QLabel(year_label(year))
        self._name.setFont(theme.scaled(self.font(), 1.08, bold=True))
        self._about = HeadingLink()
        self._about.clicked.connect(lambda: self.openings_asked.emit(year))
        self._sum = QLabel()
        for label in (self._name, self._sum):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._about, self._sum):
            label.setFont(delegate.fonts.small)
        heading = QHBoxLayout()
        heading.setSpacing(theme.GRID * 3)
        heading.addWidget(self._name)
        heading.addWidget(self._about, 1)
        heading.addWidget(self._sum)
        halves = QHBoxLayout()
        halves.setSpacing(GAP)
        halves.addWidget(first, 1)
        halves.addWidget(second, 1)
        halves.setAlignment(first, Qt.AlignmentFlag(0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDES, theme.GRID, SIDES, theme.GRID)
        layout.setSpacing(theme.GRID)
        self._experience = ExperienceStrip(session, year, self)
        layout.addLayout(heading)
        layout.addWidget(self._experience)
        layout.addWidget(annual)
        layout.addLayout(halves)
        for pane in (first, second):
            pane.units.extent_changed.connect(self._level)

    def _level(self) -> None:
        """Both semesters of a year are as tall as the fuller one."""
        height = max(pane.sizeHint().height() for pane in self.panes[1:])
        for pane in self.panes[1:]:
            pane.setFixedHeight(height)

    def have_room(self, width: int) -> None:
        """Know that the row is at least of this *width*, in pixels."""
        for pane in self.panes[1:]:
            pane.have_room((width - 2 * SIDES - GAP) // 2)
        self._level()

    def focus_order(self) -> list[QWidget]:
        """What Tab goes through, in the order of the screen."""
        return [self._about, *(part for pane in self.panes for part in (pane.units, pane.more))]

    def refresh(self) -> None:
        """Show the session's latest value."""
        for pane in self.panes:
            pane.refresh()
        self._level()
        self._experience.refresh()
        programme = self.session.plan.programme
        if programme is not self._programme:
            self._programme = programme
            self._show_openings(programme)
        load = self.session.evaluation.loads.in_year(self.year)
        halves = [half for half in self.session.evaluation.terms if half.term.year == self.year and half.units]
        text = ects(load.ects)
        if any(half.hours_known for half in halves):
            text = _("{ects} · {hours}").format(ects=text, hours=hours(load.hours))
        self._sum.setText(text if load.ects else "")

    def _show_openings(self, programme: Programme) -> None:
        """Say what is known of the openings of the year, and offer to enter them where they are not published."""
        basis = year_basis(programme, self.year)
        self._about.shorter = _("projected openings") if basis is Basis.PROJECTED else ""
        self._about.setText(year_about(programme, self.year))
        may_enter = basis in (Basis.ENTERED, Basis.PROJECTED)
        enter = _("Enter the openings of {year}…").format(year=year_label(self.year))
        self._about.offer(enter if may_enter else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), theme.RADIUS_LARGE, theme.RADIUS_LARGE)


class AccreditationLine(QWidget):
    """The boundary past which terms are planned subject to renewal."""

    def __init__(self, day: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = [
            _("accreditation until {day} — beyond it, subject to renewal").format(day=day),
            _("accreditation until {day}").format(day=day),
        ]
        """What it says, from the longest to the shortest form."""
        self.setAccessibleName(self._texts[0])
        self._small = theme.scaled(self.font(), 0.88, bold=True)
        self.setFixedHeight(self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._small)
        metrics = painter.fontMetrics()
        room = self.width() - 40
        text = next((text for text in self._texts if metrics.horizontalAdvance(text) <= room), self._texts[-1])
        width = metrics.horizontalAdvance(text)
        start, middle = (self.width() - width) // 2, self.height() // 2
        painter.setPen(QPen(theme.colour("warning"), 2, Qt.PenStyle.DashLine))
        painter.drawLine(0, middle, start - 8, middle)
        painter.drawLine(start + width + 8, middle, self.width(), middle)
        painter.setPen(theme.colour("warning"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)


class Board(QScrollArea):
    """All years of the scenario shown."""

    list_added = Signal(object)
    openings_asked = Signal(int)
    year_added = Signal()
    year_removed = Signal()
    rows_made = Signal()
    """The board shows other years than before."""
    term_menu_asked = Signal(object, QPoint)
    """A person asks for the menu of this term, at this point."""

    def __init__(self, session: Session, delegate: CardDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._delegate = session, delegate
        self._rows: list[YearRow] = []
        self._line: AccreditationLine | None = None
        self._line_day: date | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(EDGES, theme.GRID * 2, EDGES, 0)
        self._layout.setSpacing(theme.GRID)
        self._follows_end = False
        self._wanted_scroll: int | None = None
        self.verticalScrollBar().rangeChanged.connect(self._follow_range)
        self.verticalScrollBar().actionTriggered.connect(self._stop_returning)
        self._add = self._year_button("add", _("Add a year"), _("Add an academic year"))
        self._add.clicked.connect(self._ask_year)
        self._remove = self._year_button("remove", _("Remove the last one"), _("Remove the last academic year"))
        self._remove.clicked.connect(lambda: self.year_removed.emit())
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID * 2)
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        buttons.addStretch()
        self._layout.addLayout(buttons)
        self._layout.addStretch()
        self.setWidget(self._inside)
        end_at_one_edge(self, self._layout)

    def _ask_year(self) -> None:
        # The board grows once it is laid out again: the new year is seen then, and the button stays in reach.
        self._follows_end = True
        QTimer.singleShot(FOLLOWS_MS, self, self._stop_following)
        self.year_added.emit()

    def _stop_following(self) -> None:
        self._follows_end = False

    def _follow_range(self, _least: int, most: int) -> None:
        if self._follows_end:
            self.verticalScrollBar().setValue(most)
        elif self._wanted_scroll is not None:
            self.verticalScrollBar().setValue(min(most, self._wanted_scroll))

    def return_to(self, scroll: int) -> None:
        """Scroll to where the board was before it was made again. It gets its height, and its window its size, later.

        Until then a person may scroll elsewhere, which counts.
        """
        self._wanted_scroll = scroll
        QTimer.singleShot(RETURNS_MS, self, self._stop_returning)
        self.verticalScrollBar().setValue(scroll)

    def _stop_returning(self) -> None:
        self._wanted_scroll = None

    def _year_button(self, glyph: str, text: str, name: str) -> QuietButton:
        button = QuietButton(glyph, self._inside)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def refresh(self) -> None:
        """Show the session's latest value; rows are made or dropped only when the years change."""
        years = list(self.session.board_years)
        if [row.year for row in self._rows] != years:
            self._make_rows(years)
        elif self._line_day != self.session.plan.programme.accredited_until:
            self._draw_line(years)
        for row in self._rows:
            row.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for row in self._rows:
            row.have_room(self._row_width)

    @property
    def _row_width(self) -> int:
        """Width in pixels that a row has, with a scroll bar beside it or without."""
        return self.width() - 2 * EDGES

    def clear(self) -> None:
        """Forget the rows of another document."""
        if self._rows:
            self._make_rows([])

    def _make_rows(self, years: list[int]) -> None:
        kept = {row.year: row for row in self._rows}
        for year, row in kept.items():
            if year not in years:
                self._layout.removeWidget(row)
                row.deleteLater()
        self._rows = []
        for position, year in enumerate(years):
            row = kept.get(year) or self._new_row(year)
            self._layout.insertWidget(position, row)
            self._rows.append(row)
        self._draw_line(years)
        self.rows_made.emit()

    def _new_row(self, year: int) -> YearRow:
        row = YearRow(self.session, year, self._delegate, self._inside)
        row.have_room(self._row_width)
        row.openings_asked.connect(self.openings_asked)
        for pane in row.panes:
            self.list_added.emit(pane.units)
            pane.menu_asked.connect(self.term_menu_asked)
        return row

    def _draw_line(self, years: list[int]) -> None:
        if self._line is not None:
            self._layout.removeWidget(self._line)
            self._line.deleteLater()
            self._line = None
        ends = self._line_day = self.session.plan.programme.accredited_until
        if ends is not None and years and Term(years[-1], Part.S2).ends > ends:
            # Within a year it is drawn below it, and the semester that ends too late is marked as such.
            within = sum(Term(year, Part.S1).ends <= ends for year in years)
            self._line = AccreditationLine(date_label(ends), self._inside)
            self._layout.insertWidget(within, self._line)

    def focus_order(self) -> list[QWidget]:
        """What Tab goes through, in the order of the screen."""
        rows = (part for row in self._rows for part in row.focus_order())
        return [*rows, self._add, self._remove]

    @property
    def panes(self) -> list[TermPane]:
        """All terms, in reading order."""
        return [pane for row in self._rows for pane in row.panes]

    def pane(self, term: Term) -> TermPane | None:
        """The pane of *term*."""
        return next((pane for pane in self.panes if pane.term == term), None)

    def term_at(self, point: QPoint) -> Term | None:
        """Find the term under *point*, in global coordinates; None when it is on no term."""
        viewport = self.viewport()
        if not viewport.rect().contains(viewport.mapFromGlobal(point)):
            return None
        inside = self._inside.mapFromGlobal(point)
        for row in self._rows:
            if row.geometry().contains(inside):
                local = inside - row.pos()
                return next((pane.term for pane in row.panes if pane.geometry().contains(local)), None)
        return None

    def show_verdicts(self, verdicts: dict[Term, Verdict] | None) -> None:
        """Light up the terms that take the units in hand; None when no unit is in hand."""
        for pane in self.panes:
            pane.show_verdict(verdicts.get(pane.term) if verdicts is not None else None)

    def set_target(self, term: Term | None) -> None:
        """Mark the term the card is over, and the strip it would land in."""
        for pane in self.panes:
            pane.set_target(pane.term == term)

    def list_of(self, code: str) -> UnitList | None:
        """The list that holds unit *code*."""
        return next((pane.units for pane in self.panes if code in pane.units.cards.keys), None)

    def reveal(self, term: Term) -> None:
        """Scroll so that *term* is seen."""
        pane = self.pane(term)
        if pane is not None:
            self.ensureWidgetVisible(pane, 0, 20)

    def scroll_near_edge(self, point: QPoint) -> bool:
        """Scroll a little when *point* is near the top or bottom edge; True when it did."""
        viewport: QRect = self.viewport().rect()
        y = self.viewport().mapFromGlobal(point).y()
        bar = self.verticalScrollBar()
        step = -12 if y < 24 else 12 if y > viewport.height() - 24 else 0
        before = bar.value()
        bar.setValue(before + step)
        return bar.value() != before

    def lists(self) -> Iterator[UnitList]:
        """All lists of cards, in reading order."""
        return (pane.units for pane in self.panes)
