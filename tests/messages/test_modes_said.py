"""A mode that is not wanted is never said as if it were."""

import pytest

from csp_planner.domain.checks import Check
from csp_planner.domain.evaluation.values import Diagnostic
from csp_planner.domain.terms import Part, Term
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.diagnostics import diagnostic_sentence


@pytest.mark.parametrize(
    ("modes", "french", "english"),
    [
        (
            ("daytime",),
            "CDC200 en S1 2027/2028 a lieu en modalité « journée », qui n’est pas souhaitée.",
            "CDC200 in S1 2027/2028 runs as “daytime”, which is not wanted.",
        ),
        (
            ("daytime", "hybrid"),
            "CDC200 en S1 2027/2028 a lieu en modalités « journée, hybride », dont aucune n’est souhaitée.",
            "CDC200 in S1 2027/2028 runs as “daytime, hybrid”, of which none is wanted.",
        ),
    ],
)
def test_the_check_says_how_the_unit_runs_and_that_this_is_not_wanted(modes, french, english):
    found = Diagnostic(code=Check.MODE_NOT_WANTED, unit="CDC200", term=Term(2027, Part.S1), args={"offered": modes})
    assert diagnostic_sentence(found).replace("\u00a0", " ") == french
    use_language("en")
    assert diagnostic_sentence(found).replace("\u00a0", " ") == english
