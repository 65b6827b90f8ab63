"""Carrying cards: one controller serves the pointer and the keys, so that both follow the same rules."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from csp_planner.domain.evaluation.loads import is_limited_by_week
from csp_planner.domain.openings import Basis, are_unwanted, opening_in
from csp_planner.domain.planning.preview import Aftermath, SemesterChange, Verdict
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.opening_words import mode_word
from csp_planner.messages.problems import shown
from csp_planner.messages.sentences import diagnostic_sentence, grounds_sentence, refusal_sentence
from csp_planner.messages.words import ects, hours, number, term_label, term_short
from csp_planner.ui.board.board import Board
from csp_planner.ui.board.card_delegate import CardDelegate
from csp_planner.ui.board.ghost import Ghost
from csp_planner.ui.board.unit_list import UnitList

SCROLL_EVERY_MS = 30
_WATCHED = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.MouseButtonPress)
"""Events that steer the cards in hand, or end the carrying."""


class Place(Enum):
    """Where the card in hand is when it is over no term."""

    POOL = "pool"
    NOWHERE = "nowhere"


class Acts(Protocol):
    """The acts that putting cards down calls: those of the menus."""

    @property
    def place(self) -> Callable[[Sequence[str], Term], bool]:
        """Puts units in a term; False when that is refused."""
        ...

    def unplace(self, codes: Sequence[str]) -> None:
        """Take units off the board."""
        ...


class Carry(QObject):
    """Holds cards from the moment a person takes them until they are put down or given up."""

    target_changed = Signal(object)
    """The verdict of the term under the hand; None when it is over no term."""
    outlook_changed = Signal(object)
    """When the diploma could be had with the cards where they are held; None: nothing would change."""
    ended = Signal()
    refused_at = Signal(object, QPoint)
    """The cards were put down on a term that refuses them: its verdict, and the point where to explain."""
    announced = Signal(str)
    left_the_list = Signal(object, int)
    """Cards of the units to place were put in a term: their codes, and the row of the first."""

    def __init__(self, board: Board, pool: UnitList, delegate: CardDelegate, acts: Acts, window: QWidget) -> None:
        super().__init__(window)
        self.session, self.board, self.pool, self._acts = board.session, board, pool, acts
        self.codes: list[str] = []
        self.verdicts: dict[Term, Verdict] = {}
        self.target: Term | Place = Place.NOWHERE
        self.by_key = False
        self._source: UnitList | None = None
        self._open: list[Term | Place] = []
        self._beneath = ""
        """Advice that would not be followed here."""
        self._point = QPoint()
        self.ghost = Ghost(delegate, window)
        self._cards = delegate.cards
        self._scroller = QTimer(self)
        self._scroller.setInterval(SCROLL_EVERY_MS)
        self._scroller.timeout.connect(self._scroll)
        # Any other change ends the carrying; cards put down have left the hand before their own change arrives.
        self.session.changed.connect(self.give_up)

    @property
    def active(self) -> bool:
        """Whether cards are in hand."""
        return bool(self.codes)

    def verdict(self) -> Verdict | None:
        """The verdict of the term under the hand."""
        return self.verdicts.get(self.target) if isinstance(self.target, Term) else None

    # Taking in hand

    def take(self, source: UnitList) -> None:
        """Take the selected cards of *source* in hand, with the pointer."""
        self._begin(source)
        self._foresee()
        self.by_key = False
        QGuiApplication.setOverrideCursor(Qt.CursorShape.ClosedHandCursor)
        self._scroller.start()

    def pick_up(self, source: UnitList) -> None:
        """Take the selected cards of *source* in hand with the keys; the arrows then go from open term to open term."""
        codes = source.selected_codes
        verdicts = self.session.verdicts(codes)
        open_terms: list[Term] = []
        for verdict in verdicts.values():
            if verdict.lands is not None and verdict.lands not in open_terms:
                open_terms.append(verdict.lands)
        open_terms.sort(key=Term.sort_key)
        if not open_terms:
            self._refuse_pick_up(source, verdicts)
            return
        self._begin(source)
        self.by_key = True
        self._open = [*open_terms]
        standing = self.session.evaluation.standings[codes[0]]
        if standing.term is not None:
            self._open.append(Place.POOL)
        start = standing.term if standing.term in self._open else open_terms[0]
        self._go(start or open_terms[0])

    def _refuse_pick_up(self, source: UnitList, verdicts: dict[Term, Verdict]) -> None:
        refused = [verdict for verdict in verdicts.values() if verdict.refusals]
        if refused:
            where = source.mapToGlobal(source.visualRect(source.currentIndex()).bottomLeft())
            self.codes = source.selected_codes
            self.refused_at.emit(refused[0], where)
            self.codes = []

    def _begin(self, source: UnitList) -> None:
        self._source = source
        self.codes = source.selected_codes
        self.verdicts = self.session.verdicts(self.codes)
        self.target = Place.NOWHERE
        self.board.show_verdicts(self.verdicts)
        held = source.current_code
        self.ghost.carry(self._cards.of(held if held in self.codes else self.codes[0]), len(self.codes))
        for units in (*self.board.lists(), self.pool):
            units.viewport().update()
        QApplication.instance().installEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]

    def _foresee(self) -> None:
        """Work out now what a drop in each term in sight would do: a move of the pointer then only shows it."""
        seen = (pane.term for pane in self.board.panes if not pane.visibleRegion().isEmpty())
        verdicts = (self.verdicts.get(term) for term in seen)
        for lands in {found.lands for found in verdicts if found is not None and found.accepted}:
            if lands is not None:
                self.session.aftermath(self.codes, lands)

    # Moving

    def move_to(self, point: QPoint) -> None:
        """The pointer is at *point*, in global coordinates."""
        if not self.active:
            return
        self._point = point
        target = self._place_at(point)
        if target != self.target:
            self._aim(target)
        self.ghost.follow(point)

    def _place_at(self, point: QPoint) -> Term | Place:
        term = self.board.term_at(point)
        if term is not None:
            return term
        zone = self.pool.parentWidget() or self.pool
        # A folded zone keeps the rectangle it had.
        seen = zone.isVisible() and zone.rect().contains(zone.mapFromGlobal(point))
        return Place.POOL if seen else Place.NOWHERE

    def _aim(self, target: Term | Place) -> None:
        self.target = target
        verdict = self.verdict()
        term = target if isinstance(target, Term) else None
        if verdict is not None and verdict.lands is not None:
            term = verdict.lands
        after = self.session.aftermath(self.codes, term) if term is not None and verdict and verdict.accepted else None
        advice = map(diagnostic_sentence, after.advice) if after is not None else ()
        mode = self._mode_line(after.mode) if after is not None else ""
        counting = self._counting_line(after) if after is not None else ""
        self._beneath = "\n".join(filter(None, (counting, mode, *advice)))
        self.board.set_target(term)
        self.ghost.say("\n".join(filter(None, (self._tip(verdict), self._grounds(verdict), self._beneath))))
        self.target_changed.emit(verdict)
        self.outlook_changed.emit(after.outlook if after is not None else None)

    def _grounds(self, verdict: Verdict | None) -> str:
        """What the opening rests on where it is taken, for one unit in hand; nothing where that is as usual."""
        unit = self.session.plan.programme.by_code.get(self.codes[0]) if len(self.codes) == 1 else None
        if unit is None or verdict is None or verdict.lands is None:
            return ""
        return grounds_sentence(opening_in(self.session.plan.programme, unit, verdict.lands.year))

    def _counting_line(self, after: Aftermath) -> str:
        """For what the unit in hand would count in the award; nothing where there is nothing to choose."""
        before = self.session.evaluation.award
        if before is None or after.award is None or len(self.codes) != 1:
            return ""
        from csp_planner.messages.choosing import counting_sentence  # most programmes have no choices

        return counting_sentence(before, after.award, self.codes[0])

    def _mode_line(self, mode: str) -> str:
        """In which mode the unit in hand would be taken there; nothing where there are not several."""
        if not mode:
            return ""
        is_unwanted = are_unwanted((mode,), self.session.plan.profile.modes)
        text = _("Mode: {mode}, not wanted") if is_unwanted else _("Mode: {mode}")
        return text.format(mode=mode_word(mode))

    def _tip(self, verdict: Verdict | None) -> str:
        if self.target is Place.POOL:
            on_board = any(self.session.all_stand([code]) for code in self.codes)
            return _("Back to the units to place") if on_board else ""
        if verdict is None:
            return ""
        if verdict.refusals:
            why = refusal_sentence(verdict.refusals[0], self.session.plan.programme)
            others = len(verdict.refusals) - 1
            text = ngettext("{why} {count} more is refused.", "{why} {count} more are refused.", others)
            return text.format(why=why, count=others) if others else why
        over = next((change for change in verdict.changes if change.over), None)
        if verdict.lands is None:
            return ""
        values = {"term": term_short(verdict.lands)}
        if all(self.session.evaluation.standings[code].term == verdict.lands for code in self.codes):
            return _("Stays in {term}").format_map(values)
        certain = self._is_certain(verdict.lands.year)
        if over is not None:
            values["limit"] = self._limit_passed(over)
            text = (
                _("Opens in {term} · above your limit of {limit}")
                if certain
                else _("Projected opening in {term} · above your limit of {limit}")
            )
        elif verdict.end_term is not None:
            values["end"] = term_short(verdict.end_term)
            text = (
                _("Opens in {term} · the plan would end with {end}")
                if certain
                else _("Projected opening in {term} · the plan would end with {end}")
            )
        else:
            text = _("Opens in {term}") if certain else _("Projected opening in {term}")
        return text.format_map(values)

    def _load_after(self, target: Term, verdict: Verdict | None) -> str:
        """What *target* bears after the move, in words."""
        change = verdict.changes[-1] if verdict and verdict.changes else None
        values = {"term": term_label(target), "load": number(change.after if change else 0)}
        weeks = self.session.plan.profile.weeks
        if weeks is None or change is None or not self.session.evaluation.hours.known:
            return _("{term}: {load} ECTS after the move").format_map(values)
        values["weekly"] = number(round(change.load_after.hours / weeks, 1))
        return _("{term}: {load} ECTS, {weekly} h of class a week after the move").format_map(values)

    def _limit_passed(self, change: SemesterChange) -> str:
        """The limit that *change* passes, in words: in ECTS or, where that one is kept, in hours as they were given."""
        if change.over_in_ects and change.limits.ects is not None:
            return ects(change.limits.ects)
        plan, limit = self.session.plan, change.limits.hours
        if plan.profile.weekly_hours is not None and is_limited_by_week(plan.scenario, plan.profile):
            return _("{hours} of class a week").format(hours=hours(plan.profile.weekly_hours))
        return hours(limit)

    def _is_certain(self, year: int) -> bool:
        """Whether all units in hand have openings of *year* that are published, or were entered."""
        programme = self.session.plan.programme
        units = programme.by_code
        facts = [opening_in(programme, units[code], year) for code in self.codes if code in units]
        return all(fact.basis in (Basis.PUBLISHED, Basis.ENTERED) for fact in facts)

    def _scroll(self) -> None:
        if self.board.scroll_near_edge(self._point):
            self.move_to(self._point)

    def _go(self, target: Term | Place) -> None:
        """Hold the card over *target*, with the keys."""
        self._aim(target)
        if isinstance(target, Term):
            self.board.reveal(target)
            pane = self.board.pane(target)
            anchor: QWidget = pane if pane is not None else self.board
            verdict = self.verdicts.get(target)
            self.announced.emit(self._load_after(target, verdict))
            if self._beneath:
                self.announced.emit(self._beneath)
        else:
            anchor = self.pool
            self.announced.emit(_("Back to the units to place"))
        self.ghost.follow(anchor.mapToGlobal(QPoint(anchor.width() // 3, anchor.height() // 3)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _WATCHED or not self.active:  # the first, as all events of the program pass here
            return False
        if QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return False
        if isinstance(event, QKeyEvent):
            if kind == QEvent.Type.KeyPress:
                self._key(Qt.Key(event.key()))
            event.accept()
            return True
        if self.by_key:
            self.give_up()
        return False

    def _key(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Escape:
            self.give_up()
        elif not self.by_key:
            return
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Tab):
            self._step(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backtab):
            self._step(-1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(self._open[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._put_down(self.ghost.mapToGlobal(QPoint(0, 0)))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and Place.POOL in self._open:
            self._aim(Place.POOL)
            self._put_down(self.ghost.mapToGlobal(QPoint(0, 0)))

    def _step(self, by: int) -> None:
        here = self._open.index(self.target) if self.target in self._open else 0
        self._go(self._open[(here + by) % len(self._open)])

    # Putting down

    def drop(self, point: QPoint) -> None:
        """The pointer let go at *point*, in global coordinates."""
        if self.active:
            self.move_to(point)
            self._put_down(point)

    def _put_down(self, point: QPoint) -> None:
        codes, target, verdict = self.codes, self.target, self.verdict()
        by_key, row = self.by_key, self._row_in_pool(codes)
        if verdict is not None and verdict.refusals:
            self._end()
            self.codes = codes
            self.refused_at.emit(verdict, point)
            self.codes = []
            return
        self._end()
        if target is Place.POOL:
            self._acts.unplace(codes)
        elif isinstance(target, Term) and self._acts.place(codes, target) and verdict is not None:
            lands = verdict.lands or target
            self.announced.emit(
                ngettext("{unit} placed in {term}", "{count} units placed in {term}", len(codes)).format(
                    unit=shown(codes[0]), count=len(codes), term=term_label(lands)
                )
            )
        if row is not None and codes[0] not in self.pool.cards.keys:
            self.left_the_list.emit(codes, row)
        elif by_key:
            where = self.board.list_of(codes[0]) or self.pool
            where.select(codes[0])

    def _row_in_pool(self, codes: Sequence[str]) -> int | None:
        """The row of the first of *codes* in the list of units to place; None when they come from the board."""
        keys = self.pool.cards.keys
        return keys.index(codes[0]) if codes and codes[0] in keys else None

    def give_up(self) -> None:
        """Put everything back where it was."""
        if self.active:
            self._end()
            self.announced.emit(_("Move given up"))

    def _end(self) -> None:
        if self._source is not None:
            self._source.release()
        if not self.by_key:
            QGuiApplication.restoreOverrideCursor()
        self._scroller.stop()
        QApplication.instance().removeEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]
        self.codes, self.verdicts, self._open = [], {}, []
        self.target, self._source = Place.NOWHERE, None
        self.ghost.hide()
        self.board.show_verdicts(None)
        self.board.set_target(None)
        self.outlook_changed.emit(None)
        for units in (*self.board.lists(), self.pool):
            units.viewport().update()
        self.ended.emit()

    def holds(self, code: str) -> bool:
        """Whether unit *code* is in hand."""
        return code in self.codes
