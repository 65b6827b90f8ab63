"""What a person does to the scenarios, and the what-ifs, which show a plan without keeping it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from csp_planner.domain.plan import USUAL_LOAD, Plan
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.messages.typography import with_plain_gaps
from csp_planner.messages.words import number, term_short
from csp_planner.ui.actions.advising import Advising
from csp_planner.ui.document.session import Session

if TYPE_CHECKING:  # the first page edits and judges no plan, and no start asks a question
    from csp_planner.domain.edits.refusal import Refusal


class ScenarioActs(QObject):
    """Edits the list of scenarios, each time in one undo step, and shows what-ifs."""

    rename_asked = Signal(int)
    """The person is to type the name of the scenario at this index."""
    announced = Signal(str)

    def __init__(self, session: Session, advising: Advising, window: QWidget) -> None:
        super().__init__(window)
        self.session, self.advising, self.window = session, advising, window

    # The list

    def add(self) -> None:
        """Add a scenario with nothing placed, and let the person name it."""
        from csp_planner.domain.edits.scenarios import free_name, new_scenario

        def edit(plan: Plan) -> "Plan | Refusal":
            return new_scenario(plan, free_name(plan, _("Scenario")))

        if self.session.do(_("New scenario"), edit):
            self.rename_asked.emit(self.session.document.active)

    def duplicate(self, index: int) -> None:
        """Put a copy of the scenario at *index* next to it, and let the person name it."""
        from csp_planner.domain.edits.scenarios import duplicate_scenario, free_name

        plan = self.session.document
        name = free_name(plan, plan.scenarios[index].name)
        step = _("Duplicate “{name}”").format(name=shown(plan.scenarios[index].name))
        if self.session.do(step, lambda plan: duplicate_scenario(plan, index, name)):
            self.rename_asked.emit(self.session.document.active)

    def rename(self, index: int, name: str) -> None:
        """Give the scenario at *index* another name."""
        from csp_planner.domain.edits.scenarios import rename_scenario

        step = _("Rename the scenario “{name}”").format(name=shown(name))
        self.session.do(step, lambda plan: rename_scenario(plan, index, name))

    def move(self, index: int, to: int) -> None:
        """Put the scenario at *index* at the index *to*."""
        from csp_planner.domain.edits.scenarios import move_scenario

        if not self.session.do(_("Move the scenario"), lambda plan: move_scenario(plan, index, to)):
            self.session.changed.emit()  # the tabs go back to their order

    def delete(self, index: int) -> None:
        """Delete the scenario at *index*; undo brings it back."""
        from csp_planner.domain.edits.scenarios import delete_scenario

        plan = self.session.document
        step = _("Delete “{name}”").format(name=shown(plan.scenarios[index].name))
        if self.session.do(step, lambda plan: delete_scenario(plan, index)):
            self.announced.emit(step)

    def retain(self, index: int) -> None:
        """Retain the scenario at *index*; retain none when it is the one retained."""
        from csp_planner.domain.edits.scenarios import retain_scenario

        plan = self.session.document
        kept = plan.scenarios[index].retained
        step = _("Retain no scenario") if kept else _("Retain “{name}”").format(name=shown(plan.scenarios[index].name))
        self.session.do(step, lambda plan: retain_scenario(plan, None if kept else index))

    # What-ifs

    def fails(self, code: str) -> None:
        """Show what follows when unit *code* is not obtained."""
        from csp_planner.domain.evaluation.evaluate import evaluate_plan
        from csp_planner.proposal.questions import Fails, can_fail

        if not can_fail(evaluate_plan(self.session.document, self.session.today), code):
            self.advising.said.emit(
                _("{unit} stands in no semester without a result: there is nothing to try.").format(unit=shown(code))
            )
            return
        self.advising.ask(Fails(code), _("{unit} again, later").format(unit=shown(code)))

    def term_off(self, semester: Term) -> None:
        """Show what follows when nothing is taken in *semester*."""
        from csp_planner.proposal.questions import TermOff

        self.advising.ask(TermOff(semester), _("{term} off").format(term=term_short(semester)))

    def starts_later(self) -> None:
        """Show what follows when the studies start one semester later."""
        from csp_planner.proposal.questions import StartsLater

        self.advising.ask(StartsLater(), _("One semester later"))

    def sooner(self) -> None:
        """Show what would let the studies end one semester earlier."""
        from csp_planner.proposal.questions import Sooner

        self.advising.ask(Sooner(), _("One semester earlier"))

    def ask_fewer(self) -> None:
        """Ask for a lower limit of ECTS per semester, and show what follows from it."""
        from csp_planner.proposal.questions import LEAST_LOAD, FewerEcts
        from csp_planner.ui.dialogs.questions import ask_amount
        from csp_planner.ui.widgets.amount_field import MOST_USUAL_ECTS, AmountField

        now = self.session.plan.scenario.max_ects or USUAL_LOAD
        field = AmountField(MOST_USUAL_ECTS, _(" ECTS per semester"), least=LEAST_LOAD)
        field.show_amount(max(1, now - 6))
        question = _("At most how many ECTS per semester?")
        title = _("Fewer ECTS per semester")
        limit = ask_amount(self.window, title, question, field)
        if limit is not None:
            name = with_plain_gaps(_("{limit} ECTS per semester").format(limit=number(limit)))
            self.advising.ask(FewerEcts(limit), name)  # plain, as a person types it to find it by its name
