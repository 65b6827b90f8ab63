"""What hands do to the units of a plan: the questions some acts ask, and what is shown after them."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog

from csp_planner.domain.evaluation.values import Fix, FixKind
from csp_planner.domain.plan import UnitState
from csp_planner.domain.terms import Term
from csp_planner.ui.board.refusal import WaiverDialog

from ..hand import answer, button, note, placements, workspace_of

QUESTIONS = {
    "waiver": lambda acts: acts.ask_waiver(["TET007"], Term.parse("2027-S2")),
    "credit": lambda acts: acts.ask_credit("TET007"),
    "experience": lambda acts: acts.ask_experience(),
    "profile": lambda acts: acts.ask_profile(),
    "warning": lambda acts: acts.accept_warning(warning(acts.session)),
}


S1 = Term.parse("2028-S1")


def refusals(window, codes, term):
    return window.session.verdicts(codes)[Term.parse(term)].refusals


def middle(window):
    return window.mapToGlobal(window.rect().center())


def warning(session):
    return next(each for each in session.evaluation.diagnostics if each.acceptance is None)


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_nothing_is_asked_while_a_plan_is_only_tried(window, qtbot, ask):
    window.scenario_acts.fails("AST004")
    assert window.session.trial is not None
    opened = []
    troubles = answer(QDialog, lambda dialog: (opened.append(dialog), dialog.reject()))
    with qtbot.waitSignal(window.session.held_back):
        ask(window.acts)
    assert opened == []
    # What waits for a question gets one, and is done.
    box = QInputDialog(window)
    box.exec()
    assert troubles == []


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_a_question_answered_is_gone(window, qtbot, ask):
    before = len(window.findChildren(QDialog))
    for _each in range(3):
        troubles = answer(QDialog, lambda dialog: dialog.reject())
        ask(window.acts)
        assert troubles == []
    qtbot.waitUntil(lambda: len(window.findChildren(QDialog)) <= before)


def test_a_repair_shows_its_unit(window):
    shown = []
    window.acts.shown.connect(shown.append)
    window.acts.fix(Fix(FixKind.MOVE, "AST004", Term.parse("2028-S1")))
    assert placements(window.session.document)["AST004"] == "2028-S1"
    assert shown == ["AST004"]


def test_a_repair_that_is_refused_shows_no_unit(window):
    shown = []
    window.acts.shown.connect(shown.append)
    window.acts.fix(Fix(FixKind.MOVE, "AST004", Term.parse("2028-S2")))
    QApplication.processEvents()
    assert note(window) is not None
    assert shown == []


def test_a_repair_given_up_or_held_back_shows_no_unit(window):
    shown = []
    window.acts.shown.connect(shown.append)
    troubles = answer(WaiverDialog, lambda dialog: dialog.reject())
    window.acts.fix(Fix(FixKind.WAIVE, "TET007", Term.parse("2027-S2")))
    assert troubles == []
    window.scenario_acts.fails("AST004")
    window.acts.fix(Fix(FixKind.UNPLACE, "AST005", None))
    assert shown == []


def test_a_waiver_asked_for_by_a_repair_shows_its_unit(window):
    shown = []
    window.acts.shown.connect(shown.append)

    def waive(dialog):
        dialog._reason.setCurrentText("À distance")
        dialog.accept()

    troubles = answer(WaiverDialog, waive)
    window.acts.fix(Fix(FixKind.WAIVE, "TET007", Term.parse("2027-S2")))
    assert troubles == []
    assert shown == ["TET007"]
    assert placements(window.session.document)["TET007"] == "2027-S2"


def test_units_held_and_units_planned_move_together_in_one_undo_step(window):
    window.acts.mark(["AST005"], UnitState.VALIDATED)
    before, steps = window.session.document, window.session.history.count()
    window.acts.explain(refusals(window, ["AST005", "TET010"], "2028-S1"), ["AST005", "TET010"], S1, middle(window))
    button(note(window), "Déplacer quand même").click()
    standings = window.session.evaluation.standings
    assert (standings["AST005"].term, standings["AST005"].state) == (S1, UnitState.VALIDATED)
    assert (standings["TET010"].term, standings["TET010"].state) == (S1, UnitState.PLANNED)
    assert note(window) is None
    assert window.session.history.count() == steps + 1
    window.session.history.undo()
    assert window.session.document == before


def test_of_units_moved_all_the_same_none_moves_when_one_is_refused(window):
    window.acts.mark(["AST005"], UnitState.VALIDATED)
    before, steps = window.session.document, window.session.history.count()
    window.acts.move_attempts(["AST005", "AST004"], Term.parse("2028-S2"))
    assert window.session.document is before
    assert window.session.history.count() == steps
    assert "AST004" in note(window).accessibleName()


def test_a_semester_that_is_lightened_says_what_went_where(window):
    window.acts.rebalance(Term.parse("2027-S1"))
    text = window.banner.accessibleName()
    assert text.startswith("Déplacées\u00a0: ")
    moved = [code for code in ("FPG003", "CCE001", "AST004", "TRS001", "TET003", "AST002") if code in text]
    assert moved
    assert "Le plan finit avec" in text
    assert any(code in workspace_of(window).selected_codes for code in moved)
