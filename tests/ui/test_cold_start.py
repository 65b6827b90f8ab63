"""What a start loads."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from csp_planner.storage.planfile import save

# What a start costs

COLD = """
import sys, json
from PySide6.QtWidgets import QApplication
QApplication.exec = lambda *_self: QApplication.processEvents() or 0
from csp_planner.__main__ import main
code = main()
sys.stdout.write(json.dumps([code, sorted(sys.modules)]))
"""


NOT_AT_A_START = [
    "openpyxl",
    "icalendar",
    "ortools",
    "pypdf",
    "PySide6.QtPrintSupport",
    "csp_planner.export",
    "csp_planner.proposal",
    "csp_planner.ui.help",
    "csp_planner.ui.panels.compare",
    "csp_planner.ui.panels.inspector",
    "csp_planner.ui.panels.proposal",
    "babel",
    "pydantic",
    "asyncio",
    "socket",
]


@pytest.mark.parametrize("with_file", [True, False])
def test_a_cold_start_loads_only_what_it_shows(tmp_path, example, with_file):
    path = tmp_path / "a.cspplan"
    save(path, example, None)
    arguments = [str(path)] if with_file else []
    command = [sys.executable, "-c", COLD, *arguments]
    environment = {**os.environ, "CSP_PLANNER_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}
    root = Path(__file__).parents[2]
    done = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=False, timeout=60)
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr
    assert "csp_planner.ui.window" in modules
    loaded = [name for name in NOT_AT_A_START if any(m == name or m.startswith(f"{name}.") for m in modules)]
    assert loaded == []
