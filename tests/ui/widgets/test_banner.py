"""A sentence across the window stays as long as it is about what is shown, and no longer."""

import pytest

from csp_planner.domain.terms import Term
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import save
from csp_planner.ui import theme
from csp_planner.ui.document.keeper import Kept

from ..hand import fill_disk

MADE = "csv.csv créé"


def say(window, text=MADE):
    window.documents.said.emit(text, [])
    assert window.banner.isVisible()


def fail_to_keep(window, monkeypatch, qtbot):
    with monkeypatch.context() as broken:
        fill_disk(broken)
        window.session.place(["TET010"], Term.parse("2028-S1"))
        qtbot.waitUntil(lambda: window.documents.keeper.state is Kept.FAILED, timeout=2_000)
    assert window.banner.isVisible()


def keep_again(window, qtbot):
    window.session.unplace(["AST004"])
    qtbot.waitUntil(lambda: window.documents.keeper.state is Kept.IN_FILE, timeout=2_000)


# Another document


def test_what_was_said_of_a_plan_goes_with_it(saved_window):
    say(saved_window)
    saved_window.documents.new()
    assert saved_window.start_page.isVisible()
    assert not saved_window.banner.isVisible()


@pytest.mark.parametrize("way", ["example", "file"])
def test_what_was_said_of_a_plan_is_not_said_of_the_next(saved_window, way, tmp_path, blank):
    say(saved_window)
    if way == "example":
        saved_window.documents.open_example(example_files()[0])
    else:
        save(tmp_path / "b.cspplan", blank, None)
        assert saved_window.documents.open_file(tmp_path / "b.cspplan")
    assert not saved_window.banner.isVisible()


def test_what_is_said_because_a_file_cannot_be_opened_stays(saved_window, tmp_path):
    damaged = tmp_path / "b.cspplan"
    damaged.write_text("{", encoding="utf-8")
    assert not saved_window.documents.open_file(damaged)
    assert saved_window.banner.isVisible()


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


def test_leaving_that_was_given_up_takes_nothing_back(saved_window, monkeypatch):
    say(saved_window)
    monkeypatch.setattr(saved_window.documents, "may_leave", lambda: False)
    saved_window.documents.new()
    assert saved_window.banner.isVisible()


# Saving


def test_a_save_that_works_again_takes_back_what_was_said_about_saving(saved_window, monkeypatch, qtbot):
    fail_to_keep(saved_window, monkeypatch, qtbot)
    keep_again(saved_window, qtbot)
    assert not saved_window.banner.isVisible()


def test_a_save_that_works_again_leaves_what_was_said_since(saved_window, monkeypatch, qtbot):
    fail_to_keep(saved_window, monkeypatch, qtbot)
    say(saved_window)
    keep_again(saved_window, qtbot)
    assert saved_window.banner.isVisible()
    assert saved_window.banner.accessibleName() == MADE


def test_saving_elsewhere_leaves_what_was_said_of_something_else(saved_window, tmp_path):
    say(saved_window)
    assert saved_window.documents.save_to(tmp_path / "b.cspplan")
    assert saved_window.banner.isVisible()


def test_a_place_that_took_no_file_is_said_until_another_one_does(saved_window, tmp_path, qtbot):
    assert not saved_window.documents.save_to(tmp_path / "missing" / "b.cspplan")
    assert saved_window.banner.isVisible()
    keep_again(saved_window, qtbot)
    assert saved_window.banner.isVisible()
    assert saved_window.documents.save_to(tmp_path / "b.cspplan")
    assert not saved_window.banner.isVisible()


def test_good_news_has_not_the_colour_of_a_warning(window):
    banner = window.banner
    window.documents.done.emit(MADE, [])
    assert banner.palette().color(banner.backgroundRole()) == theme.colour("accent_fill")
    window.documents.said.emit("Non enregistré", [])
    assert banner.palette().color(banner.backgroundRole()) == theme.colour("warning_fill")
