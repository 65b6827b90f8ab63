"""A sentence across the window stays as long as it is about what is shown, and no longer."""

from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import save
from csp_planner.ui import theme
from csp_planner.ui.document.keeper import Kept

from ..hand import fill_disk

MADE = "csv.csv créé"


def say(window, text=MADE):
    window.documents.said.emit(text, [])
    assert window.banner.isVisible()


def fail_to_keep(window, monkeypatch, qtbot, unit="TRS002"):
    with monkeypatch.context() as broken:
        fill_disk(broken)
        window.session.unplace([unit])
        qtbot.waitUntil(lambda: window.documents.keeper.state is Kept.FAILED, timeout=2_000)
    assert window.banner.isVisible()


def keep_again(window, qtbot, unit="AST004"):
    window.session.unplace([unit])
    qtbot.waitUntil(lambda: window.documents.keeper.state is Kept.IN_FILE, timeout=2_000)


# Another document


def test_what_was_said_of_a_plan_goes_when_it_is_left_and_only_then(saved_window, tmp_path, blank, monkeypatch):
    documents, banner = saved_window.documents, saved_window.banner
    damaged, other = tmp_path / "a.cspplan", tmp_path / "b.cspplan"
    damaged.write_text("{", encoding="utf-8")
    assert not documents.open_file(damaged)
    assert banner.isVisible(), "that a file cannot be opened stays said"

    say(saved_window)
    with monkeypatch.context() as staying:
        staying.setattr(documents, "may_leave", lambda: False)
        documents.new()
    assert banner.isVisible(), "leaving that was given up takes nothing back"

    documents.open_example(example_files()[0])
    assert not banner.isVisible()
    say(saved_window)
    save(other, blank, None)
    assert documents.open_file(other)
    assert not banner.isVisible()
    say(saved_window)
    documents.new()
    assert saved_window.start_page.isVisible()
    assert not banner.isVisible()


def test_what_is_said_on_the_start_page_stays(started, tmp_path, monkeypatch):
    window = started()
    damaged = tmp_path / "b.cspplan"
    damaged.write_text("{", encoding="utf-8")
    assert not window.documents.open_file(damaged)
    assert window.banner.isVisible(), "of a damaged file"
    window.banner.quiet()
    assert not window.banner.isVisible()
    monkeypatch.setattr("csp_planner.ui.document.documents.adopt", lambda _orphan: None)
    window.documents.take_up(None)
    assert window.banner.isVisible(), "of a plan that another window took up"


# Saving


def test_a_save_that_works_again_takes_back_what_was_said_about_saving_and_nothing_else(
    saved_window, monkeypatch, qtbot
):
    fail_to_keep(saved_window, monkeypatch, qtbot)
    keep_again(saved_window, qtbot)
    assert not saved_window.banner.isVisible()
    fail_to_keep(saved_window, monkeypatch, qtbot, "AST005")
    say(saved_window)
    keep_again(saved_window, qtbot, "PST003")
    assert saved_window.banner.isVisible()
    assert saved_window.banner.accessibleName() == MADE


def test_saving_elsewhere_takes_back_that_a_place_took_no_file_and_nothing_else(saved_window, tmp_path, qtbot):
    say(saved_window)
    assert saved_window.documents.save_to(tmp_path / "a.cspplan")
    assert saved_window.banner.isVisible()
    assert not saved_window.documents.save_to(tmp_path / "missing" / "b.cspplan")
    assert saved_window.banner.accessibleName() != MADE
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
