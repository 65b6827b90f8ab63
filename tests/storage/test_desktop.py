"""The menu entry and the file type of a user: written whole, read by the desktop, and gone without a trace."""

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from csp_planner.storage import desktop

PROGRAM = ('/opt/my "own" 100%/csp-planner',)


def everything_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.fixture
def no_tools(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)


def test_removing_leaves_nothing_of_what_was_installed(tmp_path):
    desktop.install(tmp_path, PROGRAM)
    assert (tmp_path / desktop.ENTRY).exists()
    assert (tmp_path / "icons/hicolor/48x48/apps/csp-planner.png").exists()
    assert desktop.uninstall(tmp_path)
    assert everything_in(tmp_path) == set()
    assert not desktop.uninstall(tmp_path)


def test_removing_spares_what_others_installed(tmp_path):
    for name in ("applications/other.desktop", "mime/packages/other.xml", "icons/hicolor/48x48/apps/other.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "mime/packages/other.xml").write_text(
        "<mime-info xmlns='http://www.freedesktop.org/standards/shared-mime-info'>"
        "<mime-type type='application/x-other'><glob pattern='*.other'/></mime-type></mime-info>"
    )
    desktop.install(tmp_path, PROGRAM)
    desktop.uninstall(tmp_path)
    left = {name for name in everything_in(tmp_path) if "csp" in name}
    assert left == set()
    for name in ("applications/other.desktop", "mime/packages/other.xml", "icons/hicolor/48x48/apps/other.png"):
        assert (tmp_path / name).exists()


def test_the_entry_starts_the_program_wherever_it_is(tmp_path, no_tools):
    desktop.install(tmp_path, PROGRAM)
    (line,) = [line for line in (tmp_path / desktop.ENTRY).read_text().splitlines() if line.startswith("Exec=")]
    # The file itself doubles backslashes, and a percent sign is doubled because one alone begins a field.
    words = shlex.split(line.removeprefix("Exec=").replace("\\\\", "\\").replace("%%", "%"))
    assert words == [*PROGRAM, "%f"]


def test_tools_that_are_missing_are_named_by_their_packages(tmp_path, no_tools):
    assert desktop.install(tmp_path, PROGRAM) == ("shared-mime-info", "desktop-file-utils")


def test_what_cannot_be_written_whole_is_not_left_in_part(tmp_path, monkeypatch):
    written = []
    write = desktop.write_atomic

    def full(path, data):
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        written.append(path)
        write(path, data)

    monkeypatch.setattr(desktop, "write_atomic", full)
    with pytest.raises(OSError, match="No space"):
        desktop.install(tmp_path, PROGRAM)
    assert everything_in(tmp_path) == set()


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="needs desktop-file-utils")
def test_the_entry_is_valid(tmp_path):
    desktop.install(tmp_path, PROGRAM)
    done = subprocess.run(
        ["desktop-file-validate", tmp_path / desktop.ENTRY], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(
    not (shutil.which("update-mime-database") and shutil.which("xdg-mime")),
    reason="needs shared-mime-info and xdg-utils",
)
def test_the_desktop_knows_the_type_of_a_plan(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    desktop.install(tmp_path / "data", PROGRAM)
    plan = tmp_path / "lea.cspplan"
    plan.write_text('{"format": "csp-planner/plan"}')
    asked = subprocess.run(["xdg-mime", "query", "filetype", plan], capture_output=True, text=True, check=False)
    assert asked.stdout.strip() == "application/x-csp-planner"
    asked = subprocess.run(
        ["xdg-mime", "query", "default", "application/x-csp-planner"], capture_output=True, text=True, check=False
    )
    assert asked.stdout.strip() == "csp-planner.desktop"
