import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from csp_planner.domain.limits import MAX_NUMBER, MAX_UNITS
from csp_planner.domain.plan import (
    ATTEMPT_STATES,
    Acceptance,
    Attempt,
    ExperienceKind,
    ExperiencePeriod,
    Note,
    Override,
    Placement,
    Plan,
    Profile,
    Scenario,
    Waiver,
)
from csp_planner.domain.terms import Opening, Part, Term
from csp_planner.messages.problems import problem_sentence
from csp_planner.storage.codec import (
    MAX_BRACKETS,
    MAX_FILE_BYTES,
    VERSION,
    json_schema,
    read_plan,
    read_programme,
    write_plan,
    write_programme,
)
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.library import builtin_programme, resource_folder

KEPT = Path(__file__).with_name("kept")
"""A plan as each version of the format wrote it."""
Edit = Callable[[str, Any], bytes]


def refusal(data: bytes, read: Callable[[bytes], Any] = read_plan) -> tuple[FileProblem, str]:
    with pytest.raises(PlanFileError) as caught:
        read(data)
    assert caught.value.is_input
    return caught.value.problem, caught.value.where


def test_a_plan_survives_a_round_trip(plan: Plan) -> None:
    assert read_plan(write_plan(plan)) == plan


def test_the_same_plan_gives_the_same_bytes(plan: Plan) -> None:
    data = write_plan(plan)
    assert write_plan(read_plan(data)) == data


def test_the_built_in_programme_survives_a_round_trip() -> None:
    programme = builtin_programme("CRN01")
    assert read_programme(write_programme(programme)) == programme


def test_a_file_is_pretty_printed_in_a_stable_order(plan: Plan) -> None:
    text = write_plan(plan).decode()
    assert text.startswith(
        '{\n  "format": "csp-planner/plan",\n  "version": 2,\n  "programme": {\n    "code": "CRN01",'
    )
    assert text.endswith("}\n")
    assert '"name": "Zoë Exemple"' in text
    assert list(json.loads(text)) == ["format", "version", "programme", "profile", "scenarios", "active"]


def test_whole_numbers_are_written_without_a_decimal_point(plan: Plan) -> None:
    text = write_plan(plan).decode()
    assert '"max_ects": 24,' in text
    assert '"max_hours": 120.5,' in text
    assert '"ects": 6,' in text


hundredths = st.integers(0, 10_000).map(lambda number: number / 100)
terms = st.builds(Term, st.integers(2020, 2040), st.sampled_from(Part))
days = st.dates(date(1950, 1, 1), date(2100, 1, 1))
texts = st.text(st.characters(codec="utf-8"), max_size=50)
waivers = st.builds(Waiver, reason=texts, date=days)
codes = st.text("ABCÉ019 é-", min_size=1, max_size=10).map(str.strip).filter(bool)
placements = st.lists(
    st.builds(Placement, unit=codes, term=terms, waiver=st.none() | waivers),
    max_size=6,
    unique_by=lambda held: held.unit,
).map(tuple)
figures_accepted = st.dictionaries(st.sampled_from(("ects", "hours", "count")), st.floats(0, 1000), max_size=2)
judgements = st.builds(
    Acceptance,
    code=codes,
    unit=st.just("") | codes,
    term=st.none() | terms,
    reason=texts,
    date=days,
    figures=figures_accepted,
)
scenarios = st.lists(
    st.builds(
        Scenario,
        name=texts.filter(str.strip),
        start=st.builds(Term, st.integers(2020, 2030), st.sampled_from([Part.S1, Part.S2])),
        years=st.integers(1, 10),
        max_ects=st.none() | hundredths.filter(bool),
        max_hours=st.none() | st.integers(1, 2000),
        follow_recommended_order=st.booleans(),
        judged=st.lists(judgements, max_size=3).map(tuple),
        placements=placements,
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda scenario: scenario.name,
).map(tuple)
periods = st.builds(
    ExperiencePeriod, start=days, end=st.none(), kind=st.sampled_from(ExperienceKind), working_time=st.integers(0, 100)
)
attempts = st.builds(
    Attempt,
    unit=codes,
    term=terms,
    state=st.sampled_from(sorted(ATTEMPT_STATES)),
    date=days,
    note=texts,
    waiver=st.none() | waivers,
)
notes = st.lists(
    st.builds(Note, unit=codes, text=texts, private=st.booleans()), max_size=3, unique_by=lambda note: note.unit
).map(tuple)
figures = st.lists(
    st.builds(Override, unit=codes, ects=st.none() | hundredths, hours=st.none() | hundredths, date=days, note=texts),
    max_size=3,
    unique_by=lambda figure: figure.unit,
).map(tuple)
profiles = st.builds(
    Profile,
    name=texts,
    weekly_hours=st.none() | st.integers(1, 16_800).map(lambda number: number / 100),
    weeks_per_semester=st.none() | st.integers(1, 52),
    attempts=st.lists(attempts, max_size=3).map(tuple),
    experience=st.lists(periods, max_size=5).map(tuple),
    notes=notes,
    figures=figures,
)


@given(scenarios, profiles, st.none() | st.integers(0, 3), st.none() | days)
def test_any_plan_survives_a_round_trip(
    scenarios: tuple[Scenario, ...], profile: Profile, retained: int | None, published: date | None
) -> None:
    programme = builtin_programme("CRN01")
    accreditation = replace(programme.accreditation, published=published)
    plan = Plan(
        programme=replace(programme, accreditation=accreditation),
        profile=profile,
        scenarios=tuple(replace(one, retained=index == retained) for index, one in enumerate(scenarios)),
    )
    assert read_plan(write_plan(plan)) == plan


def test_a_file_without_the_later_keys_is_read(plan: Plan) -> None:
    document = json.loads(write_plan(plan))
    for name in ("weekly_hours", "weeks_per_semester", "notes", "figures"):
        del document["profile"][name]
    for scenario in document["scenarios"]:
        del scenario["retained"], scenario["judged"]
    for attempt in document["profile"]["attempts"]:
        del attempt["waiver"]
    del document["programme"]["accreditation"]["published"]
    found = read_plan(json.dumps(document).encode())
    assert (found.profile.notes, found.profile.figures, found.profile.weekly_hours) == ((), (), None)
    assert (found.scenario.retained, found.scenario.judged) == (False, ())
    assert not found.programme.accreditation.entered
    assert [attempt.waiver for attempt in found.profile.attempts] == [None, None]


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
     "scenarios/0/placements/2/waiver/later"],
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


@pytest.mark.parametrize("file", sorted(KEPT.glob("*.cspplan")), ids=lambda file: file.stem)
def test_a_plan_of_each_version_there_was_opens_and_becomes_one_of_today(file: Path) -> None:
    plan = read_plan(file.read_bytes())
    assert read_plan(write_plan(plan)) == plan
    assert json.loads(write_plan(plan))["version"] == VERSION


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


def test_a_byte_order_mark_is_no_damage(plan: Plan) -> None:
    assert read_plan(b"\xef\xbb\xbf" + write_plan(plan)) == plan


UNIT = {"code": "X1", "title": "", "ects": 1, "hours": None, "kind": "taught", "openings": {}}
FIGURE = {"unit": "X", "ects": 1, "hours": None, "date": "2026-01-01"}
SCENARIO = {"name": "S", "start": "2027-S1"}


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
    ],
)
def test_more_than_the_format_allows_is_too_many(path: str, value: Any, where: str, edited: Edit) -> None:
    assert refusal(edited(path, value)) == (FileProblem.TOO_MANY, where)


def test_a_list_that_no_limit_of_the_format_is_about_is_named(edited: Edit) -> None:
    attempt = {"unit": "X", "term": "2027-S1", "state": "failed", "date": "2026-01-01"}
    assert refusal(edited("profile/attempts", [attempt] * 1001)) == (FileProblem.INVALID, "profile/attempts")


def test_what_the_format_just_allows_is_read(edited: Edit) -> None:
    assert len(read_plan(edited("scenarios", [{**SCENARIO, "name": str(n)} for n in range(50)])).scenarios) == 50
    assert (
        len(read_plan(edited("programme/units", [{**UNIT, "code": str(n)} for n in range(500)])).programme.units) == 500
    )
    assert read_plan(edited("scenarios/0/years", 40)).scenarios[0].years == 40


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
        ("profile/weeks_per_semester", 14.5, "profile/weeks_per_semester"),
        ("profile/notes/0/unit", "", "profile/notes/0/unit"),
        ("profile/notes", [{"unit": "X", "text": ""}] * 2, "profile/notes/1/unit"),
        ("profile/figures", [FIGURE] * 2, "profile/figures/1/unit"),
        ("profile/figures/0/hours", 20.201, "profile/figures/0/hours"),
        ("profile/figures/0/hours", -1, "profile/figures/0/hours"),
        ("profile/attempts/0/state", "planned", "profile/attempts/0/state"),
        ("profile/attempts/0/state", "happy", "profile/attempts/0/state"),
        ("profile/experience/0/end", "2026-01-04", "profile/experience/0/end"),
        ("profile/experience/0/working_time", 1e9, "profile/experience/0/working_time"),
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
        ("scenarios", [0] * 1_000_000),
        ("programme/units/0/openings", dict.fromkeys(map(str, range(300_000)), 1)),
        ("programme/tariffs/0/label", dict.fromkeys(map(str, range(300_000)), 1)),
        ("profile", dict.fromkeys(map(str, range(300_000)), 1)),
    ],
    ids=["list", "years", "texts", "unknown keys"],
)
def test_a_million_mistakes_are_counted_and_not_looked_at(path: str, value: Any, edited: Edit) -> None:
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


@pytest.mark.parametrize(("written", "held"), [(3.75, 3.75), (37.33, 37.33), (3.7500000001, 3.75), (37.3299999, 37.33)])
def test_ects_and_hours_are_held_to_the_hundredth(written: float, held: float, edited: Edit) -> None:
    plan = read_plan(edited("programme/units/1", {**UNIT, "ects": written, "hours": written}))
    assert (plan.programme.units[1].ects, plan.programme.units[1].hours) == (held, held)
    assert f'"ects": {held},' in write_plan(plan).decode()


@pytest.mark.parametrize("path", ["scenarios/1/max_ects", "scenarios/1/max_hours", "profile/weekly_hours"])
def test_a_finer_limit_of_an_older_file_is_kept_as_it_is(path: str, edited: Edit) -> None:
    document = json.loads(write_plan(read_plan(edited(path, 20.333))))
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in steps:
        document = document[step]
    assert document[last] == 20.333


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


def test_what_was_accepted_may_be_as_much_as_all_units_together(edited: Edit) -> None:
    most = MAX_UNITS * MAX_NUMBER
    accepted = {"code": "overload", "reason": "vu", "date": "2026-01-01", "figures": {"ects": most}}
    plan = read_plan(edited("scenarios/0/judged", [accepted]))
    assert plan.scenarios[0].judged[0].figures == {"ects": most}


def test_a_day_that_no_year_has_is_invalid(edited: Edit) -> None:
    data = edited("programme/enrolment_semester_2/closes", {"month": 2, "day": 30})
    assert refusal(data) == (FileProblem.INVALID, "programme/enrolment_semester_2/closes/day")


def test_half_a_surrogate_pair_in_a_file_is_damage(edited: Edit) -> None:
    assert refusal(edited("profile/name", "\ud800"))[0] is FileProblem.DAMAGED


def test_half_a_surrogate_pair_in_memory_does_not_prevent_saving(plan: Plan) -> None:
    data = write_plan(replace(plan, profile=replace(plan.profile, name="a\ud800b")))
    assert data == write_plan(replace(plan, profile=replace(plan.profile, name="a?b")))


def test_a_unit_the_programme_does_not_have_is_kept(edited: Edit) -> None:
    plan = read_plan(edited("scenarios/0/placements/0/unit", "OLD001"))
    assert plan.scenarios[0].placements[0].unit == "OLD001"


def test_an_opening_year_that_is_not_published_stays_apart_from_one_not_opened(edited: Edit) -> None:
    unit = read_plan(edited("programme/units/0/openings", {"2024": None, "2025": "either"})).programme.units[0]
    assert dict(unit.openings) == {2024: None, 2025: Opening.EITHER}


def test_the_json_schema_names_the_format_and_every_known_key(plan: Plan) -> None:
    schema = json_schema("plan")
    assert schema["properties"]["format"]["const"] == "csp-planner/plan"
    assert schema["properties"]["version"]["maximum"] == VERSION
    assert set(schema["properties"]) == set(json.loads(write_plan(plan)))
    assert set(schema["required"]) == {"format", "version", "programme", "profile", "scenarios"}
    assert schema["properties"]["scenarios"]["maxItems"] == 50
    scenario = schema["$defs"]["Scenario"]
    assert scenario["properties"]["start"]["pattern"] == "^[0-9]{4}-(S1|S2|A)$"
    assert scenario["additionalProperties"] is False
    json.dumps(schema)


def test_the_programme_schema_allows_what_ships() -> None:
    schema = json_schema("programme")
    shipped = json.loads((resource_folder() / "programmes" / "CRN01.json").read_bytes())
    assert set(shipped) <= set(schema["properties"])
    assert set(schema["required"]) <= set(shipped)


def test_reading_a_programme_imports_neither_qt_nor_platformdirs() -> None:
    code = (
        "import sys; before = set(sys.modules);"
        "from csp_planner.storage import codec, library, planfile, recovery, folders, settings;"
        "codec.write_programme(library.builtin_programme('CRN01'));"
        "print(*sorted({'platformdirs', 'PySide6'} & (set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
