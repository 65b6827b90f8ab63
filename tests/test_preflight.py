"""Where no window can be shown, one line says why and what to do instead; Qt never gets to abort."""

import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from csp_planner import app
from csp_planner import preflight as display
from csp_planner.__main__ import main
from csp_planner.messages.catalogue import use_language
from csp_planner.preflight import (
    Lack,
    Missing,
    missing_display,
    missing_for,
    missing_for_platforms,
    platforms_that_answer,
)

ROOT = Path(__file__).parents[1]
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Qt for Linux aborts where it can show no window")
pytestmark = linux


@pytest.fixture(autouse=True)
def _no_screen(monkeypatch, tmp_path):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    yield
    use_language("fr")


@pytest.fixture
def compositor(tmp_path, monkeypatch):
    """The socket of a compositor; it answers while this listens."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "wayland-0"))
        listening.listen()
        monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        yield listening


@pytest.fixture
def x_answers(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":1")
    monkeypatch.setattr(display, "_x_answers", lambda: True)


def start(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "csp_planner", *arguments]
    environment = {**os.environ, "LANGUAGE": "en", **variables}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


WITHOUT_DISPLAY = (
    {"DISPLAY": ":4711"},
    {"DISPLAY": "no display"},
    {"QT_QPA_PLATFORM": "xcb"},
    {"QT_QPA_PLATFORM": "wayland;xcb"},
    {"QT_QPA_PLATFORM": "no-such-platform"},
    {"QT_QPA_PLATFORM": "vnc"},
    {"QT_QPA_PLATFORM": ";"},
    {"WAYLAND_DISPLAY": "wayland-4711", "XDG_RUNTIME_DIR": "/tmp"},
)
ONE_START_EACH = """
import io, json, os, sys
from contextlib import redirect_stderr
from csp_planner.__main__ import main

for variables in json.loads(sys.argv[1]):
    os.environ.update(variables)
    with redirect_stderr(io.StringIO()) as said:
        code = main([])
    print(json.dumps([code, said.getvalue(), "PySide6" in sys.modules]), flush=True)
    for name in variables:
        del os.environ[name]
"""


def test_without_a_display_one_line_says_so_and_the_program_exits_2():
    done = start()
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("The window needs a display and none answers")

    # In a process of its own: if Qt was asked, it would abort.
    command = [sys.executable, "-c", ONE_START_EACH, json.dumps(WITHOUT_DISPLAY)]
    environment = {**os.environ, "LANGUAGE": "en"}
    more = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    lines = more.stdout.splitlines()
    for variables, line in zip(WITHOUT_DISPLAY, lines, strict=False):
        assert json.loads(line) == [2, done.stderr, False], variables
    assert (more.returncode, more.stderr, len(lines)) == (0, "", len(WITHOUT_DISPLAY))


def test_a_compositor_that_has_died_leaves_a_socket_that_does_not_answer(compositor):
    assert platforms_that_answer() == ("wayland",)
    compositor.close()
    assert platforms_that_answer() == ()
    assert missing_display() == Missing(Lack.DISPLAY)
    assert start().returncode == 2


@pytest.mark.usefixtures("x_answers")
@pytest.mark.parametrize("asked", ["wayland", "no-such-platform", "eglfs", "vnc:port=5900", "vnc;xcb", ";"])
def test_a_platform_asked_for_that_shows_nothing_is_named_where_another_would_do(monkeypatch, capsys, asked):
    monkeypatch.setenv("QT_QPA_PLATFORM", asked)
    monkeypatch.setenv("LANGUAGE", "en")
    assert missing_display() == Missing(Lack.PLATFORM)
    assert app.run_window(None, date(2026, 11, 23)) == 2
    said = capsys.readouterr().err
    assert said == f"QT_QPA_PLATFORM asks for “{asked}”, which shows no window here: unset it.\n"


@pytest.mark.usefixtures("x_answers")
@pytest.mark.parametrize("asked", ["", "xcb", "xcb:option=1", "wayland;xcb"])
def test_a_platform_that_answers_is_enough(monkeypatch, asked):
    monkeypatch.setenv("QT_QPA_PLATFORM", asked)
    assert platforms_that_answer() == ("xcb",)


@pytest.mark.parametrize("asked", ["offscreen", "minimal", "offscreen:option=1"])
def test_what_draws_without_a_screen_needs_none(monkeypatch, asked):
    monkeypatch.setenv("QT_QPA_PLATFORM", asked)
    assert platforms_that_answer() == (asked.partition(":")[0],)


# --- the command it names --------------------------------------------------------------------------------


def named_command(line: str) -> str:
    return line.partition("“")[2].partition("”")[0]


@pytest.mark.parametrize("inside", [True, False], ids=["in the checkout", "elsewhere"])
@pytest.mark.parametrize("uv", ["", "uv"], ids=["plain", "uv run"])
def test_the_command_named_shows_the_example_as_it_is_printed(tmp_path, monkeypatch, capsys, inside, uv):
    folder = ROOT if inside else tmp_path
    bare = {name: value for name, value in os.environ.items() if name != "UV"}
    environment = {**bare, "LANGUAGE": "en", "PYTHONPATH": str(ROOT), **({"UV": uv} if uv else {})}
    command = [sys.executable, "-m", "csp_planner"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    words = shlex.split(named_command(done.stderr))
    assert words[-2] == "check"
    assert words[-1].endswith("resources/examples/crn01-exemple.cspplan")
    assert Path(words[-1]).is_absolute() == (not inside)
    if words[:2] == ["uv", "run"]:
        assert inside
        assert uv
        words[:3] = command  # uv itself would bring the environment up to date, from the network
    monkeypatch.chdir(folder)
    assert shutil.which(words[0])
    if inside or uv:  # the program's own file is run once, elsewhere
        monkeypatch.setenv("LANGUAGE", "en")
        code = main(words[words.index("check") :])
        said = capsys.readouterr()
        assert (code, said.err) == (1, "")
        assert "\nCRN01: " in said.out
    else:
        shown = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
        assert (shown.returncode, shown.stderr) == (1, "")
        assert "\nCRN01: " in shown.stdout


# --- system libraries ------------------------------------------------------------------------------------


def loader(monkeypatch, absent: set[str], first: str) -> None:
    """A system without the libraries *absent*, of which loading a plugin names the *first*."""

    def load(name: str) -> None:
        lacking = first if name.endswith("plugin.so") or "libq" in name else name
        if lacking in absent:
            raise OSError(f"{lacking}: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(display.ctypes, "CDLL", load)


def plugins(tmp_path: Path, *names: str) -> Path:
    for name in names:
        (tmp_path / f"libq{name}.so").touch()
    return tmp_path


def test_every_package_that_lacks_is_named_at_once(tmp_path, monkeypatch):
    loader(monkeypatch, {"libxcb-cursor.so.0", "libEGL.so.1"}, "libxcb-cursor.so.0")
    missing = missing_for_platforms(("xcb",), plugins(tmp_path, "xcb"))
    assert missing == Missing(Lack.LIBRARIES, ("libegl1", "libxcb-cursor0"))


def test_wayland_names_its_own_libraries_unless_x_would_do(tmp_path, monkeypatch):
    folder = plugins(tmp_path, "wayland")
    loader(monkeypatch, {"libwayland-cursor.so.0"}, "libwayland-cursor.so.0")
    assert missing_for_platforms(("wayland-egl",), folder) == Missing(Lack.LIBRARIES, ("libwayland-cursor0",))
    assert missing_for_platforms(("wayland", "xcb"), folder) is None


def test_what_qt_could_not_import_is_named_by_its_package(monkeypatch):
    loader(monkeypatch, {"libEGL.so.1"}, "libEGL.so.1")
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert missing_for(error) == Missing(Lack.LIBRARIES, ("libegl1",))
    assert missing_for(ImportError("No module named 'PySide6'")) is None


def test_missing_libraries_are_one_line_and_exit_2(monkeypatch, capsys):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("LANGUAGE", "en")
    missing = Missing(Lack.LIBRARIES, ("libegl1", "libxcb-cursor0"))
    monkeypatch.setattr(app, "missing_for_platforms", lambda *_: missing)
    assert app.run_window(None, date(2026, 11, 23)) == 2
    said = capsys.readouterr().err
    assert said.endswith("apt-get install libegl1 libxcb-cursor0\n")
    assert said.count("\n") == 1


def hidden(library: str) -> subprocess.CompletedProcess[str]:
    """The program started on a system where *library* is not there."""
    hide = 'for file in /usr/lib/*/"$1"*; do mount --bind /dev/null "$(readlink -f "$file")"; done'
    script = f'set -e; {hide}; shift; exec "$@"'
    command = ["unshare", "-m", "bash", "-c", script, "hide", library, sys.executable, "-m", "csp_planner"]
    environment = {**os.environ, "LANGUAGE": "en", "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_library_that_is_really_missing_is_named():
    done = hidden("libEGL.so.1")
    if "unshare:" in done.stderr or "mount:" in done.stderr:
        pytest.skip("needs the right to mount")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("apt-get install libegl1\n")
