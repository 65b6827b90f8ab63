"""The command line, run in French in this process."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from csp_planner.__main__ import main
from csp_planner.storage.codec import write_plan
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load

from .helpers import TODAY, plain

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the program with the given arguments: exit code, output, error output."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, plain(captured.out), plain(captured.err)

    return run


@pytest.fixture
def plan(tmp_path: Path, run: Run) -> Path:
    """A plan file with nothing placed."""
    path = tmp_path / "camille.cspplan"
    assert run("new", path, "--name", "Camille", *TODAY)[0] == 0
    return path


@pytest.fixture
def few(plan: Path) -> Path:
    """The plan file with six units of the programme: what is asked of them is answered several times sooner."""
    held = load(plan).plan
    codes = ("FPG003", "AST004", "AST005", "AST002", "TET010", "UA211G")
    programme = held.programme
    few = replace(
        programme,
        units=tuple(programme.by_code[code] for code in codes),
        recommended_order=(),
        conditions=replace(programme.conditions, units=codes[:-1], experience_unit=None),
    )
    plan.write_bytes(write_plan(replace(held, programme=few)))
    return plan


@pytest.fixture
def example_path(tmp_path: Path) -> Path:
    """A copy of the example."""
    return Path(shutil.copy(example_files()[0], tmp_path / "exemple.cspplan"))
