"""What a person does to the units of a plan: menus, keys, repairs and drops all call these acts."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from csp_planner.domain.enrolment import first_open_semester
from csp_planner.domain.plan import Plan
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term, year_label, year_terms
from csp_planner.domain.text import plain_line
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.problems import shown
from csp_planner.messages.words import state_word, term_short
from csp_planner.ui.actions.advising import Advising
from csp_planner.ui.actions.asking import is_accepted
from csp_planner.ui.actions.choices import ChoiceActs
from csp_planner.ui.actions.crediting import CreditActs
from csp_planner.ui.actions.placing import PlaceUnits
from csp_planner.ui.document.session import Session

if TYPE_CHECKING:  # the first page edits and judges no plan
    from datetime import date

    from csp_planner.domain.edits import Refusal
    from csp_planner.domain.evaluation.values import Diagnostic, Fix
    from csp_planner.ui.board.refusal import RefusalNote


class Acts(QObject):
    """Makes each edit under its name in the history, and asks what it needs to know. The domain decides the rules."""

    announced = Signal(str)
    """A sentence for assistive technology."""
    shown = Signal(str)
    """The window is to show the card of this unit."""

    def __init__(self, session: Session, advising: Advising, window: QWidget) -> None:
        super().__init__(window)
        self.session, self.advising, self.window = session, advising, window
        self.place = PlaceUnits(session)
        self.choosing = ChoiceActs(session, advising, window)
        self.crediting = CreditActs(session, window)
        self.crediting.shown.connect(self.shown)
        self._note: RefusalNote | None = None
        session.changed.connect(self.close_note)
        session.replacing.connect(self.close_note)

    # Placing

    def unplace(self, codes: Sequence[str]) -> None:
        """Take those of *codes* that stand on the board off it."""
        standings = self.session.evaluation.standings
        on_board = [code for code in codes if code in standings and standings[code].term is not None]
        if on_board and self.session.unplace(on_board):
            self.announced.emit(_("Back to the units to place"))

    def ask_waiver(self, codes: Sequence[str], wanted: Term | None) -> bool:
        """Ask for a reason, and place *codes* by waiver. False when nothing was placed."""
        from csp_planner.ui.board.refusal import WaiverDialog

        session = self.session
        if not session.may_edit():
            return False
        scenario = session.plan.scenario
        terms = [term for year in session.board_years for term in year_terms(year)]
        terms = [term for term in terms if not scenario.off_in(term)] or terms  # no waiver helps in a semester off
        # Without a wish, the first semester that the scenario and the enrolment still allow.
        first = max(first_open_semester(session.plan.programme, session.today), scenario.start)
        dialog = WaiverDialog(
            codes, terms, wanted or scenario.first_to_study(first), lambda term: self._refused(codes, term), self.window
        )
        return is_accepted(dialog) and self.place(codes, dialog.term, dialog.reason)

    def _refused(self, codes: Sequence[str], term: Term) -> list[str]:
        """List those of *codes* that *term* takes by a waiver only."""
        verdict = self.session.verdicts(codes).get(term)
        return [refusal.unit for refusal in verdict.refusals if refusal.waivable] if verdict is not None else []

    def move_attempts(self, codes: Sequence[str], term: Term) -> None:
        """Move units that are already enrolled in, under way or validated; the person has been asked.

        What else is in hand is placed with them: all of it, or nothing.
        """
        from csp_planner.domain.edits import move_attempt, place

        def move(plan: Plan) -> "Plan | tuple[Refusal, ...]":
            moved = plan
            refusals: list[Refusal] = []
            for code in codes:
                act = move_attempt if plan.profile.live_attempt(code) else place
                result = act(moved, code, term, self.session.today)
                if isinstance(result, Plan):
                    moved = result
                else:
                    refusals.append(result)
            return tuple(refusals) or moved

        name = ngettext("Move {unit} to {term}", "Move {count} units to {term}", len(codes))
        self.session.do(name.format(unit=shown(codes[0]), count=len(codes), term=term_short(term)), move)

    # Semesters off

    def set_leave(self, semester: Term) -> None:
        """Take *semester* off; what stands in it stays there."""
        from csp_planner.domain.edits import set_leave

        name = _("Leave in {term}").format(term=term_short(semester))
        if self.session.do(name, lambda plan: set_leave(plan, semester, self.session.today)):
            self.announced.emit(_("{term} is on leave.").format(term=term_short(semester)))

    def lift_leave(self, semester: Term) -> None:
        """Take *semester* back as one to study in."""
        from csp_planner.domain.edits import lift_leave

        name = _("Lift the leave of {term}").format(term=term_short(semester))
        if self.session.do(name, lambda plan: lift_leave(plan, semester)):
            self.announced.emit(_("{term} is one to study in.").format(term=term_short(semester)))

    def lift_for(self, leaves: Collection[Term], codes: Sequence[str], wanted: Term | None) -> None:
        """Lift *leaves*, and put *codes* in *wanted* in the same step. Where another rule refuses that, it is said."""
        from csp_planner.domain.edits import lift_leaves, place_all

        refused = False

        def lift_and_place(plan: Plan) -> Plan:
            nonlocal refused
            lifted = lift_leaves(plan, leaves)
            placed = place_all(lifted, codes, wanted, self.session.today) if wanted is not None else lifted
            refused = isinstance(placed, tuple)
            return lifted if isinstance(placed, tuple) else placed

        name = _("Lift the leave of {term}").format(term=", ".join(term_short(leave) for leave in sorted(leaves)))
        if self.session.do(name, lift_and_place) and refused and wanted is not None:
            self.place(codes, wanted)

    # States

    def mark(self, codes: Sequence[str], state: UnitState) -> None:
        """Record what came of *codes*."""
        from csp_planner.domain.edits import record_outcomes

        name = _("Mark as {state}").format(state=state_word(state))
        if codes and self.session.do(name, lambda plan: record_outcomes(plan, codes, state, self.session.today)):
            self.announced.emit(state_word(state))

    def mark_term(self, term: Term, state: UnitState) -> None:
        """Record what came of everything that stands in *term*."""
        from csp_planner.domain.edits import record_term_outcome

        name = _("Mark {term} as {state}").format(term=term_short(term), state=state_word(state))
        self.session.do(name, lambda plan: record_term_outcome(plan, term, state, self.session.today))

    # Milestones and free units

    def set_tick(self, code: str, *, on: bool, day: "date | None" = None) -> None:
        """Confirm unit *code*, today unless another *day* is given; or take that back."""
        from csp_planner.domain.edits import tick, untick

        if not on:
            name = _("{unit} no longer confirmed").format(unit=shown(code))
            self.session.do(name, lambda plan: untick(plan, code))
            return
        name = _("{unit} confirmed").format(unit=shown(code))
        self.session.do(name, lambda plan: tick(plan, code, day or self.session.today))

    def ask_filling(self, code: str) -> None:
        """Ask which unit fills the free unit *code*, and take it."""
        from csp_planner.domain.edits import Refusal, fill_slot
        from csp_planner.domain.plan import Filling
        from csp_planner.messages.sentences import refusal_sentence
        from csp_planner.ui.dialogs.filling import FillingDialog

        if not self.session.may_edit():
            return
        plan = self.session.document

        def why_not(filling: Filling) -> str:
            refused = fill_slot(plan, filling)
            return refusal_sentence(refused, plan.programme) if isinstance(refused, Refusal) else ""

        held = plan.scenario.filling(code) or Filling(slot=code)
        dialog = FillingDialog(
            plain_line(plan.programme.by_code[code].title) or shown(code), held, why_not, self.window
        )
        if is_accepted(dialog):
            name = _("Choose the unit for {unit}").format(unit=shown(code))
            self.session.do(name, lambda plan: fill_slot(plan, dialog.filling))

    def clear_slot(self, code: str) -> None:
        """Take what fills the free unit *code* out of it."""
        from csp_planner.domain.edits import empty_slot

        name = _("{unit} free again").format(unit=shown(code))
        self.session.do(name, lambda plan: empty_slot(plan, code))

    # What is to be checked

    def fix(self, fix: "Fix") -> None:
        """Make the repair *fix*, and show its unit when that succeeds. Where units are moved, the solver says how."""
        from csp_planner.domain.evaluation.values import FixKind

        if fix.kind is FixKind.MOVE:
            self.find_place(fix.unit)
        elif fix.kind is FixKind.REBALANCE and fix.term is not None:
            self.lighten(fix.term)
        elif fix.kind is FixKind.LINK:
            self.crediting.link(fix.unit)
        elif fix.kind is FixKind.ANSWER:
            self.crediting.answer(fix.unit)
        elif fix.kind is FixKind.CHOOSE:
            self.choosing.shown.emit(fix.unit)
        elif fix.kind is FixKind.REPLAN:
            self.replan()
        elif fix.kind is FixKind.LIFT_LEAVE and fix.term is not None:
            self.lift_leave(fix.term)
        else:
            self._repair(fix)

    def _repair(self, fix: "Fix") -> None:
        from csp_planner.domain.evaluation.values import FixKind

        if fix.kind is FixKind.UNPLACE:
            done = self.session.unplace([fix.unit])
        else:
            done = self.ask_waiver([fix.unit], fix.term)
        if done and fix.unit:
            self.shown.emit(fix.unit)

    def find_place(self, code: str) -> None:
        """Show where *code* is best taken, which is still to place or stands where it cannot be."""
        from csp_planner.proposal.questions import Place

        if self.session.may_edit():
            text = _("Move {unit}") if self.session.all_stand([code]) else _("Place {unit}")
            self.advising.ask(Place(code), text.format(unit=shown(code)))

    def lighten(self, semester: Term) -> None:
        """Show how *semester* keeps to the limits."""
        from csp_planner.proposal.questions import Lighten

        if self.session.may_edit():
            self.advising.ask(Lighten(semester), _("Lighten {term}").format(term=term_short(semester)))

    def replan(self) -> None:
        """Show where everything goes that stands where it cannot be taken, as in a semester off."""
        from csp_planner.proposal.questions import Replan

        if self.session.may_edit():
            self.advising.ask(Replan(), _("Plan again"))

    def plan_on(self) -> None:
        """Show where all goes that is still to place, with the fewest changes."""
        from csp_planner.proposal.questions import PlanOn

        if self.session.may_edit():
            self.advising.ask(PlanOn(), _("Plan what comes next"))

    def accept_warning(self, diagnostic: "Diagnostic") -> None:
        """Ask why the person accepts a warning, and record it; withdraw that when the warning is accepted already."""
        from csp_planner.domain.edits import accept_warning, withdraw_acceptance
        from csp_planner.domain.evaluation.acceptance import acceptance_of
        from csp_planner.ui.dialogs.acceptance import ask_reason

        accepted = diagnostic.acceptance
        if accepted is not None:
            self.session.do(_("Warning no longer accepted"), lambda plan: withdraw_acceptance(plan, accepted))
            return
        if not self.session.may_edit():
            return
        reason = ask_reason(self.window)
        if reason:
            new = acceptance_of(diagnostic, reason, self.session.today)
            self.session.do(_("Warning accepted"), lambda plan: accept_warning(plan, new))

    # The learner

    def ask_experience(self) -> None:
        """Let the person enter the periods of experience."""
        from csp_planner.domain.edits import set_experience
        from csp_planner.ui.dialogs.experience import ExperienceDialog

        if not self.session.may_edit():
            return
        plan = self.session.document
        dialog = ExperienceDialog(plan.profile.experience, plan.programme.conditions, self.session.today, self.window)
        if is_accepted(dialog):
            self.session.do(_("Change the experience"), lambda plan: set_experience(plan, dialog.periods))

    def ask_profile(self, field: str = "") -> None:
        """Let the person change what is known of the learner and the limits of the scenario, *field* first."""
        from csp_planner.ui.dialogs.profile import ProfileDialog

        if not self.session.may_edit():
            return
        dialog = ProfileDialog(self.session.document, self.session.today, self.window, field)
        if is_accepted(dialog):
            self.session.do(_("Change the learner and the limits"), dialog.apply_to)

    # The years on the board

    def add_year(self) -> None:
        """Show one more year, after the last."""
        from csp_planner.domain.edits import add_year

        self.session.do(_("Add an academic year"), add_year)

    def add_year_before(self) -> None:
        """Show one more year, before the first."""
        from csp_planner.domain.edits import add_year

        self.session.do(_("Add a year before"), lambda plan: add_year(plan, before=True))

    def remove_last_year(self) -> None:
        """Take the last year off the board."""
        from csp_planner.domain.edits import remove_year

        year = self.session.board_years[-1]
        name = _("Remove {year}").format(year=year_label(year))
        self.session.do(name, lambda plan: remove_year(plan, year))

    # Explaining

    def explain(self, refusals: "Sequence[Refusal]", codes: Sequence[str], wanted: Term | None, point: QPoint) -> None:
        """Explain *refusals* in a note at *point*, in global coordinates, and offer what the person can do instead."""
        from csp_planner.ui.board.refusal import RefusalNote

        self.close_note()
        nearest = self._nearest(refusals, codes)
        self._note = note = RefusalNote(tuple(refusals), self.session.plan, nearest, self.window)
        note.waiver_asked.connect(lambda: self.ask_waiver(codes, wanted))
        leaves = {leave for refusal in refusals for leave in refusal.leaves}
        note.lift_asked.connect(lambda: self.lift_for(leaves, codes, wanted))
        note.term_chosen.connect(lambda term: self.place(codes, term))
        if wanted is not None:
            note.move_asked.connect(lambda: self.move_attempts(codes, wanted))
        note.show_at(point)
        self.announced.emit(note.accessibleName())

    def _nearest(self, refusals: "Sequence[Refusal]", codes: Sequence[str]) -> Term | None:
        """Find the term nearest to the one wanted that takes all of *codes*; None when there is none."""
        if len(codes) == 1:
            return next(iter(refusals[0].alternatives), None)
        verdicts = self.session.verdicts(codes)
        open_to_all = {term for term, verdict in verdicts.items() if verdict.accepted}
        ways = (term for refusal in refusals for term in refusal.alternatives)
        return next((term for term in ways if term in open_to_all), None)

    def close_note(self) -> None:
        """Close the note that explains a refusal, since the plan or the views it speaks of are gone."""
        note, self._note = self._note, None
        if note is not None and isValid(note) and note.isVisible():
            note.close()
