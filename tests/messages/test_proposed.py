"""What is said of a waiver that a proposal rests on, in both languages."""

from csp_planner.domain.plan import Placement
from csp_planner.domain.terms import Part, Term
from csp_planner.messages import proposed as say

from .test_proposal import both


def test_a_waiver_says_its_unit_and_semester() -> None:
    placement = Placement(unit="TET007", term=Term(2028, Part.S2))
    assert both(lambda: say.waiver_sentence(placement)) == "Dérogation à demander : TET007, S2 2028/2029."
