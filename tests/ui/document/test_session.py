"""The open document: one gesture is one undo step; what is refused or only tried changes nothing."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QSignalSpy

from csp_planner.domain import edits
from csp_planner.domain.edits.refusal import Reason
from csp_planner.domain.edits.scenarios import add_scenario, delete_scenario, rename_scenario
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.planning.preview import verdicts
from csp_planner.domain.planning.slack import slack
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term, year_terms
from csp_planner.domain.wishes import Wishes
from csp_planner.storage.planfile import load, save
from csp_planner.ui.document.session import Session, Trial

from ..hand import TODAY, placements


def emptied(plan):
    """What a trial may look like: nothing placed."""
    return plan.with_scenario(replace(plan.scenario, placements=()))


@pytest.fixture
def trial(example):
    tried = emptied(example)
    return Trial(
        plan=tried,
        evaluation=evaluate_plan(tried, TODAY),
        sentence="Et si rien n’était placé ?",
        keep=lambda plan: add_scenario(plan, tried.scenario, "Rien"),
        keep_name="Garder « Rien »",
        moved={"AST004": Term.parse("2027-S1")},
    )


def steps(session):
    """One edit of each kind a hand can make."""
    return [
        lambda: session.place(["TET010"], Term.parse("2028-S1")),
        lambda: session.place(["TET007"], Term.parse("2027-S1"), "À distance"),
        lambda: session.unplace(["AST002", "CCE001"]),
        lambda: session.do("mark", lambda plan: edits.record_outcome(plan, "AST005", UnitState.VALIDATED, TODAY)),
        lambda: session.do("limits", lambda plan: edits.set_limits(plan, 12, 90)),
        lambda: session.do("year", edits.add_year),
        lambda: session.do("note", lambda plan: edits.set_note(plan, "AST004", "à voir")),
        lambda: session.do("figure", lambda plan: edits.set_override(plan, "UAS004", None, 20, TODAY)),
        lambda: session.do("rename", lambda plan: rename_scenario(plan, 0, "Autre")),
        lambda: session.do("delete", lambda plan: delete_scenario(plan, 1)),
        lambda: session.do("order", lambda plan: edits.set_order(plan, False)),
    ]


def test_without_a_document_there_is_nothing_to_read_or_undo(session):
    session.unplace(["AST004"])
    session.close()
    assert not session.is_open
    assert not session.history.canUndo()
    for ask in (lambda: session.plan, lambda: session.document, lambda: session.evaluation, lambda: session.reading):
        with pytest.raises(RuntimeError, match="no document"):
            ask()


def test_a_trial_ends_with_its_document(session, trial, example):
    session.show_trial(trial)
    session.close()
    assert session.trial is None
    session.replace(example)
    assert session.is_open
    assert session.plan is example


def test_each_gesture_is_one_undo_step(session):
    for count, step in enumerate(steps(session), start=1):
        assert step()
        assert session.history.count() == count
        assert session.history.canUndo()


def test_undoing_everything_and_redoing_everything_gives_equal_plans(session):
    plans = [session.document]
    for step in steps(session):
        step()
        plans.append(session.document)
    for plan in reversed(plans[:-1]):
        session.history.undo()
        assert session.document == plan
    assert not session.history.canUndo()
    for plan in plans[1:]:
        session.history.redo()
        assert session.document == plan
        assert session.evaluation == evaluate_plan(plan, TODAY)
    assert not session.history.canRedo()


def test_a_new_gesture_after_an_undo_forgets_what_was_undone(session):
    session.place(["TET010"], Term.parse("2028-S1"))
    session.history.undo()
    session.unplace(["AST004"])
    assert not session.history.canRedo()
    assert session.history.count() == 1


def test_undo_has_no_limit(session):
    before = session.document
    for _each in range(130):
        session.place(["TET010"], Term.parse("2028-S1"))
        session.unplace(["TET010"])
    assert session.history.count() == 260
    while session.history.canUndo():
        session.history.undo()
    assert session.document == before


def test_each_step_is_named_after_what_it_did(session):
    session.place(["TET010"], Term.parse("2028-S1"))
    assert all(part in session.history.undoText() for part in ("Placer", "TET010", "S1 2028/2029"))
    session.unplace(["TET010"])
    assert "TET010" in session.history.undoText()
    session.unplace(["AST004", "TRS001"])
    assert "2" in session.history.undoText()
    assert "AST004" not in session.history.undoText()


def test_an_edit_that_changes_nothing_takes_no_step(session):
    standing = session.evaluation.standings["AST004"].term
    assert session.place(["AST004"], standing)
    assert session.history.count() == 0


def test_a_refused_edit_leaves_the_plan_and_says_why(session):
    before, evaluation = session.document, session.evaluation
    refused, changed = QSignalSpy(session.refused), QSignalSpy(session.changed)
    assert not session.place(["TET010"], Term.parse("2028-S2"))
    assert session.document is before
    assert session.evaluation is evaluation
    assert session.history.count() == 0
    assert changed.count() == 0
    ((refusal,),) = refused.at(0)
    assert (refusal.reason, refusal.unit) == (Reason.NOT_OPEN, "TET010")


def test_all_refusals_of_one_edit_come_together(session):
    refused = QSignalSpy(session.refused)
    assert not session.place(["TET010", "AST004", "AST005"], Term.parse("2028-S2"))
    (refusals,) = refused.at(0)
    assert {refusal.unit for refusal in refusals} == {"TET010", "AST004"}


def test_the_evaluation_is_always_that_of_the_plan_shown(session, trial):
    session.place(["TET010"], Term.parse("2028-S1"))
    assert session.evaluation == evaluate_plan(session.plan, TODAY)
    session.show_trial(trial)
    assert session.evaluation == evaluate_plan(trial.plan, TODAY)
    session.drop_trial()
    assert session.evaluation == evaluate_plan(session.document, TODAY)
    session.history.undo()
    assert session.evaluation == evaluate_plan(session.document, TODAY)


def test_the_verdicts_are_those_of_the_rules_for_every_term_of_the_board(session):
    found = session.verdicts(["TET010"])
    terms = [term for year in session.board_years for term in year_terms(year)]
    assert found == verdicts(session.plan, session.evaluation, ["TET010"], terms, TODAY)


def test_a_gesture_tells_once_that_the_plan_is_another_and_is_to_be_saved(session):
    changed, edited = QSignalSpy(session.changed), QSignalSpy(session.edited)
    session.place(["TET010"], Term.parse("2028-S1"))
    assert (changed.count(), edited.count()) == (1, 1)
    session.history.undo()
    assert (changed.count(), edited.count()) == (2, 2)


# What is only tried


def test_a_trial_is_shown_and_the_document_stays(session, trial):
    before = session.document
    changed, edited = QSignalSpy(session.changed), QSignalSpy(session.edited)
    session.show_trial(trial)
    assert session.plan is trial.plan
    assert session.document is before
    assert placements(session.plan) == {}
    assert (changed.count(), edited.count()) == (1, 0)
    assert session.history.count() == 0


def test_no_edit_reaches_a_trial(session, trial):
    session.show_trial(trial)
    held_back = QSignalSpy(session.held_back)
    before = session.document
    for step in steps(session):
        assert not step()
    assert held_back.count() == len(steps(session))
    assert session.document is before
    assert session.trial is trial
    assert session.history.count() == 0


def test_whether_an_edit_would_be_made_is_known_before_it_is_asked_for(session, trial):
    held_back = QSignalSpy(session.held_back)
    assert session.may_edit()
    assert held_back.count() == 0
    session.show_trial(trial)
    assert not session.may_edit()
    assert held_back.count() == 1
    session.drop_trial()
    assert session.may_edit()


def test_a_trial_kept_is_a_scenario_in_one_undo_step(session, trial, example):
    session.show_trial(trial)
    assert session.keep_trial()
    assert session.trial is None
    assert [scenario.name for scenario in session.document.scenarios][-1] == "Rien"
    assert session.document.scenario.name == "Rien"
    assert session.history.count() == 1
    assert session.history.undoText() == "Garder « Rien »"
    session.history.undo()
    assert session.document == example


def test_a_trial_dropped_leaves_nothing(session, trial, example):
    changed = QSignalSpy(session.changed)
    session.show_trial(trial)
    session.drop_trial()
    assert session.plan == session.document == example
    assert session.history.count() == 0
    assert changed.count() == 2
    session.drop_trial()
    assert changed.count() == 2


def test_a_trial_that_can_no_longer_be_kept_says_why(session, trial):
    session.do("name", lambda plan: rename_scenario(plan, 0, "Rien"))
    session.show_trial(trial)
    refused = QSignalSpy(session.refused)
    assert not session.keep_trial()
    assert refused.at(0)[0][0].reason is Reason.NAME_TAKEN
    assert session.history.count() == 1


def test_keeping_without_a_trial_does_nothing(session):
    assert not session.keep_trial()
    assert session.history.count() == 0


def test_undo_during_a_trial_ends_it_and_shows_the_document(session, trial, example):
    session.place(["TET010"], Term.parse("2028-S1"))
    session.show_trial(trial)
    session.history.undo()
    assert session.trial is None
    assert session.plan == session.document == example


def test_a_trial_is_never_saved(open_window, example, trial, tmp_path):
    path = tmp_path / "a.cspplan"
    window = open_window(example, path, save(path, example, None))
    window.session.show_trial(trial)
    window.documents.save()
    window.documents.keeper.settle()
    assert load(path).plan == example
    window.documents.save_to(tmp_path / "b.cspplan")
    assert load(tmp_path / "b.cspplan").plan == example


# Scenarios


def test_looking_at_another_scenario_takes_no_undo_step_and_saves_nothing(session):
    changed, edited = QSignalSpy(session.changed), QSignalSpy(session.edited)
    session.show_scenario(1)
    assert session.plan.scenario.name.startswith("B")
    assert (changed.count(), edited.count()) == (1, 0)
    assert session.history.count() == 0
    session.show_scenario(1)
    assert changed.count() == 1


def test_looking_at_another_scenario_ends_a_trial(session, trial):
    session.show_trial(trial)
    session.show_scenario(0)
    assert session.trial is None
    assert session.plan.active == 0


def test_what_was_done_in_one_scenario_is_undone_there(session, example):
    session.place(["TET010"], Term.parse("2028-S1"))
    session.show_scenario(1)
    session.history.undo()
    assert session.plan.active == 0
    assert session.document == example


def test_states_belong_to_the_learner_and_hold_in_every_scenario(session):
    session.do("mark", lambda plan: edits.record_outcome(plan, "PST003", UnitState.VALIDATED, TODAY))
    session.show_scenario(1)
    assert session.evaluation.standings["PST003"].state is UnitState.VALIDATED


# Documents


def test_another_document_begins_a_history_of_its_own(session, blank, trial):
    session.place(["TET010"], Term.parse("2028-S1"))
    session.show_trial(trial)
    session.replace(blank)
    assert session.plan is blank
    assert session.trial is None
    assert not session.history.canUndo()


def test_the_board_shows_the_years_of_placements_and_attempts(session):
    assert list(session.board_years) == [2026, 2027, 2028]
    session.place(["TET010"], Term.parse("2030-S1"))
    assert list(session.board_years) == [2026, 2027, 2028, 2029, 2030]


def test_slack_is_that_of_the_plan_shown_and_follows_it(session):
    before = dict(session.slack)
    assert before == slack(session.plan, session.evaluation, TODAY)
    assert session.slack is session.slack
    session.place(["TET010"], Term.parse("2028-S1"))
    assert session.slack == slack(session.plan, session.evaluation, TODAY)
    assert "TET010" in session.slack
    assert "TET010" not in before


@pytest.mark.parametrize(("name", "title"), [("", "Plan CRN01"), ("Léa", "Plan CRN01 — Léa")])
def test_the_title_names_the_learner_when_there_is_a_name(blank, qapp, name, title):
    plan = replace(blank, profile=replace(blank.profile, name=name))
    assert Session(plan, TODAY).title == title


def test_the_filter_and_the_selection_are_no_steps(window):
    workspace = window.workspace_now()
    workspace.pool.filter.setText("S2")
    workspace.pool.units.select("TET007")
    window.named_actions.view.slack.setChecked(True)
    window.toggle_zone(0)
    window.toggle_compare()
    window.toggle_compare()
    window.set_language("en")
    assert window.session.history.count() == 0


def test_the_undo_step_of_a_unit_that_stood_elsewhere_says_move(session):
    session.place(["AST004"], Term.parse("2028-S1"))
    assert session.history.undoText().startswith("Déplacer AST004")
    session.place(["AST004", "TET010"], Term.parse("2027-S1"))
    assert session.history.undoText().startswith("Placer 2")


def test_an_undo_and_a_redo_say_which_plans_they_lead_between(session):
    seen = []
    session.stepped.connect(lambda before, after: seen.append((before, after)))
    before = session.document
    session.unplace(["AST004"])
    after = session.document
    assert seen == []
    session.history.undo()
    session.history.redo()
    session.history.undo()
    assert seen == [(after, before), (before, after), (after, before)]


def test_a_choice_is_an_edit_that_leaves_a_trial_shown(session, trial):
    edited = QSignalSpy(session.edited)
    session.show_trial(trial)
    session.choose(Wishes(keep=True))
    assert edited.count() == 1
    assert session.trial is trial
    assert session.plan is trial.plan
    assert session.document.scenario.wishes == Wishes(keep=True)
    assert session.keep_trial()
    assert session.document.scenarios[0].wishes == Wishes(keep=True)
    session.history.undo()
    session.history.undo()
    assert session.document.scenario.wishes == Wishes()


def test_the_same_choice_again_is_no_step(session):
    session.choose(Wishes(keep=True))
    session.choose(Wishes(keep=True))
    session.choose(Wishes())
    assert session.history.count() == 0
