"""Windows whose plans' files can no longer be saved, run as a program of its own so that a test can kill it.

Arguments, for each window: the plan's file, the trouble, how many edits are made after it, and where to write what the
plan is then. A trouble that refuses new files is for the last window: it reaches all of them.
It prints "ready" when each of these edits has failed to reach the file, and then waits to be killed.
"""

import errno
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from csp_planner.domain.edits import set_note
from csp_planner.storage import planfile
from csp_planner.storage.codec import write_plan
from csp_planner.storage.planfile import load, save
from csp_planner.storage.settings import Settings
from csp_planner.ui.document.keeper import Kept
from csp_planner.ui.window import MainWindow


def remove_file(path: Path) -> None:
    path.unlink()


def rename_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name(f"{path.parent.name} renamed"))


def put_a_folder_in_its_place(path: Path) -> None:
    path.unlink()
    path.mkdir()


def let_someone_else_write(path: Path) -> None:
    plan = load(path).plan
    save(path, replace(plan, profile=replace(plan.profile, name="Someone else")), None)


def refuse(number: int) -> Callable[[Path], None]:
    """The plan's folder takes no new file, for the reason *number*; other folders do."""

    def break_it(path: Path) -> None:
        def fail(target: Path, *given: object) -> Path:
            assert target.parent == path.parent
            raise OSError(number, os.strerror(number))

        planfile.write_beside = fail

    return break_it


TROUBLES: dict[str, Callable[[Path], None]] = {
    "file removed": remove_file,
    "folder renamed": rename_folder,
    "a folder in its place": put_a_folder_in_its_place,
    "someone else wrote": let_someone_else_write,
    "disk full": refuse(errno.ENOSPC),
    "write-protected": refuse(errno.EROFS),
    "disk dying": refuse(errno.EIO),
}


def failing(path: Path, trouble: str, edits: int, report: Path) -> MainWindow:
    """A window on *path* that has failed to save *edits* there."""
    window = MainWindow(date(2026, 11, 23), Settings())
    loaded = load(path)
    window.documents.show(loaded.plan, path, loaded.digest)
    window.show()
    TROUBLES[trouble](path)
    unit = loaded.plan.programme.units[0].code
    for number in range(edits):
        text = f"{trouble} {number}"
        window.session.do("note", lambda plan, text=text: set_note(plan, unit, text))
        window.documents.keeper.settle()
        assert window.documents.keeper.state is Kept.FAILED, trouble
    report.write_bytes(write_plan(window.session.document))
    return window


def main(*arguments: str) -> None:
    _app = QApplication([])
    given = [iter(arguments)] * 4
    windows = [
        failing(Path(path), trouble, int(edits), Path(report))
        for path, trouble, edits, report in zip(*given, strict=True)
    ]
    assert windows
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
