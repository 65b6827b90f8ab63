"""What is taken home of a sheet that leaves things out."""

from dataclasses import fields, is_dataclass
from datetime import date
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from csp_planner.cli.output.evaluation_json import evaluation_json
from csp_planner.cli.output.evaluation_text import evaluation_text
from csp_planner.domain import edits
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term
from csp_planner.export.compose import document, plan_content
from csp_planner.export.kinds import KINDS
from csp_planner.export.options import Options
from csp_planner.export.tables import all_tables
from csp_planner.export.write import make

from ..domain.strategies import leaving_out, partly_published

TODAY = date(2026, 11, 23)


def texts(value: object) -> list[str]:
    """All texts in *value*, wherever they are."""
    if isinstance(value, str):
        return [value.replace("\u00a0", " ").replace("\u202f", " ")]
    if is_dataclass(value):
        return list(chain.from_iterable(texts(getattr(value, field.name)) for field in fields(value)))
    if isinstance(value, tuple):
        return list(chain.from_iterable(map(texts, value)))
    return []


def planned(programme: Programme, data: st.DataObject) -> Plan:
    """A plan for *programme* with some of its units in a term."""
    scenario = Scenario(name="Un", start=Term(2026, Part.S1), max_ects=12, max_hours=20)
    profile = Profile(name="Camille", weekly_hours=4)
    plan = Plan(programme=programme, profile=profile, scenarios=(scenario,))
    for unit in plan.programme.units:
        placed = edits.place(plan, unit.code, Term(2027, data.draw(st.sampled_from(Part))), TODAY)
        plan = placed if isinstance(placed, Plan) else plan
    return plan


@given(data=st.data())
def test_a_sheet_with_any_part_left_out_is_told_in_every_text(crn01: Programme, data: st.DataObject) -> None:
    programme = data.draw(partly_published(crn01))
    plan = planned(programme, data)
    evaluation = evaluate_plan(plan, TODAY)
    content, tables = plan_content(plan, evaluation, Options()), all_tables(plan, evaluation, Options())
    said = [evaluation_text(plan, evaluation), *texts(document(plan, evaluation, Options()))]
    assert evaluation_json(plan, evaluation)["programme"] == programme.code
    assert all(len(row) == len(table.headings) for table in tables for row in table.rows)
    assert len(content.conditions) == len(evaluation.conditions)
    if not evaluation.hours.known:
        assert not [text for text in said if " 0 h" in text or text.startswith("0 h")]
    if programme.accreditation is None:
        assert not [text for text in said if "agrément" in text]
    if programme.enrolment_semester_1 is None and programme.enrolment_semester_2 is None:
        assert all(not semester.enrolment for year in content.years for semester in year.semesters)


@settings(max_examples=4)
@given(data=st.data())
def test_a_sheet_with_any_part_left_out_can_be_written_in_every_kind(crn01: Programme, data: st.DataObject) -> None:
    plan = planned(data.draw(partly_published(crn01)), data)
    evaluation = evaluate_plan(plan, TODAY)
    assert all(make(kind, plan, evaluation, Options()) for kind in KINDS)


def test_announced_hours_that_no_unit_carries_are_not_said_to_be_reached(empty_plan: Plan) -> None:
    plan = Plan(
        programme=leaving_out(empty_plan.programme, "hours"),
        profile=empty_plan.profile,
        scenarios=empty_plan.scenarios,
    )
    _ects, hours = plan_content(plan, evaluate_plan(plan, TODAY), Options()).totals
    assert (hours.reached, hours.shares, texts(hours.target)) == ("", (), ["657 h annoncées"])
    assert texts(hours.remarks) == ["sur la fiche : rien de publié"]
