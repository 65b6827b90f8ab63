"""Every sentence of a proposal exists in both languages and holds what it is about."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import Waiver
from csp_planner.domain.terms import Part, Term
from csp_planner.domain.wishes import Objective
from csp_planner.messages import proposal as say
from csp_planner.messages.answer import (
    answer_sentences,
    rules_sentence,
    same_plan_sentence,
    unfollowed_sentence,
    unfollowed_sentences,
)
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.clash import demand_words, named_units, refusal_words, relaxation_label, would_do_words
from csp_planner.messages.proposal import criterion_words, proof_words, reason_words
from csp_planner.proposal.answer import (
    Clash,
    Criterion,
    Level,
    Proposal,
    ProposedPlacement,
    Reason,
    ReasonKind,
    Relaxation,
    Undecided,
    Unfollowed,
    is_same_plan,
)
from csp_planner.proposal.request import LIMITS, Demand, DemandKind, Request, request_for

TERM, EARLIER = Term(2028, Part.S2), Term(2028, Part.S1)


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


def proposal(request: Request, *levels: Level) -> Proposal:
    return Proposal(request=request, placements=(), unplaced=(), end_term=TERM, levels=levels)


def eased_to(request: Request, *demands: Demand) -> Relaxation:
    return Relaxation(demands=demands, request=request)


def clash(request: Request, *demands: Demand, units: tuple[str, ...] = ()) -> Clash:
    return Clash(request=request, demands=demands, smallest=True, units=units, relaxations=())


@pytest.mark.parametrize("kind", list(DemandKind))
def test_every_demand_can_be_named_eased_and_given_as_a_reason(kind: DemandKind, request_12: Request) -> None:
    both(lambda: demand_words(demand(kind), request_12))
    eased = replace(eased_to(request_12, demand(kind)), limit=16 if kind in LIMITS else None, term=EARLIER)
    given_up = eased_to(request_12, demand(kind))
    for relaxation in (eased, given_up):
        both(lambda relaxation=relaxation: would_do_words(relaxation, request_12))
        both(lambda relaxation=relaxation: relaxation_label(relaxation, request_12))
    if kind is not DemandKind.END:  # what is asked about is an earlier end
        reason = Reason(kind=ReasonKind.DEMAND, earlier=EARLIER, demands=(demand(kind),), relaxation=eased)
        assert "S1 2028/2029" in both(lambda: reason_words(reason, proposal(request_12)))


def test_the_report_is_nowhere_said_to_come_strictly_last(request_12: Request) -> None:
    """The rule is « not before »: it may share the last semester."""
    asked = demand(DemandKind.REPORT_LAST)
    relaxation = eased_to(request_12, asked)
    reason = Reason(kind=ReasonKind.DEMAND, earlier=EARLIER, demands=(asked,), relaxation=relaxation)
    for words in (
        lambda: demand_words(asked, request_12),
        lambda: would_do_words(relaxation, request_12),
        lambda: relaxation_label(relaxation, request_12),
        lambda: reason_words(reason, proposal(request_12)),
        lambda: refusal_words(clash(request_12, asked, units=("UA211G",))),
    ):
        french = both(words)
        assert "avant" in french
        assert not re.search("dernier|après", french)


@pytest.mark.parametrize("kind", list(ReasonKind))
@pytest.mark.parametrize("units", [("TET010",), ("TET010", "AST002")])
def test_every_reason_speaks_both_languages(kind: ReasonKind, units: tuple[str, ...], request_12: Request) -> None:
    reason = Reason(kind=kind, earlier=EARLIER, units=units, demands=(demand(DemandKind.AWAY),))
    both(lambda: reason_words(reason, proposal(request_12)))


@pytest.mark.parametrize("costs", [*Criterion, None])
def test_what_a_sooner_introductory_unit_costs_is_said_in_one_sentence(
    costs: Criterion | None, request_12: Request
) -> None:
    order = (demand(DemandKind.ORDER),) if costs is Criterion.ADVICE else ()
    reason = Reason(kind=ReasonKind.INTRODUCTION, earlier=EARLIER, units=("FPG003",), demands=order, costs=costs)
    said = both(lambda: reason_words(reason, proposal(request_12)))
    assert said.startswith("FPG003 ne peut commencer avant S1 2028/2029")
    assert ("TRS001 avant TRS002" in said) == (costs is Criterion.ADVICE)


def test_openings_alone_can_leave_no_earlier_end(request_12: Request) -> None:
    both(
        lambda: reason_words(Reason(kind=ReasonKind.TOGETHER, earlier=EARLIER, units=("TET010",)), proposal(request_12))
    )


@pytest.mark.parametrize("kind", list(DemandKind))
@pytest.mark.parametrize("units", [(), ("TET010",), ("TET010", "AST002")])
def test_every_clash_speaks_both_languages(kind: DemandKind, units: tuple[str, ...], request_12: Request) -> None:
    for demands in ((demand(kind),), (demand(kind), Demand(DemandKind.END, term=TERM))):
        both(lambda demands=demands: refusal_words(clash(request_12, *demands, units=units)))


def test_a_limit_that_is_too_low_is_said_with_what_would_do(request_12: Request) -> None:
    demands = (Demand(DemandKind.MAX_ECTS), Demand(DemandKind.END, term=TERM))
    relaxation = replace(eased_to(request_12, demands[0]), limit=16)
    assert both(lambda: refusal_words(clash(request_12, *demands))) == (
        "12 ECTS par semestre ne suffisent pas pour finir en S2 2028/2029 au plus tard."
    )
    assert both(lambda: would_do_words(relaxation, request_12)) == "16 ECTS par semestre suffiraient."
    assert both(lambda: relaxation_label(relaxation, request_12)) == "Permettre 16 ECTS par semestre"


def test_a_limit_of_hours_that_follows_from_the_week_says_how(empty_plan: Plan, today) -> None:
    plan = replace(empty_plan, profile=replace(empty_plan.profile, weekly_hours=6))
    demands = (Demand(DemandKind.MAX_HOURS), Demand(DemandKind.END, term=TERM))
    usual = request_for(plan, today, end=TERM)
    assert both(lambda: refusal_words(clash(usual, *demands))) == (
        "90 h par semestre ne suffisent pas pour finir en S2 2028/2029 au plus tard. "
        "90 h par semestre, soit 6 h par semaine sur 15 semaines supposées."
    )
    assert "semaine" not in both(lambda: refusal_words(clash(replace(usual, max_hours=60), *demands)))


def test_a_waiver_is_offered_by_name(request_12: Request) -> None:
    for units in (("TET007",), ("TET007", "UAS004")):
        relaxation = replace(eased_to(request_12), waived=units)
        for words in (would_do_words, relaxation_label):
            assert all(unit in both(lambda words=words, it=relaxation: words(it, request_12)) for unit in units)


def test_what_must_be_given_up_together_is_listed(request_12: Request) -> None:
    relaxation = eased_to(request_12, demand(DemandKind.PIN), demand(DemandKind.ORDER))
    for words in (would_do_words, relaxation_label):
        assert "TRS001 avant TRS002" in both(lambda words=words: words(relaxation, request_12))


def test_a_limit_that_is_eased_with_others_says_to_what(request_12: Request) -> None:
    demands = (Demand(DemandKind.MAX_ECTS), Demand(DemandKind.REPORT_LAST))
    relaxation = Relaxation(demands=demands, request=replace(request_12, max_ects=18, report_last=False))
    assert both(lambda: relaxation_label(relaxation, request_12)) == (
        "Assouplir ensemble : au plus 18 ECTS par semestre au lieu de 12 ;"
        " sans « le rapport pas avant ce sur quoi il porte »"
    )


def test_the_proof_or_the_gap_is_said(request_12: Request) -> None:
    proven = Level(Criterion.END, 4057, 4057)
    open_level = Level(Criterion.HEAVIEST, 18, 17.5)
    assert both(lambda: proof_words(proposal(request_12, proven))) == "Prouvé : aucun plan n’est meilleur."
    gap = both(lambda: proof_words(proposal(request_12, proven, open_level)))
    assert "18 ECTS" in gap
    assert "17,5 ECTS" in gap
    both(lambda: proof_words(replace(proposal(request_12, proven), unexamined=(Criterion.HEAVIEST,))))
    both(lambda: refusal_words(Undecided(request_12)))


@pytest.mark.parametrize("criterion", list(Criterion))
def test_every_criterion_has_a_name_and_a_value(criterion: Criterion) -> None:
    label = both(lambda: criterion_words(Level(criterion, 4057, 4057))[0])
    assert label
    assert criterion_words(Level(Criterion.END, 4057, 4057))[1] == "S2 2028/2029"
    assert plain(criterion_words(Level(Criterion.HEAVIEST, 18.5, 18))[1]) == "18,5 ECTS"


def test_the_words_a_plan_is_given(request_12) -> None:
    assert both(say.scenario_name) == "Proposition"
    assert both(lambda: say.proposal_name(request_12)) == "Au plus tôt, 12 ECTS, 60 h"
    of_week = replace(request_12, profile=replace(request_12.profile, weekly_hours=4, weeks_per_semester=15))
    assert both(lambda: say.proposal_name(of_week)) == "Au plus tôt, 12 ECTS"
    steady = replace(request_12, objective=Objective.STEADY, max_ects=None)
    assert both(lambda: say.proposal_name(steady)) == "Charge régulière, 60 h"
    assert both(lambda: say.proposal_name(replace(steady, max_hours=None))) == "Charge régulière"
    both(say.waiver_reason)


def test_experience_still_to_do_is_named_where_the_report_waits_for_it(request_12: Request) -> None:
    reason = Reason(kind=ReasonKind.DEMAND, earlier=EARLIER, demands=(demand(DemandKind.REPORT_LAST),))
    for months in (1, 18):
        waiting = replace(proposal(request_12), assumed_months=months)
        said = both(lambda waiting=waiting: reason_words(reason, waiting))
        assert f"{months} mois d’expérience encore à faire compris" in said


@pytest.mark.parametrize("unplaced", [(), ("TET007",), ("TET007", "UAS004")])
@pytest.mark.parametrize(("months", "placement"), [(0, 0), (1, 0), (18, 0), (3, 3), (12, 3)])
def test_what_is_said_first_is_the_end_or_what_is_missing(
    request_12: Request, unplaced: tuple[str, ...], months: int, placement: int
) -> None:
    found = replace(proposal(request_12), unplaced=unplaced, assumed_months=months, assumed_placement=placement)
    said = [both(lambda place=place: answer_sentences(found)[place]) for place in range(1 + bool(unplaced))]
    assert [unit in said[0] for unit in unplaced] == [True] * len(unplaced)
    assert said[-1].startswith("Planifié jusqu’à S2 2028/2029" if unplaced else "Le plan proposé finit en S2 2028/2029")
    assert ("suppose" in said[-1]) == bool(months)
    if (months, placement) == (18, 0):
        assert "suppose 18 mois d’expérience encore à faire" in said[-1]


def test_a_present_plan_that_is_the_best_is_told_so(request_12: Request) -> None:
    proven, unproven = Level(Criterion.END, 4057, 4057), Level(Criterion.END, 4057, 4056)
    best = replace(proposal(request_12, proven), is_present=True)
    assert both(lambda: answer_sentences(best)[0]) == "Votre plan est déjà le meilleur."
    both(lambda: answer_sentences(replace(best, levels=(unproven,)))[0])
    assert both(lambda: answer_sentences(replace(best, end_term=None))[-1]) == "Il ne reste rien à placer."


def test_the_same_plan_for_another_goal_is_said_with_why(request_12: Request) -> None:
    early = proposal(request_12)
    steady = proposal(replace(request_12, objective=Objective.STEADY), Level(Criterion.OVERRUN, 0, 0))
    assert is_same_plan(early, steady)
    assert not is_same_plan(early, early)
    assert not is_same_plan(early, proposal(replace(steady.request, max_ects=13)))
    elsewhere = replace(steady, placements=(ProposedPlacement("UA211G", TERM),))
    assert not is_same_plan(early, elsewhere)
    said = both(lambda: same_plan_sentence(steady, early))
    assert said == "Le même plan qu’avec « Au plus tôt » : il est le meilleur pour l’un comme pour l’autre."
    past = replace(steady, levels=(Level(Criterion.OVERRUN, 3, 3),))
    assert "au-delà des années du tableau" in both(lambda: same_plan_sentence(past, early))
    assert both(lambda: same_plan_sentence(replace(steady, levels=(Level(Criterion.OVERRUN, 0, -1),)), early)) == (
        "Le même plan qu’avec « Au plus tôt »."
    )


def test_one_sentence_says_the_rules_a_plan_keeps(empty_plan: Plan, today) -> None:
    scenario = replace(
        empty_plan.scenario,
        leaves=(Term.parse("2027-S1"),),
        placements=(
            Placement(unit="TET007", term=TERM, waiver=Waiver(reason="accord", date=today)),
            Placement(unit="TET010", term=TERM),
        ),
    )
    asked = request_for(empty_plan.with_scenario(scenario), today, pinned=frozenset({"TET010"}), tolerant=True)
    placed = (ProposedPlacement("UAS004", TERM, needs_waiver=True), ProposedPlacement("UA211G", TERM))
    said = both(lambda: rules_sentence(replace(proposal(asked), placements=placed)))
    assert said.count(".") == 1
    for rule in (
        "au plus 24 ECTS par semestre",
        "rien en S1 2027/2028",
        "le rapport pas avant ce sur quoi il porte",
        "une dérogation à demander : UAS004",
        "TET010 à sa place",
        "TET007 reste où sa dérogation la place",
        "un semestre au-dessus d’une limite",
    ):
        assert rule in said
    assert "l’ordre conseillé" in both(lambda: rules_sentence(proposal(replace(asked, follow_order=True))))
    free = replace(asked, max_ects=None, away=frozenset(), pinned=frozenset(), freed=frozenset({"TET007"}))
    both(lambda: rules_sentence(proposal(replace(free, tolerant=False))))


def test_a_semester_off_that_is_over_is_no_rule_of_a_plan(request_12: Request) -> None:
    past, ahead = Term(request_12.today.year - 2, Part.S1), Term(2028, Part.S1)
    said = both(lambda: rules_sentence(proposal(replace(request_12, away=frozenset({past, ahead})))))
    assert "rien en S1 2028/2029" in said
    assert said.count("rien en") == 1


def test_advice_that_is_not_followed_is_said_unit_by_unit() -> None:
    assert (
        both(lambda: unfollowed_sentence(Unfollowed("TRS002", "TRS001"))) == "Mieux vaut prendre TRS002 après TRS001."
    )
    said = both(lambda: unfollowed_sentence(Unfollowed("UA211G", "TRS001", is_report=True)))
    assert said == "Le rapport UA211G finit avant TRS001, sur laquelle il porte."


def test_units_before_their_stage_are_said_in_one_line(request_12: Request) -> None:
    early = (Unfollowed("TRS002", "TRS001", is_stage=True), Unfollowed("AST004", "TRS001", is_stage=True))
    said = "Mieux vaut prendre TRS002 après TRS001, d’une étape antérieure."
    assert both(lambda: unfollowed_sentence(early[0])) == said
    assert unfollowed_sentences(replace(proposal(request_12), unfollowed=early[:1])) == [("TRS002", said)]
    ((unit, together),) = unfollowed_sentences(replace(proposal(request_12), unfollowed=early))
    assert unit == "TRS002"
    assert plain(together) == "2 unités viennent avant celles d’étapes antérieures : TRS002 avant TRS001."


def test_all_advice_that_is_not_followed_speaks_of_the_report_once_and_of_nothing_to_who_wants_no_reminder(
    request_12: Request,
) -> None:
    items = (
        Unfollowed("TRS002", "TRS001"),
        Unfollowed("UA211G", "TRS001", is_report=True),
        Unfollowed("UA211G", "AST002", is_report=True),
    )
    found = replace(proposal(request_12), unfollowed=items)
    assert unfollowed_sentences(found) == [
        ("TRS002", "Mieux vaut prendre TRS002 après TRS001."),
        ("UA211G", "Le rapport UA211G finit avant TRS001, AST002, sur lesquelles il porte."),
    ]
    scenario = replace(request_12.scenario, follow_recommended_order=False)
    silent = replace(found, request=replace(request_12, scenario=scenario))
    assert unfollowed_sentences(silent) == []


def test_text_from_a_file_cannot_drive_the_terminal(request_12: Request) -> None:
    hostile = "\x1b[2J{0}\n"
    held = Reason(kind=ReasonKind.HELD, earlier=EARLIER, units=(hostile,))
    pinned = Demand(DemandKind.PIN, hostile, term=TERM)
    for text in (reason_words(held, proposal(request_12)), demand_words(pinned, request_12)):
        assert not {"\x1b", "\n"} & set(text)


def test_no_sentence_is_made_elsewhere_in_the_package() -> None:
    folder = Path(say.__file__).parents[1] / "proposal"
    for module in folder.glob("*.py"):
        assert "catalogue import" not in module.read_text(encoding="utf-8"), module.name


def test_french_sets_a_space_before_the_semicolon_between_demands(request_12: Request) -> None:
    demands = (Demand(DemandKind.ACCREDITATION), Demand(DemandKind.REPORT_LAST))
    together = Reason(kind=ReasonKind.TOGETHER, earlier=EARLIER, demands=demands)
    assert "\u00a0; " in reason_words(together, proposal(request_12))
    use_language("en")
    said = reason_words(together, proposal(request_12))
    assert "ends; the report" in said


def test_of_many_units_the_first_are_named_and_the_others_counted() -> None:
    codes = [f"UE{number}" for number in range(20)]
    assert plain(named_units(codes)) == "UE0, UE1, UE2, UE3, UE4, UE5, UE6, UE7 et 12 autres"
    assert named_units(codes[:9]).endswith(", UE8")
