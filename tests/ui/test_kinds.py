"""Milestones, experience without months, free units and rows without a code, in the window."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QMenu

from csp_planner.domain import edits
from csp_planner.domain.codes import made_up_code
from csp_planner.domain.plan import Filling, Plan
from csp_planner.domain.profile import Attempt, Credit, CreditBasis
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.ui.actions.card_menu import fill_card_menu
from csp_planner.ui.dialogs.credit import CreditDialog
from csp_planner.ui.dialogs.filling import FillingDialog
from csp_planner.ui.panels.coming_back_page import AnswerRow
from csp_planner.ui.window import MainWindow

from ..domain.helpers import done, put_all
from ..kinds import FREE, SEMINAR, plan_of_all_kinds
from .hand import answer, card, click_at, codes_in, drag, fire, menu_texts, pool, shown_texts, workspace_of

ROBOTICS = Filling(slot=FREE, code="ROB104", title="Robotique", ects=6)


def filled() -> Plan:
    plan = put_all(plan_of_all_kinds(), {"SEC101": "2027-S1", SEMINAR: "2027-S1", FREE: "2027-S2", "SHS000": "2027-S2"})
    return done(edits.fill_slot(plan, ROBOTICS))


@pytest.fixture
def window(open_window) -> MainWindow:
    return open_window(filled())


def rows(window: MainWindow) -> dict[str, tuple[str, bool]]:
    """What the right zone says of what is confirmed by hand, and whether it is ticked."""
    panel = workspace_of(window).side.to_confirm
    return {row.code: (plain(row.words.text()), row.box.isChecked()) for row in panel.rows if row.isVisible()}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def row(window: MainWindow, code: str):
    return next(row for row in workspace_of(window).side.to_confirm.rows if row.code == code)


def undo(window: MainWindow) -> None:
    window.session.history.undo()


def test_what_is_confirmed_by_hand_stands_in_the_right_zone_as_lines_one_can_tick(window):
    assert rows(window) == {
        "UAAD91": ("UAAD91 Admission à l’école d’ingénieur", False),
        "UATE01": ("UATE01 Test d’anglais", False),
        "UAEP05": ("UAEP05 Expérience professionnelle (15 ECTS)", False),
        "UAEP06": ("UAEP06 Expérience professionnelle (15 ECTS)", False),
    }
    assert not set(rows(window)).intersection(pool(window).cards.keys)
    assert "À confirmer" in shown_texts(workspace_of(window).side, QLabel)
    side = workspace_of(window).side
    at, chain = workspace_of(window).pool.filter, []
    while at not in chain:
        chain.append(at)
        at = at.nextInFocusChain()
    lines = [chain.index(widget) for row in side.to_confirm.rows for widget in (row.box, row.words)]
    assert lines == sorted(lines)
    assert lines[-1] < chain.index(side.checks.list)
    before = window.session.document
    click_at(row(window, "UAEP05").box)
    assert rows(window)["UAEP05"] == ("UAEP05 Expérience professionnelle (15 ECTS) : fait le 23/11/2026", True)
    assert window.session.evaluation.ects.obtained == 15
    undo(window)
    assert window.session.document == before
    assert rows(window)["UAEP05"][1] is False
    window.session.history.redo()
    assert rows(window)["UAEP05"][1] is True
    click_at(row(window, "UAEP05").box)
    assert window.session.document == before
    click_at(row(window, "UAAD91").box)
    workspace_of(window).take_keys()
    window.named_actions.edit.undo.trigger()
    assert row(window, "UAAD91").box.hasFocus()


def test_the_details_of_a_milestone_take_another_day_and_those_of_other_units_say_nothing_of_it(window):
    click_at(row(window, "UATE01").words)
    side = workspace_of(window).side
    section = side._inspector.tick
    assert (side.inspected, section.isVisible(), section.day.isVisible()) == ("UATE01", True, False)
    assert not side._inspector.openings.isVisible()
    assert side._inspector.state.otherwise.isVisible()
    click_at(section.box)
    assert section.day.isVisible()
    assert not side._inspector.state.otherwise.isVisible()
    section.day.enter(date(2028, 6, 1))
    section.settle()
    assert [tick.date for tick in window.session.document.profile.ticks] == [date(2028, 6, 1)]
    assert "Compte à partir de ce jour." in shown_texts(section, QLabel)
    assert rows(window) == {}  # the details stand in the place of the lines
    undo(window)
    assert [tick.date for tick in window.session.document.profile.ticks] == [window.session.today]
    assert section.day.day == window.session.today
    section.day.setText("demain")
    section.settle()
    assert [tick.date for tick in window.session.document.profile.ticks] == [window.session.today]
    side.inspect("SEC101")
    assert not side._inspector.tick.isVisible()
    assert not side._inspector.slot.isVisible()
    assert side._inspector.openings.isVisible()


def test_what_was_obtained_otherwise_or_validated_is_not_to_be_ticked_nor_is_anything_of_crn01(open_window, empty_plan):
    credit = Credit(unit="UATE01", basis=CreditBasis.EQUIVALENCE, date=date(2026, 1, 5))
    window = open_window(done(edits.add_credit(plan_of_all_kinds(), credit)))
    assert "UATE01" not in rows(window)
    obtained = workspace_of(window).pool.obtained
    assert obtained.cards.keys == ["UATE01"]
    assert (obtained.cards.card(0).chip, obtained.cards.card(0).brief[1]) == ("", "")
    plan = plan_of_all_kinds()
    old = Attempt(unit="UATE01", term=Term.parse("2024-S1"), state=UnitState.VALIDATED, date=date(2025, 1, 31))
    window.documents.show(replace(plan, profile=replace(plan.profile, attempts=(old,))), None)
    assert "UATE01" not in rows(window)
    assert "UAAD91" in rows(window)
    window.documents.show(empty_plan, None)
    assert rows(window) == {}
    assert not workspace_of(window).side.to_confirm.isVisible()


def test_a_card_shows_what_fills_a_free_unit(window):
    shown = card(window, FREE)
    assert (shown.label, shown.title, shown.quantity) == ("ROB104", "Robotique", "6\u00a0ECTS (saisi)")
    assert "Remplit : Une UE du département" in plain(shown.tooltip)
    empty = card(window, "SHS000")
    assert (empty.label, empty.title, empty.chip) == ("SHS000", "UE d’ouverture au choix", "à choisir")


def test_a_made_up_code_is_never_shown(window):
    side = workspace_of(window).side
    side.inspect(SEMINAR)
    said = shown_texts(window, QLabel)
    for code in (SEMINAR, FREE):
        shown = card(window, code)
        said += [shown.label, shown.title, shown.tooltip, shown.accessible]
    said += [window.session.history.text(index) for index in range(window.session.history.count())]
    elsewhere = Credit(unit=made_up_code("Projet"), title="Projet", basis=CreditBasis.EARLIER, date=date(2026, 1, 5))
    window.session.do("", lambda plan: edits.add_credit(plan, elsewhere))
    obtained = workspace_of(window).pool.obtained.cards
    outside = obtained.card(obtained.keys.index(elsewhere.unit))
    said += [outside.label, outside.title, outside.tooltip, outside.accessible]
    assert outside.accessible.count("Projet") == 1
    side.inspect(elsewhere.unit)
    said += shown_texts(window, QLabel)
    units = window.session.plan.programme.units
    linking = CreditDialog("", None, date(2026, 11, 23), window, rows=units)
    said += [linking._rows.item(index).text() for index in range(linking._rows.count())]
    asked = AnswerRow(SEMINAR, window.session.plan, "")
    said.append(asked.name.text())
    assert not [text for text in said if "~:" in text]
    assert card(window, SEMINAR).label == ""
    assert card(window, SEMINAR).accessible.startswith("Séminaire d’ouverture, ")


def test_a_free_unit_is_dragged_like_any_other(open_window):
    window = open_window(plan_of_all_kinds())
    drag(window, FREE, "2027-S1")
    assert codes_in(window, "2027-S1") == [FREE]
    assert window.session.history.undoText().replace("\u00a0", " ") == "Placer Une UE du département : S1 2027/2028"


def menu_of(window: MainWindow, qtbot, *codes: str) -> QMenu:
    menu = QMenu(window)
    qtbot.addWidget(menu)
    fill_card_menu(menu, list(codes), window.named_actions.units)
    return menu


def test_the_menu_of_a_card_fills_changes_and_clears_it_one_undo_step_each_and_refuses_a_row(window, qtbot):
    before = window.session.document

    def fill(dialog: FillingDialog) -> None:
        dialog.code.setText("HIS101")
        dialog.title.setText("Histoire")
        dialog.accept()

    answer(FillingDialog, fill)
    fire(menu_of(window, qtbot, "SHS000"), "Choisir l’UE…")
    assert window.session.document.scenario.filling("SHS000") == Filling(slot="SHS000", code="HIS101", title="Histoire")

    def change(dialog: FillingDialog) -> None:
        assert (dialog.code.text(), dialog.title.text()) == ("HIS101", "Histoire")
        dialog.ects.enter(3)
        dialog.accept()

    answer(FillingDialog, change)
    fire(menu_of(window, qtbot, "SHS000"), "Choisir l’UE…")
    assert window.session.evaluation.standings["SHS000"].ects == 3
    fire(menu_of(window, qtbot, "SHS000"), "Libérer l’UE libre")
    assert window.session.document == before
    for _step in range(3):
        undo(window)
    assert window.session.document == before
    assert not window.session.history.canUndo()
    for codes in (("SEC101",), ("SHS000", FREE)):
        assert "C&hoisir l’UE…" not in menu_texts(menu_of(window, qtbot, *codes))
    said = []

    def type_row(dialog: FillingDialog) -> None:
        dialog.code.setText("sec101")
        said.append((plain(dialog._trouble.text()), dialog._ok.isEnabled()))
        dialog.code.setText("")
        said.append((dialog._trouble.text(), dialog._ok.isEnabled()))
        dialog.reject()

    answer(FillingDialog, type_row)
    fire(menu_of(window, qtbot, "SHS000"), "Choisir l’UE…")
    assert said == [
        (
            "SEC101 est une ligne de cette formation et compte comme telle : choisissez une autre UE pour SHS000.",
            False,
        ),
        ("", False),
    ]


def test_the_details_of_a_free_unit_fill_change_and_clear_it(window):
    side = workspace_of(window).side
    side.inspect(FREE)
    section = side._inspector.slot
    figures = side._inspector.figures
    assert (figures.ects.isVisible(), figures.hours.isVisible()) == (False, True), "its credits have one place"
    assert "ROB104 Robotique (6 ECTS)\nRemplit : Une UE du département" in map(plain, shown_texts(section, QLabel))
    assert (section.fill.text(), section.clear.isVisible()) == ("Changer…", True)
    click_at(section.clear)
    assert window.session.document.scenario.fillings == ()
    assert (section.fill.text(), section.clear.isVisible()) == ("Choisir l’UE…", False)

    def fill(dialog: FillingDialog) -> None:
        dialog.title.setText("Robotique")
        dialog.accept()

    answer(FillingDialog, fill)
    click_at(section.fill)
    assert window.session.document.scenario.fillings == (Filling(slot=FREE, title="Robotique"),)
    undo(window)
    undo(window)
    assert window.session.document == filled()
    side.inspect("SHS000")
    assert figures.ects.isVisible()
