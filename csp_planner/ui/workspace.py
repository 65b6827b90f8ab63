"""The three zones over one session, and what hands do in them."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from csp_planner.domain.edits import Refusal, add_year, mark, remove_year, set_limits
from csp_planner.domain.judgement import Fix, FixKind
from csp_planner.domain.plan import UnitState
from csp_planner.domain.preview import Verdict
from csp_planner.domain.terms import Part, Term, year_label, year_terms
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.words import number, state_word, term_short
from csp_planner.ui import theme
from csp_planner.ui.board.board import Board
from csp_planner.ui.board.card import CardDelegate
from csp_planner.ui.board.carry import Carry
from csp_planner.ui.board.unit_list import UnitList
from csp_planner.ui.panels.checks import Checks
from csp_planner.ui.panels.pool import Pool
from csp_planner.ui.panels.progress import Progress
from csp_planner.ui.session import Session

POOL_WIDTH, SIDE_WIDTH = 252, 292
_MARKS = (
    UnitState.PLANNED,
    UnitState.ENROLLED,
    UnitState.IN_PROGRESS,
    UnitState.VALIDATED,
    UnitState.FAILED,
    UnitState.WITHDRAWN,
)


class Workspace(QWidget):
    """Pool, board and progress of the open document."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self.delegate = CardDelegate(self.font())
        self.pool = Pool(session, self.delegate)
        self.board = Board(session, self.delegate)
        self.progress = Progress(session)
        self.checks = Checks(session)
        side = QWidget()
        side.setAutoFillBackground(True)
        side.setBackgroundRole(side.palette().ColorRole.Base)
        side_layout = QVBoxLayout(side)
        side_layout.setContentsMargins(12, 10, 12, 10)
        side_layout.setSpacing(theme.GRID * 3)
        side_layout.addWidget(self.progress)
        side_layout.addWidget(self.checks, 1)
        self.zones = QSplitter(Qt.Orientation.Horizontal)
        self.zones.setHandleWidth(3)
        for zone, stretch in ((self.pool, 0), (self.board, 1), (side, 0)):
            self.zones.addWidget(zone)
            self.zones.setStretchFactor(self.zones.count() - 1, stretch)
        self.pool.setMinimumWidth(170)
        side.setMinimumWidth(200)
        self.board.setMinimumWidth(420)
        self.zones.setCollapsible(1, False)
        self.zones.setSizes([POOL_WIDTH, 10000, SIDE_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.zones)
        self.carry = Carry(session, self.board, self.pool.units, self.delegate, window)
        self.delegate.faded = self.carry.holds
        self._connect()

    def _connect(self) -> None:
        self.board.list_added.connect(self._watch)
        self._watch(self.pool.units)
        self.board.year_added.connect(lambda: self.session.do(_("Add an academic year"), add_year))
        self.board.year_removed.connect(self.remove_year)
        self.carry.target_changed.connect(self.progress.show_gain)
        self.carry.ended.connect(lambda: self.progress.show_gain(None))
        self.carry.refused_at.connect(self._explain_verdict)
        self.carry.announced.connect(self.announce)
        self.session.changed.connect(self.refresh)
        self.session.refused.connect(self._explain)
        self.checks.unit_chosen.connect(self.show_unit)
        self.checks.fix_chosen.connect(self.fix)

    def _watch(self, units: UnitList) -> None:
        units.drag_started.connect(lambda source, _point: self.carry.take(source))
        units.dragged.connect(self.carry.move_to)
        units.dropped.connect(self.carry.drop)
        units.picked_up.connect(self.carry.pick_up)
        units.unplace_asked.connect(lambda source: self.unplace(source.selected_codes))
        units.edge_reached.connect(self._cross)
        units.menu_asked.connect(self._card_menu)
        units.chosen.connect(self._select_only)

    def refresh(self) -> None:
        """Show the session's latest value."""
        self.pool.refresh()
        self.board.refresh()
        self.progress.refresh()
        self.checks.refresh()

    # Selection and focus

    def _lists(self) -> list[UnitList]:
        return [self.pool.units, *self.board.lists()]

    def _select_only(self, chosen: UnitList) -> None:
        """One list holds the selection, so that « the selected cards » is never a surprise."""
        for units in self._lists():
            if units is not chosen:
                units.clearSelection()

    def _cross(self, source: UnitList, key: int) -> None:
        """Go on from the edge of one list to the neighbour in that direction."""
        panes = self.board.panes
        here = next((index for index, pane in enumerate(panes) if pane.units is source), None)
        if here is None:
            if key == Qt.Key.Key_Right and panes:
                self._focus(self._nearest_filled(0, 1))
            return
        if key == Qt.Key.Key_Left and panes[here].term.part is not Part.S2:
            self._focus(self.pool.units)
            return
        step = 1 if key in (Qt.Key.Key_Right, Qt.Key.Key_Down) else -1
        self._focus(self._nearest_filled(here + step, step))

    def _nearest_filled(self, start: int, step: int) -> UnitList | None:
        panes = self.board.panes
        while 0 <= start < len(panes):
            if panes[start].units.cards.rowCount():
                return panes[start].units
            start += step
        return None

    def _focus(self, units: UnitList | None) -> None:
        if units is not None and units.cards.rowCount():
            row = max(0, units.currentIndex().row())
            units.select(units.cards.codes[row])
            self.board.ensureWidgetVisible(units, 0, 10)

    def show_unit(self, code: str) -> None:
        """Select the card of *code* and scroll to it."""
        if code in self.session.evaluation.to_place:
            self.pool.filter.clear()
            self.pool.units.select(code)
            return
        units = self.board.list_of(code)
        if units is not None:
            units.select(code)
            self.board.ensureWidgetVisible(units, 0, 20)

    # Edits

    def unplace(self, codes: list[str]) -> None:
        """Take *codes* off the board."""
        on_board = [code for code in codes if self.session.evaluation.standings[code].term is not None]
        if on_board and self.session.unplace(on_board):
            self.announce(_("Back to the units to place"))

    def remove_year(self, year: int) -> None:
        """Hide *year*."""
        name = _("Remove {year}").format(year=year_label(year))
        self.session.do(name, lambda plan: remove_year(plan, year))

    def set_limit(self, max_ects: float | None) -> None:
        """Change the load to keep to."""
        hours = self.session.plan.scenario.max_hours
        self.session.do(_("Change the load limit"), lambda plan: set_limits(plan, max_ects, hours))

    def mark(self, codes: list[str], state: UnitState) -> None:
        """Record what came of *codes*."""
        name = _("Mark as {state}").format(state=state_word(state))
        for code in codes:
            self.session.do(name, lambda plan, code=code: mark(plan, code, state, self.session.today))

    def ask_waiver(self, codes: list[str], wanted: Term | None) -> None:
        """Ask for a reason, and place by waiver."""
        from csp_planner.ui.board.refusal import WaiverDialog

        terms = [term for year in self.session.board_years for term in year_terms(year)]
        dialog = WaiverDialog(codes, terms, wanted, self)
        if dialog.exec() == dialog.DialogCode.Accepted:
            self.session.place(codes, dialog.term, dialog.reason)

    def fix(self, fix: Fix) -> None:
        """Make one repair."""
        if fix.kind is FixKind.MOVE and fix.term is not None:
            self.session.place([fix.unit], fix.term)
        elif fix.kind is FixKind.UNPLACE:
            self.session.unplace([fix.unit])
        else:
            self.ask_waiver([fix.unit], fix.term)
        self.show_unit(fix.unit)

    # Words

    def _explain_verdict(self, verdict: Verdict, point: QPoint) -> None:
        self._note(verdict.refusals, list(self.carry.codes), verdict.wanted, point)

    def _explain(self, refusals: tuple[Refusal, ...]) -> None:
        codes = [refusal.unit for refusal in refusals if refusal.unit]
        middle = self.board.viewport().rect().center()
        self._note(refusals, codes, refusals[0].term, self.board.viewport().mapToGlobal(middle))

    def _note(self, refusals: tuple[Refusal, ...], codes: list[str], wanted: Term | None, point: QPoint) -> None:
        from csp_planner.ui.board.refusal import RefusalNote

        note = RefusalNote(refusals, self.session.plan.programme, self.window())
        note.waiver_asked.connect(lambda: self.ask_waiver(codes, wanted))
        note.term_chosen.connect(lambda term: self.session.place(codes, term))
        note.show_at(point)
        self.announce(note.accessibleName())

    def announce(self, text: str) -> None:
        """Say *text* to assistive technology."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _card_menu(self, units: UnitList, position: QPoint) -> None:
        codes = units.selected_codes
        if not codes:
            return
        menu = QMenu(self)
        self.fill_card_menu(menu, codes)
        menu.exec(units.viewport().mapToGlobal(position))
        menu.deleteLater()

    def fill_card_menu(self, menu: QMenu, codes: list[str]) -> None:
        """What can be done with *codes*: move, take off, waive, mark."""
        move = menu.addMenu(_("Move to"))
        seen: set[Term] = set()
        for verdict in self.session.verdicts(codes).values():
            lands = verdict.lands
            if lands is None or lands in seen:
                continue
            seen.add(lands)
            load = pgettext("menu", "{term}   {load} ECTS").format(
                term=term_short(lands), load=number(max(change.after for change in verdict.changes))
            )
            move.addAction(load, lambda term=lands: self.session.place(codes, term))
        if not seen:
            move.addAction(_("No open semester on the board")).setEnabled(False)
        menu.addAction(_("Place with a waiver…"), lambda: self.ask_waiver(codes, None))
        placed = [code for code in codes if self.session.evaluation.standings[code].term is not None]
        menu.addAction(_("Take off the plan"), lambda: self.unplace(codes)).setEnabled(bool(placed))
        marks = menu.addMenu(_("Mark as"))
        marks.setEnabled(bool(placed))
        for state in _MARKS:
            marks.addAction(state_word(state), lambda state=state: self.mark(placed, state))
