"""A plan of version 1 is judged as it was, but for what the rules of version 2 name."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain.edits import Refusal, landing
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.offers import Opening, offers_of, opening_of
from csp_planner.domain.openings import Basis, History, opening_in
from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import Programme, Unit, UnitKind
from csp_planner.domain.terms import Part, Term
from csp_planner.storage import codec
from csp_planner.storage.codec import read_plan, write_plan

from ..domain.strategies import days, edited, plans, sequences

WORDS = {Opening.SEMESTER_1: "S1", Opening.SEMESTER_2: "S2", Opening.ANNUAL: "annual", Opening.EITHER: "either"}
"""The openings that version 1 could say, as it wrote them."""
YEARS = range(2021, 2035)


def holders(value: Any, path: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The objects of a document that *path* leads to."""
    if not path:
        yield value
    elif path[0] == "*":
        for item in value or ():
            yield from holders(item, path[1:])
    elif isinstance(value, dict) and value.get(path[0]) is not None:
        yield from holders(value[path[0]], path[1:])


def without_later_keys(plan: Plan) -> dict[str, Any]:
    """The document of *plan* with those keys only that version 1 had."""
    document = json.loads(write_plan(plan))
    for *path, last in codec._SINCE_VERSION_2:
        for holder in holders(document, tuple(path)):
            holder.pop(last, None)
    return document


def as_version_1(document: dict[str, Any]) -> bytes:
    """*document* as version 1 wrote it: one word for each opening."""
    document = json.loads(json.dumps(document))
    for unit in document["programme"]["units"]:
        for year, offers in unit["openings"].items():
            parts = {offer["part"] for offer in offers}
            unit["openings"][year] = next(
                (word for opening, word in WORDS.items() if {part.value for part in opening.parts()} == parts), None
            )
    return json.dumps({**document, "version": 1}).encode()


def sayable(unit: Unit) -> Unit:
    """*unit* with a kind and openings that version 1 could say."""
    openings = {year: opening_of(offers) for year, offers in unit.openings.items()}
    later = (UnitKind.MILESTONE, UnitKind.SLOT)
    return replace(
        unit,
        kind=UnitKind.TAUGHT if unit.kind in later else unit.kind,
        openings={
            year: offers_of(opening if opening is None or opening in WORDS else Opening.EITHER)
            for year, opening in openings.items()
        },
    )


@st.composite
def older_plans(draw: st.DrawFn, base: Programme) -> Plan:
    """A random plan that version 1 could hold."""
    plan = edited(draw(plans(base)), draw(sequences), draw(days))
    units = tuple(map(sayable, plan.programme.units))
    plan = replace(plan, programme=replace(plan.programme, units=units))
    return read_plan(json.dumps(without_later_keys(plan)).encode())


def version_1_opening(unit: Unit, year: int) -> Opening | None:
    """How *unit* ran in *year* by version 1: the year's own cell, else the newest one before; written here again."""
    known = max((each for each in unit.openings if each <= year), default=None)
    return None if known is None else opening_of(unit.openings[known])


@given(data=st.data(), today=days, part=st.sampled_from(Part))
def test_a_plan_of_version_1_is_the_same_plan_and_judged_alike_and_opens_as_before_but_for_what_is_named(
    crn01: Programme, data, today, part
):
    plan = data.draw(older_plans(crn01))
    older = read_plan(as_version_1(without_later_keys(plan)))
    assert older == plan
    for index in range(len(plan.scenarios)):
        shown = [replace(each, active=index) for each in (older, plan)]
        assert evaluate_plan(shown[0], today) == evaluate_plan(shown[1], today)
    openings_are_those_of_version_1(plan.programme)
    for year in data.draw(st.sets(st.sampled_from(YEARS), min_size=1, max_size=3)):
        units_land_where_they_did(plan, today, year, part)


def openings_are_those_of_version_1(programme: Programme) -> None:
    """But for what alternates or is absent."""
    for unit in programme.units:
        for year in YEARS:
            fact = opening_in(programme, unit, year)
            if fact.opening is not version_1_opening(unit, year):
                is_named = fact.basis is Basis.ABSENT or fact.history is History.ALTERNATING
                assert is_named, (unit.openings, year, fact)


def units_land_where_they_did(plan: Plan, today: date, year: int, part: Part) -> None:
    """But for what alternates, is absent or has no year."""
    bare = plan.with_scenario(replace(plan.scenario, placements=()))
    for unit in plan.programme.units:
        landed = landing(bare, unit.code, Term(year, part), today, waived=True)
        if isinstance(landed, Refusal):
            continue  # not attended, or held: what it opens in is not asked
        fact = opening_in(plan.programme, unit, year)
        opening = version_1_opening(unit, year)
        by_version_1 = opening.part_for(part) if opening else None
        is_named = fact.basis in (Basis.ABSENT, Basis.NO_YEAR) or fact.history is History.ALTERNATING
        assert is_named or landed == Term(year, by_version_1 or part)
