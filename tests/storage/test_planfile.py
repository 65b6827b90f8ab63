import errno
import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from csp_planner.domain.plan import Plan
from csp_planner.storage import locks
from csp_planner.storage.codec import MAX_FILE_BYTES, write_plan
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.planfile import NO_FILE, backup_of, load, save

posix = pytest.mark.skipif(os.name != "posix", reason="pipes, links and permissions as on POSIX")


def problem(action: Callable[[], object]) -> FileProblem:
    with pytest.raises(PlanFileError) as caught:
        action()
    assert caught.value.path is not None
    return caught.value.problem


def failing(number: int) -> Callable[..., int]:
    def fail(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.fixture
def file(tmp_path: Path, plan: Plan) -> Path:
    path = tmp_path / "camille.cspplan"
    save(path, plan, NO_FILE)
    return path


def test_a_saved_plan_is_loaded_back(file: Path, plan: Plan) -> None:
    loaded = load(file)
    assert loaded.plan == plan
    assert loaded.digest == load(file).digest


def test_saving_returns_the_digest_the_next_save_expects(file: Path, plan: Plan, other_plan: Plan) -> None:
    digest = save(file, other_plan, load(file).digest)
    assert digest == load(file).digest
    assert save(file, plan, digest) == load(file).digest
    assert load(file).plan == plan


def test_the_last_version_is_kept_as_a_backup(file: Path, plan: Plan, other_plan: Plan) -> None:
    save(file, other_plan, load(file).digest)
    assert load(backup_of(file)).plan == plan
    save(file, replace(plan, active=0), load(file).digest)
    assert load(backup_of(file)).plan == other_plan
    assert sorted(file.parent.iterdir()) == sorted([file, backup_of(file)])


def test_the_backup_is_kept_where_there_are_no_hard_links(
    file: Path, plan: Plan, other_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    save(file, other_plan, load(file).digest)
    assert load(backup_of(file)).plan == plan
    save(file.with_name("new.cspplan"), plan, NO_FILE)
    assert len(list(file.parent.iterdir())) == 3


def test_a_damaged_file_does_not_replace_the_good_backup(file: Path, plan: Plan, other_plan: Plan) -> None:
    save(file, other_plan, load(file).digest)
    file.write_bytes(b"{")
    save(file, other_plan, None)
    assert load(backup_of(file)).plan == plan


def test_a_backup_that_cannot_be_kept_does_not_prevent_saving(file: Path, other_plan: Plan) -> None:
    backup_of(file).mkdir()
    save(file, other_plan, load(file).digest)
    assert load(file).plan == other_plan
    assert len(list(file.parent.iterdir())) == 2


def test_saving_the_same_plan_does_not_touch_the_file(file: Path, plan: Plan) -> None:
    before = file.stat()
    assert save(file, plan, load(file).digest) == load(file).digest
    after = file.stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_ctime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_ctime_ns,
    )
    assert not backup_of(file).exists()


def test_a_file_that_someone_else_changed_is_not_overwritten(file: Path, plan: Plan, other_plan: Plan) -> None:
    digest = load(file).digest
    save(file, other_plan, digest)
    theirs = file.read_bytes()
    assert problem(lambda: save(file, replace(plan, active=0), digest)) is FileProblem.CHANGED
    assert file.read_bytes() == theirs


def test_a_change_made_while_saving_is_not_overwritten(
    file: Path, other_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest, fsync = load(file).digest, os.fsync

    def meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        file.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", meanwhile)
    assert problem(lambda: save(file, other_plan, digest)) is FileProblem.CHANGED
    assert file.read_bytes() == b"theirs"
    assert not list(file.parent.glob(".*"))


def test_a_file_that_vanished_is_gone_and_not_made_again(file: Path, plan: Plan) -> None:
    digest = load(file).digest
    file.unlink()
    assert problem(lambda: save(file, plan, digest)) is FileProblem.GONE
    assert not file.exists()


def test_a_file_that_vanishes_while_saving_is_gone_too(
    file: Path, other_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest, fsync = load(file).digest, os.fsync

    def meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        file.unlink(missing_ok=True)

    monkeypatch.setattr(os, "fsync", meanwhile)
    assert problem(lambda: save(file, other_plan, digest)) is FileProblem.GONE
    assert not file.exists()


@pytest.mark.parametrize("fate", ["renamed", "deleted", "a file now"])
def test_a_file_whose_folder_vanished_is_gone(tmp_path: Path, plan: Plan, other_plan: Plan, fate: str) -> None:
    folder = tmp_path / "study"
    folder.mkdir()
    digest = save(folder / "p.cspplan", plan, None)
    folder.rename(tmp_path / "elsewhere")
    if fate == "deleted":
        shutil.rmtree(tmp_path / "elsewhere")
    if fate == "a file now":
        folder.touch()
    assert problem(lambda: save(folder / "p.cspplan", other_plan, digest)) is FileProblem.GONE
    assert not folder.is_dir()


def test_a_file_that_someone_replaced_by_another_was_changed(file: Path, plan: Plan, other_plan: Plan) -> None:
    digest = load(file).digest
    file.unlink()
    save(file, other_plan, NO_FILE)
    assert problem(lambda: save(file, replace(plan, active=0), digest)) is FileProblem.CHANGED


def test_the_digest_of_a_file_is_the_same_in_every_process(file: Path) -> None:
    program = "import sys; from csp_planner.storage.planfile import load; print(load(sys.argv[1]).digest)"
    command = [sys.executable, "-c", program, str(file)]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    assert found == load(file).digest


def test_a_new_file_does_not_overwrite_one_that_is_there(file: Path, plan: Plan) -> None:
    before = file.read_bytes()
    assert problem(lambda: save(file, replace(plan, active=0), NO_FILE)) is FileProblem.CHANGED
    assert file.read_bytes() == before


def test_a_new_file_does_not_overwrite_one_that_appears_meanwhile(
    tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, fsync = tmp_path / "new.cspplan", os.fsync

    def meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        path.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", meanwhile)
    assert problem(lambda: save(path, plan, NO_FILE)) is FileProblem.CHANGED
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_saving_without_expectation_overwrites(file: Path, other_plan: Plan) -> None:
    file.write_bytes(b"x" * (MAX_FILE_BYTES + 1))
    save(file, other_plan, None)
    assert load(file).plan == other_plan


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, FileProblem.FULL),
        (errno.EDQUOT, FileProblem.FULL),
        (errno.EACCES, FileProblem.READ_ONLY),
        (errno.EROFS, FileProblem.READ_ONLY),
        (errno.EPERM, FileProblem.READ_ONLY),
        (errno.EIO, FileProblem.FAILED),
    ],
)
@pytest.mark.parametrize("step", ["write", "fsync", "replace", "open"])
def test_a_failed_save_leaves_the_file_and_the_folder_as_they_were(
    step: str,
    number: int,
    expected: FileProblem,
    file: Path,
    plan: Plan,
    other_plan: Plan,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    digest, before, open_file = load(file).digest, file.read_bytes(), os.open

    def open_readable(path: str, flags: int, mode: int = 0o777) -> int:
        return failing(number)() if flags & os.O_CREAT else open_file(path, flags, mode)

    with monkeypatch.context() as patch:
        patch.setattr(os, step, open_readable if step == "open" else failing(number))
        with pytest.raises(PlanFileError) as caught:
            save(file, other_plan, digest)
    assert caught.value.problem is expected
    assert not caught.value.is_input
    assert file.read_bytes() == before
    assert load(file).plan == plan
    assert not list(file.parent.glob(".*"))


def test_a_partial_write_is_completed(file: Path, other_plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data)[:1000]))
    save(file, other_plan, None)
    assert load(file).plan == other_plan


def test_a_new_file_on_a_full_disk_leaves_nothing(tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
    assert problem(lambda: save(tmp_path / "new.cspplan", plan, NO_FILE)) is FileProblem.FULL
    assert not list(tmp_path.iterdir())


def test_a_crash_between_write_and_rename_leaves_the_old_version(
    file: Path, plan: Plan, other_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCutError(BaseException):
        pass

    def cut(source: Path, target: Path) -> None:
        if target == file:
            raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", cut)
        with pytest.raises(PowerCutError):
            save(file, other_plan, None)
    assert load(file).plan == plan
    save(file, other_plan, load(file).digest)
    assert load(file).plan == other_plan
    assert load(backup_of(file)).plan == plan


@pytest.mark.parametrize("expected", [NO_FILE, None])
def test_a_missing_folder_is_a_failure_to_save(tmp_path: Path, plan: Plan, expected: str | None) -> None:
    (tmp_path / "file").touch()
    for folder in ("no", "file"):
        found = problem(lambda folder=folder: save(tmp_path / folder / "p.cspplan", plan, expected))
        assert found is FileProblem.NO_FOLDER
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_plan_that_could_not_be_loaded_again_is_not_saved(file: Path, plan: Plan) -> None:
    before = file.read_bytes()
    unreadable = replace(plan, scenarios=(*plan.scenarios, plan.scenarios[0]))
    with pytest.raises(PlanFileError) as caught:
        save(file, unreadable, None)
    assert (caught.value.problem, caught.value.where) == (FileProblem.INVALID, "scenarios/2/name")
    assert file.read_bytes() == before


@posix
def test_permissions_are_kept(file: Path, other_plan: Plan) -> None:
    file.chmod(0o640)
    save(file, other_plan, None)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_file_marked_read_only_is_not_replaced(file: Path, other_plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert problem(lambda: save(file, other_plan, None)) is FileProblem.READ_ONLY
    assert file.read_bytes() == before


@posix
def test_a_link_stays_a_link(file: Path, other_plan: Plan, tmp_path: Path) -> None:
    link = tmp_path / "link.cspplan"
    link.symlink_to(file)
    save(link, other_plan, load(link).digest)
    assert link.is_symlink()
    assert load(file).plan == other_plan


@posix
def test_a_pipe_is_refused_without_waiting(tmp_path: Path, plan: Plan) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert problem(lambda: load(pipe)) is FileProblem.NOT_A_FILE
    assert problem(lambda: save(pipe, plan, None)) is FileProblem.NOT_A_FILE
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_a_device_is_refused(plan: Plan) -> None:
    assert problem(lambda: load(Path("/dev/zero"))) is FileProblem.NOT_A_FILE
    assert problem(lambda: save(Path("/dev/null"), plan, None)) is FileProblem.NOT_A_FILE


def test_a_folder_is_refused(tmp_path: Path, plan: Plan) -> None:
    assert problem(lambda: load(tmp_path)) is FileProblem.NOT_A_FILE
    assert problem(lambda: save(tmp_path, plan, None)) is FileProblem.NOT_A_FILE


@pytest.mark.parametrize("name", ["none.cspplan", "a\0b", "x" * 5000])
def test_a_file_that_is_not_there_is_missing(name: str, tmp_path: Path) -> None:
    assert problem(lambda: load(tmp_path / name)) is FileProblem.MISSING


def test_a_file_that_may_not_be_read_is_unreadable(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", failing(errno.EACCES))
    assert problem(lambda: load(file)) is FileProblem.UNREADABLE


def test_a_damaged_file_is_named_and_left_untouched(file: Path, plan: Plan) -> None:
    file.write_bytes(write_plan(plan)[:-20])
    before = file.read_bytes()
    with pytest.raises(PlanFileError) as caught:
        load(file)
    assert (caught.value.problem, caught.value.path, caught.value.is_input) == (FileProblem.DAMAGED, file, True)
    assert file.read_bytes() == before


def test_a_file_too_large_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.cspplan"
    with path.open("wb") as sparse:
        sparse.truncate(1 << 40)
    assert problem(lambda: load(path)) is FileProblem.TOO_LARGE


@posix
def test_of_two_that_save_at_once_one_is_told_that_the_file_changed(
    file: Path, plan: Plan, other_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest, third = load(file).digest, replace(plan, profile=replace(plan.profile, name="Troisième"))
    told: list[PlanFileError] = []

    def save_too() -> None:
        try:
            save(file, third, digest)
        except PlanFileError as error:
            told.append(error)

    other = threading.Thread(target=save_too)
    rename = os.replace

    def just_before(source: Path, target: Path) -> None:
        if threading.current_thread() is not other and Path(target) == file:
            other.start()
            other.join(0.3)  # long enough to save, if it may
        rename(source, target)

    monkeypatch.setattr(os, "replace", just_before)
    save(file, other_plan, digest)
    other.join()
    assert [error.problem for error in told] == [FileProblem.CHANGED]
    assert load(file).plan == other_plan


@posix
def test_a_lock_that_is_never_given_back_does_not_keep_work_off_the_disk(
    file: Path, other_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    monkeypatch.setattr(locks, "_TRIES", 3)
    with file.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        save(file, other_plan, load(file).digest)
    assert load(file).plan == other_plan


@posix
def test_a_file_system_without_locks_can_be_saved_on(
    file: Path, other_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "try_lock", failing(errno.ENOLCK))
    save(file, other_plan, load(file).digest)
    assert load(file).plan == other_plan


@posix
@pytest.mark.parametrize("name", ["é" * 150, "x" * 5000, "a\0b", "\ud800"], ids=["long", "longer", "NUL", "surrogate"])
def test_a_name_no_file_can_have_is_bad_input(tmp_path: Path, plan: Plan, name: str) -> None:
    with pytest.raises(PlanFileError) as caught:
        save(tmp_path / name, plan, NO_FILE)
    assert (caught.value.problem, caught.value.is_input) == (FileProblem.BAD_NAME, True)


@pytest.mark.parametrize(
    ("twice", "where"),
    [
        (b'"active": 1,', "active"),
        (b'"scenarios": [],', "scenarios"),
        (b'"profile": {"notes": [], "notes": []},', "notes"),
    ],
)
def test_a_key_given_twice_is_refused_because_a_save_would_lose_one(file: Path, twice: bytes, where: str) -> None:
    data = file.read_bytes().replace(b'"version": 2,', b'"version": 2, ' + twice)
    file.write_bytes(data)
    with pytest.raises(PlanFileError) as caught:
        load(file)
    assert (caught.value.problem, caught.value.where) == (FileProblem.INVALID, where)
    assert file.read_bytes() == data


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the administrator gives files away")
def test_owner_and_group_are_kept(file: Path, other_plan: Plan) -> None:
    os.chown(file, 1, 100)
    save(file, other_plan, None)
    assert (file.stat().st_uid, file.stat().st_gid) == (1, 100)


@posix
def test_a_group_is_kept_where_the_owner_cannot_be(
    file: Path, other_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []

    def chown(_path: Path, owner: int, group: int) -> None:
        asked.append((owner, group))
        if owner != -1:
            raise PermissionError(errno.EPERM, "")

    monkeypatch.setattr(os, "chown", chown)
    before = file.stat()
    save(file, other_plan, None)
    assert asked == [(before.st_uid, before.st_gid), (-1, before.st_gid)]
    assert load(file).plan == other_plan


def test_what_a_killed_save_left_is_deleted_once_it_is_an_hour_old(file: Path, other_plan: Plan) -> None:
    old, fresh = (file.with_name(f".csp-planner-{name}.tmp") for name in ("0123", "4567"))
    other = file.with_name("someone.tmp")
    for left in (old, fresh, other):
        left.write_bytes(b"{}")
    long_ago = file.stat().st_mtime - 4000
    os.utime(old, (long_ago, long_ago))
    os.utime(other, (long_ago, long_ago))
    save(file, other_plan, None)
    assert [left.exists() for left in (old, fresh, other)] == [False, True, True]
