"""The document on disk: every edit at once, nothing half-written, and what went wrong is said."""

import errno
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from csp_planner.domain.edits import set_note
from csp_planner.domain.terms import Term
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.folders import log_folder
from csp_planner.storage.planfile import backup_of, load, save
from csp_planner.storage.recovery import claim, orphans
from csp_planner.ui.document.keeper import Keeper, Kept

from ..hand import button, fill_disk, placements

NOT_ROOT = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may write everywhere"
)


def named(plan, name):
    return replace(plan, profile=replace(plan.profile, name=name))


@pytest.fixture
def keeper(qapp, folder):
    made = Keeper(lambda: claim(folder))
    yield made
    made.stop()
    made.release_recovery()


def logged():
    (log,) = log_folder().glob("*.log")
    return log.read_text(encoding="utf-8")


def opened(keeper, path):
    keeper.open(path, load(path).digest)
    return keeper


def in_state(qtbot, keeper, state):
    qtbot.waitUntil(lambda: keeper.state is state, timeout=2_000)


def no_litter(folder):
    """No temporary file is left in *folder*."""
    return [found.name for found in folder.iterdir() if ".tmp" in found.name or found.name.startswith(".")] == []


def test_what_is_kept_is_in_the_file_within_a_second(keeper, path, example, qtbot):
    opened(keeper, path)
    start = time.monotonic()
    keeper.keep(named(example, "Zoé"))
    assert keeper.state is Kept.WRITING
    in_state(qtbot, keeper, Kept.IN_FILE)
    print(f"\nin the file after {time.monotonic() - start:.3f} s: within a second is what is promised")
    assert load(path).plan.profile.name == "Zoé"


def test_the_last_of_many_quick_edits_is_what_the_file_holds(keeper, path, example, qtbot):
    opened(keeper, path)
    for count in range(60):
        keeper.keep(named(example, f"Zoé {count}"))
    keeper.settle()
    assert load(path).plan.profile.name == "Zoé 59"
    in_state(qtbot, keeper, Kept.IN_FILE)


def test_a_document_without_a_file_goes_to_a_recovery_slot(keeper, folder, example, qtbot):
    keeper.open(None)
    assert keeper.state is Kept.UNTOUCHED
    keeper.keep(named(example, "Zoé"))
    in_state(qtbot, keeper, Kept.IN_RECOVERY)
    (slot,) = folder.glob("*.cspplan")
    assert load(slot).plan.profile.name == "Zoé"
    assert not keeper.is_safe


def test_a_living_window_s_slot_is_no_orphan(keeper, folder, example):
    keeper.open(None)
    keeper.keep(example)
    keeper.settle()
    assert orphans(folder) == ()


def test_a_document_only_looked_at_leaves_no_trace(keeper, folder, example):
    keeper.open(None)
    keeper.settle()
    assert not folder.exists() or list(folder.iterdir()) == []
    assert keeper.is_safe


def test_saved_to_a_file_the_document_leaves_its_slot(keeper, folder, tmp_path, example):
    keeper.open(None)
    keeper.keep(example)
    keeper.settle()
    keeper.save_as(tmp_path / "b.cspplan", example)
    assert list(folder.glob("*.cspplan")) == []
    assert keeper.state is Kept.IN_FILE
    assert keeper.is_safe


def test_a_full_disk_is_a_failure_that_leaves_the_file_and_no_litter(keeper, path, example, monkeypatch, qtbot):
    opened(keeper, path)
    before = path.read_bytes()

    with monkeypatch.context() as broken:
        fill_disk(broken)
        keeper.keep(named(example, "Zoé"))
        in_state(qtbot, keeper, Kept.FAILED)
    assert keeper.problem.problem is FileProblem.FULL
    assert path.read_bytes() == before
    assert no_litter(path.parent)
    assert not keeper.is_safe
    keeper.keep(named(example, "Zoé"))
    in_state(qtbot, keeper, Kept.IN_FILE)
    assert keeper.problem is None
    assert load(path).plan.profile.name == "Zoé"


def test_a_full_disk_found_at_the_last_moment_leaves_the_file(keeper, path, example, monkeypatch, qtbot):
    opened(keeper, path)
    before = path.read_bytes()

    def full(*_given):
        raise OSError(errno.EDQUOT, "quota")

    monkeypatch.setattr(os, "replace", full)
    keeper.keep(named(example, "Zoé"))
    in_state(qtbot, keeper, Kept.FAILED)
    assert keeper.problem.problem is FileProblem.FULL
    assert path.read_bytes() == before
    assert no_litter(path.parent)


def test_a_full_disk_for_the_recovery_slot_is_said(qapp, example, qtbot):
    def none_left():
        raise PlanFileError(FileProblem.FULL)

    keeper = Keeper(none_left)
    keeper.keep(example)
    keeper.settle()
    assert keeper.state is Kept.FAILED
    assert keeper.problem.problem is FileProblem.FULL
    assert not keeper.is_safe
    keeper.stop()


@NOT_ROOT
def test_a_read_only_file_is_not_replaced_by_a_detour(keeper, path, example, qtbot):
    opened(keeper, path)
    before = path.read_bytes()
    path.chmod(0o444)
    keeper.keep(named(example, "Zoé"))
    in_state(qtbot, keeper, Kept.FAILED)
    assert keeper.problem.problem is FileProblem.READ_ONLY
    assert path.read_bytes() == before


def test_a_file_that_may_not_be_written_is_a_failure(keeper, path, example, monkeypatch, qtbot):
    opened(keeper, path)
    before = path.read_bytes()
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda name, mode, **given: mode != os.W_OK and allowed(name, mode, **given))
    keeper.keep(named(example, "Zoé"))
    in_state(qtbot, keeper, Kept.FAILED)
    assert keeper.problem.problem is FileProblem.READ_ONLY
    assert path.read_bytes() == before
    monkeypatch.undo()
    keeper.keep(named(example, "Zoé"))
    in_state(qtbot, keeper, Kept.IN_FILE)


def test_what_someone_else_wrote_is_not_overwritten(keeper, path, example, qtbot):
    opened(keeper, path)
    save(path, named(example, "Quelqu’un d’autre"), None)
    theirs = path.read_bytes()
    keeper.keep(named(example, "Zoé"))
    in_state(qtbot, keeper, Kept.FAILED)
    assert keeper.problem.problem is FileProblem.CHANGED
    assert path.read_bytes() == theirs
    keeper.save_as(path, named(example, "Zoé"))
    assert keeper.state is Kept.IN_FILE
    assert keeper.problem is None
    assert load(path).plan.profile.name == "Zoé"
    assert load(backup_of(path)).plan.profile.name == "Quelqu’un d’autre"


def test_what_became_of_the_last_edit_is_known_once_it_is_settled(keeper, path, example):
    opened(keeper, path)
    keeper.keep(named(example, "Zoé"))
    assert not keeper.is_safe
    keeper.settle()
    assert keeper.state is Kept.IN_FILE
    assert keeper.is_safe
    save(path, named(example, "Quelqu’un d’autre"), None)
    keeper.keep(named(example, "Zoé encore"))
    assert not keeper.is_safe
    keeper.settle()
    assert keeper.state is Kept.FAILED
    assert keeper.problem.problem is FileProblem.CHANGED
    assert not keeper.is_safe


def test_a_failure_is_announced_once(keeper, path, example, qtbot):
    opened(keeper, path)
    path.unlink()
    keeper.keep(named(example, "Zoé"))
    states = []
    keeper.state_changed.connect(lambda: states.append(keeper.state))
    keeper.settle()
    qtbot.wait(20)
    assert states == [Kept.FAILED]


def test_a_file_that_is_gone_is_a_failure_and_no_new_file(keeper, path, example, qtbot):
    opened(keeper, path)
    path.unlink()
    keeper.keep(named(example, "Zoé"))
    in_state(qtbot, keeper, Kept.FAILED)
    assert keeper.problem.problem is FileProblem.GONE
    assert not path.exists()


def test_two_windows_on_one_file_never_lose_the_first_ones_work(open_window, path, example, qtbot):
    first = open_window(example, path, load(path).digest)
    second = open_window(example, path, load(path).digest)
    first.session.place(["TET010"], Term.parse("2028-S1"))
    first.documents.keeper.settle()
    second.session.unplace(["AST004"])
    in_state(qtbot, second.documents.keeper, Kept.FAILED)
    assert placements(load(path).plan)["TET010"] == "2028-S1"
    assert second.banner.isVisible()
    assert second.session.document.scenario.placement("AST004") is None
    button(second.banner, "Recharger le fichier").click()
    qtbot.waitUntil(lambda: second.session.document == first.session.document, timeout=2_000)
    assert second.banner.isVisible()
    button(second.banner, "Reprendre les miennes").click()
    qtbot.waitUntil(lambda: second.session.document.scenario.placement("AST004") is None, timeout=2_000)
    assert second.session.document.scenario.placement("TET010") is None
    in_state(qtbot, second.documents.keeper, Kept.IN_FILE)
    second.session.history.undo()
    assert second.session.document == first.session.document
    second.session.unplace(["AST004"])
    in_state(qtbot, second.documents.keeper, Kept.IN_FILE)
    assert "AST004" not in placements(load(path).plan)
    # In the other window one's own plan can be kept.
    first.session.unplace(["TRS001"])
    in_state(qtbot, first.documents.keeper, Kept.FAILED)
    button(first.banner, "Garder le mien").click()
    in_state(qtbot, first.documents.keeper, Kept.IN_FILE)
    assert load(path).plan == first.session.document != second.session.document
    assert load(backup_of(path)).plan == second.session.document


def test_a_window_says_that_saving_failed_until_it_works_again_or_a_later_edit_is_saved(
    open_window, path, example, monkeypatch, qtbot
):
    window = open_window(example, path, load(path).digest)
    window.session.do("note", lambda plan: set_note(plan, "AST004", "à voir"))
    qtbot.waitUntil(lambda: load(path).plan == window.session.document, timeout=1_000)
    window.session.history.undo()
    qtbot.waitUntil(lambda: load(path).plan == example, timeout=1_000)

    def fail():
        with monkeypatch.context() as broken:
            fill_disk(broken)
            window.session.place(["TET010"], Term.parse("2028-S1"))
            in_state(qtbot, window.documents.keeper, Kept.FAILED)

    fail()
    assert window.banner.isVisible()
    assert "Errno" not in window.banner.accessibleName()
    assert window._status._kept.text() == "Non enregistré"
    button(window.banner, "Réessayer").click()
    in_state(qtbot, window.documents.keeper, Kept.IN_FILE)
    assert window._status._kept.text() == "Enregistré"
    assert load(path).plan == window.session.document
    assert not window.banner.isVisible()
    window.session.history.undo()
    in_state(qtbot, window.documents.keeper, Kept.IN_FILE)
    fail()
    said = []
    window.documents.said.connect(lambda text, _choices: said.append(text))
    window.session.unplace(["AST004"])
    in_state(qtbot, window.documents.keeper, Kept.IN_FILE)
    assert not window.banner.isVisible()
    assert said == []  # nor is the old failure said again while the edit is being written


def test_an_unforeseen_error_while_writing_is_a_failure_too(keeper, path, example, monkeypatch, qtbot):
    import csp_planner.ui.document.keeper as module

    def broken(*_given):
        raise OSError(errno.EIO, "the disk is dying")

    opened(keeper, path)
    monkeypatch.setattr(module, "save", broken)
    keeper.keep(named(example, "Zoé"))
    in_state(qtbot, keeper, Kept.FAILED)
    assert keeper.problem.problem is FileProblem.FAILED
    assert "the disk is dying" in logged()


@pytest.mark.parametrize("error", [RuntimeError("a mistake of ours"), MemoryError(), UnicodeError("surrogate")])
def test_a_mistake_while_writing_is_a_failure_and_the_thread_lives(keeper, path, example, monkeypatch, error):
    import csp_planner.ui.document.keeper as module

    def broken(*_given):
        raise error

    opened(keeper, path)
    with monkeypatch.context() as wrong:
        wrong.setattr(module, "save", broken)
        keeper.keep(named(example, "Zoé"))
        keeper.settle()
    assert keeper.state is Kept.FAILED
    assert keeper.problem.problem is FileProblem.FAILED
    assert type(error).__name__ in logged()
    assert keeper._thread.is_alive()
    keeper.keep(named(example, "Zoé"))
    keeper.settle()
    assert keeper.state is Kept.IN_FILE
    assert load(path).plan.profile.name == "Zoé"


def test_nobody_waits_for_a_thread_that_has_ended(qapp, path, example, folder):
    keeper = Keeper(lambda: claim(folder))
    opened(keeper, path)
    keeper.stop()
    keeper.keep(named(example, "Zoé"))
    keeper.settle()
    assert not keeper.is_safe


def test_a_plan_too_large_for_a_file_is_a_failure_and_the_thread_lives(keeper, path, example, qtbot):
    opened(keeper, path)
    before = path.read_bytes()
    programme = example.programme
    units = tuple(replace(unit, title="x" * 700_000) for unit in programme.units)
    keeper.keep(replace(example, programme=replace(programme, units=units)))
    in_state(qtbot, keeper, Kept.FAILED)
    assert path.read_bytes() == before
    keeper.keep(named(example, "Zoé"))
    in_state(qtbot, keeper, Kept.IN_FILE)


def test_opening_another_document_finishes_the_last_one(keeper, path, example, tmp_path):
    opened(keeper, path)
    keeper.keep(named(example, "Zoé"))
    other = tmp_path / "other.cspplan"
    save(other, example, None)
    opened(keeper, other)
    assert load(path).plan.profile.name == "Zoé"
    assert load(other).plan == example


def test_a_failure_of_the_last_document_is_not_that_of_the_next(keeper, path, example, tmp_path, qtbot):
    opened(keeper, path)
    path.unlink()
    keeper.keep(named(example, "Zoé"))
    keeper.settle()
    other = tmp_path / "other.cspplan"
    save(other, example, None)
    opened(keeper, other)
    qtbot.wait(20)
    assert keeper.state is Kept.IN_FILE
    assert keeper.problem is None


def test_a_stopped_keeper_has_written_everything(qapp, path, example, folder):
    keeper = Keeper(lambda: claim(folder))
    opened(keeper, path)
    keeper.keep(named(example, "Zoé"))
    keeper.stop()
    assert load(path).plan.profile.name == "Zoé"
    assert not keeper._thread.is_alive()


KILLED = """
import sys
from pathlib import Path
from dataclasses import replace
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
from csp_planner.storage.planfile import load
from csp_planner.storage.recovery import claim
from csp_planner.ui.document.keeper import Keeper
path = Path(sys.argv[1])
loaded = load(path)
keepers = [Keeper(lambda: claim(path.parent / "recovery")) for _each in range(2)]
keepers[0].open(path, loaded.digest)
keepers[1].open(None)
count = 0
while True:
    count += 1
    profile = replace(loaded.plan.profile, name="Zoé " * (1 + count % 500), weeks_per_semester=1 + count % 50)
    for keeper in keepers:
        keeper.keep(replace(loaded.plan, profile=profile))
    if count % 3 == 0:
        for keeper in keepers:
            keeper.settle()
    if count == 20:
        print("ready", flush=True)
"""


def test_killed_at_any_moment_the_plan_can_be_loaded(path):
    for delay in (0.0, 0.013, 0.04):
        program = subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True)
        assert program.stdout.readline() == "ready\n"
        time.sleep(delay)
        program.send_signal(signal.SIGKILL)
        program.wait()
        program.stdout.close()
        assert load(path).plan.profile.name.startswith("Zoé")
    found = orphans(path.parent / "recovery")
    assert len(found) == 3
    assert all(orphan.plan.profile.name.startswith("Zoé") for orphan in found)
