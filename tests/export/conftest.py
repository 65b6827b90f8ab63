"""Plans to export: the example, one with everything in it, and one that means harm."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import (
    Attempt,
    Credit,
    CreditBasis,
    ExperienceKind,
    ExperiencePeriod,
    Note,
    Override,
    Waiver,
)
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term
from csp_planner.export.options import Options
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load

TODAY = date(2026, 11, 23)
REASON = "Suivie à distance, accord du 3 novembre"


@dataclass(frozen=True)
class Case:
    """A plan with its evaluation."""

    plan: Plan
    evaluation: Evaluation


def judged(plan: Plan) -> Case:
    return Case(plan, evaluate_plan(plan, TODAY))


@pytest.fixture(autouse=True)
def _drawing(qapp):
    """Qt is started as pytest-qt does, before anything is drawn."""


@pytest.fixture
def example() -> Case:
    return judged(load(example_files()[0]).plan)


@pytest.fixture
def rich(example) -> Case:
    """Every state, a waiver, notes of both kinds, figures entered by hand."""
    plan = example.plan
    waiver = Waiver(reason=REASON, date=TODAY)
    more = (
        Placement(unit="TET007", term=Term(2028, Part.S1), waiver=waiver),
        Placement(unit="UAS004", term=Term(2028, Part.S2), waiver=waiver),
        Placement(unit="ZZZ999", term=Term(2028, Part.S2)),
    )
    profile = replace(
        plan.profile,
        attempts=(
            Attempt(unit="AST004", term=Term(2025, Part.S1), state=UnitState.FAILED, date=TODAY, note="Essai raté"),
            Attempt(unit="AST002", term=Term(2025, Part.ANNUAL), state=UnitState.VALIDATED, date=TODAY),
            Attempt(unit="PST003", term=Term(2026, Part.S2), state=UnitState.ENROLLED, date=TODAY),
        ),
        credits=(Credit(unit="CCE001", basis=CreditBasis.VES, date=TODAY),),
        notes=(
            Note(unit="TET003", text="À dire à tous", private=False),
            Note(unit="AST005", text="À ne dire à personne", private=True),
        ),
        figures=(Override(unit="UAS004", ects=None, hours=20.5, date=TODAY),),
        weekly_hours=10,
        weeks_per_semester=15,
    )
    scenario = replace(plan.scenario, placements=(*plan.scenario.placements, *more))
    return judged(replace(plan, profile=profile, scenarios=(scenario, *plan.scenarios[1:])))


HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "<b>&lt;script&gt;</b> %s {unit} {0} \\N{BULLET} \\n",
    "ligne\r\nBEGIN:VEVENT\r\nUID:x\r\n\tfin",
    "\u202egnolos\u202c \u200f\u2066x",
    "\ud800 \x00\x07\x1b[31m \ufffe\uffff",
    "😀👩‍👩‍👧 " + "é" * 9_900,
    "mot " * 2_500,
    "＝1+1",
    "\t=1+1",
    '";DROP TABLE;"',
)


@pytest.fixture(params=range(len(HOSTILE)))
def hostile(request, rich) -> Case:
    """The rich plan with a hostile text wherever a person or a sheet can put one."""
    text = HOSTILE[request.param]
    plan = rich.plan
    programme = replace(
        plan.programme,
        title=text,
        sheet=text,
        units=tuple(replace(unit, title=text) for unit in plan.programme.units),
        tariffs=tuple(replace(tariff, label={"fr": text}) for tariff in plan.programme.tariffs),
    )
    period = ExperiencePeriod(start=date(2026, 1, 5), end=None, kind=ExperienceKind.IN_FIELD, note=text)
    profile = replace(
        plan.profile,
        name=text,
        attempts=tuple(replace(attempt, note=text) for attempt in plan.profile.attempts),
        credits=tuple(replace(credit, note=text) for credit in plan.profile.credits),
        notes=tuple(replace(note, text=text) for note in plan.profile.notes),
        experience=(period,),
    )
    placements = tuple(
        replace(placement, waiver=replace(placement.waiver, reason=text)) if placement.waiver else placement
        for placement in plan.scenario.placements
    )
    scenario = replace(plan.scenario, name=text, placements=placements)
    return judged(replace(plan, programme=programme, profile=profile, scenarios=(scenario, *plan.scenarios[1:])))


@pytest.fixture
def everything() -> Options:
    """All that may leave does."""
    return Options(private_notes=True, advisor="Dominique Conseil", comparison=True)
