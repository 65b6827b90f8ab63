"""What most tests start from: the built-in diploma, a fixed day, and a plan with nothing placed."""

from datetime import date

import pytest

from csp_planner.domain.plan import Plan, Profile, Scenario
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term


@pytest.fixture(scope="session")
def crn01() -> Programme:
    from csp_planner.storage.library import builtin_programme

    return builtin_programme("CRN01")


@pytest.fixture
def today() -> date:
    """After the autumn window has closed, before the spring one does."""
    return date(2026, 11, 23)


@pytest.fixture
def empty_plan(crn01: Programme) -> Plan:
    scenario = Scenario(name="Scénario 1", start=Term(2026, Part.S1))
    return Plan(programme=crn01, profile=Profile(name="Camille"), scenarios=(scenario,))
