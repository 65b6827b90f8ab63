"""Costs and fundings of one's own, entered beside the funding: part of the learner's one undo step."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QDialogButtonBox

from csp_planner.domain.evaluation.cost import budget
from csp_planner.domain.profile import BudgetLine, LineKind, Per
from csp_planner.storage.codec import read_plan, write_plan
from csp_planner.ui.dialogs.budget import BudgetDialog
from csp_planner.ui.dialogs.profile import ProfileDialog

from ..hand import TODAY, answer, button, shortcut

CONTRIBUTION = BudgetLine(label="Participation CPF", euros=103.2, kind=LineKind.COST, per=Per.ENROLMENT)
GRANT = BudgetLine(label="Région", euros=1200, kind=LineKind.FUNDING)


@pytest.fixture
def ask(example, qtbot):
    """Opens the dialog alone on *lines*, beside the price of the example."""
    made = []

    def show(*lines):
        plan = example

        def budget_of(entered):
            return budget(replace(plan, profile=replace(plan.profile, budget=entered)), date(2026, 11, 23))

        dialog = BudgetDialog(lines, budget_of, None)
        made.append(dialog)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return show


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def ok(dialog):
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


def enter(row, line, typed):
    row.kind.setCurrentIndex(list(LineKind).index(line.kind))
    row.label.setText(line.label)
    row.per.setCurrentIndex(list(Per).index(line.per))
    row.amount.lineEdit().insert(typed)  # as it is typed or pasted


def enter_both(dialog):
    enter(dialog.rows[0], CONTRIBUTION, "103,20 €")
    button(dialog, "Ajouter une ligne").click()
    enter(dialog.rows[1], GRANT, "1200")


def change_lines(window, act, end="accept"):
    """Open the learner's dialog, then the lines; do *act* there and accept; leave the learner's dialog by *end*."""

    def in_profile(dialog):
        troubles = answer(BudgetDialog, act)
        dialog._budget.click()
        assert troubles == []
        getattr(dialog, end)()

    troubles = answer(ProfileDialog, in_profile)
    shortcut(window, "Ctrl+L")
    assert troubles == []


def test_lines_are_entered_and_undone_with_the_learner_and_cancelled_in_either_dialog_leave_nothing(window):
    before = window.session.document

    def act(end):
        def enter_them(dialog):
            enter_both(dialog)
            getattr(dialog, end)()

        return enter_them

    for inner, outer in (("reject", "accept"), ("accept", "reject")):
        change_lines(window, act(inner), outer)
        assert window.session.document == before, (inner, outer)
        assert window.session.history.count() == 0
    change_lines(window, act("accept"))
    assert window.session.document.profile.budget == (CONTRIBUTION, GRANT)
    assert window.session.history.count() == 1
    said = plain(window.workspace_now().side.outlook._cost.accessibleName())
    assert said.startswith("Coût : 6 225 €, reste à trouver 5 ")
    details = plain(window.workspace_now().side.outlook._cost.toolTip())
    assert "Région (financement saisi) : 1 200 €" in details
    assert "estimation" in details
    window.session.history.undo()
    assert window.session.document == before
    assert "Mon compte formation" in window.workspace_now().side.outlook._cost.accessibleName()


def test_what_was_entered_before_comes_out_unchanged(ask, example):
    lines = (CONTRIBUTION, GRANT, BudgetLine(label="  deux  mots ", euros=0, kind=LineKind.COST, per=Per.YEAR))
    plan = replace(example, profile=replace(example.profile, budget=lines))
    assert read_plan(write_plan(plan)) == plan
    dialog = ask(*lines)
    assert dialog.lines == lines
    assert ok(dialog).isEnabled()


def test_the_dialog_says_what_is_left_to_find_as_amounts_are_typed(ask):
    dialog = ask(GRANT)
    expected = "Prix de la fiche 6 225 € + coûts 0 € − financements 1 200 €\nReste à trouver : 5 025 €"
    assert plain(dialog.sum.text()) == expected
    dialog.rows[0].amount.enter(225.5)
    assert plain(dialog.sum.text()).endswith("Reste à trouver : 5 999,50 €")
    dialog.rows[0].kind.setCurrentIndex(0)
    assert plain(dialog.sum.text()).endswith("Reste à trouver : 6 450,50 €")


@pytest.mark.parametrize("typed", ["", "beaucoup", "-5", "1,005", "1.200"])
def test_an_amount_that_is_none_is_explained_and_not_taken(ask, typed):
    dialog = ask()
    dialog.rows[0].amount.lineEdit().insert(typed)
    assert not ok(dialog).isEnabled()
    assert dialog.sum.text() == dialog.rows[0].amount.trouble
    button(dialog, "Retirer").click()
    assert ok(dialog).isEnabled()
    assert dialog.lines == ()


def test_no_more_lines_are_offered_than_a_file_takes(ask, example):
    dialog = ask(*[GRANT] * 29)
    assert dialog.add.isEnabled()
    dialog.add.click()
    assert not dialog.add.isEnabled()
    dialog.rows[-1].amount.enter(1)
    plan = replace(example, profile=replace(example.profile, budget=dialog.lines))
    assert read_plan(write_plan(plan)) == plan
    dialog.rows[-1].removed.emit()
    assert dialog.add.isEnabled()


def test_a_name_is_tidied_and_not_longer_than_a_file_takes(ask):
    dialog = ask(GRANT)
    dialog.rows[0].label.setText("  deux \u202e  mots ")
    assert dialog.lines[0].label == "deux mots"
    dialog.rows[0].label.setText("x" * 300)
    assert dialog.lines[0].label == "x" * 200


def test_the_learner_is_told_what_is_left_on_the_funding_being_chosen(qtbot, example):
    plan = replace(example, profile=replace(example.profile, budget=(GRANT,)))
    dialog = ProfileDialog(plan, TODAY, None)
    qtbot.addWidget(dialog)
    assert dialog._budget.text() == "1 ligne saisie…"
    assert plain(dialog._cost.text()) == "Coût : 6 225 €, reste à trouver 5 025 €"
    dialog._tariff.setCurrentIndex(0)
    assert dialog._cost.text().endswith("choisir un financement…")
    dialog._tariff.setCurrentIndex(dialog._tariff.findData("employer"))
    assert plain(dialog._cost.text()) == "Coût : 12 450 €, reste à trouver 11 250 €"


def test_a_price_that_is_not_published_is_said_to_be(window, example):
    for tariff in ("gratuit", ""):
        programme = replace(example.programme, tariffs=() if not tariff else example.programme.tariffs)
        plan = replace(example, programme=programme, profile=replace(example.profile, tariff=tariff))
        window.documents.show(example, None)
        assert "non publié" not in window.workspace_now().side.outlook._cost.accessibleName()
        window.documents.show(plan, None)
        said = plain(window.workspace_now().side.outlook._cost.accessibleName())
        assert said == "Coût : non publié", tariff


def test_an_empty_amount_says_what_goes_there(ask):
    assert ask().rows[0].amount.lineEdit().placeholderText() == "montant en euros"
