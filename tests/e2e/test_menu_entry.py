"""The program as a user has it: installed, in the menu, its plans opened by a double click, and taken away again."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from csp_planner.domain.terms import Term
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load

from .desk import Program, wait_until

ROOT = Path(__file__).parents[2]
NEEDED = ("uv", "pgrep", "xdg-open", "xdg-mime", "mimetype", "update-mime-database", "update-desktop-database")

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason=f"needs {', '.join(NEEDED)}"),
]


def test_installed_in_an_empty_home_a_plan_opens_a_drag_lands_and_remove_leaves_the_plan(desk, tmp_path):
    home = desk.home
    data = home / ".local" / "share"
    tools = {"UV_TOOL_DIR": str(tmp_path / "tools"), "UV_TOOL_BIN_DIR": str(tmp_path / "bin")}
    environment = {
        **desk.environment, **tools, "HOME": str(home), "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "LANGUAGE": "fr",
    }  # fmt: skip
    for name in ("CSP_PLANNER_HOME", "VIRTUAL_ENV", "PYTHONPYCACHEPREFIX"):  # what it compiles goes with its folder
        environment.pop(name, None)

    def run(*command: object) -> str:
        done = subprocess.run(
            [str(word) for word in command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("uv", "tool", "install", ".", "-q", "--no-config")
    run("csp-planner", "desktop", "install")
    assert (data / "applications" / "csp-planner.desktop").exists()
    plan = home / "camille.cspplan"
    shutil.copyfile(example_files()[0], plan)
    assert run("xdg-mime", "query", "filetype", plan).strip() == "application/x-csp-planner"

    window = Program(desk, (str(plan),), environment, command=("xdg-open",))
    window.drag_card("TET010", "Semestre 1 2028/2029")
    wait_until(lambda: load(plan).plan.scenario.placement("TET010"), "the drag in the file")
    assert load(plan).plan.scenario.placement("TET010").term == Term.parse("2028-S1")

    again = subprocess.run(["csp-planner", plan], env=environment, capture_output=True, text=True, check=False)
    assert (again.returncode, "déjà ouvert" in again.stderr) == (0, True)
    os.kill(window.pid, signal.SIGTERM)
    window.close()

    run("csp-planner", "desktop", "remove")
    assert sorted(str(path.relative_to(data)) for path in data.rglob("*")) == []
    assert plan.exists()
