"""What hands do to the scenarios: each act is undone; and what is tried is kept or dropped."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QDialog, QMenu

from csp_planner.domain.evaluation.values import Severity
from csp_planner.domain.limits import MAX_SCENARIOS
from csp_planner.domain.planning.comparison import compare
from csp_planner.domain.terms import Term
from csp_planner.messages.advice import advice_sentence
from csp_planner.proposal.questions import Fails, FewerEcts, StartsLater, TermOff
from csp_planner.ui.dialogs.questions import AmountDialog
from csp_planner.ui.panels.check_model import DIAGNOSTIC_ROLE

from ...proposal.asking import advised_of
from ..hand import TODAY, advised, answer, button, card, fire, list_of, menu_texts, note, on_card, select, workspace_of


def names(window):
    return [scenario.name for scenario in window.session.document.scenarios]


ACTS = {
    "new": lambda acts: acts.add(),
    "duplicate": lambda acts: acts.duplicate(0),
    "rename": lambda acts: acts.rename(1, "Autre"),
    "move": lambda acts: acts.move(0, 1),
    "delete": lambda acts: acts.delete(0),
    "retain": lambda acts: acts.retain(1),
}


def test_every_act_is_one_undo_step_and_undone(window, example):
    for name, act in ACTS.items():
        act(window.scenario_acts)
        after = window.session.document
        assert after != example, name
        assert window.session.history.count() == 1
        assert window.session.history.undoText()
        window.session.history.undo()
        assert window.session.document == example, name
        window.session.history.redo()
        assert window.session.document == after, name
        window.session.history.undo()


def test_a_new_scenario_has_nothing_placed_and_a_copy_stands_beside_the_original_with_a_name_of_its_own(
    window, example
):
    window.scenario_acts.add()
    assert window.session.document.scenario.placements == ()
    assert window.session.document.scenario.start == Term.parse("2026-S2")
    window.session.history.undo()
    window.scenario_acts.duplicate(0)
    assert names(window)[0] == example.scenarios[0].name
    assert len(set(names(window))) == 3
    assert window.session.document.active == 1
    assert window.session.document.scenario.placements == example.scenarios[0].placements
    for _each in range(5):  # copies of copies
        window.scenario_acts.duplicate(0)
    assert len(set(names(window))) == 8


def test_the_menu_of_a_tab_acts_on_that_tab_and_cannot_move_it_past_the_ends(window, example):
    found = {}

    def look(menu):
        found.update({action.text().replace("&", ""): action.isEnabled() for action in menu.actions() if action.text()})

    answer(QMenu, look)
    window._top.open_tab_menu(0, on_card(window, "AST004"))
    left, right = [text for text in found if "gauche" in text], [text for text in found if "droite" in text]
    assert not found[left[0]]
    assert found[right[0]]
    window.scenario_acts.retain(0)
    window.scenario_acts.retain(1)
    assert [scenario.retained for scenario in window.session.document.scenarios] == [False, True]  # at most one
    window.scenario_acts.retain(1)
    assert not any(scenario.retained for scenario in window.session.document.scenarios)
    troubles = answer(QMenu, lambda menu: fire(menu, "Supprimer"))
    window._top.open_tab_menu(1, on_card(window, "AST004"))
    assert troubles == []
    assert names(window) == [example.scenarios[0].name]


def test_the_last_scenario_is_kept_and_a_plan_holds_only_so_many_and_it_is_said_why(blank_window, blank, example):
    window = blank_window
    window.scenario_acts.delete(0)
    assert window.session.document == blank
    assert "Un plan garde au moins un scénario" in note(window).accessibleName()
    scenarios = tuple(replace(example.scenarios[0], name=f"S{index}") for index in range(MAX_SCENARIOS))
    plan = replace(example, scenarios=scenarios)
    window.documents.show(plan, None)
    window.scenario_acts.add()
    assert window.session.document == plan
    assert str(MAX_SCENARIOS) in note(window).accessibleName()


# What ifs

QUESTIONS = {
    "fails": (lambda acts: acts.fails("AST004"), Fails("AST004")),
    "term off": (lambda acts: acts.term_off(Term.parse("2027-S1")), TermOff(Term.parse("2027-S1"))),
    "later": (lambda acts: acts.starts_later(), StartsLater()),
}


def test_a_what_if_shows_the_answer_of_the_rules_and_is_kept_in_one_undo_step_or_dropped(window, example):
    answered = {name: advised_of(example, question, TODAY) for name, (_ask, question) in QUESTIONS.items()}

    def blocking_or_warned():
        found = workspace_of(window).side.checks.list.found
        rows = [found.index(row).data(DIAGNOSTIC_ROLE) for row in range(found.rowCount())]
        return {(each.code, each.unit) for each in rows if each and each.severity is not Severity.ADVICE}

    bar, before = workspace_of(window).trial_bar, blocking_or_warned()
    assert before
    for name, (ask, _question) in QUESTIONS.items():
        expected = answered[name]
        advised(window, lambda ask=ask: ask(window.scenario_acts))
        assert window.session.trial is not None
        assert window.session.plan == expected.plan, name
        assert window.session.evaluation == expected.evaluation, name
        assert window.session.document == example
        assert bar.isVisible()
        assert bar.accessibleName() == advice_sentence(expected)
        for move in expected.moves:
            if move.after is not None:
                assert card(window, move.unit).lit, (name, move)
        # What is assumed is not among what is to be checked.
        assert blocking_or_warned() <= before, name
        button(bar, "Abandonner").click()
        assert window.session.trial is None
        assert not bar.isVisible()
        assert window.session.document == example
        assert window.session.history.count() == 0
        assert not any(card(window, placed.unit).lit for placed in example.scenario.placements)
    for name, (ask, _question) in QUESTIONS.items():
        advised(window, lambda ask=ask: ask(window.scenario_acts))
        button(bar, "Garder comme scénario").click()
        assert not bar.isVisible()
        assert len(names(window)) == 3
        assert window.session.history.count() == 1
        assert window.session.document.scenario.placements == answered[name].plan.scenario.placements, name
        window.session.history.undo()
        assert window.session.document == example


def test_a_second_question_is_asked_of_the_plan_itself_and_an_edit_asks_for_a_choice_first(window, example):
    advised(window, lambda: window.scenario_acts.fails("AST004"))
    QApplication.processEvents()
    tabs = window._top.scenarios.tabs  # they show the document
    assert [tabs.name(index) for index in range(tabs.count())] == [scenario.name for scenario in example.scenarios]
    advised(window, lambda: window.scenario_acts.fails("TRS001"))
    assert window.session.plan == advised_of(example, Fails("TRS001"), TODAY).plan
    window.scenario_acts.add()
    window.acts.unplace(["TRS001"])
    assert window.session.document == example
    assert workspace_of(window).trial_bar.buttons[0].hasFocus()


def test_the_selected_unit_is_asked_about_and_the_same_answer_can_be_kept_twice_under_two_names(window):
    select(window, ["TRS001"])
    for _each in range(2):
        window.session.show_scenario(0)
        list_of(window, "TRS001").select("TRS001")
        advised(window, window.named_actions.units.fail.trigger)
        assert "TRS001" in window.session.trial.sentence
        assert window.session.keep_trial()
    assert len(set(names(window))) == 4


def test_fewer_ects_asks_how_many_and_takes_no_amount_that_would_be_tried_as_another(window, example):
    held_back = []

    def give_twelve(dialog):
        dialog.field.enter(12)
        dialog.accept()

    def give_too_little(dialog):
        dialog.field.lineEdit().setText("0,3")
        held_back.append(dialog.field.trouble)
        dialog.field.lineEdit().setText("0,5")
        dialog.accept()

    def ask(give):
        troubles = answer(AmountDialog, give)
        advised(window, window.scenario_acts.ask_fewer)
        assert troubles == []

    ask(QDialog.reject)
    assert window.session.trial is None
    ask(give_twelve)
    assert window.session.plan == advised_of(example, FewerEcts(12), TODAY).plan
    window.session.drop_trial()
    ask(give_too_little)
    assert "0,5" in held_back[0]
    assert window.session.plan.scenario.max_ects == 0.5


def test_what_if_is_in_the_menu_of_a_planned_card_and_not_of_one_to_place(window):
    def enabled(code):
        found = []
        answer(
            QMenu,
            lambda menu: found.extend(
                a.isEnabled() for a in menu.actions() if a.text().replace("&", "").startswith("Et si")
            ),
        )
        workspace_of(window).open_menu([code], on_card(window, code))
        return found

    assert enabled("AST004") == [True]
    assert enabled("TET010") == [False]


def test_three_scenarios_are_built_compared_and_one_retained(window):
    window.scenario_acts.duplicate(0)
    window.session.unplace(["AST004"])
    advised(window, lambda: window.scenario_acts.fails("TRS001"))
    window.session.keep_trial()
    window.show_compare()
    window.scenario_acts.retain(window.session.document.active)
    plan = window.session.document
    assert len(plan.scenarios) == 4
    comparison = compare(plan, [0, 1, 2], TODAY)
    assert [column.name for column in comparison.columns] == names(window)[:3]
    steps = window.session.history.count()
    assert steps == 4
    for _each in range(steps):
        window.session.history.undo()
    for _each in range(steps):
        window.session.history.redo()
    assert window.session.document == plan
    assert menu_texts(window.menu_bar.actions()[2].menu())
