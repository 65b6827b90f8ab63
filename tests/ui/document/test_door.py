"""Two windows and one file: the second who wants it finds the first."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from csp_planner.storage.codec import write_plan
from csp_planner.storage.meeting import is_met, meeting_folder, meeting_place
from csp_planner.ui.document.door import Door

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the socket is looked at as a file")


@pytest.fixture
def runtime(monkeypatch):
    """A folder of its own: the name of a socket has room for about a hundred characters."""
    folder = tempfile.mkdtemp(prefix="csp")
    monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
    yield Path(folder)
    shutil.rmtree(folder)


KNOCK = """
import os, pathlib, sys
from csp_planner.ui.document.door import knock
for line in sys.stdin:
    os.environ["XDG_RUNTIME_DIR"], path = line.rstrip("\\n").split("\\t")
    print(int(knock(pathlib.Path(path))), flush=True)
"""


@pytest.fixture(scope="module")
def other():
    """Another program, which knocks where it is told to and keeps nothing between two questions."""
    program = subprocess.Popen([sys.executable, "-c", KNOCK], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    os.set_blocking(program.stdout.fileno(), False)
    yield program
    program.communicate(timeout=30)


@pytest.fixture
def knocks(runtime, other, qtbot):
    """Whether the other program finds a window that has a file, while this one goes on."""

    def ask(path: Path) -> bool:
        other.stdin.write(f"{runtime}\t{path}\n".encode())
        other.stdin.flush()
        said = []
        qtbot.waitUntil(lambda: said.append(other.stdout.read(2)) or said[-1] is not None, timeout=30_000)
        return {b"1\n": True, b"0\n": False}[said[-1]]

    return ask


def test_the_window_that_has_the_file_answers_and_is_told(knocks, tmp_path, qapp):
    door, told = Door(qapp), []
    door.knocked.connect(lambda: told.append(True))
    door.watch(tmp_path / "lea.cspplan")
    (tmp_path / "same").symlink_to(tmp_path)
    assert knocks(tmp_path / "same" / "lea.cspplan")
    assert told == [True]
    assert not knocks(tmp_path / "leo.cspplan")
    door.watch(None)
    assert not knocks(tmp_path / "lea.cspplan")


def test_only_the_same_user_can_reach_it(runtime, tmp_path, qapp):
    door = Door(qapp)
    door.watch(tmp_path / "lea.cspplan")
    place = meeting_place(tmp_path / "lea.cspplan")
    assert stat.S_ISSOCK(place.stat().st_mode)
    assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(meeting_folder().stat().st_mode) == 0o700
    door.close()


def test_a_folder_that_others_may_enter_is_not_used(runtime, tmp_path, qapp):
    meeting_folder().chmod(0o755)
    with pytest.raises(PermissionError):
        meeting_folder()
    door = Door(qapp)
    door.watch(tmp_path / "lea.cspplan")
    assert not is_met(tmp_path / "lea.cspplan")
    door.close()


def test_the_socket_of_a_window_that_was_killed_keeps_nobody_out(knocks, tmp_path, qapp):
    place = meeting_place(tmp_path / "lea.cspplan")
    place.touch()
    assert not knocks(tmp_path / "lea.cspplan")
    door = Door(qapp)
    door.watch(tmp_path / "lea.cspplan")
    assert knocks(tmp_path / "lea.cspplan")
    door.close()


def test_opening_a_file_that_another_window_has_leads_there(knocks, tmp_path, window, example):
    path = tmp_path / "lea.cspplan"
    path.write_bytes(write_plan(example))
    there, told = Door(window), []
    there.knocked.connect(lambda: told.append(True))
    there.watch(path)
    window.documents._is_elsewhere = knocks  # the other window is in this very process
    assert not window.documents.open_file(path)
    assert told == [True]
    assert window.documents.keeper.path is None
    assert "lea.cspplan" in window.banner.accessibleName()
    there.close()


def test_a_window_answers_for_its_file_as_long_as_it_shows_it(knocks, tmp_path, open_window, example, qtbot):
    path = tmp_path / "lea.cspplan"
    window = open_window(example)
    path.write_bytes(write_plan(example))
    window.documents.open_file(path)
    qtbot.waitUntil(lambda: meeting_place(path).exists())
    with qtbot.waitSignal(window.documents.wanted):
        assert knocks(path)
    window.documents.save_to(tmp_path / "copy.cspplan")
    qtbot.waitUntil(lambda: meeting_place(tmp_path / "copy.cspplan").exists())
    assert not knocks(path)
    window.documents.close()
    assert not knocks(tmp_path / "copy.cspplan")
