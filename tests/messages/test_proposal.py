"""Every sentence of a proposal exists in both languages and holds what it is about."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import Part, Term
from csp_planner.messages import clash as clashes
from csp_planner.messages import proposal as say
from csp_planner.messages.catalogue import use_language
from csp_planner.proposal.answer import Clash, Criterion, Level, Proposal, Reason, ReasonKind, Relaxation, Undecided
from csp_planner.proposal.request import LIMITS, Demand, DemandKind, Request, request_for
from csp_planner.proposal.wording import (
    criterion_words,
    demand_words,
    proof_words,
    reason_words,
    refusal_words,
    relaxation_label,
    would_do_words,
)

TERM, EARLIER = Term(2028, Part.S2), Term(2028, Part.S1)


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    use_language("fr")
    yield
    use_language("fr")


@pytest.fixture
def request_12(empty_plan: Plan, today) -> Request:
    return request_for(empty_plan, today, max_ects=12, max_hours=60, max_units=2, end=TERM)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def both(words: Callable[[], str]) -> str:
    """What is said in French, once it was seen to differ in English and to have no place left open."""
    use_language("en")
    english = words()
    use_language("fr")
    french = words()
    assert english
    assert french != english
    assert not re.search(r"[{}]", french + english)
    return plain(french)


def demand(kind: DemandKind) -> Demand:
    return Demand(kind, "TRS001", "TRS002", TERM)


@pytest.mark.parametrize("kind", list(DemandKind))
def test_every_demand_can_be_named_eased_and_given_as_a_reason(kind: DemandKind, request_12: Request) -> None:
    both(lambda: demand_words(demand(kind), request_12))
    eased = Relaxation((demand(kind),), request_12, limit=16 if kind in LIMITS else None, term=EARLIER)
    given_up = Relaxation((demand(kind),), request_12)
    for relaxation in (eased, given_up):
        both(lambda relaxation=relaxation: would_do_words(relaxation, request_12))
        both(lambda relaxation=relaxation: relaxation_label(relaxation, request_12))
    proposal = Proposal(request_12, (), (), TERM, ())
    reason = Reason(ReasonKind.DEMAND, EARLIER, demands=(demand(kind),), relaxation=eased)
    assert "S1 2028/2029" in both(lambda: reason_words(reason, proposal))


def test_the_report_is_nowhere_said_to_come_strictly_last(request_12: Request) -> None:
    """The rule is « not before »: it may share the last semester."""
    asked = demand(DemandKind.REPORT_LAST)
    relaxation = Relaxation((asked,), request_12)
    reason = Reason(ReasonKind.DEMAND, EARLIER, demands=(asked,), relaxation=relaxation)
    for words in (
        lambda: demand_words(asked, request_12),
        lambda: would_do_words(relaxation, request_12),
        lambda: relaxation_label(relaxation, request_12),
        lambda: reason_words(reason, Proposal(request_12, (), (), TERM, ())),
        lambda: refusal_words(Clash(request_12, (asked,), True, ("UA211G",), ())),
    ):
        french = both(words)
        assert "avant" in french
        assert not re.search("dernier|après", french)


@pytest.mark.parametrize("kind", list(ReasonKind))
@pytest.mark.parametrize("units", [("TET010",), ("TET010", "AST002")])
def test_every_reason_speaks_both_languages(kind: ReasonKind, units: tuple[str, ...], request_12: Request) -> None:
    proposal = Proposal(request_12, (), (), TERM, ())
    reason = Reason(kind, EARLIER, units, (demand(DemandKind.AWAY),))
    both(lambda: reason_words(reason, proposal))


def test_openings_alone_can_leave_no_earlier_end(request_12: Request) -> None:
    proposal = Proposal(request_12, (), (), TERM, ())
    both(lambda: reason_words(Reason(ReasonKind.TOGETHER, EARLIER, ("TET010",)), proposal))


@pytest.mark.parametrize("kind", list(DemandKind))
@pytest.mark.parametrize("units", [(), ("TET010",), ("TET010", "AST002")])
def test_every_clash_speaks_both_languages(kind: DemandKind, units: tuple[str, ...], request_12: Request) -> None:
    for demands in ((demand(kind),), (demand(kind), Demand(DemandKind.END, term=TERM))):
        clash = Clash(request_12, demands, True, units, ())
        both(lambda clash=clash: refusal_words(clash))


def test_a_limit_that_is_too_low_is_said_with_what_would_do(request_12: Request) -> None:
    demands = (Demand(DemandKind.MAX_ECTS), Demand(DemandKind.END, term=TERM))
    relaxation = Relaxation(demands[:1], request_12, limit=16)
    clash = Clash(request_12, demands, True, (), (relaxation,))
    assert both(lambda: refusal_words(clash)) == (
        "12 ECTS par semestre ne suffisent pas pour finir en S2 2028/2029 au plus tard."
    )
    assert both(lambda: would_do_words(relaxation, request_12)) == "16 ECTS par semestre suffiraient."
    assert both(lambda: relaxation_label(relaxation, request_12)) == "Permettre 16 ECTS par semestre"


def test_a_waiver_is_offered_by_name(request_12: Request) -> None:
    for units in (("TET007",), ("TET007", "UAS004")):
        relaxation = Relaxation((), request_12, waived=units)
        for words in (would_do_words, relaxation_label):
            assert all(unit in both(lambda words=words, it=relaxation: words(it, request_12)) for unit in units)
    both(lambda: say.unplaced_sentence("TET007"))


def test_what_must_be_given_up_together_is_listed(request_12: Request) -> None:
    relaxation = Relaxation((demand(DemandKind.PIN), demand(DemandKind.ORDER)), request_12)
    for words in (would_do_words, relaxation_label):
        assert "TRS001 avant TRS002" in both(lambda words=words: words(relaxation, request_12))


def test_the_proof_or_the_gap_is_said(request_12: Request) -> None:
    proven = Level(Criterion.END, 4057, 4057)
    open_level = Level(Criterion.HEAVIEST, 18, 17.5)
    assert (
        both(lambda: proof_words(Proposal(request_12, (), (), TERM, (proven,))))
        == "Prouvé : aucun plan n’est meilleur."
    )
    gap = both(lambda: proof_words(Proposal(request_12, (), (), TERM, (proven, open_level))))
    assert "18 ECTS" in gap
    assert "17,5 ECTS" in gap
    both(lambda: proof_words(Proposal(request_12, (), (), TERM, (proven,), (Criterion.HEAVIEST,))))
    both(lambda: refusal_words(Undecided(request_12)))


@pytest.mark.parametrize("criterion", list(Criterion))
def test_every_criterion_has_a_name_and_a_value(criterion: Criterion) -> None:
    label = both(lambda: criterion_words(Level(criterion, 4057, 4057))[0])
    assert label
    assert criterion_words(Level(Criterion.END, 4057, 4057))[1] == "S2 2028/2029"
    assert plain(criterion_words(Level(Criterion.HEAVIEST, 18.5, 18))[1]) == "18,5 ECTS"


def test_the_words_a_plan_is_given(today) -> None:
    assert both(say.scenario_name) == "Proposition"
    both(say.waiver_reason)
    both(lambda: say.end_sentence(TERM))
    both(lambda: say.end_sentence(None))


def test_text_from_a_file_cannot_drive_the_terminal() -> None:
    hostile = "\x1b[2J{0}\n"
    for text in (say.held_reason([hostile], TERM), clashes.demand_words("pin", unit=hostile, term=TERM)):
        assert not {"\x1b", "\n"} & set(text)


def test_no_sentence_is_made_elsewhere_in_the_package() -> None:
    folder = Path(say.__file__).parents[1] / "proposal"
    for module in folder.glob("*.py"):
        assert "catalogue import" not in module.read_text(encoding="utf-8"), module.name


def test_french_sets_a_space_before_the_semicolon_between_demands() -> None:
    assert say.together_reason(["a", "b"], EARLIER).endswith("a\u00a0; b.")
    use_language("en")
    assert say.together_reason(["a", "b"], EARLIER).endswith("a; b.")


def test_of_many_units_the_first_are_named_and_the_others_counted() -> None:
    codes = [f"UE{number}" for number in range(20)]
    said = plain(say.openings_reason(codes, EARLIER))
    assert said.startswith("UE0, UE1, UE2, UE3, UE4, UE5, UE6, UE7 et 12 autres : aucune de ces unités")
    assert "UE8" in say.openings_reason(codes[:9], EARLIER)
