"""Rows of other kinds in files."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.codes import made_up_code
from csp_planner.domain.plan import Filling, Plan
from csp_planner.domain.programme import Programme, UnitKind
from csp_planner.messages.problems import problem_sentence
from csp_planner.storage.codec import json_schema, read_plan, read_programme, write_plan, write_programme
from csp_planner.storage.errors import FileProblem, PlanFileError

from ..domain.strategies import edited as edited_by
from ..domain.strategies import plans, sequences
from ..kinds import FREE, plan_of_all_kinds, programme_of_all_kinds
from .helpers import refusal

TODAY = date(2026, 11, 23)


def filled_and_ticked() -> Plan:
    plan = edits.fill_slot(plan_of_all_kinds(), Filling(slot=FREE, code="ROB104", title="Robotique", ects=6))
    assert isinstance(plan, Plan)
    ticked = edits.tick(plan, "UAAD91", TODAY)
    assert isinstance(ticked, Plan)
    return ticked


def test_rows_of_every_kind_are_kept_as_they_were() -> None:
    plan = filled_and_ticked()
    assert read_plan(write_plan(plan)) == plan
    assert read_programme(write_programme(plan.programme)) == plan.programme


@given(data=st.data())
def test_whatever_was_done_with_such_rows_is_kept(crn01: Programme, data: st.DataObject) -> None:
    plan = edited_by(data.draw(plans(crn01)), data.draw(sequences), TODAY)
    assert read_plan(write_plan(plan)) == plan


@pytest.mark.parametrize("kind", [UnitKind.MILESTONE, UnitKind.SLOT])
def test_a_kind_that_version_1_never_had_is_refused_there_by_its_name(kind: UnitKind) -> None:
    unit = {"code": "X1", "title": "", "ects": 1, "hours": None, "kind": kind.value, "openings": {}}
    document = json.loads(write_programme(programme_of_all_kinds()))
    document = {**document, "units": [unit], "version": 1}
    for key in ("entered_enrolment", "declined", "award"):
        del document[key]
    assert refusal(json.dumps(document).encode(), read_programme) == (FileProblem.UNKNOWN_KIND, kind.value)


def test_a_kind_of_a_later_version_is_refused_by_its_name() -> None:
    data = write_plan(plan_of_all_kinds()).replace(b'"milestone"', b'"jury"')
    assert refusal(data) == (FileProblem.UNKNOWN_KIND, "jury")
    with pytest.raises(PlanFileError) as caught:
        read_plan(data)
    assert "jury" in problem_sentence(caught.value)


def test_a_row_without_a_code_gets_a_stable_one_of_its_title_when_a_programme_is_read() -> None:
    document = json.loads(write_programme(programme_of_all_kinds()))
    row = {"title": "Test d’anglais", "ects": 0, "kind": "milestone", "openings": {}}
    document["units"] += [row, {**row, "code": ""}]
    read = read_programme(json.dumps(document).encode())
    first = made_up_code("Test d’anglais")
    assert [unit.code for unit in read.units[-2:]] == [first, made_up_code("Test d’anglais", (first,))]
    assert read_programme(write_programme(read)) == read


def test_rows_without_codes_and_titles_that_are_none_are_refused() -> None:
    document = json.loads(write_programme(programme_of_all_kinds()))
    for row in ({"ects": 0}, {"code": "", "title": 3}, 7):
        data = json.dumps({**document, "units": [row]}).encode()
        assert refusal(data, read_programme)[0] is FileProblem.INVALID


def test_a_plan_keeps_codes_and_makes_none_up() -> None:
    document = json.loads(write_plan(replace(plan_of_all_kinds())))
    document["programme"]["units"][0]["code"] = ""
    assert refusal(json.dumps(document).encode()) == (FileProblem.INVALID, "programme/units/0/code")


def test_the_schema_knows_the_kinds_and_what_they_keep() -> None:
    found = json_schema("plan")["$defs"]
    assert {"milestone", "slot"} <= set(found["UnitKind"]["enum"])
    assert set(found["Filling"]["properties"]) == {"slot", "code", "title", "ects"}
    assert set(found["Tick"]["properties"]) == {"unit", "date"}


@pytest.mark.parametrize("kind", [UnitKind.MILESTONE, UnitKind.SLOT])
def test_a_plan_of_version_1_is_refused_by_the_kind_it_could_not_hold(kind: UnitKind) -> None:
    document = json.loads(Path(__file__).with_name("kept").joinpath("version-1.cspplan").read_bytes())
    document["programme"]["units"][3]["kind"] = kind.value
    assert refusal(json.dumps(document).encode()) == (FileProblem.UNKNOWN_KIND, kind.value)
