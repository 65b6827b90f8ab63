"""What is no plan, or none that can be meant, is refused by its place, whatever is done to a file."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from csp_planner.messages.problems import problem_sentence
from csp_planner.storage.codec import (
    MAX_BRACKETS,
    MAX_FILE_BYTES,
    VERSION,
    read_plan,
    read_programme,
)
from csp_planner.storage.errors import FileProblem, PlanFileError

from .helpers import SCENARIO, UNIT, Edit, refusal, texts

CREDIT = {"unit": "X", "basis": "ves", "date": "2026-01-01"}
FIGURE = {"unit": "X", "ects": 1, "hours": None, "date": "2026-01-01"}


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.booleans() | st.floats() | texts, st.lists).map(repr).map(str.encode)
)
def test_any_bytes_give_a_plan_file_error(data: bytes) -> None:
    assert refusal(data)[0] in (FileProblem.DAMAGED, FileProblem.FOREIGN)


@pytest.mark.parametrize(
    "path",
    ["later", "extra", "programme/later", "programme/units/3/later", "programme/enrolment_semester_2/closes/later",
     "profile/later", "profile/attempts/0/later", "profile/attempts/1/waiver/later", "profile/notes/0/later",
     "profile/figures/0/later",
     "scenarios/1/later", "scenarios/0/judged/1/later", "programme/accreditation/later",
     "scenarios/0/placements/2/waiver/later", "scenarios/0/wishes/later", "profile/budget/0/later",
     "scenarios/0/wishes/max_ects/later"],
)  # fmt: skip
def test_a_key_that_is_not_known_is_refused_by_its_path(path: str, edited: Edit) -> None:
    assert refusal(edited(path, {"a": [1, None]})) == (FileProblem.UNKNOWN_KEY, path)


@pytest.mark.parametrize(("path", "where"), [("", '""'), ("programme/units/0/", 'programme/units/0/""')])
def test_a_key_of_nothing_is_refused_by_a_path_that_can_be_read(path: str, where: str, edited: Edit) -> None:
    assert refusal(edited("", "HERE").replace(b'"HERE"', b'0, "": 0')) == (FileProblem.INVALID, '""')
    assert refusal(edited(path, 0)) == (FileProblem.UNKNOWN_KEY, where)


def test_a_key_that_version_1_never_had_is_refused_there(edited: Edit) -> None:
    accepted = {"code": "overload", "reason": "vu", "date": "2026-01-01", "figures": {"ects": 30}}
    data = edited("scenarios/0/judged", [accepted])
    assert read_plan(data).scenarios[0].judged[0].figures == {"ects": 30}
    for figures in (b'{"ects": 30}', b"{}"):
        older = data.replace(b'"version": 2', b'"version": 1').replace(b'{"ects": 30}', figures)
        assert refusal(older) == (FileProblem.UNKNOWN_KEY, "scenarios/0/judged/0/figures")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("profile/budget", [{"euros": 103.2, "kind": "cost"}]),
        ("profile/personal_hours", 12.5),
        ("profile/modes", []),
        ("profile/attempts/0/mode", ""),
        ("scenarios/0/placements/0/mode", "evening"),
        ("programme/units/0/rhythm", {"rhythm": "odd-years", "source": "", "date": "2026-01-01"}),
        ("profile/attempts/0/waiver", {"reason": "", "date": "2026-01-01", "proposed": True}),
        ("profile/attempts/0/ects", 4),
        ("profile/credits/0/state", "asked"),
        ("profile/credits/0/counts_for", ["CCE001"]),
        ("profile/credits/0/decided_on", "2026-01-01"),
        ("scenarios/0/leaves", ["2028-S1"]),
        ("scenarios/0/wishes", {"keep": True}),
        ("scenarios/0/fillings", []),
        ("profile/ticks", []),
        ("scenarios/0/placements/0/waiver", {"reason": "", "date": "2026-01-01", "proposed": False}),
    ],
)
def test_what_advice_needs_was_in_no_file_of_version_1(path: str, value: object) -> None:
    document = json.loads(Path(__file__).with_name("kept").joinpath("version-1.cspplan").read_bytes())
    document["profile"]["attempts"] = [{"unit": "X", "term": "2025-S1", "state": "failed", "date": "2026-01-01"}]
    document["profile"]["credits"] = [{"unit": "X", "basis": "ves", "date": "2026-01-01"}]
    assert read_plan(json.dumps(document).encode()).scenarios[0].leaves == ()
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    holder = document
    for step in steps:
        holder = holder[step]
    holder[last] = value
    key = f"{path}/proposed" if last == "waiver" else path
    assert refusal(json.dumps(document).encode()) == (FileProblem.UNKNOWN_KEY, key)
    assert read_plan(json.dumps({**document, "version": 2}).encode())


@pytest.mark.parametrize(
    ("path", "value", "wrong"),
    [
        ("scenarios/0/leaves", ["2027-S1", "2027-S2", "2027-S1"], "scenarios/0/leaves/2"),
        ("scenarios/0/leaves", ["2027-A"], "scenarios/0/leaves/0"),
        ("scenarios/0/leaves", ["2027"], "scenarios/0/leaves/0"),
        ("scenarios/0/wishes", {"away": ["2027-S1", "2027-S1"]}, "scenarios/0/wishes/away/1"),
        ("scenarios/0/wishes", {"back": ["2027-A"]}, "scenarios/0/wishes/back/0"),
        ("scenarios/0/wishes", {"end": "2027-A"}, "scenarios/0/wishes/end"),
        ("scenarios/0/wishes", {"start": {"term": "2027-A"}}, "scenarios/0/wishes/start/term"),
    ],
)
def test_a_semester_off_is_one_semester_and_said_once(path: str, value: object, wrong: str, edited: Edit) -> None:
    assert refusal(edited(path, value)) == (FileProblem.INVALID, wrong)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"plan", b"\xff\xfe{}", b'{"a": 1', b"{'a': 1}", b"\x00" * 100, b"[" * 100_000, b'{"a":' * 5_000,
     b'{"name": "\\ud800"}', b'"\xed\xa0\x80"', b"9" * 10_000],
)  # fmt: skip
def test_what_is_not_json_is_damaged(data: bytes) -> None:
    assert refusal(data) == (FileProblem.DAMAGED, "")


@pytest.mark.parametrize(("depth", "problem"), [(150, FileProblem.UNKNOWN_KEY), (250, FileProblem.DAMAGED)])
def test_a_nesting_bomb_is_refused(depth: int, problem: FileProblem, edited: Edit) -> None:
    data = edited("later", "HERE").replace(b'"HERE"', b"[" * depth + b"]" * depth)
    assert refusal(data)[0] is problem


@pytest.mark.parametrize("brackets", [b"[]", b"{}"])
def test_brackets_are_counted_before_a_file_is_parsed(brackets: bytes, edited: Edit) -> None:
    data = edited("later", "HERE")
    many = data.replace(b'"HERE"', b"[" + b",".join([brackets] * MAX_BRACKETS) + b"]")
    assert refusal(many) == (FileProblem.TOO_MANY_VALUES, "")
    assert refusal(b"[" * (MAX_BRACKETS + 1)) == (FileProblem.TOO_MANY_VALUES, "")


@pytest.mark.parametrize("data", [b"[]", b"1", b'"text"', b"null", b"{}", b'{"format": "other/plan", "version": 1}'])
def test_json_that_is_not_ours_is_foreign(data: bytes) -> None:
    assert refusal(data) == (FileProblem.FOREIGN, "")


@pytest.mark.parametrize("data", [b"[]", b"{}", b'{"code": "X"}'])
def test_json_that_is_no_programme_is_foreign(data: bytes) -> None:
    assert refusal(data, read_programme) == (FileProblem.FOREIGN, "")


def test_a_later_version_is_recognised_whatever_it_holds(edited: Edit) -> None:
    assert refusal(edited("version", VERSION + 1)) == (FileProblem.NEWER, "")
    assert refusal(b'{"format": "csp-planner/plan", "version": 99}') == (FileProblem.NEWER, "")


@pytest.mark.parametrize("version", [0, -1, "1", None, 1.5, True])
def test_a_version_that_never_was_is_invalid(version: Any, edited: Edit) -> None:
    assert refusal(edited("version", version)) == (FileProblem.INVALID, "version")


def test_a_file_beyond_the_size_limit_is_not_even_parsed() -> None:
    assert refusal(b" " * (MAX_FILE_BYTES + 1)) == (FileProblem.TOO_LARGE, "")


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("scenarios", [{**SCENARIO, "name": str(n)} for n in range(51)], "scenarios"),
        ("programme/units", [{**UNIT, "code": str(n)} for n in range(501)], "programme/units"),
        ("scenarios/0/years", 41, "scenarios/0/years"),
        ("programme/published_years", list(range(2000, 2041)), "programme/published_years"),
        ("scenarios/0/placements/2/term", "2066-S1", "scenarios/0/placements"),
        (
            "scenarios/0/placements",
            [{"unit": str(n), "term": "2027-S1"} for n in range(1001)],
            "scenarios/0/placements",
        ),
        ("scenarios/0/leaves", ["2090-S1"], "scenarios/0/leaves"),
    ],
)
def test_more_than_the_format_allows_is_too_many(path: str, value: Any, where: str, edited: Edit) -> None:
    assert refusal(edited(path, value)) == (FileProblem.TOO_MANY, where)


def test_a_list_that_no_limit_of_the_format_is_about_is_named(edited: Edit) -> None:
    attempt = {"unit": "X", "term": "2027-S1", "state": "failed", "date": "2026-01-01"}
    assert refusal(edited("profile/attempts", [attempt] * 1001)) == (FileProblem.INVALID, "profile/attempts")


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("scenarios/0/placements/2/term", "2027-S3", "scenarios/0/placements/2/term"),
        ("scenarios/0/placements/2/term", "2027-S1\n", "scenarios/0/placements/2/term"),
        ("scenarios/0/placements/2/term", "9999-S1", "scenarios/0/placements/2/term"),
        ("scenarios/0/placements/2/term", 2027, "scenarios/0/placements/2/term"),
        ("scenarios/0/placements/1/unit", "PST003", "scenarios/0/placements/1/unit"),
        ("scenarios/0/placements/1/unit", "", "scenarios/0/placements/1/unit"),
        ("scenarios/0/placements/1/unit", "X" * 65, "scenarios/0/placements/1/unit"),
        ("scenarios/0/placements/1/unit", "X\n1", "scenarios/0/placements/1/unit"),
        ("scenarios/0/placements/2/waiver", {"reason": "r"}, "scenarios/0/placements/2/waiver/date"),
        ("scenarios/0/placements/2/waiver/date", "2026-02-30", "scenarios/0/placements/2/waiver/date"),
        ("scenarios/0/placements/2/waiver/date", "0001-01-01", "scenarios/0/placements/2/waiver/date"),
        ("scenarios/0/placements/2/waiver/date", "0", "scenarios/0/placements/2/waiver/date"),
        ("scenarios/0/placements/2/waiver/date", "1654646400", "scenarios/0/placements/2/waiver/date"),
        ("scenarios/0/placements/2/waiver/date", 1654646400, "scenarios/0/placements/2/waiver/date"),
        ("scenarios/0/placements/2/waiver/date", "20260101", "scenarios/0/placements/2/waiver/date"),
        ("scenarios/0/placements", {}, "scenarios/0/placements"),
        ("scenarios", [], "scenarios"),
        ("scenarios/1/name", "A", "scenarios/1/name"),
        ("scenarios/1/name", " ", "scenarios/1/name"),
        ("scenarios/1/name", "x" * 10_001, "scenarios/1/name"),
        ("scenarios/1/start", "2027-A", "scenarios/1/start"),
        ("scenarios/1/years", 0, "scenarios/1/years"),
        ("scenarios/1/years", 2.0, "scenarios/1/years"),
        ("scenarios/1/years", True, "scenarios/1/years"),
        ("scenarios/1/max_ects", 0, "scenarios/1/max_ects"),
        ("scenarios/1/max_ects", -1, "scenarios/1/max_ects"),
        ("scenarios/1/max_ects", "24", "scenarios/1/max_ects"),
        ("scenarios/1/max_hours", 0, "scenarios/1/max_hours"),
        ("programme/tariffs/0/euros", 12.345, "programme/tariffs/0/euros"),
        ("scenarios/1/follow_recommended_order", 1, "scenarios/1/follow_recommended_order"),
        ("scenarios/1/retained", True, "scenarios/1/retained"),
        ("scenarios/1/retained", "yes", "scenarios/1/retained"),
        ("scenarios/0/judged/0/code", "", "scenarios/0/judged/0/code"),
        ("scenarios/0/judged/0/term", "2027", "scenarios/0/judged/0/term"),
        ("scenarios/0/judged/0/reason", None, "scenarios/0/judged/0/reason"),
        ("active", 2, "active"),
        ("active", -1, "active"),
        ("profile", None, "profile"),
        ("profile/weekly_hours", 0, "profile/weekly_hours"),
        ("profile/weekly_hours", 169, "profile/weekly_hours"),
        ("profile/weeks_per_semester", 0, "profile/weeks_per_semester"),
        ("profile/personal_hours", 0, "profile/personal_hours"),
        ("profile/personal_hours", 101, "profile/personal_hours"),
        ("profile/weeks_per_semester", 14.5, "profile/weeks_per_semester"),
        ("profile/notes/0/unit", "", "profile/notes/0/unit"),
        ("profile/credits", [CREDIT] * 2, "profile/credits/1/unit"),
        ("profile/notes", [{"unit": "X", "text": ""}] * 2, "profile/notes/1/unit"),
        ("profile/figures", [FIGURE] * 2, "profile/figures/1/unit"),
        ("profile/figures/0/hours", 20.201, "profile/figures/0/hours"),
        ("profile/figures/0/hours", -1, "profile/figures/0/hours"),
        ("profile/attempts/0/state", "planned", "profile/attempts/0/state"),
        ("profile/attempts/0/state", "happy", "profile/attempts/0/state"),
        ("profile/experience/0/end", "2026-01-04", "profile/experience/0/end"),
        ("profile/experience/0/working_time", 1e9, "profile/experience/0/working_time"),
        ("profile/budget", [{"euros": 1, "kind": "gift"}], "profile/budget/0/kind"),
        ("profile/ticks", [{"unit": "X", "date": "2026-01-01"}] * 2, "profile/ticks/1/unit"),
        ("profile/ticks", [{"unit": "X", "date": None}], "profile/ticks/0/date"),
        ("scenarios/0/fillings", [{"slot": "X", "code": "Y"}] * 2, "scenarios/0/fillings/1/slot"),
        ("scenarios/0/fillings", [{"slot": ""}], "scenarios/0/fillings/0/slot"),
        ("profile/budget", [{"euros": 1.001, "kind": "cost"}], "profile/budget/0/euros"),
        ("profile/budget", [{"euros": 1, "kind": "cost", "label": "x" * 201}], "profile/budget/0/label"),
        ("profile/budget", [{"euros": 1, "kind": "cost"}] * 31, "profile/budget"),
        ("scenarios/0/leaves", ["2027-S1"] * 1001, "scenarios/0/leaves"),
        ("scenarios/0/wishes", {"pinned": [f"U{n}" for n in range(1001)]}, "scenarios/0/wishes/pinned"),
        ("scenarios/0/wishes", {"away": ["2027-S1"] * 1001}, "scenarios/0/wishes/away"),
        ("programme/units/1/code", "FPG003", "programme/units/1/code"),
        ("programme/units/1/ects", 4.301, "programme/units/1/ects"),
        ("programme/units/1/ects", 1e300, "programme/units/1/ects"),
        ("programme/units/1/openings", {"2023": "S4"}, "programme/units/1/openings/2023"),
        ("programme/units/1/openings", {"+2023": "S1"}, "programme/units/1/openings/+2023/[key]"),
        ("programme/units/1/openings", {"1023": "S1"}, "programme/units/1/openings/1023/[key]"),
        ("programme/published_years", [12], "programme/published_years/0"),
        ("programme/tariffs/0/label", {"fr": 1}, "programme/tariffs/0/label/fr"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_meant_is_invalid(path: str, value: Any, where: str, edited: Edit) -> None:
    assert refusal(edited(path, value)) == (FileProblem.INVALID, where)


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
@pytest.mark.parametrize("path", ["scenarios/1/max_ects", "profile/weekly_hours", "programme/units/0/ects"])
def test_numbers_that_json_does_not_have_are_refused(number: bytes, path: str, edited: Edit) -> None:
    data = edited(path, "HERE").replace(b'"HERE"', number)
    assert refusal(data)[0] is FileProblem.INVALID


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("scenarios", [0] * 100_000),
        ("programme/units/0/openings", dict.fromkeys(map(str, range(30_000)), 1)),
        ("programme/tariffs/0/label", dict.fromkeys(map(str, range(30_000)), 1)),
        ("profile", dict.fromkeys(map(str, range(30_000)), 1)),
        ("profile/budget", [0] * 100_000),
        ("scenarios/0/leaves", [0] * 100_000),
        ("scenarios/0/wishes", {"away": [0] * 100_000}),
    ],
    ids=["list", "years", "texts", "unknown keys", "lines", "leaves", "wishes"],
)
def test_a_hundred_thousand_mistakes_are_counted_and_not_looked_at(path: str, value: Any, edited: Edit) -> None:
    assert refusal(edited(path, value)) == (FileProblem.TOO_MANY_VALUES, "")


def test_values_are_counted_too(edited: Edit) -> None:
    assert refusal(edited("later", [[0] * 2_000] * 300)) == (FileProblem.TOO_MANY_VALUES, "")


@pytest.mark.parametrize("path", ["profile/later", "programme/tariffs/0/label/fr", "active"])
def test_a_key_given_many_times_is_refused_before_its_values_are_looked_at(path: str, edited: Edit) -> None:
    key = path.split("/")[-1]
    value = f'"HERE", {", ".join(f"{json.dumps(key)}: 0" for _ in range(5_000))}'
    with pytest.raises(PlanFileError) as caught:
        read_plan(edited(path, "HERE").replace(b'"HERE"', value.encode()))
    assert (caught.value.problem, caught.value.where) == (FileProblem.INVALID, key)
    assert caught.value.__cause__ is None, "no list of five thousand mistakes was made"


def test_what_would_grow_too_large_to_be_saved_is_refused(edited: Edit) -> None:
    """A file without spaces and without what may be left out is written several times as long."""
    accepted = [{"code": "x", "unit": str(n), "reason": "", "date": "2026-01-01"} for n in range(1_000)]
    scenarios = [{**SCENARIO, "name": str(n), "judged": accepted} for n in range(50)]
    data = json.dumps(json.loads(edited("scenarios", scenarios)), separators=(",", ":")).encode()
    assert len(data) < MAX_FILE_BYTES / 2
    assert refusal(data) == (FileProblem.TOO_MANY_VALUES, "")


def test_a_thousand_mistakes_in_a_list_are_reported_as_one(edited: Edit) -> None:
    with pytest.raises(PlanFileError) as caught:
        read_plan(edited("profile/attempts", [{}] * 900))
    assert isinstance(caught.value.__cause__, ValidationError)
    assert caught.value.__cause__.error_count() <= 10


@pytest.mark.parametrize("name", ["ects", "hours"])
@pytest.mark.parametrize("amount", [3.755, 3.7501, 1 / 3])
def test_what_is_finer_than_a_hundredth_is_refused_by_naming_the_unit(name: str, amount: float, edited: Edit) -> None:
    with pytest.raises(PlanFileError) as caught:
        read_plan(edited(f"programme/units/1/{name}", amount))
    assert (caught.value.where, caught.value.unit) == (f"programme/units/1/{name}", "CCE001")
    assert "CCE001" in problem_sentence(caught.value)
    with pytest.raises(PlanFileError) as caught:
        read_plan(edited(f"profile/figures/0/{name}", amount))
    assert caught.value.unit == "UAS004"


def test_a_day_that_no_year_has_is_invalid(edited: Edit) -> None:
    data = edited("programme/enrolment_semester_2/closes", {"month": 2, "day": 30})
    assert refusal(data) == (FileProblem.INVALID, "programme/enrolment_semester_2/closes/day")


def test_half_a_surrogate_pair_in_a_file_is_damage(edited: Edit) -> None:
    assert refusal(edited("profile/name", "\ud800"))[0] is FileProblem.DAMAGED
