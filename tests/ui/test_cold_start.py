"""What a start loads and runs, in a process that has loaded nothing before."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from csp_planner.app import run_window
from csp_planner.domain.offers import Opening
from csp_planner.domain.year_openings import YearOpenings
from csp_planner.storage.openings import save_openings
from csp_planner.storage.planfile import save

from .hand import TODAY

COLD = """
import json, sys
from csp_planner import app

wanted, shown = sys.argv.pop(1), []
show = app._show
def show_and_leave(*given):
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication
    def leave(*_self):
        QApplication.processEvents()
        shown.extend(sys.modules)
        while wanted not in sys.modules:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return 0
    QApplication.exec = leave
    return show(*given)
app._show = show_and_leave

from csp_planner.__main__ import main
code = main()
sys.stdout.write(json.dumps({"code": code, "shown": shown, "later": list(sys.modules)}))
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
    """Modules after a start with more environment *variables*, as they came: those of what is shown, and all of them
    once *wanted* is there."""
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
    return found["shown"], found["later"]


def unwanted(modules, names):
    return [name for name in names if any(m == name or m.startswith(f"{name}.") for m in modules)]


def late(modules):
    """Of what reads files, what came after Qt. PySide reads and keeps the source of each module imported after it."""
    after = modules[modules.index("PySide6") :]
    return [name for name in after if name.startswith(("pydantic", "email", "importlib.metadata"))]


def test_a_start_on_the_first_page_loads_what_it_shows_and_what_reads_files_later(tmp_path):
    shown, later = started(tmp_path, wanted="pydantic.json_schema")
    assert "csp_planner.ui.window" in shown
    assert unwanted(shown, NOT_AT_A_START + NOT_ON_THE_FIRST_PAGE) == []
    assert "pydantic.json_schema" not in shown
    assert late(shown) == []
    assert "csp_planner.ui.start_page" in later
    assert "csp_planner.ui.workspace" not in later


def test_a_start_with_a_file_loads_what_it_shows_and_what_reads_it_before_qt(tmp_path, example):
    """What another package adds to pydantic takes no part in reading a plan."""
    path = tmp_path / "a.cspplan"
    save(path, example, None)
    about = tmp_path / "packages" / "plug-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: plug\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[pydantic]\nplug = plug_into_pydantic:plugin\n")
    (about.parent / "plug_into_pydantic.py").write_text("plugin = None\n")
    modules, _later = started(tmp_path, path, PYTHONPATH=str(about.parent))
    assert "csp_planner.ui.window" in modules
    assert unwanted(modules, NOT_AT_A_START) == []
    assert "pydantic.json_schema" in modules
    assert late(modules) == []
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
def test_a_file_that_is_neither_plan_nor_openings_is_one_sentence(tmp_path, capsys, changes, words):
    assert run_window(told_file(tmp_path, **changes), TODAY) == 2
    said = capsys.readouterr().err
    assert words in said
    assert len(said.splitlines()) == 1
