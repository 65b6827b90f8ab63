"""The details of one unit, and the figures a person enters there."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from csp_planner.domain.edits import set_override
from csp_planner.domain.openings import opening_in
from csp_planner.domain.profile import CreditBasis
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term, year_label
from csp_planner.messages.interview import slack_sentence
from csp_planner.messages.opening_words import opening_word, stability
from csp_planner.messages.words import state_word
from csp_planner.storage.planfile import load, save
from csp_planner.ui.board.card import card_for
from csp_planner.ui.dialogs.credit import CreditDialog

from ...domain.helpers import WAIVER, credited, marked, put
from ..hand import TODAY, advised, answer, click, press, shortcut, workspace_of
from .helpers import go_back, inspect, texts


def test_it_names_the_unit_and_says_what_it_weighs(zone):
    inspector = inspect(zone, "AST004")
    assert inspector._name.text() == "AST004"
    assert inspector._title.text() == zone.session.plan.programme.by_code["AST004"].title
    assert "6 ECTS" in inspector._amounts.text().replace("\xa0", " ").replace("\u202f", " ")
    assert "Travail personnel" not in inspector._amounts.text()
    zone.session.do("profil", lambda plan: replace(plan, profile=replace(plan.profile, personal_hours=10)))
    amounts, personal = inspector._amounts.text().replace("\xa0", " ").replace("\u202f", " ").split("\n")
    assert amounts == "6 ECTS · 51 h"
    assert personal == "Travail personnel supposé par l’apprenant : 60 h (10 h par ECTS)"


def test_it_shows_the_openings_year_by_year_with_what_they_rest_on(zone):
    inspector = inspect(zone, "FPG003")
    programme = zone.session.plan.programme
    shown = texts(inspector)
    for year in (2023, 2024, 2025, 2026, 2027, 2028):
        fact = opening_in(programme, programme.by_code["FPG003"], year)
        at = shown.index(year_label(year))
        assert shown[at + 1] == f"{opening_word(fact.opening)}, {stability(fact)}"
    shown = texts(inspect(zone, "AST004"))
    assert "publié" in shown[shown.index("2025/2026") + 1]
    assert "prévisionnel" in shown[shown.index("2026/2027") + 1]


def test_a_planned_unit_says_where_until_when_and_its_slack_and_one_to_place_nothing_of_it(zone):
    workspace_of(zone).side.inspect("ZZZ999")
    assert not workspace_of(zone).side.is_inspecting, "an unknown unit has no details"
    inspector = inspect(zone, "TRS002")
    assert inspector.state.where.text() == "Semestre 2 2027/2028"
    assert "2028" in inspector.state.enrolment.text()
    assert inspector.state.slack.text() == slack_sentence(zone.session.slack["TRS002"])
    inspector = inspect(zone, "TET010")
    assert not inspector.state.where.isVisible()
    assert not inspector.state.slack.isVisible()
    assert not inspector.state.what_if.isVisible()


def test_a_state_is_changed_in_one_undo_step(zone):
    before = zone.session.document
    choice = inspect(zone, "AST005").state.choice
    choice.activated.emit(choice.currentIndex())
    assert zone.session.history.count() == 0, "the state it has is no change"
    states = UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED, UnitState.FAILED, UnitState.WITHDRAWN
    for state in states:
        choice.setFocus()
        choice.setCurrentIndex(choice.findText(state_word(state)))
        choice.activated.emit(choice.currentIndex())
        assert [attempt.state for attempt in zone.session.document.profile.attempts] == [state]
        assert zone.session.history.count() == 1
        zone.session.history.undo()
        assert zone.session.document == before
        assert choice.currentText() == state_word(UnitState.PLANNED)


def test_it_follows_the_plan(zone):
    inspector = inspect(zone, "TET010")
    zone.session.place(["TET010"], Term.parse("2028-S1"))
    assert inspector.state.where.text() == "Semestre 1 2028/2029"
    zone.session.history.undo()
    assert not inspector.state.where.isVisible()


def test_the_way_back_leads_to_the_overview(zone):
    inspector = inspect(zone, "AST004")
    inspector.findChildren(QPushButton)[0].click()
    assert not workspace_of(zone).side.is_inspecting
    assert workspace_of(zone).side.progress.isVisible()


def test_the_overview_is_up_to_date_when_it_comes_back(zone):
    inspect(zone, "TET010")
    zone.session.place(["TET010"], Term.parse("2028-S1"))
    workspace_of(zone).side.show_overview()
    assert workspace_of(zone).side.progress.ects.value() == round(zone.session.evaluation.ects.reached)


def test_ctrl_i_shows_and_hides_the_details(window):
    click(window, "AST004")
    shortcut(window, "Ctrl+I")
    assert workspace_of(window).side.is_inspecting
    shortcut(window, "Ctrl+I")
    assert not workspace_of(window).side.is_inspecting


def test_details_and_a_proposal_ask_for_the_zone_to_be_seen(zone, qtbot):
    side = workspace_of(zone).side
    with qtbot.waitSignal(side.wanted):
        side.inspect("AST004")
    with qtbot.waitSignal(side.wanted):
        side.propose()


def test_details_shown_again_are_those_of_now(zone):
    inspector = inspect(zone, "AST004")
    workspace_of(zone).side.show_overview()
    zone.session.place(["AST004"], Term.parse("2028-S1"))
    assert inspect(zone, "AST004").state.where.text() == "Semestre 1 2028/2029"
    assert inspector is workspace_of(zone).side._inspector


# Figures


def enter(field, value):
    field.setFocus()
    field.enter(value)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_hours_the_centre_gives_are_kept_and_marked_as_entered(zone):
    before = zone.session.document
    inspector = inspect(zone, "UAS004")
    enter(inspector.figures.hours, 20)
    figure = zone.session.document.profile.override("UAS004")
    assert (figure.ects, figure.hours, figure.date) == (None, 20, TODAY)
    assert zone.session.history.count() == 1
    assert "saisi" in inspector._amounts.text()
    assert "saisi" in card_for(zone.session, "UAS004").quantity
    assert zone.session.document.programme == before.programme
    zone.session.history.undo()
    assert zone.session.document == before
    assert inspector.figures.hours.amount is None
    assert "saisi" not in inspector._amounts.text()


def test_a_figure_entered_before_is_shown_and_taken_away_gives_the_sheet_s_again(open_zone, example):
    zone = open_zone(set_override(example, "UAS004", 5, 20.5, TODAY))
    inspector = inspect(zone, "UAS004")
    assert (inspector.figures.ects.amount, inspector.figures.hours.amount) == (5, 20.5)
    enter(inspector.figures.hours, None)
    figure = zone.session.document.profile.override("UAS004")
    assert (figure.ects, figure.hours) == (5, None)
    enter(inspector.figures.ects, None)
    assert zone.session.document.profile.figures == ()


def test_going_through_the_fields_takes_no_undo_step(open_zone, example):
    plan = set_override(example, "UAS004", 5, 20.5, date(2025, 1, 1), "secrétariat")
    zone = open_zone(plan)
    inspector = inspect(zone, "UAS004")
    for field in (inspector.figures.ects, inspector.figures.hours, inspector.note.field):
        field.setFocus()
        press(zone, Qt.Key.Key_Tab)
    assert zone.session.document == plan
    assert zone.session.history.count() == 0


def test_entering_another_figure_keeps_the_note_about_it(open_zone, example):
    zone = open_zone(set_override(example, "UAS004", None, 20, TODAY, "secrétariat"))
    enter(inspect(zone, "UAS004").figures.hours, 21)
    figure = zone.session.document.profile.override("UAS004")
    assert (figure.hours, figure.note) == (21, "secrétariat")


def undo_hours_out_of_sight(zone, leave):
    """Enter hours, leave the details, undo."""
    before = zone.session.document
    enter(inspect(zone, "UAS004").figures.hours, 77)
    leave(zone)
    assert not workspace_of(zone).side.is_inspecting
    zone.session.history.undo()
    assert zone.session.document == before
    return before


WAYS_OUT = [go_back, lambda zone: zone.side.leave_panel(), lambda zone: zone.propose()]


def test_figures_undone_out_of_sight_stay_undone_for_another_unit(zone):
    for leave in WAYS_OUT:
        before = undo_hours_out_of_sight(zone, leave)
        inspect(zone, "AST004")
        assert zone.session.document == before
        assert zone.session.history.canRedo()


def test_figures_undone_out_of_sight_stay_undone_in_new_views(window):
    before = undo_hours_out_of_sight(window, go_back)
    window.rebuild()
    assert window.session.document == before
    assert window.session.history.canRedo()


def test_what_is_being_typed_is_kept_when_the_details_are_left(zone):
    for step, leave in enumerate(WAYS_OUT, 1):
        inspector = inspect(zone, "UAS004")
        inspector.figures.hours.setFocus()
        inspector.figures.hours.enter(70 + step)
        leave(zone)
        assert zone.session.document.profile.override("UAS004").hours == 70 + step
        assert zone.session.history.count() == step


def test_a_figure_being_typed_goes_to_its_own_plan_only(open_window, example, blank, tmp_path):
    path, other = tmp_path / "a.cspplan", tmp_path / "b.cspplan"
    save(other, blank, None)
    window = open_window(example, path, save(path, example, None))
    inspector = inspect(window, "UAS004")
    inspector.figures.hours.setFocus()
    inspector.figures.hours.enter(20)
    window.documents.open_file(other)
    inspector.figures.hours.editingFinished.emit()
    window.documents.keeper.settle()
    assert window.session.document == load(other).plan == blank
    assert load(path).plan.profile.override("UAS004").hours == 20


# What if, and obtained otherwise


def test_what_if_is_asked_from_the_details(zone):
    inspector = inspect(zone, "AST004")
    advised(zone, inspector.state.what_if.click)
    assert zone.session.trial is not None
    assert "AST004" in zone.session.trial.sentence


def test_a_unit_is_recorded_as_obtained_otherwise_and_taken_back(zone):
    def give(dialog):
        dialog._basis.setCurrentIndex(list(CreditBasis).index(CreditBasis.VAE))
        dialog._note.setText("Attestation reçue")
        dialog.accept()

    before = zone.session.document
    inspector = inspect(zone, "TET010")
    troubles = answer(CreditDialog, give)
    inspector.state.otherwise.click()
    assert troubles == []
    credit = zone.session.document.profile.credit("TET010")
    assert (credit.basis, credit.note, credit.date) == (CreditBasis.VAE, "Attestation reçue", TODAY)
    assert "Attestation reçue" in inspector.state.where.text()
    assert zone.session.history.count() == 1
    inspector.state.otherwise.click()
    assert zone.session.document.profile.credits == ()
    assert zone.session.history.count() == 2
    zone.session.history.undo()
    zone.session.history.undo()
    assert zone.session.document == before


def test_a_waiver_s_unit_and_a_credited_one_are_shown(open_zone, example):
    zone = open_zone(put(credited(example, "TET010"), "TET007", "2027-S1", WAIVER))
    assert inspect(zone, "TET010").state.otherwise.isVisible()
    assert inspect(zone, "TET007").state.where.text() == "Semestre 1 2027/2028"


def test_a_validated_unit_is_shown_as_such(open_zone, example):
    zone = open_zone(marked(example, "AST005", UnitState.VALIDATED))
    inspector = inspect(zone, "AST005")
    assert inspector.state.choice.currentText() == state_word(UnitState.VALIDATED)
    assert not inspector.state.what_if.isVisible()
    assert not inspector.state.otherwise.isVisible()
