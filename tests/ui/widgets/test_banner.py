"""A sentence across the window stays as long as it is about what is shown, and no longer."""

import errno
import os

import pytest

from csp_planner.domain.terms import Term
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load, save
from csp_planner.ui import theme
from csp_planner.ui.document.keeper import Kept

MADE = "csv.csv créé"


@pytest.fixture
def path(example, tmp_path):
    path = tmp_path / "a.cspplan"
    save(path, example, None)
    return path


@pytest.fixture
def saved(open_window, path, example):
    return open_window(example, path, load(path).digest)


def say(window, text=MADE):
    window.documents.said.emit(text, [])
    assert window.banner.isVisible()


def full(*_given):
    raise OSError(errno.ENOSPC, "no space")


def fail_to_keep(window, monkeypatch, qtbot):
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        window.session.place(["TET010"], Term.parse("2028-S1"))
        qtbot.waitUntil(lambda: window.documents.keeper.state is Kept.FAILED, timeout=2_000)
    assert window.banner.isVisible()


def keep_again(window, qtbot):
    window.session.unplace(["AST004"])
    qtbot.waitUntil(lambda: window.documents.keeper.state is Kept.IN_FILE, timeout=2_000)


# Another document


def test_what_was_said_of_a_plan_goes_with_it(saved):
    say(saved)
    saved.documents.new()
    assert saved.start_page.isVisible()
    assert not saved.banner.isVisible()


@pytest.mark.parametrize("way", ["example", "file"])
def test_what_was_said_of_a_plan_is_not_said_of_the_next(saved, way, tmp_path, blank):
    say(saved)
    if way == "example":
        saved.documents.open_example(example_files()[0])
    else:
        save(tmp_path / "b.cspplan", blank, None)
        assert saved.documents.open_file(tmp_path / "b.cspplan")
    assert not saved.banner.isVisible()


def test_what_is_said_because_a_file_cannot_be_opened_stays(saved, tmp_path):
    damaged = tmp_path / "b.cspplan"
    damaged.write_text("{", encoding="utf-8")
    assert not saved.documents.open_file(damaged)
    assert saved.banner.isVisible()


def test_what_is_said_of_a_damaged_file_on_the_start_page_stays(start_window, tmp_path, qtbot):
    window = start_window()
    window.show_start()
    with qtbot.waitExposed(window):
        window.show()
    damaged = tmp_path / "b.cspplan"
    damaged.write_text("{", encoding="utf-8")
    assert not window.documents.open_file(damaged)
    assert window.banner.isVisible()


def test_a_plan_that_another_window_took_up_is_said_and_stays_said(start_window, qtbot, monkeypatch):
    window = start_window()
    window.show_start()
    with qtbot.waitExposed(window):
        window.show()
    monkeypatch.setattr("csp_planner.ui.document.documents.adopt", lambda _orphan: None)
    window.documents.take_up(None)
    assert window.banner.isVisible()


def test_leaving_that_was_given_up_takes_nothing_back(saved, monkeypatch):
    say(saved)
    monkeypatch.setattr(saved.documents, "may_leave", lambda: False)
    saved.documents.new()
    assert saved.banner.isVisible()


# Saving


def test_a_save_that_works_again_takes_back_what_was_said_about_saving(saved, monkeypatch, qtbot):
    fail_to_keep(saved, monkeypatch, qtbot)
    keep_again(saved, qtbot)
    assert not saved.banner.isVisible()


def test_a_save_that_works_again_leaves_what_was_said_since(saved, monkeypatch, qtbot):
    fail_to_keep(saved, monkeypatch, qtbot)
    say(saved)
    keep_again(saved, qtbot)
    assert saved.banner.isVisible()
    assert saved.banner.accessibleName() == MADE


def test_saving_elsewhere_leaves_what_was_said_of_something_else(saved, tmp_path):
    say(saved)
    assert saved.documents.save_to(tmp_path / "b.cspplan")
    assert saved.banner.isVisible()


def test_a_place_that_took_no_file_is_said_until_another_one_does(saved, tmp_path, qtbot):
    assert not saved.documents.save_to(tmp_path / "missing" / "b.cspplan")
    assert saved.banner.isVisible()
    keep_again(saved, qtbot)
    assert saved.banner.isVisible()
    assert saved.documents.save_to(tmp_path / "b.cspplan")
    assert not saved.banner.isVisible()


def test_good_news_has_not_the_colour_of_a_warning(window):
    banner = window.banner
    window.documents.done.emit(MADE, [])
    assert banner.palette().color(banner.backgroundRole()) == theme.colour("accent_fill")
    window.documents.said.emit("Non enregistré", [])
    assert banner.palette().color(banner.backgroundRole()) == theme.colour("warning_fill")
