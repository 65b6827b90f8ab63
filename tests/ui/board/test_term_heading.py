"""The heading of a term: what it bears against the learner's limits, whatever the width."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from csp_planner.domain.edits import set_limits
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.terms import Term
from csp_planner.ui import theme
from csp_planner.ui.board.term_pane import TermPane

from ..hand import Drag, outside, pane, workspace_of


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def with_hours(plan, weekly, weeks=15):
    return replace(plan, profile=replace(plan.profile, weekly_hours=weekly, weeks_per_semester=weeks))


@pytest.fixture
def painted(monkeypatch):
    """What the heading of a term says beside its name, as it is painted."""
    found = []
    paint = TermPane._paint_fitting

    def remember(self, *given):
        found.append(plain(paint(self, *given)))
        return found[-1]

    monkeypatch.setattr(TermPane, "_paint_fitting", remember)

    def look(each):
        QApplication.processEvents()
        found.clear()
        each.paint_anew()
        each.grab()
        return " | ".join(found)

    return look


LANGUAGES = {
    "fr": ("jusqu’à mi-mars", "fin octobre", "▲ 7,4 / 6 h de cours", "▲ 16,6 / 6 h de cours"),
    "en": ("until mid-March", "the end of October", "▲ 7.4 / 6 h of class", "▲ 16.6 / 6 h"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_hours_a_week_deadline_load_and_hours_are_in_sight(open_window, example, painted, language):
    window = open_window(with_hours(example, 6.0), size=(1024, 700))
    window.set_language(language)
    spring, autumn, light, heavy = LANGUAGES[language]
    for width in (1024, 1366, 1920):
        window.resize(width, 700)
        for term, parts in (
            ("2027-S2", (spring, "13 / 24 ECTS", "111 h", light)),
            ("2027-S1", (autumn, "▲ 29 / 24 ECTS", "249 h", heavy)),
        ):
            text = painted(pane(window, term))
            for part in parts:
                assert part in text, (width, part, text)
            assert "…" not in text
        assert "6 h" not in painted(pane(window, "2028-S1"))  # nothing is there


def test_without_hours_a_week_the_deadline_is_in_sight_as_well(open_window, example, painted):
    window = open_window(example, size=(1024, 700))
    for width in (1024, 1366):
        window.resize(width, 700)
        for term, parts in (
            ("2027-S2", ("mi-mars 2028", "13 / 24 ECTS · 111 h")),
            ("2027-S1", ("fin octobre 2027", "249 h")),
        ):
            text = painted(pane(window, term))
            for part in parts:
                assert part in text, (width, part, text)


def test_hours_beyond_those_the_person_has_have_the_colour_of_a_warning(open_window, example):
    window = open_window(example, size=(1024, 700))

    def picture(weekly):
        window.documents.show(with_hours(set_limits(example, None), weekly), None)
        QApplication.processEvents()
        image = pane(window, "2027-S2").grab().toImage()
        warning = theme.colour("warning")
        return sum(
            abs(image.pixelColor(x, y).red() - warning.red()) < 8
            and abs(image.pixelColor(x, y).blue() - warning.blue()) < 8
            for x in range(image.width())
            for y in range(40)
        )

    assert picture(8.0) == 0
    assert picture(6.0) > 0


def test_a_heading_does_not_grow_when_a_card_is_put_there(open_window, example):
    window = open_window(with_hours(example, 6.0), size=(1024, 700))
    for width in (1024, 1366):
        window.resize(width, 700)
        QApplication.processEvents()
        before = {str(each.term): each._heading_height for each in workspace_of(window).board.panes}
        window.session.place(["TET010"], Term.parse("2028-S1"))
        QApplication.processEvents()
        assert {str(each.term): each._heading_height for each in workspace_of(window).board.panes} == before, width
        window.session.history.undo()


def test_the_cards_make_room_for_the_second_line_when_the_term_gets_narrow(open_window, example):
    window = open_window(with_hours(example, 6.0), size=(1920, 1000))
    for width in (1920, 1024, 1920):
        window.resize(width, 1000)
        QApplication.processEvents()
        for each in workspace_of(window).board.panes:
            if not each.annual:
                assert each.units.y() == each._heading_height + 5, each.term
                assert each.height() >= each.sizeHint().height(), each.term


def test_hours_counted_from_now_on_are_said_at_once(window, painted):
    assert "de cours" not in painted(pane(window, "2027-S2"))
    for weekly, said in ((6.0, "▲ 7,4 / 6 h de cours"), (9.0, "7,4 / 9 h de cours"), (None, "7,4 h de cours")):
        window.session.do("profil", lambda plan, weekly=weekly: with_hours(plan, weekly))
        text = painted(pane(window, "2027-S2"))
        assert said in text
        assert ("▲ 7,4" in text) is said.startswith("▲")


def test_hours_without_weeks_are_counted_over_fifteen_which_the_tooltip_says_to_be_assumed(
    open_window, example, painted
):
    window = open_window(with_hours(example, 6.0, None))
    assert "▲ 7,4 / 6 h de cours" in painted(pane(window, "2027-S2"))
    assert plain(pane(window, "2027-S2").toolTip()).splitlines()[:4] == [
        "inscription jusqu’à mi-mars 2028",
        "13 ECTS sur 24 au plus",
        "111 h de cours",
        "7,4 h de cours par semaine sur 6 au plus : trop (15 semaines supposées)",
    ]


def test_the_smaller_of_two_limits_of_hours_is_the_one_that_is_said_and_its_figure_is_exact(
    open_window, example, painted
):
    window = open_window(set_limits(with_hours(example, 9.0, None), 24, 90))
    assert "▲ 7,4 / 6 h de cours" in painted(pane(window, "2027-S2"))
    window.documents.show(set_limits(example, 24, 90), None)
    assert "13 / 24 ECTS · ▲ 111 / 90 h" in painted(pane(window, "2027-S2"))
    assert "111 h de cours sur 90 au plus : trop" in plain(pane(window, "2027-S2").toolTip())
    # A load just above the hours of a week is not said to be equal to them.
    window.documents.show(with_hours(example, 7.39), None)
    assert "▲ 7,4 / 7,39 h" in painted(pane(window, "2027-S2"))
    window.documents.show(with_hours(example, 7.4), None)
    assert "▲" not in painted(pane(window, "2027-S2"))


def test_during_a_drag_the_target_says_hours_a_week_before_and_after(open_window, example, painted):
    window = open_window(with_hours(example, 6.0), size=(1024, 700))
    for width in (1024, 1366):
        window.resize(width, 700)
        QApplication.processEvents()
        carried = Drag(window, "TET010").over("2028-S1")
        text = painted(pane(window, "2028-S1"))
        assert "0 → 6 / 24 ECTS" in text, width
        assert "0 → 3,4 / 6 h de cours" in text
        carried.over("2027-S1")
        text = painted(pane(window, "2027-S1"))
        assert "▲ 29 → 35 / 24 ECTS" in text
        assert "▲ 16,6 → 20 / 6 h de cours" in text
        carried.to(outside(window)).let_go()
    # At the pointer the limit that is passed is named as it was given.
    window.documents.show(set_limits(with_hours(example, 3.0), None), None)
    QApplication.processEvents()
    carried = Drag(window, "TET010").over("2028-S1")
    carry = workspace_of(window).carry
    words = plain(carry._tip(carry.verdicts[Term.parse("2028-S1")]))
    assert "limite de 3 h de cours par semaine" in words
    carried.to(outside(window)).let_go()


def test_with_type_of_twice_the_size_the_deadline_makes_room_and_no_load_is_cut(open_window, example, painted, qapp):
    font = QFont(qapp.font())
    font.setPixelSize(26)
    qapp.setFont(font)
    window = open_window(with_hours(example, 6.0), size=(1024, 700))
    for language, mark in (("fr", ","), ("en", ".")):
        window.set_language(language)
        for term, parts in (("2027-S1", ("▲ 29 / 24 ECTS", f"▲ 16{mark}6 / 6 h")), ("2026-S2", ("16 / 24 ECTS",))):
            text = painted(pane(window, term))
            for part in parts:
                assert part in text, (language, part, text)
            assert "…" not in text


def test_personal_work_is_said_beside_class_hours_as_an_assumption_of_the_learner_s(open_window, example, painted):
    plan = with_hours(example, 6.0)
    window = open_window(replace(plan, profile=replace(plan.profile, personal_hours=10)))
    tip = plain(pane(window, "2027-S2").toolTip())
    assert "Travail personnel supposé par l’apprenant : 130 h (10 h par ECTS)" in tip
    assert "111 h de cours" in tip
    assert "130" not in painted(pane(window, "2027-S2"))
    assert window.session.evaluation.diagnostics == evaluate_plan(plan, window.session.today).diagnostics
