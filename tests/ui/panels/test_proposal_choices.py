"""The choices of « Proposer un plan »: kept with their scenario, one step of the history, asked only when entered."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from csp_planner.domain.award import Block
from csp_planner.domain.edits.learner import set_profile
from csp_planner.domain.terms import Term
from csp_planner.domain.wishes import Objective, Wishes
from csp_planner.proposal.request import request_for
from csp_planner.storage.planfile import load, save

from ..hand import TODAY, button
from .asking import PATIENCE_MS, choose_much, panel_of


def test_the_fields_say_what_they_are_shown(blank_zone, panel):
    session = blank_zone.session
    request = request_for(
        session.document,
        TODAY,
        objective=Objective.STEADY,
        keep=True,
        max_ects=34.5,
        max_hours=200.0,
        max_units=34,
        start=Term.parse("2027-S1"),
        end=Term.parse("2040-S2"),
        away=frozenset({Term.parse("2028-S2")}),
        follow_order=False,
        report_last=True,
        within_accreditation=True,
        allow_waivers=True,
        waivable=frozenset({"TET007"}),
    )
    panel.choices.show_request(request)
    assert panel.choices.request() == request


def test_the_learner_s_hours_are_in_the_field_and_follow_the_profile(blank_zone, panel):
    def find_time(weekly: float) -> None:
        session = blank_zone.session
        known = replace(session.document.profile, weekly_hours=weekly, weeks_per_semester=15)
        session.do("Profil", lambda plan: set_profile(plan, known))

    assert panel.choices._hours.amount is None
    find_time(6.0)
    assert "6 h par semaine sur 15 semaines supposées" in panel.choices._week.text().replace("\xa0", " ")
    assert panel.choices._hours.amount == 90
    assert panel.choices.request().max_hours == 90
    panel.choices._hours.enter(60)
    assert "60 h par semestre, soit 4 h par semaine" in panel.choices._week.text().replace("\xa0", " ")
    panel.choices._hours.enter(90)
    find_time(8.0)
    assert panel.choices._hours.amount == 120
    panel.choices._hours.enter(100)
    find_time(6.0)
    assert panel.choices._hours.amount == 100
    blank_zone.propose()
    assert panel.choices._hours.amount == 100  # it was chosen for this scenario, and stays with it


def test_nothing_is_solved_while_an_amount_is_typed_but_once_it_is_entered(qtbot, blank_zone, panel, propose):
    propose()
    choices = panel.choices
    for field, name in ((choices._ects, "max_ects"), (choices._hours, "max_hours"), (choices._units, "max_units")):
        asked, shown = panel._asked, blank_zone.session.trial
        field.setFocus()
        field.selectAll()
        for key in "120":
            QTest.keyClicks(field, key)
            assert not panel._rest.isActive()  # it is this timer that asks
            assert panel._asked is asked
            assert blank_zone.session.trial is shown
        choices._start.setFocus()
        qtbot.waitUntil(lambda asked=asked: panel._asked is not asked, timeout=PATIENCE_MS)
        assert getattr(panel._asked, name) == 120


def test_enter_tab_and_an_arrow_enter_an_amount(qtbot, panel):
    field = panel.choices._units
    button(panel, "Proposer").click()
    for finish, amount in ((Qt.Key.Key_Return, 5), (Qt.Key.Key_Tab, 7), (Qt.Key.Key_Up, 6)):
        asked = panel._asked
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, str(amount - (finish is Qt.Key.Key_Up)))
        QTest.keyClick(field, finish)
        qtbot.waitUntil(lambda asked=asked: panel._asked is not asked, timeout=PATIENCE_MS)
        assert panel._asked.max_units == amount


def test_each_scenario_has_its_own_choices_and_finds_them_again(zone):
    session = zone.session
    panel = panel_of(zone)
    usual = [request_for(replace(session.document, active=index), TODAY) for index in (0, 1)]
    assert panel.choices.request() == usual[0]
    choose_much(panel)
    chosen = panel.choices.request()
    assert chosen.pinned
    assert chosen.away
    session.show_scenario(1)
    assert panel.choices.request() == usual[1]
    session.show_scenario(0)
    assert panel.choices.request() == chosen
    panel.close_panel()
    session.show_scenario(1)
    zone.propose()
    assert panel.choices.request() == usual[1]


SCENARIOS = {"new": lambda acts: acts.add(), "deleted": lambda acts: acts.delete(0)}


@pytest.mark.parametrize("act", SCENARIOS)
def test_choices_do_not_go_to_a_scenario_that_comes(zone, act):
    panel = panel_of(zone)
    choose_much(panel)
    SCENARIOS[act](zone.scenario_acts)
    assert zone.session.document.scenario.wishes == Wishes()
    assert panel.choices.request() == request_for(zone.session.document, TODAY)


def test_a_copy_of_a_scenario_has_its_choices(zone):
    panel = panel_of(zone)
    choose_much(panel)
    chosen = panel.choices.request()
    zone.scenario_acts.duplicate(0)
    asked = panel.choices.request()
    assert replace(asked, scenario=chosen.scenario) == chosen


def test_choices_stay_with_a_scenario_that_is_renamed_or_moved(zone):
    panel = panel_of(zone)
    choose_much(panel)
    chosen = panel.choices.request()
    zone.scenario_acts.rename(0, "Autre nom")
    zone.scenario_acts.move(0, 1)
    asked = panel.choices.request()
    assert replace(asked, scenario=chosen.scenario) == chosen
    assert asked.scenario.name == "Autre nom"


def test_choices_do_not_go_to_another_document(zone, example):
    panel = panel_of(zone)
    choose_much(panel)
    zone.show_plan(example)
    zone.propose()
    assert panel.choices.request() == request_for(example, TODAY)


def test_a_proposal_that_is_kept_takes_its_choices_along(blank_zone, panel, propose):
    panel.choices._units.enter(3)
    panel.choices._away.item(2).setCheckState(Qt.CheckState.Checked)
    chosen = panel.choices.request()
    propose()
    assert blank_zone.session.keep_trial()
    scenario = blank_zone.session.document.scenario
    assert blank_zone.session.document.active == 1
    assert (scenario.wishes.max_units, frozenset(scenario.leaves)) == (3, chosen.away)
    assert replace(panel.choices.request(), scenario=chosen.scenario) == chosen
    blank_zone.session.show_scenario(0)
    assert panel.choices.request() == chosen
    assert blank_zone.session.document.scenario.leaves == ()  # it was only thought of there


def test_semesters_off_of_the_scenario_are_ticked_at_first(open_zone, blank):
    off = Term.parse("2027-S2")
    zone = open_zone(blank.with_scenario(replace(blank.scenario, leaves=(off,))))
    panel = panel_of(zone)
    items = [panel.choices._away.item(row) for row in range(panel.choices._away.count())]
    (ticked,) = [item for item in items if item.checkState() is Qt.CheckState.Checked]
    assert ticked.text() == "Semestre 2 2027/2028"
    assert panel.choices.request().away == {off}
    ticked.setCheckState(Qt.CheckState.Unchecked)
    assert panel.choices.request().away == frozenset()
    assert zone.session.document.scenario.leaves == (off,)


def test_choices_stay_when_the_views_are_made_anew(window):
    panel = panel_of(window)
    choose_much(panel)
    chosen = panel.choices.request()
    panel.advisor.close()
    window.rebuild()
    again = panel_of(window)
    assert again is not panel
    assert again.choices.request() == chosen
    again.advisor.close()


def test_choices_are_in_the_file_and_are_there_again_when_it_is_opened(open_zone, example, tmp_path):
    path = tmp_path / "plan.cspplan"
    zone = open_zone(example)
    panel = panel_of(zone)
    choose_much(panel)
    chosen = panel.choices.request()
    save(path, zone.session.document, None)
    panel.advisor.close()
    again = panel_of(open_zone(load(path).plan))
    assert again.choices.request() == chosen
    again.advisor.close()


def test_a_run_of_choices_is_one_step_that_undo_takes_back(zone):
    session = zone.session
    before = session.document
    panel = panel_of(zone)
    choose_much(panel)
    assert session.history.count() == 1
    assert session.history.undoText() == "Choix de la proposition"
    chosen = panel.choices.request()
    session.history.undo()
    assert session.document == before
    assert panel.choices.request() == request_for(before, TODAY)
    session.history.redo()
    assert panel.choices.request() == chosen


def test_a_choice_taken_back_leaves_no_step(blank_zone, panel):
    panel.choices._report.click()
    panel.choices._report.click()
    assert blank_zone.session.history.count() == 0
    assert blank_zone.session.document.scenario.wishes == Wishes()


def test_what_is_done_between_two_choices_parts_them(blank_zone, panel):
    history = blank_zone.session.history
    panel.choices._report.click()
    assert blank_zone.session.place(["PST003"], Term.parse("2026-S2"))
    panel.choices._accredited.click()
    assert history.count() == 3
    history.undo()
    assert (panel.choices._report.isChecked(), panel.choices._accredited.isChecked()) == (True, False)


def test_choices_for_two_scenarios_are_two_steps(zone):
    panel = panel_of(zone)
    panel.choices._report.click()
    zone.session.show_scenario(1)
    panel.choices._report.click()
    zone.session.history.undo()
    assert [scenario.wishes.report_anytime for scenario in zone.session.document.scenarios] == [True, False]


def test_once_asked_every_choice_is_answered_live_and_so_is_its_undo(qtbot, blank_zone, panel, propose):
    session = blank_zone.session
    propose()
    first = session.trial
    panel.choices._units.enter(2)
    assert session.trial is first, "it is shown until the next answer"
    assert session.document.scenario.wishes.max_units == 2
    assert panel._rest.isActive()
    qtbot.waitUntil(lambda: panel._asked.max_units == 2 and not panel._busy.isVisible(), timeout=PATIENCE_MS)
    assert session.trial not in (None, first)
    second = session.trial
    session.history.undo()
    assert panel.choices._units.amount is None
    qtbot.waitUntil(lambda: panel._asked.max_units is None, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: session.trial not in (None, second), timeout=PATIENCE_MS)


def test_no_last_semester_is_an_answer_like_any_other(panel):
    field = panel.choices._end
    assert field.currentText() == "sans dernier semestre"
    assert field.currentIndex() == 0  # no placeholder, which is drawn as if it could not be chosen
    assert field.isEnabled()
    assert field.palette().text() == panel.choices._start.palette().text()


def test_nothing_is_kept_while_an_amount_is_typed(blank_zone, panel):
    field = panel.choices._units
    field.setFocus()
    QTest.keyClicks(field, "12")
    assert blank_zone.session.history.count() == 0
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert blank_zone.session.document.scenario.wishes.max_units == 12


def test_two_clicks_ask_for_what_an_advisor_would(blank_zone, panel):
    button(panel, "Proposer").click()
    assert panel._asked == request_for(blank_zone.session.document, TODAY)
    assert (panel._asked.report_last, panel._asked.allow_waivers, panel._asked.follow_order) == (True, True, False)
    boxes = panel.choices.findChildren(QCheckBox)
    assert not any(box.isChecked() for box in boxes)


def test_the_order_is_offered_where_the_award_has_stages_and_not_where_there_is_no_order(blank_zone, panel):
    session, tick = blank_zone.session, panel.choices._ticks[panel.choices._order]
    stages = (Block(label="L1", members=("FPG003",)), Block(label="L2", members=("AST002",)))
    bare = replace(session.document.programme, recommended_order=())
    plan = session.document
    for award, is_offered in ((Block(members=stages), True), (Block(members=stages[:1]), False), (None, False)):
        panel.choices.show_plan(replace(plan, programme=replace(bare, award=award)))
        assert tick.isHidden() is not is_offered
    panel.choices.show_plan(plan)
    assert not tick.isHidden()
