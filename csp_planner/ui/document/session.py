"""Holds the open document: its plan, its undo history, its evaluation. Nothing else changes them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Waiver
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.problems import shown
from csp_planner.messages.words import term_short
from csp_planner.ui.widgets.labels import no_key, without_marks

if TYPE_CHECKING:  # the first page edits and judges no plan, and no start asks for a proposal
    from csp_planner.domain.edits import Refusal
    from csp_planner.domain.evaluation.values import Evaluation
    from csp_planner.domain.planning.coming_back import Became
    from csp_planner.domain.planning.preview import Aftermath, Verdict
    from csp_planner.domain.wishes import Wishes
    from csp_planner.ui.document.reading import Reading, Readings

Edit = Callable[[Plan], "Plan | Refusal | tuple[Refusal, ...]"]
_CHOOSING = 1
"""Marks the steps of the history that become one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A plan shown without being the document's: a what-if or a proposal, to be kept or dropped."""

    plan: Plan
    evaluation: "Evaluation"
    """The evaluation of that plan."""
    sentence: str
    """What is being tried, and what comes of it."""
    keep: Edit
    """Makes it part of the document: a scenario, or what the one shown becomes."""
    keep_name: str
    """Name of that undo step."""
    keep_label: str = ""
    """What keeping it is called on its button, where it is no scenario of its own."""
    moved: Mapping[str, Term | None] = field(default_factory=dict[str, Term | None])
    """Units that stand elsewhere than in the document, and where they stand there."""


class _Step(QUndoCommand):
    """One step of the history. It holds the plan before and after, so that undo never computes an inverse."""

    def __init__(self, session: "Session", name: str, before: Plan, after: Plan) -> None:
        super().__init__(no_key(name))  # the menus show it
        self._session, self._before, self._after = session, before, after
        self._made = False

    def undo(self) -> None:
        self._session._show(self._before)
        self._session.stepped.emit(self._after, self._before)
        self._session.undone.emit(without_marks(self.text()))

    def redo(self) -> None:
        """Show the plan after the step; the history calls this for the edit itself as well."""
        self._session._show(self._after)
        if self._made:
            self._session.stepped.emit(self._before, self._after)
            self._session.redone.emit(without_marks(self.text()))
        self._made = True


class _Choice(_Step):
    """A choice of a proposal. Choices made one after the other are one step: undo leads back to before all of them."""

    def redo(self) -> None:
        """Show the plan with the choice; the first time, a trial that is shown stays: it is about to be asked anew."""
        if self._made:
            super().redo()
        else:
            self._session._choose(self._after)
            self._made = True

    def id(self) -> int:
        """What the history knows a choice by."""
        return _CHOOSING

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the next choice, if nothing came between the two, not even another scenario shown."""
        if not isinstance(other, _Choice) or other._before is not self._after:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True


class Session(QObject):
    """The plan in the window. Views read it and ask it; they never change a value themselves."""

    changed = Signal()
    """The plan or its evaluation is another value."""
    replacing = Signal()
    """Another document comes, or none: nothing typed for this one may reach another."""
    edited = Signal()
    """The plan changed by a gesture, an undo or a redo: it is to be saved."""
    stepped = Signal(object, object)
    """An undo or a redo: the plan it left, and the one it led to."""
    undone = Signal(str)
    redone = Signal(str)
    """The name of the step that was undone, or made again."""
    refused = Signal(tuple)
    """An edit was refused: the refusals."""
    held_back = Signal()
    """An edit was asked for while a trial is shown: it must be kept or dropped first."""

    def __init__(self, plan: Plan | None, today: date, parent: QObject | None = None) -> None:
        """Begin with *plan*, or with no document."""
        super().__init__(parent)
        self.today = today
        self.history = QUndoStack(self)
        self._plan = plan
        self._trial: Trial | None = None
        self._reading = self._readings.of(plan) if plan is not None else None
        self._slack: tuple[Evaluation, Mapping[str, int]] | None = None
        self.show_slack = False
        """Whether the cards say how far each unit can slip."""
        self.became: dict[tuple[str, Term], Became] = {}
        """What the person has answered became of a unit in a term, and not recorded yet."""

    @property
    def is_open(self) -> bool:
        """Whether there is a document. Without one nothing can be read: what asks for the plan then is wrong."""
        return self._plan is not None

    @property
    def plan(self) -> Plan:
        """The plan shown: the document's or, during a trial, the one tried."""
        return self._trial.plan if self._trial is not None else self.document

    @property
    def document(self) -> Plan:
        """The document's plan, whatever is tried."""
        if self._plan is None:
            raise RuntimeError("no document is open")
        return self._plan

    @property
    def trial(self) -> Trial | None:
        """What is being tried."""
        return self._trial

    @property
    def evaluation(self) -> "Evaluation":
        """The evaluation of the scenario shown."""
        return self.reading.evaluation

    @property
    def reading(self) -> "Reading":
        """What there is to look up in the evaluation."""
        if self._reading is None:
            raise RuntimeError("no document is open")
        return self._reading

    @cached_property
    def _readings(self) -> "Readings":
        from csp_planner.ui.document.reading import (
            Readings,  # the first page is there sooner without what judges a plan
        )

        return Readings(self.today)

    def reading_of(self, index: int) -> "Reading":
        """What there is to look up of the document's scenario at *index*, whatever is shown or tried."""
        from csp_planner.domain.edits import show_scenario  # as above

        return self._readings.of(show_scenario(self.document, index))

    @property
    def slack(self) -> Mapping[str, int]:
        """How many semesters each planned unit can slip before the end moves; worked out when first asked for."""
        from csp_planner.domain.planning.slack import slack  # as in _readings

        if self._slack is None or self._slack[0] is not self.evaluation:
            self._slack = self.evaluation, slack(self.plan, self.evaluation, self.today)
        return self._slack[1]

    @property
    def board_years(self) -> range:
        """Academic years on the board: the scenario's, and those that hold an attempt."""
        return self.reading.board_years

    def replace(self, plan: Plan) -> None:
        """Show another document; its history starts here."""
        self.replacing.emit()
        self.became.clear()
        self.history.clear()
        self._trial = None
        self._set(plan)
        self.changed.emit()

    def close(self) -> None:
        """Hold no document any more. Views are told only by ``replacing``: there is nothing for them to show."""
        self.replacing.emit()
        self.became.clear()
        self.history.clear()
        self._plan = self._trial = self._reading = self._slack = None

    def show_trial(self, trial: Trial) -> None:
        """Show a trial in place of the document's plan."""
        self._trial = trial
        from csp_planner.ui.document.reading import Reading  # as in _readings

        self._reading = Reading(trial.plan, trial.evaluation)
        self.changed.emit()

    def drop_trial(self) -> None:
        """Show the document's plan again."""
        if self._trial is not None:
            self._trial = None
            self._set(self.document)
            self.changed.emit()

    def keep_trial(self) -> bool:
        """Make the trial part of the document; False when that is refused."""
        trial, before = self._trial, self.document
        if trial is None:
            return False
        self._trial = None
        self._set(before)
        is_kept = self.do(trial.keep_name, trial.keep)
        if self.document is before:
            self.changed.emit()
        return is_kept

    def may_edit(self) -> bool:
        """Whether an edit would be made now. While a trial is shown none is, and ``held_back`` says so."""
        if self._trial is not None:
            self.held_back.emit()
        return self._trial is None

    def do(self, name: str, edit: Edit) -> bool:
        """Make one edit, as one named undo step. False when it is refused; ``refused`` then says why."""
        if not self.may_edit():
            return False
        before = self.document
        result = edit(before)
        if not isinstance(result, Plan):
            self.refused.emit(result if isinstance(result, tuple) else (result,))
            return False
        if result != before:
            self.history.push(_Step(self, name, before, result))
        return True

    def last_step(self) -> Callable[[], bool]:
        """What tells whether the step made last stands: that no undo has taken it back, or a redo made it again."""
        made = self.history.index()
        step = self.history.command(made - 1)
        # Once it is undone another step may be made, and take its place.
        return lambda: self.history.index() >= made and self.history.command(made - 1) is step

    def choose(self, wishes: "Wishes") -> None:
        """Keep what was chosen for the proposals of the scenario shown. A trial stays shown: it is of no other plan."""
        from csp_planner.domain.edits import set_wishes  # as in _readings

        before = self.document
        after = set_wishes(before, wishes)
        if after is not before:
            self.history.push(_Choice(self, _("Choices of the proposal"), before, after))

    def _choose(self, plan: Plan) -> None:
        if self._trial is None:
            self._set(plan)
        self._plan = plan
        self.changed.emit()
        self.edited.emit()

    def _show(self, plan: Plan) -> None:
        self._trial = None
        self._set(plan)
        self.changed.emit()
        self.edited.emit()

    def _set(self, plan: Plan) -> None:
        self._plan = plan
        self._reading = self._readings.of(plan)

    def show_scenario(self, index: int) -> None:
        """Show another scenario. Looking at another one is no edit and takes no undo step."""
        from csp_planner.domain.edits import show_scenario  # as in _readings

        if index != self.document.active or self._trial is not None:
            self._trial = None
            self._set(show_scenario(self.document, index))
            self.changed.emit()

    def all_stand(self, codes: Sequence[str]) -> bool:
        """Whether every unit of *codes* stands in a term: putting them in another one is then called a move."""
        standings = self.evaluation.standings
        return all(code in standings and standings[code].term is not None for code in codes)

    def place(self, codes: Sequence[str], term: Term, reason: str | None = None) -> bool:
        """Put units in *term*; with *reason*, by waiver where the rules refuse."""
        from csp_planner.domain.edits import place_all  # as in _readings

        waiver = Waiver(reason=reason, date=self.today) if reason is not None else None
        if self.all_stand(codes):
            text = ngettext("Move {unit} to {term}", "Move {count} units to {term}", len(codes))
        else:
            text = ngettext("Place {unit} in {term}", "Place {count} units in {term}", len(codes))
        name = text.format(unit=shown(codes[0]), count=len(codes), term=term_short(term))
        return self.do(name, lambda plan: place_all(plan, codes, term, self.today, waiver))

    def unplace(self, codes: Sequence[str]) -> bool:
        """Take units off the board."""
        from csp_planner.domain.edits import unplace_all  # as in _readings

        name = ngettext("Take {unit} off the plan", "Take {count} units off the plan", len(codes)).format(
            unit=shown(codes[0]), count=len(codes)
        )
        return self.do(name, lambda plan: unplace_all(plan, codes))

    def verdicts(self, codes: Sequence[str]) -> "dict[Term, Verdict]":
        """What putting *codes* would do, for every term on the board."""
        return self.reading.verdicts(codes)

    def aftermath(self, codes: Sequence[str], term: Term) -> "Aftermath | None":
        """What putting *codes* in *term* would lead to; None where that is refused."""
        return self.reading.aftermath(codes, term)

    @property
    def title(self) -> str:
        """How the document is called on screen."""
        programme, name = self.document.programme.code, shown(self.document.profile.name)
        if name:
            return _("{programme} plan — {name}").format(programme=programme, name=name)
        return _("{programme} plan").format(programme=programme)
