"""What a start loads and runs, in a process that has loaded nothing before."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from csp_planner.domain.offers import Opening
from csp_planner.domain.year_openings import YearOpenings
from csp_planner.storage.openings import save_openings
from csp_planner.storage.planfile import save

from .hand import TODAY

COLD = """
import json, sys
from csp_planner import app

wanted = sys.argv.pop(1)
show = app._show
def show_and_leave(*given):
    from PySide6.QtWidgets import QApplication
    def leave(*_self):
        QApplication.processEvents()
        while wanted not in sys.modules:
            QApplication.processEvents()
        return 0
    QApplication.exec = leave
    return show(*given)
app._show = show_and_leave

from csp_planner.__main__ import main
code = main()
sys.stdout.write(json.dumps({"code": code, "modules": list(sys.modules)}))
"""
NOT_AT_A_START = [
    "openpyxl",
    "icalendar",
    "ortools",
    "pypdf",
    "PySide6.QtPrintSupport",
    "PySide6.QtNetwork",
    "csp_planner.export",
    "csp_planner.proposal",
    "csp_planner.ui.dialogs.help",
    "csp_planner.ui.actions.taking",
    "csp_planner.ui.panels.coming_back_page",
    "csp_planner.ui.dialogs.openings",
    "csp_planner.messages.openings",
    "csp_planner.ui.panels.compare",
    "csp_planner.ui.panels.inspector",
    "csp_planner.ui.panels.proposal",
    "babel",
    "logging.handlers",
]
NOT_ON_THE_FIRST_PAGE = [
    "csp_planner.domain.edits",
    "csp_planner.domain.evaluation",
    "csp_planner.domain.planning",
    "csp_planner.ui.board",
    "csp_planner.ui.panels",
    "csp_planner.ui.workspace",
    "csp_planner.ui.widgets.date_field",
    "pydantic",
    "pydantic_core",
    "hashlib",
]


def started(folder, *arguments, wanted="sys", **variables):
    """What is found after a start with more environment *variables*, once *wanted* is there; modules as they came."""
    command = [sys.executable, "-c", COLD, wanted, *map(str, arguments)]
    home = {"CSP_PLANNER_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
    # What measures the coverage of a process loads modules of its own.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    environment = {**inherited, **home, **variables}
    root = Path(__file__).parents[2]
    done = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["code"] == 0, done.stderr
    return found


@pytest.fixture(scope="module", params=[True, False], ids=["with a file", "without"])
def with_file(request):
    """Whether the start is given a file."""
    return request.param


@pytest.fixture(scope="module")
def modules(with_file, example, tmp_path_factory):
    """What one such start loads, in its order."""
    folder = tmp_path_factory.mktemp("start")
    path = folder / "a.cspplan"
    save(path, example, None)
    return started(folder, *[path] * with_file)["modules"]


def test_a_cold_start_loads_only_what_it_shows(modules, with_file):
    assert "csp_planner.ui.window" in modules
    unwanted = NOT_AT_A_START if with_file else NOT_AT_A_START + NOT_ON_THE_FIRST_PAGE
    loaded = [name for name in unwanted if any(m == name or m.startswith(f"{name}.") for m in modules)]
    assert loaded == []


def test_what_reads_files_is_loaded_before_qt_where_a_file_is_read(modules, with_file):
    """PySide reads and keeps the source of each module that is imported after itself."""
    late = modules[modules.index("PySide6") :]
    assert ("pydantic.json_schema" in modules) == with_file
    assert [name for name in late if name.startswith(("pydantic", "email", "importlib.metadata"))] == []


def test_what_reads_files_is_loaded_while_the_first_page_is_looked_at(tmp_path):
    modules = started(tmp_path, wanted="pydantic.json_schema")["modules"]
    assert "csp_planner.ui.start_page" in modules
    assert "csp_planner.ui.workspace" not in modules


def test_what_another_package_adds_to_pydantic_takes_no_part_in_reading_a_plan(tmp_path, example):
    path = tmp_path / "a.cspplan"
    save(path, example, None)
    about = tmp_path / "packages" / "plug-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: plug\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[pydantic]\nplug = plug_into_pydantic:plugin\n")
    (about.parent / "plug_into_pydantic.py").write_text("plugin = None\n")
    modules = started(tmp_path, path, PYTHONPATH=str(about.parent))["modules"]
    assert "pydantic.type_adapter" in modules
    assert "plug_into_pydantic" not in modules


def told_file(folder, **changes):
    """A file of openings, as a colleague gives it."""
    path = folder / "ouvertures.json"
    openings = {"FPG003": Opening.SEMESTER_2}
    save_openings(path, (YearOpenings(programme="CRN01", year=2027, source="", date=TODAY, openings=openings),))
    document = {**json.loads(path.read_bytes()), **changes}
    path.write_text(json.dumps(document))
    return path


@pytest.mark.parametrize(
    ("changes", "words"), [({"version": 99}, "version plus récente"), ({"format": "other"}, "pas un plan")]
)
def test_a_file_that_is_neither_plan_nor_openings_is_one_sentence(tmp_path, changes, words):
    command = [sys.executable, "-m", "csp_planner", str(told_file(tmp_path, **changes))]
    environment = {**os.environ, "CSP_PLANNER_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}
    root = Path(__file__).parents[2]
    done = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
