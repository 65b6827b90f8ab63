"""The top of the right zone: the answer, its reason, and the way to gain a semester."""

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from csp_planner.domain.edits import set_experience, set_limits
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.ui import theme
from csp_planner.ui.dialogs.experience import ExperienceDialog
from csp_planner.ui.panels.answer import LEAST, Headline

from ...domain.helpers import done, full
from ..alone import HEIGHT, LOW
from ..hand import Drag, SolverHere, advised, answer, click_at, focus_on, press, workspace_of
from .helpers import settle


def shown(zone):
    return workspace_of(zone).side.answer


def said(part) -> str:
    return part.accessibleName().replace("\xa0", " ")


@pytest.fixture
def complete(blank):
    """Everything has its place, and no limit is in the way."""
    return done(set_limits(full(blank), None))


def test_a_complete_plan_is_answered_with_the_month_the_semester_and_the_reason(open_zone, complete):
    zone = open_zone(complete)
    assert said(shown(zone).headline) == "Titre en juin 2029"
    assert said(shown(zone).why) == "S2 2028/2029 · UAS004 y est placée par une dérogation."
    assert not shown(zone).assumed.isVisible()


def test_a_plan_with_units_to_place_is_only_planned_until_a_semester(zone):
    assert said(shown(zone).headline) == "Planifié jusqu’à S2 2028/2029"
    assert said(shown(zone).why) == "Encore à placer : TET007, TET010, UAS004."
    assert not shown(zone).sooner.isVisible()


def test_it_stands_first_in_the_zone_and_tab_meets_it_first(open_zone, complete):
    zone = open_zone(complete)
    side = workspace_of(zone).side
    tops = [part.mapTo(side, part.rect().topLeft()).y() for part in (shown(zone), side.progress, side.checks)]
    assert tops == sorted(tops)
    rows = [row for row in side.focus_order() if row.isVisible()]
    heights = [row.mapTo(side, row.rect().topLeft()).y() for row in rows]
    assert rows[:2] == [shown(zone).why, shown(zone).sooner]
    assert heights == sorted(heights)


def test_it_is_the_largest_text_of_the_window_and_is_not_clipped(open_window, complete, example):
    window = open_window(complete)
    for size, plan in (
        ((1366, 768), complete),
        ((1024, 700), complete),
        ((1024, 700), example),
        ((1366, 768), example),
    ):
        window.resize(*size)
        window.documents.show(plan, None, "")
        QTest.qWait(20)
        headline = shown(window).headline
        scale = headline.scale(headline.width())
        font = theme.scaled(headline.font(), scale, bold=True)
        area = QFontMetrics(font).boundingRect(headline.rect(), int(Qt.TextFlag.TextWordWrap), headline.text())
        assert area.height() <= headline.height()
        assert area.width() <= headline.width()
        assert scale >= LEAST
        tallest = max(QFontMetrics(label.font()).height() for label in window.findChildren(QLabel))
        gauges = QFontMetrics(workspace_of(window).side.progress.ects._big).height()
        assert QFontMetrics(font).height() > max(tallest, gauges)


def test_the_answer_is_as_tall_as_its_lines_at_every_width(open_zone, complete):
    headline = shown(open_zone(complete)).headline
    headline.say("Titre en février 2028")
    for width in range(200, 330):
        scale = headline.scale(width)
        lines = 1 if scale > LEAST + 0.01 else 2  # it is only wrapped where it cannot be smaller
        metrics = QFontMetrics(theme.scaled(headline.font(), scale, bold=True))
        assert headline.heightForWidth(width) <= lines * metrics.lineSpacing() + 2, width


def test_the_answer_keeps_the_height_it_needs_when_its_zone_becomes_wider_or_narrower(qtbot):
    zone = QWidget()
    qtbot.addWidget(zone)
    column, headline = QVBoxLayout(zone), Headline(zone)
    column.addWidget(headline)
    column.addStretch(1)
    headline.say("Rien de planifié")
    zone.show()
    for width in (150, 180, 300, 220, 420, 160, 294):
        zone.resize(width, 300)
        QTest.qWait(0)
        assert headline.height() == headline.heightForWidth(headline.width()), width


def test_every_part_is_shown_in_full_where_nothing_led_to_the_experience(open_zone, complete):
    zone = open_zone(done(set_experience(complete, ())))
    QTest.qWait(20)
    assert said(shown(zone).assumed) == "Suppose 18 mois d’expérience encore à faire."
    for row in (shown(zone).why, shown(zone).assumed, shown(zone).sooner):
        assert row.height() >= row.heightForWidth(row.width())


def test_the_reason_leads_to_its_unit_and_the_assumption_to_the_experience(open_zone, complete):
    zone = open_zone(done(set_experience(complete, ())))
    led_to = []
    zone.side.units_chosen.connect(led_to.append)
    shown(zone).why.click()
    assert led_to == [list(zone.session.reading.outlook.reason.units)]
    troubles = answer(ExperienceDialog, QDialog.reject)
    shown(zone).assumed.click()
    assert troubles == []
    assert zone.session.history.count() == 0


def test_a_semester_to_gain_is_one_click_away_and_the_foot_of_the_window_agrees(open_window, complete):
    window = open_window(complete)
    window.advising.advisor.solver = SolverHere()  # whose answer nobody waits for
    QTest.qWait(20)
    asked = []
    workspace_of(window).side.sooner_asked.connect(lambda: asked.append(True))
    assert shown(window).sooner.text() == "Gagner un semestre…"
    click_at(shown(window).sooner)
    assert asked == [True]
    assert window.advising.is_searching
    window.advising.stop()

    assert "S2 2028/2029" in window._status._end.text()
    window.session.unplace(["TET010"])
    assert window._status._end.text() == said(shown(window).headline) == "Planifié jusqu’à S2 2028/2029"


def test_no_semester_is_offered_where_an_enrolment_holds_the_end(open_zone, complete):
    zone = open_zone(complete)
    for unit in ("UA211G", "UAS004", "AST002"):
        zone.acts.mark([unit], UnitState.ENROLLED)
    assert "inscrite ou en cours" in said(shown(zone).why)
    assert not shown(zone).sooner.isVisible()


def test_during_a_drag_it_shows_what_it_would_become_and_nothing_around_it_moves(open_window, complete):
    window = open_window(complete)
    side = workspace_of(window).side
    parts = side.findChildren(QWidget)
    window.session.unplace(["TET010"])
    settle(lambda: [part.geometry() for part in parts])
    places = [part.geometry() for part in parts]
    held = Drag(window, "TET010").over("2028-S1")
    assert said(shown(window).headline) == "Titre en juin 2029"
    assert said(shown(window).why).startswith("S2 2028/2029")
    settle(lambda: [part.geometry() for part in parts])
    assert [part.geometry() for part in parts] == places
    held.over("2028-S2")
    assert said(shown(window).headline) == "Planifié jusqu’à S2 2028/2029"
    press(window, Qt.Key.Key_Escape)


def test_during_a_drag_a_longer_answer_has_the_room_of_the_one_before(zone, blank, complete):
    later = {"empty": (blank, ["TET003"], "2028-A"), "complete": (complete, ["TET010"], "2029-S1")}
    for (plan, units, term), tall in product(later.values(), (HEIGHT, LOW)):
        zone.resize(zone.width(), tall)
        zone.show_plan(plan)
        shown(zone).show_move(None)
        QTest.qWait(20)
        headline = shown(zone).headline
        height = headline.height()
        shown(zone).show_move(zone.session.aftermath(units, Term.parse(term)).outlook)
        settle(headline.geometry)
        assert headline.height() == height
        font = theme.scaled(headline.font(), headline.scale(headline.width()), bold=True)
        area = QFontMetrics(font).boundingRect(headline.rect(), int(Qt.TextFlag.TextWordWrap), headline.text())
        assert area.height() <= height
        assert area.width() <= headline.width()


def test_with_the_keys_it_shows_what_it_would_become_until_the_card_is_given_up(window):
    focus_on(window, "TET010")
    press(window, Qt.Key.Key_Return)  # a move that leaves the answer: it says what would still be missing
    assert said(shown(window).headline) == "Planifié jusqu’à S2 2028/2029"
    assert said(shown(window).why) == "Encore à placer : TET007, UAS004."
    press(window, Qt.Key.Key_Escape)
    assert said(shown(window).why) == "Encore à placer : TET007, TET010, UAS004."

    window.session.place(["TET007"], Term.parse("2027-S1"), "Accord du centre")
    window.session.place(["UAS004"], Term.parse("2027-S1"), "Accord du centre")
    focus_on(window, "TET010")
    press(window, Qt.Key.Key_Return)
    assert said(shown(window).headline).startswith("Titre en ")
    assert said(shown(window).why).startswith("S2 2028/2029")
    press(window, Qt.Key.Key_Escape)
    assert said(shown(window).headline) == "Planifié jusqu’à S2 2028/2029"
    focus_on(window, "TET010")
    press(window, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert said(shown(window).headline).startswith("Titre en ")
    assert said(shown(window).why).startswith("S2 2028/2029 · ")


def test_a_move_that_delays_the_diploma_names_the_month_it_comes_in_now(open_zone, complete):
    zone = open_zone(complete)
    shown(zone).show_move(zone.session.aftermath(["TET010"], Term.parse("2029-S1")).outlook)
    assert said(shown(zone).headline) == "Titre en février 2030"
    assert said(shown(zone).why) == "Pour l’instant : juin 2029"
    shown(zone).show_move(None)
    assert said(shown(zone).headline) == "Titre en juin 2029"


def test_a_trial_is_answered_for_what_it_tries(open_zone, complete):
    zone = open_zone(complete)
    advised(zone, lambda: zone.scenario_acts.fails("AST002"))
    assert zone.session.trial is not None
    assert said(shown(zone).headline) == "Titre en juin 2030"
    zone.session.drop_trial()
    assert said(shown(zone).headline) == "Titre en juin 2029"
