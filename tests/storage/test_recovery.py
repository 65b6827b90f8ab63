import errno
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
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
    left = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    (slot,) = folder.glob("*.cspplan")
    os.utime(slot, (left.timestamp(), left.timestamp()))
    (orphan,) = recovery.orphans(folder)
    assert orphan.plan == plan
    assert orphan.modified == left


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


# The file that a plan belongs to


HOME = recovery.HomeFile(Path("/home/zoé/étude \udcff.cspplan"), "12-ab")


def leave_with_home(folder: Path, plan: Plan) -> Path:
    """A slot with the name of a file, as a killed window leaves it."""
    slot = recovery.claim(folder)
    slot.write(plan, HOME)
    for suffix in (".cspplan", ".json"):
        (folder / f"left{suffix}").write_bytes(slot.path.with_suffix(suffix).read_bytes())
    slot.release()
    return folder / "left.cspplan"


def test_a_plan_without_a_file_is_offered_without_one(folder: Path, plan: Plan) -> None:
    leave(folder, plan)
    (orphan,) = recovery.orphans(folder)
    assert orphan.home is None


def test_the_file_that_a_plan_belongs_to_is_known_and_stays_known(folder: Path, plan: Plan, other_plan: Plan) -> None:
    leave_with_home(folder, plan)
    (orphan,) = recovery.orphans(folder)
    assert (orphan.plan, orphan.home) == (plan, HOME)
    slot = recovery.adopt(orphan)
    assert slot is not None
    slot.write(other_plan, slot.home)
    for suffix in (".cspplan", ".json"):
        (folder / f"again{suffix}").write_bytes(slot.path.with_suffix(suffix).read_bytes())
    (orphan,) = recovery.orphans(folder)
    assert (orphan.plan, orphan.home) == (other_plan, HOME)
    slot.release()
    recovery.discard(orphan)
    assert not list(folder.iterdir())


def test_a_slot_forgets_the_file_of_the_plan_that_it_held(folder: Path, plan: Plan, other_plan: Plan) -> None:
    slot = recovery.claim(folder)
    slot.write(plan, HOME)
    slot.write(other_plan)
    assert not slot.path.with_suffix(".json").exists()
    slot.release()
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"path": 1, "digest": "x"}',
        b'{"path": "/a", "digest": ""}',
        b'{"path": "a\\u0000b", "digest": ""}',
        b"[" * 60_000,
    ],
)
def test_a_plan_is_offered_even_where_the_name_of_its_file_cannot_be_read(
    folder: Path, plan: Plan, content: bytes
) -> None:
    left = leave_with_home(folder, plan)
    left.with_suffix(".json").write_bytes(content)
    (orphan,) = recovery.orphans(folder)
    assert (orphan.plan, orphan.home) == (plan, None)


def test_a_slot_whose_folder_was_deleted_is_no_longer_held(folder: Path, plan: Plan) -> None:
    slot = recovery.claim(folder)
    slot.write(plan)
    assert slot.is_held
    shutil.rmtree(folder)
    assert not slot.is_held
    slot.release()
    assert not slot.is_held


def test_a_slot_that_another_window_has_taken_over_is_left_to_it(folder: Path, plan: Plan) -> None:
    slot = recovery.claim(folder)
    slot.write(plan)
    slot.path.with_suffix(".lock").unlink()
    (orphan,) = recovery.orphans(folder)
    other = recovery.adopt(orphan)
    assert other is not None
    assert not slot.is_held
    slot.release()
    assert other.is_held
    assert other.path.read_bytes() == write_plan(plan)
    other.release()
    assert not list(folder.iterdir())


def test_a_plan_that_someone_deleted_from_the_slot_is_written_again(folder: Path, plan: Plan) -> None:
    slot = recovery.claim(folder)
    slot.write(plan)
    slot.path.unlink()
    slot.write(plan)
    assert slot.path.read_bytes() == write_plan(plan)
    slot.release()


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
