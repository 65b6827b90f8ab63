import os

import pytest

from .desk import Desk, Program, missing_programs


@pytest.fixture
def desk(tmp_path):
    """A desk with an empty home. Skips, visibly, where the machine lacks the programs; CI turns that into a failure."""
    missing = missing_programs()
    if missing:
        message = "needs " + ", ".join(missing)
        if os.environ.get("CSP_PLANNER_TESTS_NEED_DISPLAY"):
            pytest.fail(message)
        pytest.skip(message)
    home = tmp_path / "home"
    home.mkdir()
    desk = Desk(home)
    yield desk
    desk.close()


@pytest.fixture
def run(desk: Desk):
    programs: list[Program] = []

    def start(*arguments: str) -> Program:
        program = desk.open(*arguments)
        programs.append(program)
        return program

    yield start
    for program in programs:
        program.close()
