"""What most tests start from: the built-in diploma, a fixed day, and a plan with nothing placed."""

import gc
import os
import sys
from collections.abc import Generator
from datetime import date
from itertools import count
from pathlib import Path

import pytest

# Where Python is told to write no bytecode, each process that runs tests, and each program that a test starts, would
# compile all it imports anew: a second of work every time. What is compiled stays in the cache of pytest instead.
if sys.dont_write_bytecode:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(Path(__file__).parents[1] / ".pytest_cache" / "bytecode")
    sys.dont_write_bytecode, sys.pycache_prefix = False, os.environ["PYTHONPYCACHEPREFIX"]

# Before any test imports Qt: the tests need no display; those that do bring their own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LANGUAGE"] = "fr"

# After the lines above: pytest writes the assertions of hypothesis anew, two seconds of work if it could not keep them.
from hypothesis import HealthCheck, settings

from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term

# Some examples, the same ones every time; ``--hypothesis-profile thorough`` tries many others.
_calm = settings(
    deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
settings.register_profile("default", _calm, max_examples=25, derandomize=True)
settings.register_profile("thorough", _calm, max_examples=500, print_blob=True)
settings.load_profile("default")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Run the whole suite in several processes.

    What is named on the command line runs in one process: so it starts soonest, and ``-s`` shows what it prints.
    """
    is_whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and config.getoption("capture") != "no"
    is_a_worker = hasattr(config, "workerinput")
    if is_whole and not is_a_worker and config.getoption("numprocesses", 0) is None:
        config.option.numprocesses = "auto"
        config.option.dist = "worksteal"


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One process more for two cores: while a test waits for a screen or another program, its core has work to do."""
    cores = yield
    return cores + max(1, cores // 2)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Let the garbage collector look at what tests make, and not again and again at the tests themselves.

    Some 370,000 objects are there once all tests are collected, none of which is let go before the end. Trees of
    values, of which tests make many, are no garbage either: they are looked at less often than Python does by itself.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(5000, 20, 10)
        gc.enable()


def pytest_sessionfinish() -> None:
    """Keep now what was covered: a process that takes long to end is killed by the one that hands out the tests."""
    measured = sys.modules["coverage"].Coverage.current() if "coverage" in sys.modules else None
    if measured is not None:
        measured.stop()
        measured.save()


_number = count()


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
def _first_language():
    """A test that speaks another language leaves it behind for no other one."""
    from csp_planner.messages.catalogue import gettext, language, use_language

    # To read the catalogue again takes longer than many a test.
    if language() != "fr" or gettext("Close") == "Close":
        use_language("fr")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    """No test reads or writes the person's own settings.

    The folder is made by what writes there: most tests need none, and ``tmp_path`` would make one for each.
    """
    monkeypatch.setenv("CSP_PLANNER_HOME", str(tmp_path_factory.getbasetemp() / f"home{next(_number)}"))
