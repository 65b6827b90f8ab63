"""The wheel, installed in an empty environment and run from another folder, has everything it needs.

Skipped only where no wheel can be built or installed: without uv, or without the packages it depends on.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("desktop", "examples", "icons", "programmes", "translations")
"""What a user needs of the resources."""
TOOLS = ("babel", "coverage", "hatchling", "hypothesis", "pytest", "tests", "vobject", "xdist")
"""What only developers have installed."""
OUT_OF_REACH = ("failed to fetch", "dns error", "error sending request", "network", "client error", "timed out")
"""What uv says when a package is neither on this computer nor within reach."""


def uv(*arguments: object) -> None:
    """Run uv, away from the settings of this project."""
    program = os.environ.get("UV") or shutil.which("uv")
    if not program:
        pytest.skip("no wheel is built here: uv is not installed")
    command = [program, *map(str, arguments)]
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    done = subprocess.run(command, cwd=ROOT.anchor, env=environment, capture_output=True, text=True, check=False)
    if done.returncode and any(words in done.stderr.lower() for words in OUT_OF_REACH):
        pytest.skip(f"no wheel is built here: {done.stderr.strip().splitlines()[-1].strip()}")
    assert done.returncode == 0, done.stderr


def copy_of_the_sources(folder: Path) -> Path:
    """What a fresh checkout has. The build writes among the sources, where other tests read at the same time."""
    folder.mkdir()
    (folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "build_hook.py", folder / ".ci")
    for name in ("csp_planner", "resources", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    for name in (".gitignore", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, made of the source distribution."""
    folder = tmp_path_factory.mktemp("built")
    source = copy_of_the_sources(folder / "source")
    uv("build", "-q", "--no-config", source, "--out-dir", folder / "dist")
    (wheel,) = (folder / "dist").glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The folder of the programs of an environment that holds the wheel and what it asks for, nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    uv("venv", "-q", "--no-config", "--python", sys.executable, folder / "environment")
    programs = folder / "environment" / ("Scripts" if os.name == "nt" else "bin")
    uv("pip", "install", "-q", "--no-config", "--python", programs / "python", wheel)
    return programs


@pytest.fixture
def run(installed, tmp_path):
    """Runs a program of that environment in a folder, and a home, with nothing in it."""
    away = tmp_path / "away"
    away.mkdir()
    bare = {"PATH": os.defpath, "HOME": str(tmp_path), "LANGUAGE": "fr"}
    keep = {name: os.environ[name] for name in ("SYSTEMROOT", "TMPDIR") if name in os.environ}

    def run(program: str | Path, *arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
        command = [str(installed / program), *map(str, arguments)]
        environment = {**bare, **keep, **variables, "PYTHONUTF8": "1"}
        return subprocess.run(
            command, cwd=away, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120
        )

    return run


def test_it_holds_what_a_user_needs_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as file:
        names = [name for name in file.namelist() if ".dist-info/" not in name]
        code = {name: file.read(name).decode() for name in names if name.endswith(".py")}
    package = {str(path.relative_to(ROOT)) for path in (ROOT / "csp_planner").rglob("*.py")}
    assert set(code) == package
    assert {Path(name).parts[:3] for name in names if name not in code} == {
        ("csp_planner", "resources", folder) for folder in FOLDERS
    }
    assert [name for name in names if name.endswith((".po", ".pot", ".pyc"))] == []
    tool = re.compile(rf"^\s*(import|from) ({'|'.join(TOOLS)})\b", re.MULTILINE)
    assert [name for name, text in code.items() if tool.search(text)] == []
    size, whole = wheel.stat().st_size, sum(map(len, code.values()))
    print(f"the wheel: {size / 1024:.0f} KiB, {len(names)} files, {whole / 1024:.0f} KiB of code")


def test_it_runs_from_there_and_not_from_the_checkout(run, installed):
    done = run("python", "-c", "import csp_planner; print(csp_planner.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(installed.parent)


def test_it_finds_its_programme_and_speaks_french(run):
    made = run("csp-planner", "new", "léa.cspplan", "--today", "2026-11-23")
    assert (made.returncode, made.stderr) == (0, "")
    assert "créé" in made.stdout
    judged = run("csp-planner", "check", "léa.cspplan", "--json", "--today", "2026-11-23")
    found = json.loads(judged.stdout)
    assert (judged.returncode, found["programme"]) == (1, "CRN01")
    assert (found["ects"]["listed"], found["hours"]["listed"], found["hours"]["unattributed"]) == (122, 603, 54)


@pytest.mark.skipif(sys.platform != "linux", reason="only Qt for Linux aborts where it can show no window")
def test_without_a_display_it_names_a_command_that_shows_the_example(run):
    done = run("csp-planner", LANGUAGE="en")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    program, *arguments = shlex.split(done.stderr.partition("“")[2].partition("”")[0])
    shown = run(program, *arguments)
    assert (shown.returncode, shown.stderr) == (1, "")
    assert "\nCRN01" in shown.stdout


def test_its_window_can_be_made(run):
    code = (
        "from datetime import date; from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication;"
        "from csp_planner.app import run_window;"
        "import csp_planner.ui.window as window; show = window.MainWindow.show;"
        "window.MainWindow.show = lambda self: (show(self), QTimer.singleShot(0, QApplication.quit));"
        "raise SystemExit(run_window(None, date(2026, 11, 23)))"
    )
    done = run("python", "-c", code, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
