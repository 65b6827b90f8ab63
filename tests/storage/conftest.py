import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

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
    Occupation,
    Override,
    Per,
    Profile,
    Tick,
    Waiver,
)
from csp_planner.domain.rhythms import EnteredRhythm, Rhythm
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.domain.wishes import LimitWish, StartWish, Wishes
from csp_planner.storage.codec import write_plan
from csp_planner.storage.library import builtin_programme


@pytest.fixture
def plan() -> Plan:
    """A plan with something in every field."""
    day = date(2026, 11, 23)
    profile = Profile(
        name="Zoë Exemple",
        situation=Occupation.EMPLOYED,
        tariff="cpf",
        attempts=(
            Attempt(unit="CCE001", term=Term.parse("2025-S1"), state=UnitState.FAILED, date=day, note="3 points"),
            Attempt(
                unit="UAS004",
                term=Term.parse("2025-S2"),
                state=UnitState.VALIDATED,
                date=day,
                waiver=Waiver(reason="Centre de Bordeaux", date=day),
                ects=4,
                hours=12.5,
            ),
        ),
        credits=(
            Credit(unit="AST004", basis=CreditBasis.VES, date=day),
            Credit(unit="CCE003", basis=CreditBasis.VAE, date=date(2027, 6, 1), state=CreditState.ASKED),
            Credit(
                unit="OLD101",
                title="Ancienne unité",
                basis=CreditBasis.EQUIVALENCE,
                date=day,
                ects=3.75,
                hours=37.33,
                counts_for=("AST002", "AST005"),
                decided_by="jury de validation",
                decided_on=day,
            ),
        ),
        weekly_hours=7.5,
        weeks_per_semester=15,
        personal_hours=10.5,
        modes=("evening", "distance-open"),
        budget=(BudgetLine(label="Participation CPF", euros=103.2, kind=LineKind.COST, per=Per.ENROLMENT),),
        notes=(Note(unit="AST004", text="Attestation à demander", private=False),),
        figures=(Override(unit="UAS004", ects=None, hours=20, date=day, note="secrétariat"),),
        experience=(ExperiencePeriod(start=date(2026, 1, 5), end=None, kind=ExperienceKind.IN_FIELD),),
        ticks=(Tick(unit="UAAD91", date=day),),
    )
    placements = (
        Placement(unit="PST003", term=Term.parse("2026-S2"), mode="evening"),
        Placement(unit="TET003", term=Term.parse("2027-A")),
        Placement(
            unit="TET007", term=Term.parse("2027-S1"), waiver=Waiver(reason="à distance", date=day, proposed=True)
        ),
    )
    start = Term.parse("2026-S2")
    told = EnteredRhythm(rhythm=Rhythm.EVEN, source="secrétariat", date=day)
    crn01 = builtin_programme("CRN01")
    units = tuple(replace(unit, rhythm=told) if unit.code == "AST005" else unit for unit in crn01.units)
    return Plan(
        programme=replace(crn01, units=units),
        profile=profile,
        scenarios=(
            Scenario(
                name="A",
                start=start,
                retained=True,
                judged=(
                    Acceptance(code="overload", term=Term.parse("2027-S1"), reason="vu", date=day),
                    Acceptance(code="hours-unpublished", unit="UAS004", reason="vu", date=day),
                ),
                placements=placements,
                leaves=(Term.parse("2028-S1"),),
                wishes=Wishes(max_ects=LimitWish(18), start=StartWish(start), pinned=("PST003",)),
                fillings=(Filling(slot="UALIB1", code="ROB104", title="Robotique", ects=4),),
                branches=("2.1",),
                pins=(Pin(unit="PST003", block="1"),),
                set_aside=("TET007",),
            ),
            Scenario(name="B", start=start, max_ects=None, max_hours=120.5),
        ),
        active=1,
    )


@pytest.fixture
def other_plan(plan: Plan) -> Plan:
    return replace(plan, profile=replace(plan.profile, name="Someone else"))


@pytest.fixture
def edited(plan: Plan) -> Callable[[str, Any], bytes]:
    """The plan's file with the value at a path, as ``scenarios/0/name``, replaced or added."""

    def edit(path: str, value: Any) -> bytes:
        document = json.loads(write_plan(plan))
        *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
        holder = document
        for step in steps:
            holder = holder[step]
        holder[last] = value
        return json.dumps(document).encode()

    return edit
