"""Every command that the README names does what it says; what installs the program is tried by other tests."""

import re
import shlex
from pathlib import Path

import pytest

from csp_planner.__main__ import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
SETUP = "python3 -m pip install uv && "
ELSEWHERE = {
    f"{SETUP}uv run csp-planner": "tests/benchmarks/test_readme_command.py",
    f"{SETUP}uv run pytest": ".ci/run",
    "uv tool install .": "tests/e2e/test_menu_entry.py",
    "csp-planner desktop install": "tests/e2e/test_menu_entry.py",
}
"""Commands that another test runs, with the file that does."""


SHEET = """\
Code;Intitulé;ECTS;Nature;2026/2027
SOC101;Introduction à la sociologie;6;Enseignement;Semestre 1
SOC102;Enquêtes;6;Enseignement;Semestre 2
"""
"""The table of a centre that its lines read."""


def commands() -> list[str]:
    return [line for block in BLOCKS for line in block.splitlines() if line.strip()]


def test_what_sets_the_program_up_is_run_by_the_tests_named_here():
    for command, place in ELSEWHERE.items():
        assert command in commands()
        words = command.removeprefix(SETUP).split()
        text = (ROOT / place).read_text(encoding="utf-8").replace('", "', " ")
        assert " ".join(words[:3]) in text, f"{place} does not run {command}"


def test_the_command_line_does_every_line_in_its_order(tmp_path, monkeypatch, qapp, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "licence.csv").write_text(SHEET, encoding="utf-8")
    done = []
    for command in commands():
        if command in ELSEWHERE:
            continue
        program, *arguments = shlex.split(command)
        assert program == "csp-planner"
        code = main([*arguments, "--today", "2026-11-23"])
        assert (code in (0, 1), capsys.readouterr().err) == (True, ""), command
        done.append(arguments[0])
    assert {"new", "place", "check", "suggest", "compare", "export", "schema"} <= set(done)
    assert {path.name for path in tmp_path.iterdir()} >= {"lea.cspplan", "lea.pdf"}


def test_its_first_screen_has_the_picture_and_the_two_commands():
    first = README[: README.index("## ")]
    assert "](resources/window.png)" in first
    assert f"{SETUP}uv run csp-planner\n" in first
    assert f"{SETUP}uv run pytest\n" in first


@pytest.mark.parametrize("link", re.findall(r"\]\((?!http)([^)]+)\)", README))
def test_what_it_links_to_is_there(link):
    assert (ROOT / link).exists()
