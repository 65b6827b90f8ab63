"""What hands do to the units of a plan: the questions some acts ask, and what is shown after them."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QDialog, QInputDialog

from csp_planner.domain.evaluation.values import Fix, FixKind
from csp_planner.domain.plan import Placement
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.ui.board.refusal import WaiverDialog

from ...domain.helpers import full
from ..hand import advised, answer, button, card, note, placements, workspace_of

QUESTIONS = {
    "waiver": lambda acts: acts.ask_waiver(["TET007"], Term.parse("2027-S2")),
    "credit": lambda acts: acts.crediting.ask("TET007"),
    "experience": lambda acts: acts.ask_experience(),
    "profile": lambda acts: acts.ask_profile(),
    "warning": lambda acts: acts.accept_warning(warning(acts.session)),
}


S1, S2 = Term.parse("2028-S1"), Term.parse("2028-S2")


def refusals(window, codes, term):
    return window.session.verdicts(codes)[Term.parse(term)].refusals


def middle(window):
    return window.mapToGlobal(window.rect().center())


def warning(session):
    return next(each for each in session.evaluation.diagnostics if each.acceptance is None)


def test_nothing_is_asked_while_a_plan_is_only_tried(window, qtbot):
    advised(window, lambda: window.scenario_acts.fails("AST004"))
    assert window.session.trial is not None
    for name, ask in QUESTIONS.items():
        opened = []
        troubles = answer(QDialog, lambda dialog, opened=opened: (opened.append(dialog), dialog.reject()))
        with qtbot.waitSignal(window.session.held_back):
            ask(window.acts)
        assert opened == [], name
        # What waits for a question gets one, and is done.
        box = QInputDialog(window)
        box.exec()
        assert troubles == []


def test_a_question_answered_is_gone(window, qtbot):
    before = len(window.findChildren(QDialog))
    for ask in QUESTIONS.values():
        for _each in range(3):
            troubles = answer(QDialog, lambda dialog: dialog.reject())
            ask(window.acts)
            assert troubles == []
        qtbot.waitUntil(lambda: len(window.findChildren(QDialog)) <= before)


def test_a_repair_is_shown_first_and_applied_in_one_undo_step(window):
    before, steps = window.session.document, window.session.history.count()
    advised(window, lambda: window.acts.fix(Fix(FixKind.MOVE, "TET010", S1)))
    assert window.session.document is before
    assert "TET010 en S1 2028/2029" in workspace_of(window).trial_bar.accessibleName()
    assert workspace_of(window).selected_codes == ["TET010"]
    assert card(window, "TET010").lit
    button(workspace_of(window).trial_bar, "Appliquer").click()
    assert placements(window.session.document)["TET010"] == "2028-S1"
    assert len(window.session.document.scenarios) == len(before.scenarios)
    assert window.session.history.count() == steps + 1
    assert window.session.history.undoText() == "Placer TET010"
    window.session.history.undo()
    assert window.session.document == before


def test_a_unit_that_stands_where_it_does_not_open_is_moved_by_its_repair(open_window, example):
    plan = example.with_scenario(replace(example.scenario, placements=(Placement(unit="AST004", term=S2),)))
    window = open_window(plan)
    advised(window, lambda: window.acts.fix(Fix(FixKind.MOVE, "AST004", S1)))
    assert set(window.session.trial.moved) == {"AST004"}
    assert window.session.keep_trial()
    assert window.session.history.undoText() == "Déplacer AST004"
    assert not [each for each in window.session.evaluation.blocking if each.unit == "AST004"]
    # A semester that cannot be lightened says so and shows no unit.
    shown = []
    held = Placement(unit="UA211G", term=S1)
    window.documents.show(example.with_scenario(replace(example.scenario, placements=(held,), max_ects=6)), None)
    window.advising.shown.connect(shown.append)
    advised(window, lambda: window.acts.lighten(S1))
    QApplication.processEvents()
    assert "S1 2028/2029" in note(window).accessibleName()
    assert window.session.trial is None
    assert shown == []


def test_a_waiver_asked_for_by_a_repair_shows_its_unit_and_one_given_up_or_held_back_none(window):
    shown = []
    window.acts.shown.connect(shown.append)

    def waive(dialog):
        dialog._reason.setCurrentText("À distance")
        dialog.accept()

    repair = Fix(FixKind.WAIVE, "TET007", Term.parse("2027-S2"))
    troubles = answer(WaiverDialog, lambda dialog: dialog.reject())
    window.acts.fix(repair)
    assert troubles == []
    advised(window, lambda: window.scenario_acts.fails("AST004"))
    window.acts.fix(Fix(FixKind.UNPLACE, "AST005", None))
    assert shown == []
    window.session.drop_trial()
    troubles = answer(WaiverDialog, waive)
    window.acts.fix(repair)
    assert troubles == []
    assert shown == ["TET007"]
    assert placements(window.session.document)["TET007"] == "2027-S2"


def test_units_held_and_units_planned_move_together_in_one_undo_step_or_none_moves(window):
    window.acts.mark(["AST005"], UnitState.VALIDATED)
    before, steps = window.session.document, window.session.history.count()
    window.acts.move_attempts(["AST005", "AST004"], Term.parse("2028-S2"))  # one of them is refused
    assert window.session.document is before
    assert window.session.history.count() == steps
    assert "AST004" in note(window).accessibleName()
    window.acts.explain(refusals(window, ["AST005", "TET010"], "2028-S1"), ["AST005", "TET010"], S1, middle(window))
    button(note(window), "Déplacer quand même").click()
    standings = window.session.evaluation.standings
    assert (standings["AST005"].term, standings["AST005"].state) == (S1, UnitState.VALIDATED)
    assert (standings["TET010"].term, standings["TET010"].state) == (S1, UnitState.PLANNED)
    assert note(window) is None
    assert window.session.history.count() == steps + 1
    window.session.history.undo()
    assert window.session.document == before


def test_a_semester_that_is_lightened_says_its_load_before_and_after(window):
    semester = Term.parse("2027-S1")
    limit = window.session.plan.scenario.max_ects
    assert window.session.evaluation.load(semester).ects > limit
    advised(window, lambda: window.acts.lighten(semester))
    assert window.session.evaluation.load(semester).ects <= limit
    assert workspace_of(window).trial_bar.accessibleName().startswith("S1 2027/2028\u00a0: 29 → ")
    assert workspace_of(window).selected_codes[0] in window.session.trial.moved
    button(workspace_of(window).trial_bar, "Appliquer").click()
    assert window.session.history.undoText() == "Alléger S1 2027/2028"
    assert not [each for each in window.session.evaluation.diagnostics if each.code == "overload"]


def test_what_stands_in_a_semester_off_is_planned_again(open_window, example):
    off = Term.parse("2027-S1")
    window = open_window(example.with_scenario(replace(example.scenario, leaves=(off,))))
    advised(window, window.acts.replan)
    assert window.session.evaluation.load(off).units == ()
    assert window.session.keep_trial()
    assert window.session.document.scenario.leaves == (off,)
    assert window.session.history.undoText() == "Replanifier"


def test_what_needs_no_planning_again_is_said_and_nothing_is_tried(open_window, example):
    window = open_window(full(example))
    advised(window, window.acts.replan)
    window.session.keep_trial()
    advised(window, window.acts.replan)
    assert window.session.trial is None
    assert "aucune unité déplacée" in window.banner.accessibleName()
