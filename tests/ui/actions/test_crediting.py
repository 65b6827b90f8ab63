"""What is obtained otherwise: which units may be, and what becomes of an option that is."""

from csp_planner.domain.profile import Credit, CreditBasis
from csp_planner.domain.states import UnitState
from csp_planner.ui.document.session import Session

from ...awards import TWO_OF_FIVE, plan_with_choices
from ..hand import TODAY


def test_an_option_of_a_choice_may_be_obtained_otherwise_and_counts_there(window):
    session: Session = window.session
    window.documents.show(plan_with_choices(), None)
    assert session.evaluation.standings["OPT101"].state is UnitState.OPTION
    units = window.named_actions.units
    assert units.credits[CreditBasis.EQUIVALENCE].possible(["OPT101"])
    assert units.waive.possible(["OPT101"])
    window.workspace_now().side.inspect("OPT101")
    assert window.workspace_now().side.currentWidget().state.otherwise.isVisible()
    from csp_planner.domain.edits import add_credit

    credit = Credit(unit="OPT101", basis=CreditBasis.EQUIVALENCE, date=TODAY)
    assert session.do("équivalence", lambda plan: add_credit(plan, credit))
    award = session.evaluation.award
    assert award is not None
    assert award.by_path[TWO_OF_FIVE].counts == ("OPT101",)
    assert not units.credits[CreditBasis.EQUIVALENCE].possible(["OPT101"])
