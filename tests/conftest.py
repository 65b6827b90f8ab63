"""What most tests start from: the built-in diploma, a fixed day, and a plan with nothing placed."""

import os
from datetime import date

import pytest

# Before any test imports Qt: the tests need no display; those that do bring their own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LANGUAGE"] = "fr"

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


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    """No test reads or writes the person's own settings."""
    monkeypatch.setenv("CSP_PLANNER_HOME", str(tmp_path / "home"))
