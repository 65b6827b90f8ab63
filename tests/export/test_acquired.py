"""Nothing a learner has is absent from the table, the page and what ``check`` prints."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csp_planner.cli.output.evaluation_json import evaluation_json
from csp_planner.cli.output.evaluation_text import evaluation_text
from csp_planner.domain.edits import add_credit
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.comparison import compare
from csp_planner.domain.profile import Attempt, Credit, CreditBasis, CreditState
from csp_planner.domain.states import LIVE_STATES, UnitState
from csp_planner.domain.terms import Term
from csp_planner.export.comparing import comparison_content
from csp_planner.export.compose import plan_content
from csp_planner.export.options import Options
from csp_planner.export.tables import plan_table, summary_table
from csp_planner.messages.comparison import comparison_sections

from .conftest import TODAY, judged

OLD = Credit(unit="OLD101", title="Ancienne unité", basis=CreditBasis.EARLIER, date=date(2023, 6, 30), ects=6.0)
ASKED = Credit(unit="TET010", basis=CreditBasis.VES, date=date(2027, 6, 1), state=CreditState.ASKED)
TAKEN = Attempt(unit="OLD202", term=Term.parse("2021-S1"), state=UnitState.VALIDATED, date=date(2022, 2, 15), ects=4.0)


def given_to(plan: Plan, *several: Credit, attempts: tuple[Attempt, ...] = ()) -> Plan:
    for one in several:
        result = add_credit(plan, one)
        assert isinstance(result, Plan)
        plan = result
    return replace(plan, profile=replace(plan.profile, attempts=(*plan.profile.attempts, *attempts)))


def on_page(plan: Plan) -> dict[str, str]:
    """The state that the page says of each code."""
    content = plan_content(plan, evaluate_plan(plan, TODAY), Options())
    in_terms = [card for year in content.years for part in year.semesters for card in part.cards]
    in_years = [card for year in content.years for card in year.annual]
    cards = (*content.outside_terms, *content.to_place, *in_terms, *in_years)
    return {card.code: f"{card.title} {card.state_word}" for card in cards}


def in_table(plan: Plan) -> dict[object, tuple[object, ...]]:
    return {row[0]: row for row in plan_table(plan, evaluate_plan(plan, TODAY), Options()).rows}


def test_a_unit_outside_the_sheet_is_in_every_output_until_and_after_it_is_linked(example):
    plan = given_to(example.plan, OLD, attempts=(TAKEN,))
    assert on_page(plan)["OLD101"] == "Ancienne unité acquis hors de la fiche"
    assert "acquis hors de la fiche" in on_page(plan)["OLD202"]
    assert in_table(plan)["OLD101"][1:5] == ("Ancienne unité", 6, None, "acquis hors de la fiche")
    assert in_table(plan)["OLD202"][4] == "acquis hors de la fiche"
    said = evaluation_text(plan, evaluate_plan(plan, TODAY))
    assert "OLD101 Ancienne unité" in said
    assert "OLD202" in said
    linked = given_to(example.plan, replace(OLD, counts_for=("TET010",), decided_by="jury"), attempts=(TAKEN,))
    assert on_page(linked)["OLD101"] == "Ancienne unité compte pour TET010"
    assert on_page(linked)["TET010"].endswith("obtenue par OLD101")
    assert in_table(linked)["TET010"][2:5] == (6, 51, "obtenue par OLD101")
    assert "décidé par jury" in evaluation_text(linked, evaluate_plan(linked, TODAY))


def test_check_for_programs_lists_what_is_obtained_otherwise(example):
    plan = given_to(example.plan, OLD, ASKED, attempts=(TAKEN,))
    found = evaluation_json(plan, evaluate_plan(plan, TODAY))["obtained_otherwise"]
    assert isinstance(found, list)
    by_unit = {one["unit"]: one for one in found}
    assert (by_unit["OLD101"]["outside"], by_unit["OLD101"]["ects"], by_unit["OLD101"]["counts_for"]) == (True, 6, [])
    asked = by_unit["TET010"]
    assert (asked["state"], asked["answer"], asked["day"], asked["outside"]) == (
        "expected", "asked", "2027-06-01", False
    )  # fmt: skip
    assert (by_unit["OLD202"]["ground"], by_unit["OLD202"]["ects"]) == ("attempt", 4)


def test_what_is_asked_for_is_a_part_of_every_total(example):
    plan = given_to(example.plan, ASKED)
    evaluation = evaluate_plan(plan, TODAY)
    content = plan_content(plan, evaluation, Options())
    assert "demandés\u00a0: 6" in [share.words for share in content.totals[0].shares]
    rows = {row[0]: row[1] for row in summary_table(plan, evaluation, Options()).rows}
    assert rows["Crédits ECTS\u00a0: demandés"] == 6
    assert on_page(plan)["TET010"].endswith("VES attendue")
    assert "demandés" not in " ".join(share.words for share in plan_content(*judged_parts(example)).totals[0].shares)


def judged_parts(case):
    return case.plan, case.evaluation, Options()


def test_a_balance_is_said_with_its_sign(example):
    plan = given_to(example.plan, replace(OLD, ects=4.0, counts_for=("TET010",)))
    evaluation = evaluate_plan(plan, TODAY)
    assert "écart des acquis\u00a0: −2" in plan_content(plan, evaluation, Options()).totals[0].remarks
    assert "−2 ECTS" in evaluation_text(plan, evaluation).replace("\u00a0", " ")
    more = given_to(example.plan, replace(OLD, ects=9.0, counts_for=("TET010",)))
    assert "écart des acquis\u00a0: +3" in plan_content(more, evaluate_plan(more, TODAY), Options()).totals[0].remarks


def test_scenarios_side_by_side_say_what_is_awaited_and_what_counts_for_nothing(example):
    plan = given_to(example.plan, OLD, ASKED)
    compared = compare(plan, [0, 1], TODAY)
    rows = dict(comparison_sections(compared)[0].rows)
    assert (rows["Réponse attendue"][0], rows["Acquis hors de la fiche"][0]) == ("TET010", "OLD101")
    figures = comparison_content(plan, [0, 1], ["A", "B"], TODAY).table.figures
    page = {row.head: row.values[0] for row in figures}
    assert (page["Réponse attendue"], page["Acquis hors de la fiche"]) == ("TET010", "OLD101")
    assert "Réponse attendue" not in dict(comparison_sections(compare(example.plan, [0, 1], TODAY))[0].rows)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_nothing_a_learner_has_is_absent_from_check_table_and_page(example, data):
    codes = st.sampled_from((*(unit.code for unit in example.plan.programme.units), "OLD1", "OLD2", "OLD3"))
    held = st.builds(
        Credit,
        unit=codes,
        basis=st.sampled_from(CreditBasis),
        date=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        state=st.sampled_from(CreditState),
        ects=st.none() | st.just(3.5),
        counts_for=st.lists(codes, max_size=2).map(tuple),
    )
    taken = st.builds(
        Attempt,
        unit=codes.filter(lambda code: code != "UAS003"),  # the experience is known by its dates
        term=st.just(Term.parse("2024-S1")),
        state=st.sampled_from(sorted(LIVE_STATES)),
        date=st.just(TODAY),
    )
    profile = replace(
        example.plan.profile,
        credits=tuple(data.draw(st.lists(held, max_size=4))),
        attempts=tuple(data.draw(st.lists(taken, max_size=3))),
    )
    case = judged(replace(example.plan, profile=profile))
    has = {one.unit for one in profile.credits} | {one.unit for one in profile.attempts}
    assert has <= set(in_table(case.plan))
    assert has <= set(on_page(case.plan))
    text, report = evaluation_text(case.plan, case.evaluation), evaluation_json(case.plan, case.evaluation)
    assert all(code in text for code in has)
    assert all(f"'{code}'" in str(report) for code in has)
