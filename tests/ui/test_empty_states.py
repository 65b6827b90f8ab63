"""Nothing that can be empty is an empty box: it says in one line what to do next."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from csp_planner.domain.edits import place, set_leave
from csp_planner.domain.evaluation.cost import cost
from csp_planner.domain.profile import Waiver
from csp_planner.domain.terms import Term
from csp_planner.ui.dialogs.budget import BudgetDialog
from csp_planner.ui.dialogs.experience import ExperienceDialog

from .hand import TODAY, Drag, SolverHere, advised, answer, button, pane, shown_texts, workspace_of


@pytest.fixture
def placed(example):
    """The example with its last three units placed: nothing is left to place."""
    waiver = Waiver(reason="Autre centre", date=TODAY)
    example = place(example, "TET010", Term.parse("2028-S1"), TODAY)
    for code in ("TET007", "UAS004"):
        example = place(example, code, Term.parse("2027-S2"), TODAY, waiver)
    return example


def labels(widget):
    return [text.replace("\u00a0", " ") for text in shown_texts(widget, QLabel)]


def test_an_empty_semester_and_a_proposal_for_an_empty_plan_say_what_can_be_done(blank_window):
    assert pane(blank_window, "2027-S1")._hint == "Déposez une UE ici"
    assert pane(blank_window, "2027-A")._hint == "Déposez une UE annuelle ici"
    empty = pane(blank_window, "2027-S1")

    def middle():
        area = empty.units.geometry().adjusted(20, 4, -20, -4)
        return empty.grab(area).toImage()

    said = middle()
    empty.show_verdict(blank_window.session.verdicts(["FPG003"])[empty.term])
    assert middle() != said
    empty.show_verdict(None)
    assert middle() == said
    blank_window.advising.advisor.solver = SolverHere()
    blank_window.propose()
    choices = workspace_of(blank_window).side._proposal.choices
    assert [choices._pins.item(0).text().replace("\u00a0", " ")] == ["Rien n’est placé : tout peut bouger."]
    assert choices.request().pinned == frozenset()


def test_a_semester_that_takes_nothing_says_so_in_its_heading_alone(open_window, blank):
    window = open_window(set_leave(blank, Term.parse("2028-S1"), TODAY))
    assert pane(window, "2026-S1")._hint == "", "enrolment is closed"
    assert pane(window, "2028-S1")._hint == "", "on leave"
    assert pane(window, "2028-S2")._hint


def test_no_semester_asks_for_a_card_that_has_one_or_while_one_is_held_or_a_plan_is_tried(window):
    window.session.place(["TET010"], Term.parse("2028-S1"))
    assert pane(window, "2028-S1")._hint == ""
    window.session.unplace(["TET010"])
    assert pane(window, "2028-S1")._hint
    empty = pane(window, "2028-S1")
    assert empty._hint
    drag = Drag(window, "TET010").over("2028-S2")
    assert empty._hint == ""
    drag.let_go()
    advised(window, lambda: window.scenario_acts.fails("TRS002"))
    assert window.session.trial is not None
    assert all(not each._hint for each in workspace_of(window).board.panes)


def test_where_all_is_placed_an_empty_semester_is_free_and_the_list_says_what_comes_next(open_window, placed):
    window = open_window(replace(placed, scenarios=(replace(placed.scenario, years=4),), active=0))
    assert pane(window, "2029-S1")._hint == "Libre"
    assert pane(window, "2029-A")._hint == ""
    found = workspace_of(window).pool
    assert "Tout est placé. Ensuite : ce qui est à vérifier. F8 replie cette liste." in labels(found)
    assert not found._hint.isVisible()


def test_a_filter_details_costs_and_experience_that_hold_nothing_say_what_to_do(window, qtbot):
    found = workspace_of(window).pool
    found.filter.setText("xyz")
    assert "Aucune UE à placer pour « xyz »." in labels(found)
    assert found._show_all.isVisible()
    QTest.mouseClick(found._show_all, Qt.MouseButton.LeftButton)
    assert found.units.cards.rowCount() == 3
    workspace_of(window).side.inspect("TET010")
    inspector = workspace_of(window).side._inspector
    assert inspector.note.field.placeholderText().replace("\u00a0", " ").startswith("Aucune note : écrivez ici")
    assert "Aucune tentative : marquez l’unité inscrite, validée ou échouée." in labels(inspector.history)
    session = window.session
    budget = cost(session.plan, session.evaluation).budget
    dialog = BudgetDialog((), lambda lines: budget, window)
    qtbot.addWidget(dialog)
    dialog.show()
    costs = "Aucune ligne : ajoutez un coût, ou un financement qui en paie une part."
    assert costs not in labels(dialog), "a first line is there to be filled"
    dialog.rows[0].removed.emit()
    assert costs in labels(dialog)
    dialog.close()
    window.session.do("x", lambda plan: replace(plan, profile=replace(plan.profile, experience=())))
    seen = []

    def look(dialog):
        seen.append(labels(dialog))
        button(dialog, "Ajouter une période").click()
        QApplication.processEvents()
        seen.append(labels(dialog))

    troubles = answer(ExperienceDialog, look)
    window.acts.ask_experience()
    assert troubles == []
    words = "Aucune période : ajoutez un emploi ou un stage, passé ou à venir."
    assert [words in texts for texts in seen] == [True, False]


def test_no_deadline_says_what_would_bring_one_or_that_none_is_left(open_window, blank, placed):
    late = date(2040, 1, 1)
    window = open_window(blank, today=late)
    for plan, said in (
        (blank, "Aucune : placez une UE pour voir jusqu’à quand s’inscrire."),
        (placed, "Aucune : toutes les dates de ce plan sont passées."),
    ):
        window.documents.show(plan, None)
        side = workspace_of(window).side
        assert side.outlook._deadlines.text().replace("\u00a0", " ") == said
