"""Semesters have ended since the plan was opened last: it asks what became of their units, and blames nobody."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from csp_planner.domain.checks import Check
from csp_planner.domain.edits import place, record_outcome
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.planning.coming_back import Became, record_all
from csp_planner.domain.profile import Profile
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.storage.codec import write_plan
from csp_planner.storage.planfile import load, save
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.coming_back_page import ComingBackPage
from csp_planner.ui.panels.state_section import StateSection

from .hand import advised, button, card, click_at, press, shown_texts, workspace_of

BEFORE, LATER = date(2026, 11, 23), date(2028, 9, 10)
PLACED = {"FPG003": "2027-S1", "AST004": "2027-S1", "AST002": "2027-A", "PST003": "2027-S2", "TET010": "2028-S1"}
S1 = Term.parse("2027-S1")


def placed(plan: Plan, codes=tuple(PLACED)) -> Plan:
    for code in codes:
        plan = place(plan, code, Term.parse(PLACED[code]), BEFORE)
        assert isinstance(plan, Plan)
    return plan


@pytest.fixture
def plan(empty_plan: Plan) -> Plan:
    return placed(replace(empty_plan, scenarios=(Scenario(name="A", start=S1),)))


@pytest.fixture
def back(open_window, plan):
    """The window on that plan, two years later."""
    return open_window(plan, today=LATER)


@pytest.fixture
def asking(qtbot, plan):
    """The page alone, two years later."""
    found = ComingBackPage(Session(plan, LATER))
    qtbot.addWidget(found)
    found.resize(1366, 768)
    with qtbot.waitExposed(found):
        found.show()
    found.activateWindow()
    found.begin()
    return found


def page(window):
    return window if isinstance(window, ComingBackPage) else window.pages.currentWidget()


def is_asking(window) -> bool:
    return window.coming_back.is_shown


def segment(window, code: str, became: Became):
    row = next(row for section in page(window).sections for row in section.rows if row.code == code)
    return row.segments.segments[list(Became).index(became)]


def choose(window, code: str, became: Became) -> None:
    click_at(segment(window, code, became))


def chosen(window) -> dict[str, Became]:
    found = {}
    for section in page(window).sections:
        for row in section.rows:
            for became, each in zip(Became, row.segments.segments, strict=True):
                if each.isChecked():
                    found[row.code] = became
    return found


def ask(window) -> None:
    window.named_actions.edit.came_back.trigger()
    QApplication.processEvents()
    assert is_asking(window)


def states(window) -> dict[str, UnitState]:
    standings = window.session.evaluation.standings
    return {code: standings[code].state for code in PLACED}


# The question


def test_a_plan_opened_after_its_semesters_asks_once_in_a_calm_banner(back, qtbot):
    assert back.banner.isVisible()
    said = "2 semestres ont passé\u00a0: que sont devenues ces 4 unités\u00a0?"
    assert back.banner.accessibleName() == said
    assert shown_texts(back.banner, QPushButton) == ["Répondre", "Plus tard"]
    click_at(button(back.banner, "Plus tard"))
    assert not back.banner.isVisible()
    back.rebuild()
    assert not back.banner.isVisible()
    assert not is_asking(back)


def test_nothing_is_asked_while_semesters_go_on(open_window, plan):
    window = open_window(plan, today=BEFORE)
    assert not window.banner.isVisible()
    assert not window.named_actions.edit.came_back.isEnabled()
    assert not workspace_of(window).side.checks.asked.isVisible()


def test_the_banner_leads_to_the_page_and_escape_to_the_plan_which_keeps_its_answers(back, plan, qtbot):
    click_at(button(back.banner, "Répondre"))
    qtbot.waitUntil(lambda: is_asking(back))
    assert not back.banner.isVisible()
    before = write_plan(back.session.document)
    choose(back, "FPG003", Became.VALIDATED)
    choose(back, "PST003", Became.NOT_TAKEN)
    press(back, Qt.Key.Key_Escape)
    assert not is_asking(back)
    assert write_plan(back.session.document) == before
    back.set_language("en")
    ask(back)
    assert chosen(back) == {"FPG003": Became.VALIDATED, "PST003": Became.NOT_TAKEN}
    back.documents.show(plan, None)
    assert not is_asking(back)
    ask(back)
    assert chosen(back) == {}


def test_cards_what_to_check_and_details_ask_in_place_of_blaming(back):
    for code in ("FPG003", "AST002"):
        found = card(back, code)
        assert (found.glyph, found.tone) == ("?", "accent")
        assert "qu’est-elle devenue" in found.state
        assert "qu’est-elle devenue" in found.tooltip
    assert "devenue" not in card(back, "TET010").state
    checks = workspace_of(back).side.checks
    assert checks.asked.isVisible()
    assert {found.code for found in back.session.evaluation.diagnostics} >= {Check.ENROLMENT_CLOSED}
    asked = {code for code in PLACED if code != "TET010"}
    to_do = back.session.reading.attention.to_do
    assert not [found for found in to_do if found.code is Check.ENROLMENT_CLOSED and found.unit in asked]
    assert str(len(to_do)) in checks._title.text() or not to_do
    click_at(checks.asked.answer)
    assert is_asking(back)
    press(back, Qt.Key.Key_Escape)
    side = workspace_of(back).side
    for code, is_planned in (("TET010", True), ("FPG003", False)):
        side.inspect(code)
        state = side.currentWidget().findChild(StateSection)
        assert [state.enrolment.isVisible(), state.slack.isVisible()] == [is_planned, is_planned]
        assert state.where.isVisible()
    back.session.do("fini", lambda plan: record_all(plan, dict.fromkeys(asked, Became.VALIDATED), LATER))
    assert card(back, "FPG003").state == "validée"
    assert not back.named_actions.edit.came_back.isEnabled()


def test_a_unit_said_to_be_still_running_is_asked_about_only_from_the_menu(open_window, plan):
    codes = {"FPG003", "AST004", "AST002", "PST003"}
    running = record_all(plan, dict.fromkeys(codes, Became.RUNNING), LATER)
    window = open_window(running, today=LATER)
    assert not window.banner.isVisible()
    assert card(window, "FPG003").state == "en cours"
    ask(window)
    assert {row.code for section in page(window).sections for row in section.rows} == codes


# The page


def test_recording_is_one_step_and_undo_brings_back_the_same_bytes(back):
    before = write_plan(back.session.document)
    ask(back)
    answers = {
        "FPG003": Became.VALIDATED, "AST004": Became.FAILED, "PST003": Became.WITHDRAWN, "AST002": Became.RUNNING,
    }  # fmt: skip
    for code, became in answers.items():
        choose(back, code, became)
    click_at(page(back).record)
    assert not is_asking(back)
    assert states(back) == {
        "FPG003": UnitState.VALIDATED,
        "AST004": UnitState.TO_PLACE,
        "PST003": UnitState.TO_PLACE,
        "AST002": UnitState.IN_PROGRESS,
        "TET010": UnitState.PLANNED,
    }
    assert back.session.history.count() == 1
    after = write_plan(back.session.document)
    back.session.history.undo()
    assert write_plan(back.session.document) == before
    back.session.history.redo()
    assert write_plan(back.session.document) == after
    ask(back)
    back.session.history.undo()
    assert is_asking(back), "an undo does not lead away from the page"
    assert "FPG003" in [row.code for row in page(back).sections[0].rows]


@settings(max_examples=10)
@given(st.dictionaries(st.sampled_from(["FPG003", "AST004", "AST002", "PST003"]), st.sampled_from(Became)))
def test_whatever_is_answered_undo_and_redo_give_the_same_bytes(qapp, crn01, answers):
    empty = Plan(programme=crn01, profile=Profile(), scenarios=(Scenario(name="A", start=S1),))
    session = Session(placed(empty), LATER)
    before = write_plan(session.document)
    assert session.do("fini", lambda plan: record_all(plan, answers, LATER))
    after = write_plan(session.document)
    assert session.history.count() == (1 if answers else 0)
    session.history.undo()
    assert write_plan(session.document) == before
    session.history.redo()
    assert write_plan(session.document) == after


def test_units_without_an_answer_stay_as_they_are(back):
    ask(back)
    assert not page(back).record.isEnabled()
    choose(back, "FPG003", Became.VALIDATED)
    choose(back, "AST004", Became.FAILED)
    choose(back, "AST004", Became.FAILED)  # once more: no answer
    click_at(page(back).record)
    assert [one.unit for one in back.session.document.profile.attempts] == ["FPG003"]
    assert back.session.document.scenario.placement("AST004") is not None
    assert workspace_of(back).side.checks.asked.isVisible()


def test_all_of_a_semester_is_validated_with_one_click_but_for_what_was_answered(asking):
    first = page(asking).sections[0]
    assert first.all.text() == "Tout validé"
    choose(asking, "AST004", Became.FAILED)
    assert first.all.text() == "Le reste validé"
    click_at(first.all)
    assert chosen(asking) == {"AST004": Became.FAILED, "FPG003": Became.VALIDATED}
    assert not first.all.isEnabled()


def test_recorded_answers_offer_to_plan_what_comes_next_with_the_fewest_changes(back, qtbot):
    ask(back)
    choose(back, "AST004", Became.FAILED)
    click_at(page(back).record)
    assert "AST004" in back.banner.accessibleName()
    advised(back, lambda: click_at(button(back.banner, "Planifier la suite")))
    tried = back.session.trial.plan.scenario
    assert tried.placement("AST004").term >= Term.parse("2028-S1")
    assert tried.placement("TET010") is not None
    assert not back.banner.isVisible()
    assert "3 unités sans réponse restent où elles sont." in back.session.trial.sentence
    assert {code: str(tried.placement(code).term) for code in ("FPG003", "AST002", "PST003")} == {
        code: PLACED[code] for code in ("FPG003", "AST002", "PST003")
    }


def test_undo_on_the_page_asks_again_about_what_was_recorded_and_it_says_when_nothing_is_left(asking):
    asking.session.do("fini", lambda plan: record_all(plan, {"FPG003": Became.VALIDATED}, LATER))
    assert "FPG003" not in [row.code for row in page(asking).sections[0].rows]
    asking.session.history.undo()
    assert "FPG003" in [row.code for row in page(asking).sections[0].rows]
    everything = dict.fromkeys([code for code in PLACED if code != "TET010"], Became.VALIDATED)
    asking.session.do("fini", lambda plan: record_all(plan, everything, LATER))
    assert page(asking)._nothing.isVisible()
    assert not page(asking).record.isEnabled()


def test_another_scenario_takes_no_answer_of_another_term(asking, plan):
    other = replace(plan.scenario, name="B", placements=())
    other = replace(plan, scenarios=(plan.scenario, other), active=1)
    moved = place(other, "FPG003", Term.parse("2028-S1"), BEFORE)
    assert isinstance(moved, Plan)
    asking.session.today = date(2029, 9, 10)
    asking.session.replace(replace(moved, active=0))
    QApplication.processEvents()
    choose(asking, "FPG003", Became.VALIDATED)
    asking.session.show_scenario(1)
    assert chosen(asking) == {}
    assert not page(asking).record.isEnabled()


def test_an_answer_given_is_kept_when_the_plan_is_left(open_window, plan, tmp_path):
    path = tmp_path / "a.cspplan"
    save(path, plan, None)
    window = open_window(plan, path, load(path).digest, today=LATER)
    ask(window)
    choose(window, "FPG003", Became.VALIDATED)
    window.documents.new()
    assert [(one.unit, one.state) for one in load(path).plan.profile.attempts] == [("FPG003", UnitState.VALIDATED)]


def test_an_enrolled_unit_is_asked_about_too(open_window, plan):
    enrolled = record_outcome(plan, "FPG003", UnitState.ENROLLED, BEFORE)
    window = open_window(enrolled, today=LATER)
    assert card(window, "FPG003").glyph == "?"
    ask(window)
    choose(window, "FPG003", Became.NOT_TAKEN)
    click_at(page(window).record)
    assert states(window)["FPG003"] is UnitState.TO_PLACE


# The keys


def test_keys_alone_answer_and_record(back):
    ask(back)
    assert segment(back, "FPG003", Became.VALIDATED).hasFocus()
    press(back, Qt.Key.Key_V, Qt.Key.Key_Down)
    assert segment(back, "AST004", Became.VALIDATED).hasFocus()
    press(back, Qt.Key.Key_Right, Qt.Key.Key_Return)
    press(back, Qt.Key.Key_Down)
    assert segment(back, "PST003", Became.FAILED).hasFocus()
    press(back, Qt.Key.Key_A, Qt.Key.Key_Down, Qt.Key.Key_T, Qt.Key.Key_Down)
    assert segment(back, "AST002", Became.RUNNING).hasFocus(), "there is no row below"
    assert chosen(back) == {
        "FPG003": Became.VALIDATED,
        "AST004": Became.FAILED,
        "PST003": Became.WITHDRAWN,
        "AST002": Became.RUNNING,
    }
    press(back, Qt.Key.Key_Delete)
    assert "AST002" not in chosen(back)
    QTest.keyClick(back.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not is_asking(back)
    assert states(back)["PST003"] is UnitState.TO_PLACE
    assert len(back.session.document.profile.attempts) == 3


def test_keys_that_go_from_answer_to_answer_choose_nothing_and_tab_comes_to_the_one_chosen(asking):
    assert segment(asking, "FPG003", Became.NOT_TAKEN).accessibleName() == "FPG003\u00a0: Pas suivie"
    press(asking, *[Qt.Key.Key_Right] * 6, *[Qt.Key.Key_Left] * 2, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab)
    assert chosen(asking) == {}
    choose(asking, "AST004", Became.FAILED)
    page(asking).begin()
    press(asking, Qt.Key.Key_Tab)
    assert segment(asking, "AST004", Became.FAILED).hasFocus()
    press(asking, Qt.Key.Key_Tab)
    assert asking.focusWidget() is page(asking).sections[1].all


def test_a_title_from_a_file_is_shown_as_it_is_written(asking, plan):
    hostile = "<b>x</b> &y\u202e\n"
    units = tuple(replace(unit, title=f"{hostile}{unit.code}") for unit in plan.programme.units)
    asking.session.replace(replace(plan, programme=replace(plan.programme, units=units)))
    QApplication.processEvents()
    texts = shown_texts(asking, QLabel)
    assert "<b>x</b> &y FPG003" in texts
    assert not any("\u202e" in text for text in texts)
