"""A term on the board: its name, its load, and what it says while a card is carried."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from csp_planner.domain.edits import set_limits
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.messages.sentences import refusal_sentence

from ...domain.helpers import marked
from ..hand import (
    Drag,
    advised,
    answer,
    codes_in,
    drag,
    fire,
    focus_on,
    menu_texts,
    outside,
    pane,
    placements,
    press,
    workspace_of,
)


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def said(window, term):
    """The first part of what the heading says beside the name, and its colour."""
    part = pane(window, term)._said()[0][0]
    return plain(part.text), part.tone


def test_a_term_says_its_name_its_load_its_limit_and_until_when_one_enrols(window):
    panes = workspace_of(window).board.panes
    names = [each.units.accessibleName() for each in panes]
    for year in ("2026/2027", "2027/2028", "2028/2029"):
        assert {f"Annuel {year}", f"Semestre 1 {year}", f"Semestre 2 {year}"} <= set(names)
    assert len(names) == len(set(names)) == 9
    menus = [each.more.accessibleName() for each in panes]
    assert len(set(menus)) == len(menus)
    assert all(str(each.term.year) in each.more.accessibleName() for each in panes)
    infos = plain(pane(window, "2027-S2").units.accessibleDescription())
    load = window.session.evaluation.load(Term.parse("2027-S2"))
    assert f"{load.ects:g} ECTS" in infos
    assert "jusqu’à mi-mars 2028" in infos
    assert "depuis fin octobre 2026" in pane(window, "2026-S1").units.accessibleDescription()
    text = plain(pane(window, "2027-S2").toolTip())
    assert "mi-mars 2028" in text
    assert "ECTS" in text
    assert "sous réserve de renouvellement" in text
    assert "renouvellement" not in pane(window, "2026-S2").toolTip()
    assert window.session.evaluation.load(Term.parse("2027-S1")).overloaded
    assert said(window, "2027-S1") == ("▲ 29 / 24 ECTS", "warning")


def test_a_term_takes_the_room_its_cards_need_and_the_semesters_of_a_year_are_level(window):
    for year in (2026, 2027, 2028):
        first, second = pane(window, f"{year}-S1"), pane(window, f"{year}-S2")
        assert (first.y(), first.height()) == (second.y(), second.height())
    for each in workspace_of(window).board.panes:
        units = each.units
        for row in range(units.cards.rowCount()):
            rect = units.visualRect(units.cards.index(row))
            assert units.viewport().rect().contains(rect.adjusted(0, 0, -8, -8)), (each.term, row)


def test_the_day_is_said_where_the_sheet_has_no_words_and_hours_by_the_week_where_weeks_are_known(open_window, example):
    dumb = replace(example.programme.enrolment_semester_2, closes_in_words={})
    profile = replace(example.profile, weeks_per_semester=15)
    programme = replace(example.programme, enrolment_semester_2=dumb)
    window = open_window(replace(example, profile=profile, programme=programme))
    assert "15/03/2028" in pane(window, "2027-S2").units.accessibleDescription()
    weekly = window.session.evaluation.load(Term.parse("2027-S2")).weekly_hours
    assert weekly is not None
    words = plain(pane(window, "2027-S2").toolTip())
    assert f"{round(weekly, 1):g} h de cours par semaine (15 semaines supposées)".replace(".", ",", 1) in words


def test_an_empty_term_shows_that_it_has_the_focus(window):
    empty = pane(window, "2028-S1")
    assert not empty.units.cards.rowCount()
    before = empty.grab().toImage()
    empty.units.setFocus()
    QApplication.processEvents()
    assert empty.grab().toImage() != before


def test_while_a_card_is_carried_each_term_says_and_shows_whether_it_is_open_to_it(window):
    panes = workspace_of(window).board.panes
    quiet = {str(each.term): each.grab().toImage() for each in panes}
    carried = Drag(window, "TET010").to(outside(window))
    for each in panes:
        assert each.grab().toImage() != quiet[str(each.term)], each.term
        words = each.units.accessibleDescription()
        if each.verdict.accepted:
            assert words == "Ouverte à l’unité déplacée" or words.startswith("Ouvert"), each.term
        else:
            assert words == refusal_sentence(each.verdict.refusals[0], window.session.plan.programme), each.term
    opened = pane(window, "2028-S1").grab().toImage()
    carried.over("2028-S1")
    assert pane(window, "2028-S1").grab().toImage() != opened
    carried.to(outside(window)).let_go()
    assert "Ouvert" not in pane(window, "2027-S1").units.accessibleDescription()
    for each in panes:
        assert each.grab().toImage() == quiet[str(each.term)], each.term


def test_the_target_says_its_load_before_and_after_against_the_limit(window, example):
    def ects(term):
        load = window.session.evaluation.load(Term.parse(term))
        return load.ects if load else 0

    was, here = ects("2028-S1"), ects("2027-S1")
    carried = Drag(window, "TET010").over("2028-S1")
    assert said(window, "2028-S1") == (f"{was:g} → {was + 6:g} / 24 ECTS", "ok")
    carried.over("2027-S1")  # where the limit is passed
    assert said(window, "2027-S1") == (f"▲ {here:g} → {here + 6:g} / 24 ECTS", "warning")
    carried.to(outside(window)).let_go()
    # An annual unit shows half its load in each half.
    window.acts.unplace(["TET003"])
    loads = {half: ects(half) for half in ("2028-S1", "2028-S2")}
    carried = Drag(window, "TET003").over("2028-S1")
    for half, was in loads.items():
        assert said(window, half)[0] == f"{was:g} → {was + 4:g} / 24 ECTS", half
    carried.to(outside(window)).let_go()
    window.documents.show(set_limits(example, None), None)
    carried = Drag(window, "TET010").over("2028-S1")
    assert said(window, "2028-S1")[0] == "0 → 6 ECTS"
    carried.to(outside(window)).let_go()


def test_a_failed_attempt_stays_as_a_card_of_history_that_can_be_selected_but_not_moved(window):
    window.acts.mark(["AST005"], UnitState.IN_PROGRESS)
    window.acts.mark(["AST005"], UnitState.FAILED)
    units = pane(window, "2026-S2").units
    past = [units.cards.card(row) for row in range(units.cards.rowCount()) if units.cards.card(row).past]
    assert [each.code for each in past] == ["AST005"]
    assert past[0].glyph == "✗"
    assert window.session.evaluation.standings["AST005"].state is UnitState.TO_PLACE
    plan = window.session.document
    key = next(card for card in units.cards.keys if card.startswith("AST005"))
    units.select(key)
    assert units.selected_codes == []
    press(window, Qt.Key.Key_Return)
    assert not workspace_of(window).carry.active
    press(window, Qt.Key.Key_Delete)
    assert window.session.document is plan
    Drag(window, key).over("2027-S2").let_go()
    assert window.session.document is plan


def test_history_and_the_new_plan_of_a_unit_or_two_failures_may_stand_in_one_term(open_window, example):
    plan = marked(example, "AST005", UnitState.FAILED)
    window = open_window(plan)
    window.session.place(["AST005"], Term.parse("2026-S2"))
    keys = [key for key in codes_in(window, "2026-S2") if key.startswith("AST005")]
    assert len(keys) == len(set(keys)) == 2
    assert "AST005" in keys
    attempt = plan.profile.attempts[0]
    plan = replace(plan, profile=replace(plan.profile, attempts=(attempt, replace(attempt, note="second"))))
    window.documents.show(plan, None)
    assert len([key for key in codes_in(window, "2026-S2") if key.startswith("AST005")]) == 2
    window.session.place(["TET010"], Term.parse("2028-S1"))
    assert len([key for key in codes_in(window, "2026-S2") if key.startswith("AST005")]) == 2


def test_the_menu_of_a_term_marks_all_its_units_takes_them_off_lightens_and_skips_it(window):
    def choose(term, act):
        troubles = answer(QMenu, act)
        QTest.mouseClick(pane(window, term).more, Qt.MouseButton.LeftButton)
        assert troubles == []

    choose("2026-S2", lambda menu: fire(menu, "Tout validé"))
    states = {each.unit: each.state for each in window.session.document.profile.attempts}
    assert states == dict.fromkeys(["AST005", "CCE003", "PST003"], UnitState.VALIDATED)
    assert window.session.history.count() == 1
    window.session.history.undo()
    assert window.session.document.profile.attempts == ()
    choose("2026-S2", lambda menu: fire(menu, "Tout retirer du plan"))
    assert "2026-S2" not in placements(window.session.document).values()
    assert window.session.history.count() == 1
    window.session.history.undo()

    def enabled(term):
        found = {}

        def look(menu):
            actions = [action for action in menu.actions() if not action.isSeparator()]
            found.update({text: action.isEnabled() for text, action in zip(menu_texts(menu), actions, strict=True)})

        choose(term, look)
        return found

    heavy, light = enabled("2027-S1"), enabled("2026-S2")
    (name,) = [text for text in heavy if "llége" in text]  # only what is overloaded is lightened
    assert heavy[name]
    assert not light[name]
    # What if it is skipped is tried.
    assert codes_in(window, "2027-S1") != []
    advised(window, lambda: choose("2027-S1", lambda menu: menu.actions()[-1].trigger()))
    assert window.session.trial is not None
    assert codes_in(window, "2027-S1") == []


def test_a_term_has_a_menu_where_there_is_something_to_do_with_it(open_window, blank):
    window = open_window(blank, today=date(2027, 7, 1))
    assert not pane(window, "2027-A").more.isVisible()
    assert pane(window, "2027-S1").more.isVisible()  # it can be taken off
    assert not pane(window, "2026-S2").more.isVisible()  # it is over, and empty


def test_the_heading_never_runs_into_the_name_of_the_term(window):
    for width in (1024, 1366, 1920):
        window.resize(width, 768)
        QApplication.processEvents()
        for each in workspace_of(window).board.panes:
            if not each.annual:
                assert each.width() > 150
                assert not each.grab().isNull()


def test_a_card_placed_by_any_way_shows_in_its_term(window):
    focus_on(window, "TET010")
    drag(window, "TET010", "2028-S1")
    assert codes_in(window, "2028-S1") == ["TET010"]
    window.session.history.undo()
    assert codes_in(window, "2028-S1") == []
    window.session.history.redo()
    assert codes_in(window, "2028-S1") == ["TET010"]


def test_a_term_of_which_no_hours_are_published_does_not_say_that_there_are_none(window):
    window.session.place(["UAS004"], Term.parse("2028-S1"), "Autre centre")
    words = plain(pane(window, "2028-S1").units.accessibleDescription())
    assert "6 ECTS sur 24 au plus · heures non publiées" in words
    window.session.place(["TET010"], Term.parse("2028-S1"))
    words = plain(pane(window, "2028-S1").units.accessibleDescription())
    assert "12 ECTS sur 24 au plus · 51 h de cours" in words
