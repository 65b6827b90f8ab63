"""A plan becomes the bytes of a file and is the same plan again; so is one of an older version."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain.limits import MAX_NAME, MAX_NUMBER, MAX_REASON, MAX_UNITS
from csp_planner.domain.offers import Opening, opening_of
from csp_planner.domain.plan import Acceptance, Filling, Pin, Placement, Plan, Scenario
from csp_planner.domain.profile import (
    Attempt,
    BudgetLine,
    Credit,
    CreditBasis,
    CreditState,
    ExperienceKind,
    ExperiencePeriod,
    LineKind,
    Note,
    Override,
    Per,
    Profile,
    Tick,
    Waiver,
)
from csp_planner.domain.rhythms import EnteredRhythm, Rhythm
from csp_planner.domain.states import ATTEMPT_STATES
from csp_planner.domain.terms import Part, Term
from csp_planner.domain.wishes import LimitWish, Objective, StartWish, Wishes
from csp_planner.storage.codec import (
    VERSION,
    json_schema,
    read_plan,
    read_programme,
    write_plan,
    write_programme,
)
from csp_planner.storage.errors import PlanFileError
from csp_planner.storage.library import builtin_programme, resource_folder

from .helpers import SCENARIO, UNIT, Edit, texts

KEPT = Path(__file__).with_name("kept")
"""A plan as each version of the format wrote it."""


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
semesters = st.builds(Term, st.integers(2020, 2040), st.sampled_from([Part.S1, Part.S2]))
days = st.dates(date(1950, 1, 1), date(2100, 1, 1))
waivers = st.builds(Waiver, reason=texts, date=days, proposed=st.booleans())
codes = st.text("ABCÉ019 é-", min_size=1, max_size=10).map(str.strip).filter(bool)
placements = st.lists(
    st.builds(Placement, unit=codes, term=terms, waiver=st.none() | waivers, mode=st.just("") | codes),
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
several_codes = st.lists(codes, max_size=2, unique=True).map(tuple)
several_semesters = st.lists(semesters, max_size=3, unique=True).map(tuple)
limits = st.none() | hundredths.filter(bool)
wishes = st.builds(
    Wishes,
    objective=st.sampled_from(Objective),
    keep=st.booleans(),
    max_ects=st.none() | st.builds(LimitWish, limits),
    max_hours=st.none() | st.builds(LimitWish, limits),
    max_units=st.none() | st.integers(1, MAX_UNITS),
    start=st.none() | st.builds(StartWish, st.none() | semesters),
    end=st.none() | semesters,
    pinned=several_codes,
    freed=several_codes,
    away=several_semesters,
    back=several_semesters,
    strict_order=st.booleans(),
    report_anytime=st.booleans(),
    within_accreditation=st.booleans(),
    without_waivers=st.booleans(),
    waivable=several_codes,
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
        leaves=several_semesters,
        wishes=st.just(Wishes()) | wishes,
        fillings=st.lists(
            st.builds(Filling, slot=codes, code=st.just("") | codes, title=texts, ects=st.none() | hundredths),
            max_size=2,
            unique_by=lambda filling: filling.slot,
        ).map(tuple),
        branches=st.lists(st.sampled_from(("1", "2", "1.3")), max_size=2, unique=True).map(tuple),
        pins=st.lists(
            st.builds(Pin, unit=codes, block=st.sampled_from(("", "1", "2.1"))),
            max_size=2,
            unique_by=lambda one: one.unit,
        ).map(tuple),
        set_aside=several_codes,
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
    mode=st.just("") | codes,
    ects=st.none() | hundredths,
    hours=st.none() | hundredths,
)
credits_held = st.builds(
    Credit,
    unit=codes,
    basis=st.sampled_from(CreditBasis),
    date=days,
    note=texts,
    state=st.sampled_from(CreditState),
    title=texts,
    ects=st.none() | hundredths,
    hours=st.none() | hundredths,
    counts_for=st.lists(codes, max_size=3).map(tuple),
    decided_by=texts.filter(lambda text: len(text) <= MAX_REASON),
    decided_on=st.none() | days,
)
notes = st.lists(
    st.builds(Note, unit=codes, text=texts, private=st.booleans()), max_size=3, unique_by=lambda note: note.unit
).map(tuple)
figures = st.lists(
    st.builds(Override, unit=codes, ects=st.none() | hundredths, hours=st.none() | hundredths, date=days, note=texts),
    max_size=3,
    unique_by=lambda figure: figure.unit,
).map(tuple)
budgets = st.lists(
    st.builds(
        BudgetLine,
        label=texts.filter(lambda text: len(text) <= MAX_NAME),
        euros=hundredths,
        kind=st.sampled_from(LineKind),
        per=st.sampled_from(Per),
    ),
    max_size=4,
).map(tuple)
profiles = st.builds(
    Profile,
    name=texts,
    weekly_hours=st.none() | st.integers(1, 16_800).map(lambda number: number / 100),
    weeks_per_semester=st.none() | st.integers(1, 52),
    personal_hours=st.none() | st.integers(1, 10_000).map(lambda number: number / 100),
    modes=several_codes,
    attempts=st.lists(attempts, max_size=3).map(tuple),
    credits=st.lists(credits_held, max_size=3, unique_by=lambda credit: credit.unit).map(tuple),
    experience=st.lists(periods, max_size=5).map(tuple),
    notes=notes,
    figures=figures,
    budget=budgets,
    ticks=st.lists(st.builds(Tick, unit=codes, date=days), max_size=3, unique_by=lambda one: one.unit).map(tuple),
)


rhythms = st.builds(
    EnteredRhythm,
    rhythm=st.sampled_from(Rhythm),
    source=texts.filter(lambda text: len(text) <= MAX_NAME),
    date=days,
)


@given(scenarios, profiles, st.none() | st.integers(0, 3), st.none() | days, st.none() | rhythms)
def test_any_plan_survives_a_round_trip(
    scenarios: tuple[Scenario, ...],
    profile: Profile,
    retained: int | None,
    published: date | None,
    rhythm: EnteredRhythm | None,
) -> None:
    programme = builtin_programme("CRN01")
    programme = replace(programme, units=tuple(replace(unit, rhythm=rhythm) for unit in programme.units))
    accreditation = replace(programme.accreditation, published=published)
    plan = Plan(
        programme=replace(programme, accreditation=accreditation),
        profile=profile,
        scenarios=tuple(replace(one, retained=index == retained) for index, one in enumerate(scenarios)),
    )
    assert read_plan(write_plan(plan)) == plan


def test_a_file_without_the_later_keys_is_read(plan: Plan) -> None:
    document = json.loads(write_plan(plan))
    for name in (
        "weekly_hours",
        "weeks_per_semester",
        "personal_hours",
        "notes",
        "figures",
        "budget",
        "modes",
        "ticks",
    ):
        del document["profile"][name]
    for scenario in document["scenarios"]:
        del scenario["retained"], scenario["judged"], scenario["leaves"], scenario["wishes"], scenario["fillings"]
        del scenario["branches"], scenario["pins"], scenario["set_aside"]
        for placement in scenario["placements"]:
            del placement["mode"]
    for attempt in document["profile"]["attempts"]:
        del attempt["waiver"], attempt["mode"], attempt["ects"], attempt["hours"]
    for credit in document["profile"]["credits"]:
        for name in ("state", "title", "ects", "hours", "counts_for", "decided_by", "decided_on"):
            del credit[name]
    del document["programme"]["accreditation"]["published"]
    for unit in document["programme"]["units"]:
        del unit["rhythm"]
    found = read_plan(json.dumps(document).encode())
    assert (found.profile.notes, found.profile.figures, found.profile.weekly_hours) == ((), (), None)
    assert (found.scenario.retained, found.scenario.judged, found.scenario.wishes) == (False, (), Wishes())
    assert not found.programme.accreditation.entered
    assert [attempt.waiver for attempt in found.profile.attempts] == [None, None]
    assert {(credit.state, credit.counts_for) for credit in found.profile.credits} == {(CreditState.GRANTED, ())}


@pytest.mark.parametrize("file", sorted(KEPT.glob("*.cspplan")), ids=lambda file: file.stem)
def test_a_plan_of_each_version_there_was_opens_and_becomes_one_of_today(file: Path) -> None:
    plan = read_plan(file.read_bytes())
    assert read_plan(write_plan(plan)) == plan
    assert json.loads(write_plan(plan))["version"] == VERSION


def test_a_byte_order_mark_is_no_damage(plan: Plan) -> None:
    assert read_plan(b"\xef\xbb\xbf" + write_plan(plan)) == plan


def test_what_the_format_just_allows_is_read(edited: Edit) -> None:
    assert len(read_plan(edited("scenarios", [{**SCENARIO, "name": str(n)} for n in range(50)])).scenarios) == 50
    assert (
        len(read_plan(edited("programme/units", [{**UNIT, "code": str(n)} for n in range(500)])).programme.units) == 500
    )
    assert read_plan(edited("scenarios/0/years", 40)).scenarios[0].years == 40


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


def test_what_was_accepted_may_be_as_much_as_all_units_together(edited: Edit) -> None:
    most = MAX_UNITS * MAX_NUMBER
    accepted = {"code": "overload", "reason": "vu", "date": "2026-01-01", "figures": {"ects": most}}
    plan = read_plan(edited("scenarios/0/judged", [accepted]))
    assert plan.scenarios[0].judged[0].figures == {"ects": most}


def test_half_a_surrogate_pair_in_memory_does_not_prevent_saving(plan: Plan) -> None:
    data = write_plan(replace(plan, profile=replace(plan.profile, name="a\ud800b")))
    assert data == write_plan(replace(plan, profile=replace(plan.profile, name="a?b")))


def test_a_unit_the_programme_does_not_have_is_kept(edited: Edit) -> None:
    plan = read_plan(edited("scenarios/0/placements/0/unit", "OLD001"))
    assert plan.scenarios[0].placements[0].unit == "OLD001"


def test_an_opening_year_that_is_not_published_stays_apart_from_one_not_opened(edited: Edit) -> None:
    unit = read_plan(edited("programme/units/0/openings", {"2024": None, "2025": "either"})).programme.units[0]
    assert dict(unit.openings) == {2024: (), 2025: Opening.EITHER.offers()}


def test_two_offers_for_one_part_of_a_year_are_refused(edited: Edit) -> None:
    offers = [{"part": "S1", "modes": ["evening"]}, {"part": "S1", "modes": []}]
    with pytest.raises(PlanFileError) as raised:
        read_plan(edited("programme/units/0/openings", {"2025": offers}))
    assert raised.value.where == "programme/units/0/openings/2025/1/part"


def test_offers_keep_how_they_are_taught_also_in_the_words_of_a_sheet(edited: Edit) -> None:
    offers = [{"part": "S1", "modes": ["evening", "en regroupements"]}, {"part": "A", "modes": ["daytime"]}]
    plan = read_plan(edited("programme/units/0/openings", {"2025": offers}))
    assert opening_of(plan.programme.units[0].openings[2025]) is Opening.SEMESTER_1_OR_ANNUAL
    assert json.loads(write_plan(plan))["programme"]["units"][0]["openings"] == {"2025": offers}


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
