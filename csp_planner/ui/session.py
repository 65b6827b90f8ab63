"""The open document: its plan, its undo history, its evaluation. The only place that changes them."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from csp_planner.domain.edits import Refusal, place_all, unplace_all
from csp_planner.domain.evaluation import evaluate_plan
from csp_planner.domain.judgement import Evaluation
from csp_planner.domain.plan import Plan, Waiver
from csp_planner.domain.preview import Verdict, verdicts
from csp_planner.domain.terms import Term, year_terms
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.words import term_short

Edit = Callable[[Plan], "Plan | Refusal | tuple[Refusal, ...]"]


class _Step(QUndoCommand):
    """One step of the history: the plan before and after. It knows how to reverse nothing, so cannot be wrong."""

    def __init__(self, session: "Session", name: str, before: Plan, after: Plan) -> None:
        super().__init__(name)
        self._session, self._before, self._after = session, before, after

    def undo(self) -> None:
        self._session._show(self._before)

    def redo(self) -> None:
        self._session._show(self._after)


class Session(QObject):
    """The plan in the window. Views read it and ask it; they never change a value themselves."""

    changed = Signal()
    """The plan or its evaluation is another value."""
    edited = Signal()
    """The plan changed by a gesture, an undo or a redo: it is to be saved."""
    refused = Signal(tuple)
    """An edit was refused: the refusals."""

    def __init__(self, plan: Plan, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.history = QUndoStack(self)
        self._plan = plan
        self._evaluation = evaluate_plan(plan, today)

    @property
    def plan(self) -> Plan:
        """The plan shown."""
        return self._plan

    @property
    def evaluation(self) -> Evaluation:
        """The judgement of the scenario shown."""
        return self._evaluation

    @property
    def board_years(self) -> range:
        """Academic years on the board: the scenario's, and those that hold an attempt."""
        years = self._plan.scenario.board_years
        shown = {load.term.year for load in self._evaluation.terms}
        return range(min(years[0], *shown), max(years[-1], *shown) + 1)

    def replace(self, plan: Plan) -> None:
        """Show another document; its history starts here."""
        self.history.clear()
        self._set(plan)
        self.changed.emit()

    def do(self, name: str, edit: Edit) -> bool:
        """Make one edit, as one named undo step. False when it is refused; ``refused`` then says why."""
        result = edit(self._plan)
        if isinstance(result, Refusal):
            result = (result,)
        if isinstance(result, tuple):
            self.refused.emit(result)
            return False
        if result != self._plan:
            self.history.push(_Step(self, name, self._plan, result))
        return True

    def _show(self, plan: Plan) -> None:
        self._set(plan)
        self.changed.emit()
        self.edited.emit()

    def _set(self, plan: Plan) -> None:
        self._plan = plan
        self._evaluation = evaluate_plan(plan, self.today)

    def show_scenario(self, index: int) -> None:
        """Show another scenario. Looking at another one is no edit and takes no undo step."""
        from csp_planner.domain.edits import show_scenario

        if index != self._plan.active:
            self._set(show_scenario(self._plan, index))
            self.changed.emit()

    def place(self, codes: Sequence[str], term: Term, reason: str | None = None) -> bool:
        """Put units in *term*; with *reason*, by waiver where the rules refuse."""
        waiver = Waiver(reason=reason, date=self.today) if reason is not None else None
        name = ngettext("Place {unit} in {term}", "Place {count} units in {term}", len(codes)).format(
            unit=codes[0], count=len(codes), term=term_short(term)
        )
        return self.do(name, lambda plan: place_all(plan, codes, term, self.today, waiver))

    def unplace(self, codes: Sequence[str]) -> bool:
        """Take units off the board."""
        name = ngettext("Take {unit} off the plan", "Take {count} units off the plan", len(codes)).format(
            unit=codes[0], count=len(codes)
        )
        return self.do(name, lambda plan: unplace_all(plan, codes))

    def verdicts(self, codes: Sequence[str]) -> dict[Term, Verdict]:
        """What putting *codes* would do, for every term on the board."""
        terms = [term for year in self.board_years for term in year_terms(year)]
        return verdicts(self._plan, self._evaluation, codes, terms, self.today)

    @property
    def title(self) -> str:
        """How the document is called on screen."""
        programme, name = self._plan.programme.code, self._plan.profile.name
        if name:
            return _("{programme} plan — {name}").format(programme=programme, name=name)
        return _("{programme} plan").format(programme=programme)
