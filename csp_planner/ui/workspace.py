"""The three zones of the window: their layout, the selection, the focus, and which act each gesture calls."""

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from csp_planner.domain.award import parent_of
from csp_planner.domain.edits import Refusal
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.planning.changes import units_changed
from csp_planner.domain.planning.preview import Verdict
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _
from csp_planner.ui.actions.named import NamedActions
from csp_planner.ui.actions.scenarios import ScenarioActs
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.board.board import Board
from csp_planner.ui.board.card_delegate import CardDelegate
from csp_planner.ui.board.carry import Carry
from csp_planner.ui.board.crossing import Crossing
from csp_planner.ui.board.unit_list import UnitList
from csp_planner.ui.panels.pool import Pool
from csp_planner.ui.panels.side import Side
from csp_planner.ui.widgets.trial_bar import TrialBar
from csp_planner.ui.widgets.zones import Zones

if TYPE_CHECKING:  # most windows never show it
    from csp_planner.ui.panels.interview_strip import InterviewStrip


class Workspace(QWidget):
    """Pool, board and progress of the open document."""

    rows_changed = Signal()
    """The board has other lists than before: the window is to set the order of Tab again."""

    def __init__(
        self,
        acts: Acts,
        trials: ScenarioActs,
        actions: NamedActions,
        window: QWidget,
        *,
        in_interview: bool = False,
    ) -> None:
        super().__init__(window)
        self.session = session = acts.session
        self.acts, self.trials, self._named = acts, trials, actions
        self.delegate = CardDelegate(self.font(), session)
        self.pool = Pool(session, self.delegate)
        self.board = Board(session, self.delegate)
        self.trial_bar = TrialBar()
        self.side = Side(session, acts, trials, acts.advising.advisor, in_interview=in_interview)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.trial_bar)
        column.addWidget(self.board, 1)
        self.board.setMinimumWidth(420)
        self.zones = Zones(self.pool, middle, self.side, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.strip: InterviewStrip | None = None
        if in_interview:
            from csp_planner.ui.panels import interview_strip  # as above

            self.strip = interview_strip.InterviewStrip(session, self.side, self.zones, actions.view.interview)
            layout.addWidget(self.strip)
        layout.addWidget(self.zones, 1)
        self.carry = Carry(self.board, self.pool.units, self.delegate, acts, window)
        self.delegate.faded = self.carry.holds
        self._crossing = Crossing(self.board, self.pool.units)
        self._connect()

    def _connect(self) -> None:
        self.board.list_added.connect(self._watch)
        self._watch(self.pool.units)
        self._watch(self.pool.obtained)
        self.board.rows_made.connect(self.order_focus)
        self.side.to_confirm.rows_made.connect(self.order_focus)
        self.side.parts_made.connect(self.order_focus)
        self.side.block_wanted.connect(self.show_block)
        self.board.year_added.connect(self._named.edit.add_year.trigger)
        self.board.year_removed.connect(self._named.edit.remove_last_year.trigger)
        self.board.openings_asked.connect(self._named.openings.enter.run)
        self.board.term_menu_asked.connect(self._term_menu)
        self.pool.experience_asked.connect(self._named.edit.experience.trigger)
        self.trial_bar.kept.connect(self._keep_trial)
        self.trial_bar.dropped.connect(self._drop_trial)
        self.trial_bar.stopped.connect(self.acts.advising.stop)
        self.acts.advising.searching.connect(self.show_trial)
        self.acts.advising.announced.connect(self.announce)
        self.acts.advising.shown.connect(self.show_unit)
        self.carry.target_changed.connect(self.side.progress.show_gain)
        self.carry.ended.connect(lambda: self.side.progress.show_gain(None))
        self.carry.outlook_changed.connect(self.side.answer.show_move)
        self.carry.refused_at.connect(self._explain_verdict)
        self.carry.announced.connect(self.announce)
        self.carry.left_the_list.connect(self._go_on)
        self.session.changed.connect(self.refresh)
        self.session.refused.connect(self._explain)
        self.session.held_back.connect(self._ask_for_a_choice)
        self.acts.announced.connect(self.announce)
        self.acts.shown.connect(self.show_unit)
        self.acts.choosing.shown.connect(self.show_block)
        self.acts.choosing.announced.connect(self.announce)
        self.pool.branch_asked.connect(self.acts.choosing.take)
        self.pool.units.block_menu_asked.connect(self._block_menu)
        self.trials.announced.connect(self.announce)
        self.side.wanted.connect(lambda: self.unfold(2))
        self.side.unit_chosen.connect(self.show_unit)
        self.side.units_chosen.connect(self.show_units)
        self.side.checks.asked.answer_asked.connect(self._named.edit.came_back.trigger)
        self.side.sooner_asked.connect(self.trials.sooner)

    def _watch(self, units: UnitList) -> None:
        units.drag_started.connect(self.carry.take)
        units.dragged.connect(self.carry.move_to)
        units.dropped.connect(self.carry.drop)
        units.picked_up.connect(self.carry.pick_up)
        units.unplace_asked.connect(lambda source: self._named.units.unplace.run(source.selected_codes))
        units.edge_reached.connect(self._crossing.cross)
        units.menu_asked.connect(self._card_menu)
        units.chosen.connect(self._select_only)
        units.opened.connect(lambda code: self._named.units.details.run([code]))

    # Zones

    def restore_zones(self, widths: Sequence[int]) -> None:
        """Make the zones as wide as they were, in pixels; one of no width was folded."""
        self.zones.restore(widths)

    def toggle_zone(self, index: int) -> None:
        """Fold a side zone, or unfold it. Keys that were in a folded one go to the cards."""
        focused = QApplication.focusWidget()
        had_keys = focused is not None and (self.pool, self.board, self.side)[index].isAncestorOf(focused)
        if self.strip is not None and index == 2 and not self.zones.is_open(index):
            self.side.show_checks(alone=False)
        self.zones.toggle(index)
        if had_keys and not self.zones.is_open(index):
            self.take_keys()

    def unfold(self, index: int) -> None:
        """Show a side zone."""
        self.zones.unfold(index)

    def let_go(self) -> None:
        """Give up what is in hand: other views take the place of these."""
        self.carry.give_up()
        self.carry.ghost.deleteLater()
        self.carry.deleteLater()

    def show_document(self) -> None:
        """Show another document: nothing of the last one is kept."""
        self.board.clear()
        self.pool.forget()
        self.side.show_document()
        self.refresh()
        if self.strip is not None:
            self.strip.begin()

    def refresh(self) -> None:
        """Show the session's latest value."""
        self.show_trial()
        self.pool.refresh()
        self.board.refresh()
        self.side.refresh()
        if self.strip is not None:
            self.strip.refresh()

    def show_trial(self) -> None:
        """Show above the board what is tried, or that an answer is looked for."""
        trial = self.session.trial
        if trial is not None:
            self.trial_bar.show_trial(trial.sentence, trial.keep_label or _("Keep as a scenario"))
        elif self.acts.advising.is_searching:
            self.trial_bar.show_search()
        else:
            self.trial_bar.hide()

    def _keep_trial(self) -> None:
        """Keep what is tried; the keys go from its button to the first card that moved."""
        trial, had_keys = self.session.trial, self.trial_bar.has_keys
        if self.session.keep_trial() and had_keys and trial is not None:
            self.take_keys(next(iter(trial.moved), ""))

    def _drop_trial(self) -> None:
        """Drop what is tried; the keys go from its button back to where they were."""
        had_keys = self.trial_bar.has_keys
        self.session.drop_trial()
        if had_keys:
            self.take_keys()

    def order_focus(self) -> None:
        """Tab goes through the zones in the order of the screen."""
        strip = self.strip.focus_order() if self.strip is not None else []
        order = [*strip, *self.pool.focus_order(), *self.trial_bar.buttons]
        order += [*self.board.focus_order(), *self.side.focus_order()]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.rows_changed.emit()

    def step_back(self) -> bool:
        """Leave the search, else the trial, the panel in place of the progress, the filter. False: nothing is left.

        In interview mode the checks are folded last.
        """
        if self.acts.advising.is_searching:
            self.acts.advising.stop()
        elif self.session.trial is not None:
            self.session.drop_trial()
        elif self.side.shows_panel:
            code, had_keys = self.side.inspected, self._keys_are_in_side()
            self.side.leave_panel()
            if had_keys:
                self.take_keys(code)
        elif self.pool.filters:
            self.pool.clear_filter()
        else:
            return self.strip is not None and self.strip.step_back()
        return True

    def _keys_are_in_side(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.side.isAncestorOf(focused)

    def take_keys(self, code: str = "") -> None:
        """Put the focus on the card of *code*, else where it was last, else on the first list that holds cards."""
        if code:
            self.show_unit(code)
            return
        shown = [units for units in (self.pool.units, *self.board.lists()) if units.isVisible()]
        filled = next((units for units in shown if units.cards.rowCount()), self.pool.units)
        chosen = next((units for units in self._lists() if units.selected_codes and units.isVisible()), filled)
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lists(self) -> list[UnitList]:
        return [self.pool.units, self.pool.obtained, *self.board.lists()]

    @property
    def selected_codes(self) -> list[str]:
        """Codes of the selected cards, wherever they are."""
        return [code for units in self._lists() for code in units.selected_codes]

    def _select_only(self, chosen: UnitList) -> None:
        """Clear the selection of the other lists: the selected cards always stand in one list."""
        for units in self._lists():
            if units is not chosen:
                units.clearSelection()
        codes = chosen.selected_codes
        if len(codes) == 1:
            self.side.follow(codes[0])

    def _go_on(self, codes: Sequence[str], row: int) -> None:
        """Select the next unit of the list after *codes* were placed; *codes* when the list shows none."""
        if not self.pool.go_on(row):
            self.show_unit(codes[0])

    def show_change(self, before: Plan, after: Plan) -> None:
        """Put the keys on the units that *after* shows otherwise than *before*, else on the experience or the term."""
        changed = units_changed(before, after)
        if changed:
            if not (self._keys_are_in_side() and self.side.inspected in changed):
                self.show_units(list(changed))  # else they are on it already, in its details
        elif before.profile.experience != after.profile.experience:
            self.pool.show_experience()
        elif before.scenario.leaves != after.scenario.leaves:
            self._show_term(set(before.scenario.leaves) ^ set(after.scenario.leaves))
        else:
            self._show_choices(before.scenario, after.scenario)

    def _show_choices(self, before: Scenario, after: Scenario) -> None:
        """Put the keys on the branch, the pin or the unit set aside that differs."""
        if branches := set(before.branches) ^ set(after.branches):
            if not self.side.show_branch(branches):
                self.show_block(parent_of(min(branches)))
        elif codes := set(before.set_aside) ^ set(after.set_aside):
            self.show_unit(min(codes))
        elif pins := set(before.pins) ^ set(after.pins):
            self.show_unit(next(iter(pins)).unit)

    def _show_term(self, changed: Collection[Term]) -> None:
        """Put the keys on the first term of *changed*, if there is one."""
        if changed:
            self.show_term(min(changed))

    def show_term(self, term: Term) -> None:
        """Put the keys on *term* and scroll to it, or to the last one where the board ends before."""
        pane = self.board.pane(term) or self.board.panes[-1]
        pane.units.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self.board, lambda: self.board.reveal(pane.term))  # rows just made have no place yet

    def show_unit(self, code: str) -> None:
        """Select the card of *code* and scroll to it."""
        if self.side.to_confirm.show_unit(code):
            return
        if code == self.session.plan.programme.conditions.experience_unit:
            self.pool.show_experience()
            return
        if code in self.session.evaluation.to_place:
            if code not in self.pool.units.cards.keys:
                self.pool.clear_filter()
            if not self.pool.show_option(code):
                self.pool.units.select(code)
            return
        if code in self.pool.obtained.cards.keys:
            self.pool.obtained.select(code)
            return
        units = self.board.list_of(code)
        if units is not None:
            units.select(code)
            self.board.ensureWidgetVisible(units, 0, 20)
            return
        self.pool.show_option(code)

    def show_block(self, path: str) -> None:
        """Show in the left zone the block of the award at *path*; a choice is opened."""
        self.unfold(0)
        self.pool.show_block(path)

    def show_trouble(self, code: str) -> None:
        """Show the card of *code*, beside what is to be checked."""
        self.side.show_overview()
        self.unfold(2)
        self.show_unit(code)

    def show_units(self, codes: list[str]) -> None:
        """Select the cards of *codes* that stand in one list with the first of them, and scroll there."""
        if not codes:
            return
        self.show_unit(codes[0])
        units = next((units for units in self._lists() if codes[0] in units.cards.keys), None)
        for code in codes[1:]:
            if units is not None:
                units.add_to_selection(code)

    # Words

    def _explain_verdict(self, verdict: Verdict, point: QPoint) -> None:
        self.acts.explain(verdict.refusals, list(self.carry.codes), verdict.wanted, point)

    def _explain(self, refusals: tuple[Refusal, ...]) -> None:
        codes = [refusal.unit for refusal in refusals if refusal.unit]
        middle = self.board.viewport().rect().center()
        self.acts.explain(refusals, codes, refusals[0].term, self.board.viewport().mapToGlobal(middle))

    def _ask_for_a_choice(self) -> None:
        self.trial_bar.draw_attention()
        self.announce(_("Keep or drop what is being tried first"))

    def announce(self, text: str) -> None:
        """Say *text* to assistive technology."""
        # Looked up here: a start must not wait for what few people need.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _card_menu(self, units: UnitList, position: QPoint) -> None:
        codes = units.selected_codes
        if codes:
            self.open_menu(codes, units.viewport().mapToGlobal(position))

    def open_menu(self, codes: list[str], point: QPoint) -> None:
        """Open the menu of *codes* at *point*, in global coordinates."""
        from csp_planner.ui.actions.card_menu import fill_card_menu

        menu = QMenu(self)
        fill_card_menu(menu, codes, self._named.units)
        menu.exec(point)
        menu.deleteLater()

    def _block_menu(self, path: str, point: QPoint) -> None:
        menu = QMenu(self)
        self.acts.choosing.add_block(menu, path)
        menu.exec(point)
        menu.deleteLater()

    def _term_menu(self, term: Term, point: QPoint) -> None:
        from csp_planner.ui.actions.card_menu import fill_term_menu

        menu = QMenu(self)
        fill_term_menu(menu, term, self._named.terms)
        menu.exec(point)
        menu.deleteLater()
