"""The file of a programme alone, and sheets that leave things out."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import AnnouncedTotals, Conditions, Programme
from csp_planner.storage.codec import read_plan, read_programme, write_plan, write_programme
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.library import resource_folder
from csp_planner.storage.planfile import LoadedPlan, load_either, load_programme, save

from ..domain.strategies import partly_published
from ..maquette import CERTIFICATE, KINDS, programme_of

LEAST = {"code": "X1", "title": "Titre", "publisher": "Cnam", "sheet": "fiche", "published_years": [], "units": []}
HEADING = {"format": "csp-planner/programme", "version": 2}
OPTIONAL = ("accreditation", "enrolment_semester_1", "enrolment_semester_2")


def file_of(**keys: object) -> bytes:
    return json.dumps({**HEADING, **LEAST, **keys}).encode()


def problem(data: bytes) -> tuple[FileProblem, str]:
    with pytest.raises(PlanFileError) as caught:
        read_programme(data)
    return caught.value.problem, caught.value.where


def test_a_key_that_is_missing_means_unpublished() -> None:
    programme = read_programme(file_of())
    assert [getattr(programme, name) for name in OPTIONAL] == [None, None, None]
    assert (programme.announced, programme.conditions) == (AnnouncedTotals(), Conditions())
    assert (programme.tariffs, programme.recommended_order) == ((), ())


@pytest.mark.parametrize("name", OPTIONAL)
def test_null_means_unpublished_too(name: str) -> None:
    assert getattr(read_programme(file_of(**{name: None})), name) is None


def test_parts_of_the_totals_and_of_the_conditions_may_be_missing() -> None:
    programme = read_programme(file_of(announced={"ects": 14}, conditions={"report_unit": "R1"}))
    assert (programme.announced.ects, programme.announced.hours) == (14, None)
    assert programme.conditions == Conditions(report_unit="R1")


def test_a_unit_without_the_key_of_its_hours_has_unpublished_ones() -> None:
    unit = {"code": "U1", "title": "Unité", "ects": 6, "kind": "taught", "openings": {}}
    assert read_programme(file_of(units=[unit])).units[0].hours is None


def test_the_file_of_a_programme_has_a_heading(crn01: Programme) -> None:
    written = json.loads(write_programme(crn01))
    assert (written["format"], written["version"]) == ("csp-planner/programme", 2)
    assert read_programme(write_programme(crn01)) == crn01


def test_the_programme_that_ships_is_read_without_a_heading(crn01: Programme) -> None:
    shipped = json.loads((resource_folder() / "programmes" / "CRN01.json").read_bytes())
    assert "format" not in shipped
    of_version_1 = read_programme(json.dumps({**HEADING, **shipped, "version": 1}).encode())
    assert (of_version_1.code, of_version_1.units) == (crn01.code, crn01.units)


def test_what_is_no_programme_is_refused(crn01: Programme, plan: Plan) -> None:
    assert problem(write_plan(plan)) == (FileProblem.FOREIGN, "")
    assert problem(file_of(format="csp-planner/openings")) == (FileProblem.FOREIGN, "")
    assert problem(file_of(version=3)) == (FileProblem.NEWER, "")
    assert problem(file_of(version=1, declined={})) == (FileProblem.UNKNOWN_KEY, "declined")
    assert problem(file_of(announced={"ects": "14"})) == (FileProblem.INVALID, "announced/ects")


def test_a_file_holds_a_plan_or_a_programme(tmp_path: Path, crn01: Programme, plan: Plan) -> None:
    save(tmp_path / "a.cspplan", plan, None)
    (tmp_path / "b.json").write_bytes(write_programme(crn01))
    found = load_either(tmp_path / "a.cspplan")
    assert isinstance(found, LoadedPlan)
    assert found.plan == plan
    assert load_either(tmp_path / "b.json") == crn01
    with pytest.raises(PlanFileError) as caught:
        load_programme(tmp_path / "c.json")
    assert caught.value.problem is FileProblem.MISSING


@pytest.mark.parametrize("sheet", [CERTIFICATE, KINDS], ids=["plain", "mixed"])
def test_a_sheet_is_kept_as_it_was(sheet: dict[str, Any], plan: Plan) -> None:
    programme = programme_of(sheet)
    assert read_programme(write_programme(programme)) == programme
    kept = replace(plan, programme=programme)
    assert read_plan(write_plan(kept)) == kept
    assert write_plan(read_plan(write_plan(kept))) == write_plan(kept)


@given(data=st.data())
def test_a_sheet_with_any_part_left_out_is_kept_as_it_was(crn01: Programme, data: st.DataObject) -> None:
    programme = data.draw(partly_published(crn01))
    assert read_programme(write_programme(programme)) == programme
