import os

import pytest

from .desk import Desk, Program, Screen, missing_programs


@pytest.fixture(scope="session")
def screen():
    """The screen of all these tests: it is empty between two of them.

    Skips, visibly, where the machine lacks the programs; CI turns that into a failure.
    """
    missing = missing_programs()
    if missing:
        message = "needs " + ", ".join(missing)
        if os.environ.get("CSP_PLANNER_TESTS_NEED_DISPLAY"):
            pytest.fail(message)
        pytest.skip(message)
    screen = Screen()
    yield screen
    screen.close()


@pytest.fixture
def desk(tmp_path, screen: Screen):
    """A desk with an empty home, the pointer in the middle of the screen and no button held down."""
    home = tmp_path / "home"
    home.mkdir()
    desk = Desk(home, screen=screen)
    desk.run("xdotool", "mouseup", "1", "mouseup", "3", "mousemove", "683", "384")
    yield desk
    desk.close()


@pytest.fixture
def run(desk: Desk):
    programs: list[Program] = []

    def start(*arguments: str, **environment: str) -> Program:
        program = desk.open(*arguments, **environment)
        programs.append(program)
        return program

    yield start
    for program in programs:
        program.close()
