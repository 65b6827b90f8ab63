import errno
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from csp_planner.domain.plan import Plan
from csp_planner.storage import recovery
from csp_planner.storage.codec import write_plan
from csp_planner.storage.errors import FileProblem, PlanFileError

OTHER_WINDOW = """
import sys
from pathlib import Path
from csp_planner.storage import planfile, recovery
slot = recovery.claim(Path(sys.argv[1]))
slot.write(planfile.load(Path(sys.argv[2])).plan)
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "recovery"


def leave(folder: Path, plan: Plan) -> Path:
    """A slot as a killed window leaves it."""
    slot = recovery.claim(folder)
    slot.write(plan)
    copy = slot.path.with_name("left.cspplan")
    copy.write_bytes(slot.path.read_bytes())
    slot.release()
    return copy


def test_a_slot_of_this_window_is_not_offered(folder: Path, plan: Plan) -> None:
    slot = recovery.claim(folder)
    slot.write(plan)
    assert recovery.orphans(folder) == ()
    slot.release()


def test_a_released_slot_leaves_nothing(folder: Path, plan: Plan) -> None:
    slot = recovery.claim(folder)
    slot.write(plan)
    slot.release()
    slot.release()
    assert not list(folder.iterdir())


def test_two_windows_have_two_slots(folder: Path) -> None:
    slots = [recovery.claim(folder) for _ in range(2)]
    assert slots[0].path != slots[1].path
    for slot in slots:
        slot.release()


def test_the_slot_of_another_window_is_offered_only_once_it_is_gone(folder: Path, plan: Plan, tmp_path: Path) -> None:
    source = tmp_path / "source.cspplan"
    source.write_bytes(write_plan(plan))
    command = [sys.executable, "-c", OTHER_WINDOW, str(folder), str(source)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "ready\n"
        assert recovery.orphans(folder) == ()
        window.kill()
        window.wait()
    (orphan,) = recovery.orphans(folder)
    assert orphan.plan == plan
    assert orphan.modified.tzinfo is not None
    assert abs(datetime.now(UTC) - orphan.modified) < timedelta(hours=1)


def test_an_adopted_plan_stays_until_its_new_window_releases_it(folder: Path, plan: Plan) -> None:
    leave(folder, plan)
    (orphan,) = recovery.orphans(folder)
    slot = recovery.adopt(orphan)
    assert slot is not None
    assert slot.path.exists()
    assert recovery.orphans(folder) == ()
    assert recovery.adopt(orphan) is None
    slot.release()
    assert not list(folder.iterdir())


def test_a_discarded_plan_is_deleted(folder: Path, plan: Plan) -> None:
    leave(folder, plan)
    (orphan,) = recovery.orphans(folder)
    recovery.discard(orphan)
    recovery.discard(orphan)
    assert not list(folder.iterdir())


def test_a_plan_that_another_window_adopted_is_not_discarded(folder: Path, plan: Plan) -> None:
    leave(folder, plan)
    (orphan,) = recovery.orphans(folder)
    slot = recovery.adopt(orphan)
    assert slot is not None
    recovery.discard(orphan)
    assert slot.path.exists()
    slot.release()


def test_damaged_plans_are_skipped_and_left(folder: Path, plan: Plan) -> None:
    left = leave(folder, plan)
    damaged = folder / "damaged.cspplan"
    damaged.write_bytes(b"{")
    assert [orphan.path for orphan in recovery.orphans(folder)] == [left]
    assert damaged.read_bytes() == b"{"


def test_the_latest_plan_is_offered_first(folder: Path, plan: Plan) -> None:
    old = leave(folder, plan).rename(folder / "z.cspplan")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    new = leave(folder, plan)
    assert [orphan.path for orphan in recovery.orphans(folder)] == [new, old]


def test_a_folder_that_is_not_there_has_no_orphans(folder: Path) -> None:
    assert recovery.orphans(folder) == ()
    assert not folder.exists()


def test_a_full_disk_leaves_what_the_slot_held(
    folder: Path, plan: Plan, other_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    slot = recovery.claim(folder)
    slot.write(plan)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PlanFileError) as caught:
        slot.write(other_plan)
    assert caught.value.problem is FileProblem.FULL
    assert slot.path.read_bytes() == write_plan(plan)
    slot.release()
    assert not list(folder.iterdir())


def test_a_folder_that_cannot_be_made_is_a_failure_to_save(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PlanFileError) as caught:
        recovery.claim(tmp_path / "file" / "recovery")
    assert not caught.value.is_input
