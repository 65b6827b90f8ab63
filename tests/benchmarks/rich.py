"""A plan with something in every field that a file has."""

from dataclasses import replace
from datetime import date

from csp_planner.domain.limits import FIRST_DAY, LAST_DAY
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
from csp_planner.domain.states import ATTEMPT_STATES
from csp_planner.domain.terms import Term
from csp_planner.domain.wishes import Objective, Wishes
from csp_planner.storage.library import builtin_programme

DAY = date(2026, 11, 23)
WAIVER = Waiver(reason="Centre de Bordeaux, « à distance »", date=DAY, proposed=True)


def term(text: str) -> Term:
    return Term.parse(text)


def rich_plan() -> Plan:
    programme = builtin_programme("CRN01")
    programme = replace(
        programme,
        accreditation=replace(programme.accreditation, published=date(2028, 8, 31)),
        blocks_can_be_validated_alone=True,
    )
    attempts = tuple(
        Attempt(
            unit=unit.code, term=term("2025-S1"), state=state, date=DAY, note="note", waiver=WAIVER, ects=3.75, hours=0
        )
        for unit, state in zip(programme.units, sorted(ATTEMPT_STATES), strict=False)
    )
    profile = Profile(
        name="Zoë Exemple",
        situation=Occupation.JOB_SEEKER,
        tariff="cpf",
        weekly_hours=7.35,
        weeks_per_semester=15,
        personal_hours=12.5,
        modes=("evening", "en regroupements"),
        ticks=(Tick(unit="OLD006", date=DAY),),
        budget=(
            BudgetLine(label="Région", euros=1500.5, kind=LineKind.FUNDING, per=Per.YEAR),
            BudgetLine(label="Inscription", euros=103.2, kind=LineKind.COST, per=Per.ENROLMENT),
        ),
        attempts=(*attempts, Attempt(unit="OLD001", term=term("1990-A"), state=attempts[0].state, date=FIRST_DAY)),
        credits=tuple(
            Credit(
                unit=code,
                basis=basis,
                date=LAST_DAY,
                note="VES",
                state=state,
                title="Ancienne unité",
                ects=3.75,
                hours=37.33,
                counts_for=("AST005", "OLD003"),
                decided_by="jury",
                decided_on=DAY,
            )
            for code, basis, state in zip(
                ("AST004", "AST002", "OLD004", "OLD005"), CreditBasis, (*CreditState, CreditState.GRANTED), strict=True
            )
        ),
        experience=tuple(
            ExperiencePeriod(start=date(2020, 2, 29), end=end, kind=kind, working_time=80, note="mi-temps")
            for kind in ExperienceKind
            for end in (None, date(2024, 2, 29))
        ),
        notes=(Note(unit="AST004", text="Attestation\nà demander 😀", private=False), Note(unit="OLD001", text="-")),
        figures=(Override(unit="UAS004", ects=3.75, hours=37.33, date=DAY, note="secrétariat"),),
    )
    placements = (
        Placement(unit="PST003", term=term("2026-S2")),
        Placement(unit="TET003", term=term("2027-A")),
        Placement(unit="TET007", term=term("2027-S1"), waiver=WAIVER),
        Placement(unit="OLD002", term=term("2030-S2")),
    )
    judged = (
        Acceptance(code="overload", term=term("2027-S1"), reason="vu", date=DAY, figures={"ects": 24.005, "hours": 90}),
        Acceptance(code="hours-unpublished", unit="UAS004", reason="vu", date=DAY),
    )
    first = Scenario(
        name="A",
        start=term("2026-S2"),
        years=5,
        max_ects=12.5,
        max_hours=120.25,
        follow_recommended_order=False,
        retained=True,
        judged=judged,
        placements=placements,
        leaves=(term("2028-S1"),),
        branches=("1",),
        pins=(Pin(unit="AST004", block="2"),),
        set_aside=("TET007",),
        fillings=(Filling(slot="OLD007", code="ROB104", title="Robotique", ects=3.75),),
        wishes=Wishes(objective=Objective.STEADY, max_units=3, pinned=("PST003",), away=(term("2029-S1"),)),
    )
    second = replace(first, name="B – « sans limite »", retained=False, max_ects=None, max_hours=None)
    return Plan(programme=programme, profile=profile, scenarios=(first, second), active=1)
