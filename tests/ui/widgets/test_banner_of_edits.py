"""What is said of an edit across the window goes when the edit is taken back, or what it says no longer holds."""

from dataclasses import replace

import pytest

from csp_planner.domain.edits import place
from csp_planner.domain.edits.scenarios import duplicate_scenario
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Placement
from csp_planner.domain.terms import Term
from csp_planner.domain.year_openings import YearOpenings
from csp_planner.storage.folders import data_folder
from csp_planner.storage.planfile import load, save
from csp_planner.storage.programmes import keep_programme
from csp_planner.ui.actions.taking import take_from
from csp_planner.ui.dialogs.edition import EditionDialog
from csp_planner.ui.dialogs.going_on import GoingOnDialog

from ...awards import BRANCHES, plan_with_choices
from ...editions import licence, newer
from ..hand import TODAY, answer

BIOLOGY, CHEMISTRY = f"{BRANCHES}.1", f"{BRANCHES}.2"


@pytest.fixture
def chosen(open_window):
    """Biology stands in both scenarios, of which the first is shown."""
    plan = plan_with_choices()
    placed = (Placement(unit="BIO201", term=Term.parse("2027-S1")),)
    first = replace(plan.scenario, placements=placed)
    return open_window(replace(plan, scenarios=(first, replace(first, name="Autre"))))


def choose_chemistry(window):
    window.acts.choosing.choose(CHEMISTRY)
    assert "BIO201" in window.banner.accessibleName()
    assert window.banner.isVisible()


def test_that_a_branch_made_units_leave_is_said_while_it_is_so(chosen):
    session = chosen.session
    ways = (
        session.history.undo,
        lambda: chosen.acts.choosing.leave(CHEMISTRY),
        lambda: chosen.acts.choosing.choose(BIOLOGY),
        lambda: session.do("x", lambda plan: place(plan, "BIO201", Term.parse("2027-S1"), TODAY)),
        lambda: session.show_scenario(1),
        lambda: session.do("x", lambda plan: duplicate_scenario(plan, 0, "Copie")),
    )
    for way in ways:
        choose_chemistry(chosen)
        session.do("y", lambda plan: place(plan, "SOC101", Term.parse("2027-S1"), TODAY))
        assert chosen.banner.isVisible(), "another edit leaves it as it is"
        if way == session.history.undo:
            way()
            assert chosen.banner.isVisible()
        way()
        assert not chosen.banner.isVisible()
        session.show_scenario(0)
        while session.history.canUndo():
            session.history.undo()


def test_what_was_said_of_another_thing_stays_when_an_edit_is_undone(chosen):
    choose_chemistry(chosen)
    chosen.documents.done.emit("csv.csv créé", [])
    chosen.session.history.undo()
    assert chosen.banner.isVisible()


def test_what_entered_openings_change_goes_with_their_undo_and_comes_back_with_their_redo(window):
    told = YearOpenings(
        programme="CRN01", year=2027, source="secrétariat", date=TODAY, openings={"FPG003": Opening.SEMESTER_2}
    )
    assert window.opening_acts._keep(told, None) == ""
    history, said = window.session.history, window.banner.accessibleName()
    assert window.banner.isVisible()
    history.undo()
    assert not window.banner.isVisible()
    history.redo()
    assert (window.banner.isVisible(), window.banner.accessibleName()) == (True, said)
    history.undo()
    window.session.unplace(["AST004"])  # in the place of the step that was undone
    assert not window.banner.isVisible()
    history.undo()
    history.redo()
    assert not window.banner.isVisible()


def test_what_was_taken_of_another_plan_is_not_said_once_that_is_undone(window, tmp_path, example):
    save(tmp_path / "b.cspplan", replace(example, scenarios=example.scenarios[:1], active=0), None)
    take_from(window.documents, tmp_path / "b.cspplan")
    assert window.banner.isVisible()
    window.session.history.undo()
    assert not window.banner.isVisible()


def test_that_a_plan_follows_a_newer_sheet_goes_with_its_undo(window, crn01):
    troubles = answer(EditionDialog, lambda dialog: dialog.apply.click())
    window.edition_acts.compare_with(newer(crn01))
    assert troubles == []
    assert window.banner.isVisible()
    window.session.history.undo()
    assert not window.banner.isVisible()


def test_a_plan_gone_on_to_offers_no_save_once_it_is_in_a_file(window, tmp_path):
    keep_programme(data_folder(), licence())
    window.documents.may_leave = lambda: True
    troubles = answer(GoingOnDialog, lambda dialog: dialog.begin.click())
    window.named_actions.editions.go_on.trigger()
    assert troubles == []
    assert window.banner.isVisible()
    assert window.documents.save_to(tmp_path / "suite.cspplan")
    assert load(tmp_path / "suite.cspplan").plan == window.session.document
    assert not window.banner.isVisible()
