"""The learner and the limits of the scenario: one dialog, one undo step."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel

from csp_planner.domain.edits import set_limits
from csp_planner.domain.profile import Occupation
from csp_planner.domain.terms import Term
from csp_planner.storage.codec import read_plan, write_plan
from csp_planner.ui.dialogs.profile import ProfileDialog
from csp_planner.ui.widgets.tall_area import TallArea

from ...awards import plan_with_choices
from ..hand import TODAY, answer, shortcut


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.fixture
def ask(qtbot):
    """The dialog alone: it knows no document."""
    made = []

    def show(plan):
        dialog = ProfileDialog(plan, TODAY, None)
        made.append(dialog)
        qtbot.addWidget(dialog)
        return dialog

    return show


def test_everything_is_changed_in_one_undo_step(window):
    def enter(dialog):
        dialog._name.setText("  Zoé   Martin ")
        dialog._situation.setCurrentIndex(list(Occupation).index(Occupation.JOB_SEEKER))
        dialog._tariff.setCurrentIndex(dialog._tariff.count() - 1)
        dialog._weekly.enter(7.5)
        dialog._weeks.enter(15)
        dialog._personal.enter(10)
        dialog._ects.enter(18)
        dialog._hours.enter(120)
        dialog._start.setCurrentText("Semestre 1 2027/2028")
        dialog._order.setChecked(False)
        dialog._accreditation.show_day(date(2028, 7, 1))
        dialog.accept()

    before = window.session.document
    troubles = answer(ProfileDialog, enter)
    shortcut(window, "Ctrl+L")
    assert troubles == []
    plan = window.session.document
    assert plan.profile.name == "Zoé Martin"
    assert plan.profile.situation is Occupation.JOB_SEEKER
    assert plan.profile.tariff == plan.programme.tariffs[-1].code
    assert (plan.profile.weekly_hours, plan.profile.weeks_per_semester) == (7.5, 15)
    assert plan.profile.personal_hours == 10
    assert (plan.scenario.max_ects, plan.scenario.max_hours) == (18, 120)
    assert plan.scenario.start == Term.parse("2027-S1")
    assert not plan.scenario.follow_recommended_order
    assert plan.programme.accreditation.ends == date(2028, 7, 1)
    assert window.session.history.count() == 1
    assert "Zoé Martin" in window.windowTitle()
    window.session.history.undo()
    assert window.session.document == before


def test_the_limits_changed_are_those_of_the_scenario_shown_the_name_is_optional_and_no_change_is_no_step(window):
    def without_name(dialog):
        dialog._name.clear()
        dialog.accept()

    def other_limit(dialog):
        dialog._ects.enter(30)
        dialog.accept()

    def ask(act):
        troubles = answer(ProfileDialog, act)
        window.acts.ask_profile()
        assert troubles == []

    for end in ("accept", "reject"):
        ask(lambda dialog, end=end: getattr(dialog, end)())
        assert window.session.history.count() == 0, end
    ask(without_name)
    assert window.windowTitle() == "Plan CRN01"
    window.session.show_scenario(1)
    ask(other_limit)
    assert [scenario.max_ects for scenario in window.session.document.scenarios] == [24, 30]


@pytest.mark.parametrize(
    "changes",
    [
        {"weekly_hours": 100.0},
        {"weekly_hours": 7.25},
        {"weeks_per_semester": 52},
        {"personal_hours": 99.5},
        {"name": "x" * 500},
        {"name": "Zoé  Martin"},
        {"tariff": "of-a-later-version"},
    ],
)
def test_whatever_a_file_holds_of_the_learner_comes_out_unchanged(ask, example, changes):
    plan = replace(example, profile=replace(example.profile, **changes))
    assert read_plan(write_plan(plan)) == plan
    assert ask(plan).apply_to(plan) == plan


@pytest.mark.parametrize(
    "limits", [(None, None), (24, 150), (300, None), (24, 3_000), (17.25, None), (17.333, None), (0.5, 0.5)]
)
def test_whatever_limits_a_file_holds_come_out_unchanged(ask, example, limits):
    plan = example.with_scenario(replace(example.scenario, max_ects=limits[0], max_hours=limits[1]))
    assert read_plan(write_plan(plan)) == plan
    assert ask(plan).apply_to(plan) == plan


@pytest.mark.parametrize("start", ["1990-S1", "2026-S2", "2149-S2"])
def test_whatever_start_a_file_holds_comes_out_unchanged(ask, example, start):
    plan = example.with_scenario(replace(example.scenario, start=Term.parse(start), placements=()))
    assert read_plan(write_plan(plan)) == plan
    assert ask(plan).apply_to(plan) == plan


def test_a_name_in_which_nothing_can_be_seen_is_none(ask, example):
    dialog = ask(example)
    for name in ("\u3164\u2800", "\u200b", "\u202e"):
        dialog._name.setText(name)
        plan = dialog.apply_to(example)
        assert (example.profile.name, plan.profile.name) == ("Camille Exemple", ""), repr(name)


def test_an_amount_no_field_offers_is_shown_and_can_be_changed(ask, example):
    plan = replace(example, profile=replace(example.profile, weekly_hours=100.0, tariff="of-a-later-version"))
    dialog = ask(plan)
    assert dialog._weekly.amount == 100
    assert "of-a-later-version" in dialog._tariff.currentText()
    dialog._weekly.enter(90)
    dialog._tariff.setCurrentIndex(0)
    changed = dialog.apply_to(plan).profile
    assert (changed.weekly_hours, changed.tariff) == (90, "")


def test_no_limit_is_said_in_words_the_length_of_a_semester_is_an_assumption_and_every_funding_can_be_chosen(
    ask, example
):
    dialog = ask(set_limits(example, None))
    line = dialog._ects.lineEdit()
    assert (line.text(), line.placeholderText()) == ("", "pas de limite")
    assert any("hypothèse" in label.text() for label in dialog.findChildren(QLabel))
    assert dialog._tariff.count() == 1 + len(example.programme.tariffs)
    assert any("6" in dialog._tariff.itemText(row) for row in range(1, dialog._tariff.count()))


def test_the_cost_is_that_of_the_funding_chosen_and_leads_to_it_and_the_menu_to_the_name(window):
    focused = []

    def look(dialog):
        QApplication.processEvents()
        focused.append(dialog.focusWidget().accessibleName())

    outlook = window.workspace_now().side.outlook
    assert "6" in outlook._cost.text()
    for way in (outlook._cost.click, lambda: shortcut(window, "Ctrl+L")):
        troubles = answer(ProfileDialog, look)
        way()
        assert troubles == []
    assert focused == ["Financement", "Nom"]
    window.session.do("none", lambda plan: replace(plan, profile=replace(plan.profile, tariff="")))
    assert "choisir" in outlook._cost.text().lower()
    assert "225" not in outlook._cost.accessibleDescription()


def test_the_weeks_assumed_are_shown_beside_the_board_and_lead_to_their_field(window):
    row = window.workspace_now().side.outlook._time
    assert not row.isVisible()
    window.session.do("temps", lambda plan: replace(plan, profile=replace(plan.profile, weekly_hours=6)))
    assert row.isVisible()
    assert plain(row.accessibleName()) == "Heures de cours : 6 h par semaine, 15 semaines supposées…"

    def enter(dialog):
        QApplication.processEvents()
        assert dialog.focusWidget().accessibleName() == "Durée d’un semestre"
        assert dialog._weeks.lineEdit().placeholderText() == "15 semaines supposées"
        dialog._weeks.enter(12)
        dialog.accept()

    troubles = answer(ProfileDialog, enter)
    row.click()
    assert troubles == []
    assert window.session.document.profile.semester_hours == 72
    assert "12 semaines supposées" in plain(row.accessibleName())


def test_an_ambiguous_amount_of_personal_work_holds_the_answer_back(ask, example):
    dialog = ask(example)
    dialog._personal.lineEdit().setText("1.500")
    ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    assert dialog._personal.trouble


@pytest.mark.parametrize("height", [400, 560, 2000])
def test_on_a_low_screen_the_fields_scroll_and_the_buttons_stay_in_sight(ask, example, qapp, monkeypatch, height):
    screen = QRect(0, 0, 1024, height)
    monkeypatch.setattr(type(qapp.primaryScreen()), "availableGeometry", lambda _screen: screen)
    dialog = ask(example)
    dialog.show()
    QApplication.processEvents()
    assert dialog.height() < height
    buttons, area = dialog.findChild(QDialogButtonBox), dialog.findChild(TallArea)
    assert dialog.rect().contains(buttons.geometry())
    assert not area.geometry().intersects(buttons.geometry())
    assert area.widget().width() <= area.viewport().width()
    assert (area.verticalScrollBar().maximum() > 0) == (height < 600)
    dialog._accreditation.setFocus()
    area.ensureWidgetVisible(dialog._accreditation)
    assert not dialog._accreditation.visibleRegion().isEmpty()


def test_the_advice_of_stages_can_be_switched_off_where_the_sheet_has_no_other(ask):
    dialog = ask(plan_with_choices())
    assert dialog._order.isVisibleTo(dialog)
    without = plan_with_choices()
    bare = ask(replace(without, programme=replace(without.programme, award=None)))
    assert not bare.isAncestorOf(bare._order)
