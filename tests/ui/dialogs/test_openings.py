"""The openings of a year, unit by unit: one choice a row, by keys and by pointer; who said so; exact days."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import opening_in
from csp_planner.domain.programme import EnteredEnrolment
from csp_planner.domain.terms import Part
from csp_planner.domain.year_openings import YearOpenings, with_openings
from csp_planner.ui.dialogs.openings import OpeningsDialog

from ..hand import LEFT, TODAY, button

Key = Qt.Key
YEARS = (2026, 2027, 2028)
TOLD = YearOpenings(
    programme="CRN01",
    year=2027,
    source="secrétariat",
    date=date(2026, 11, 20),
    openings={"FPG003": Opening.SEMESTER_2},
    enrolment=EnteredEnrolment(semester_1=date(2027, 11, 5), source="site du centre", date=date(2026, 11, 20)),
)


class Asked:
    """What the dialog asked to keep and to take back."""

    def __init__(self) -> None:
        self.kept: list[YearOpenings] = []
        self.forgotten: list[int] = []
        self.trouble = ""

    def keep(self, told: YearOpenings) -> str:
        self.kept.append(told)
        return self.trouble

    def forget(self, year: int) -> str:
        self.forgotten.append(year)
        return self.trouble


@pytest.fixture
def asked():
    return Asked()


@pytest.fixture
def ask(qtbot, crn01, asked):
    """The dialog alone: it knows no document."""
    made = []

    def show(programme=crn01, library=(), years=YEARS):
        dialog = OpeningsDialog(programme, library, years, TODAY, asked.keep, asked.forget, None)
        made.append(dialog)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return show


def row_of(dialog, code):
    return [unit.code for unit in dialog.table.openings.units].index(code)


def keys_on(dialog, code, opening):
    dialog.table.setCurrentIndex(
        dialog.table.openings.index(row_of(dialog, code), dialog.table.openings.choices.index(opening))
    )
    dialog.table.setFocus()


def click_on(dialog, code, opening):
    index = dialog.table.openings.index(row_of(dialog, code), dialog.table.openings.choices.index(opening))
    dialog.table.scrollTo(index)
    QTest.mouseClick(dialog.table.viewport(), LEFT, pos=dialog.table.visualRect(index).center())


def change_of(dialog, code):
    return dialog.table.openings.index(row_of(dialog, code), dialog.table.openings.change).data().replace("\xa0", " ")


def ok(dialog):
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


def test_it_is_filled_with_the_projection_of_every_unit_that_is_taken_in_a_term(ask, crn01):
    dialog = ask()
    attended = {unit.code: opening_in(crn01, unit, 2026).opening for unit in crn01.units if unit.is_attended}
    assert dict(dialog.table.openings.openings) == attended
    assert "UAS003" not in attended
    assert dialog.table.openings.changed == []
    assert dialog.windowTitle() == "Saisir les ouvertures 2026/2027"
    assert not dialog.take_back.isVisible()


def test_a_unit_of_which_nothing_is_known_is_not_entered_as_closed(ask, asked, crn01):
    """CCE001 has no year at all, CCE003 is in the newest edition no more: a year told of the others closes neither."""
    years = {"CCE001": {}, "CCE003": {2024: Opening.SEMESTER_2.offers()}}
    units = tuple(replace(unit, openings=years.get(unit.code, unit.openings)) for unit in crn01.units)
    dialog = ask(programme=replace(crn01, units=units))
    dialog.source.setText("secrétariat")
    assert not {"CCE001", "CCE003"} & dialog.told.openings.keys()
    click_on(dialog, "CCE003", Opening.SEMESTER_2)
    assert "CCE001" not in dialog.told.openings
    assert dialog.told.openings["CCE003"] is Opening.SEMESTER_2


def test_a_click_chooses_and_the_row_says_what_it_was(ask, asked):
    dialog = ask()
    click_on(dialog, "FPG003", Opening.SEMESTER_2)
    assert change_of(dialog, "FPG003") == "avant : S1"
    assert dialog.said.text().replace("\xa0", " ") == "1 unité change."
    click_on(dialog, "TRS001", None)
    click_on(dialog, "FPG003", Opening.SEMESTER_1)
    assert change_of(dialog, "FPG003") == ""
    dialog.source.setText("  secrétariat,\tpar téléphone ")
    ok(dialog).click()
    (told,) = asked.kept
    assert (told.programme, told.year, told.date) == ("CRN01", 2026, TODAY)
    assert told.source == "secrétariat, par téléphone"
    assert told.openings["TRS001"] is None
    assert told.openings["FPG003"] is Opening.SEMESTER_1
    assert told.enrolment is None
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("key", "opening"),
    [
        ("1", Opening.SEMESTER_1),
        ("2", Opening.SEMESTER_2),
        ("3", Opening.EITHER),
        ("a", Opening.ANNUAL),
        ("A", Opening.ANNUAL),
        ("0", None),
        ("é", Opening.SEMESTER_2),
        ("à", None),
    ],
)
def test_a_letter_or_figure_chooses_in_the_row_of_the_keys(ask, key, opening):
    dialog = ask()
    keys_on(dialog, "AST005", Opening.SEMESTER_2)
    pressed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, key)
    QApplication.sendEvent(dialog.table, pressed)  # QTest types no accents
    assert dialog.table.openings.openings["AST005"] == opening
    assert dialog.table.currentIndex().column() == dialog.table.openings.choices.index(opening)


def test_arrows_go_through_the_choices_and_space_takes_one(ask):
    dialog = ask()
    keys_on(dialog, "FPG003", Opening.SEMESTER_1)
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Space, Key.Key_Down, Key.Key_Right, Key.Key_Space):
        QTest.keyClick(dialog.table, key)
    openings = dialog.table.openings.openings
    assert (openings["FPG003"], openings["CCE001"]) == (Opening.ANNUAL, Opening.EITHER)
    QTest.keyClick(dialog.table, Key.Key_Right)
    QTest.keyClick(dialog.table, Key.Key_Right)
    assert dialog.table.currentIndex().column() < dialog.table.openings.change, (
        "there is nothing to choose in the last column"
    )


def test_tab_goes_through_the_fields_in_the_order_of_the_screen_and_leaves_the_table(ask):
    dialog = ask()
    wanted = [
        dialog.year_choice,
        dialog.source,
        dialog.date,
        dialog.days[Part.S1],
        dialog.days[Part.S2],
        dialog.enrolment_source,
        dialog.table,
        ok(dialog),
    ]
    dialog.year_choice.setFocus()
    passed = []
    for _each in range(14):
        if dialog.focusWidget() in wanted:
            passed.append(dialog.focusWidget())
        QTest.keyClick(dialog.focusWidget(), Key.Key_Tab)
        QApplication.processEvents()
    assert passed[: len(wanted)] == wanted


def test_assistive_technology_hears_the_unit_the_choice_and_the_change(ask):
    dialog = ask()
    click_on(dialog, "FPG003", Opening.SEMESTER_2)
    said = [
        str(dialog.table.openings.index(row_of(dialog, "FPG003"), column).data(Qt.ItemDataRole.AccessibleTextRole))
        for column in (0, 1)
    ]
    assert [text.replace("\xa0", " ") for text in said] == ["FPG003 : S1", "FPG003 : S2, choisi, avant : S1"]


def test_another_year_is_chosen_and_what_was_done_for_the_first_is_not_lost(ask, asked):
    dialog = ask()
    click_on(dialog, "FPG003", Opening.SEMESTER_2)
    dialog.year_choice.setCurrentIndex(1)
    assert dialog.windowTitle().endswith("2027/2028")
    assert dialog.table.openings.changed == []
    dialog.year_choice.setCurrentIndex(0)
    assert dialog.table.openings.changed == ["FPG003"]
    ok(dialog).click()
    assert asked.kept[0].year == 2026


def test_what_was_entered_before_is_shown_corrected_and_can_be_taken_back(ask, asked):
    dialog = ask(library=[TOLD], years=(2027, 2026))
    assert "saisi" in dialog.year_choice.currentText()
    assert dialog.table.openings.changed == ["FPG003"]
    assert (dialog.source.text(), dialog.enrolment_source.text()) == ("secrétariat", "site du centre")
    assert (dialog.days[Part.S1].day, dialog.days[Part.S2].day) == (date(2027, 11, 5), None)
    button(dialog, "&Retirer cette saisie").click()
    assert (asked.forgotten, asked.kept) == ([2027], [])
    assert not dialog.isVisible()


def test_what_this_plan_was_told_later_goes_before_the_library(ask, crn01):
    later = replace(TOLD, date=TODAY, openings={"FPG003": Opening.ANNUAL}, enrolment=None)
    dialog = ask(with_openings(crn01, later), [TOLD], (2027,))
    assert dialog.table.openings.openings["FPG003"] is Opening.ANNUAL
    earlier = replace(later, date=date(2026, 11, 1))
    dialog = ask(with_openings(crn01, earlier), [TOLD], (2027,))
    assert dialog.table.openings.openings["FPG003"] is Opening.SEMESTER_2


def test_who_said_one_unit_is_not_taken_for_who_says_the_year(ask, crn01):
    one = replace(TOLD, source="Mme Durand", enrolment=None)
    assert ask(with_openings(crn01, one), years=(2027,)).source.text() == ""
    whole = replace(one, openings={unit.code: None for unit in crn01.units if unit.is_attended})
    assert ask(with_openings(crn01, whole), years=(2027,)).source.text() == "Mme Durand"


def test_days_to_enrol_left_empty_are_shown_as_the_convention_they_are(ask, asked):
    dialog = ask()
    assert dialog.days[Part.S1].placeholderText() == "31/10/2026, par convention"
    dialog.year_choice.setCurrentIndex(1)
    assert dialog.days[Part.S2].placeholderText() == "15/03/2028, par convention"
    ok(dialog).click()
    assert asked.kept[0].enrolment is None


def test_exact_days_are_kept_with_their_own_source_or_with_that_of_the_openings(ask, asked):
    asked.trouble = "no"
    dialog = ask()
    dialog.days[Part.S1].enter(date(2026, 11, 30))
    dialog.source.setText("secrétariat")
    ok(dialog).click()
    dialog.enrolment_source.setText("affiche")
    dialog.days[Part.S2].enter(date(2027, 3, 20))
    ok(dialog).click()
    first, second = (told.enrolment for told in asked.kept)
    assert first == EnteredEnrolment(semester_1=date(2026, 11, 30), source="secrétariat", date=TODAY)
    assert (second.semester_2, second.source) == (date(2027, 3, 20), "affiche")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("S1", "31/02/2027", "n’est pas une date"),
        ("S1", "05/11/2031", "2026/2027"),
        ("entered", "24/11/2026", "à venir"),
        ("entered", "", "manque"),
    ],
)
def test_a_day_that_cannot_be_meant_is_explained_and_not_kept(ask, asked, field, typed, words):
    dialog = ask()
    days = {"S1": dialog.days[Part.S1], "entered": dialog.date}
    days[field].setText(typed)
    assert words in dialog.said.text()
    assert not ok(dialog).isEnabled()
    days[field].setText("23/11/2026")
    assert ok(dialog).isEnabled()
    assert asked.kept == []


def test_a_second_semester_that_closes_before_the_first_is_questioned(ask):
    dialog = ask()
    dialog.days[Part.S1].enter(date(2026, 12, 1))
    dialog.days[Part.S2].enter(date(2026, 11, 1))
    assert not ok(dialog).isEnabled()


def test_what_cannot_be_kept_stays_in_the_dialog(ask, asked):
    asked.trouble = "Le disque est plein."
    dialog = ask()
    click_on(dialog, "FPG003", Opening.SEMESTER_2)
    dialog.source.setText("secrétariat")
    ok(dialog).click()
    assert dialog.isVisible()
    assert dialog.said.text() == "Le disque est plein."
    assert (dialog.table.openings.changed, dialog.source.text()) == (["FPG003"], "secrétariat")
    asked.trouble = ""
    ok(dialog).click()
    assert not dialog.isVisible()
    assert asked.kept[0] == asked.kept[1]


def test_escape_in_an_empty_day_leaves_the_dialog(ask):
    dialog = ask()
    field = dialog.days[Part.S2]
    field.setFocus()
    QTest.keyClick(field, Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_large_text_or_a_narrow_screen_keeps_names_and_changes_readable(ask):
    dialog = ask()
    for width in (660, 820, 1200):
        dialog.resize(width, 360)
        QApplication.processEvents()
        metrics = dialog.fontMetrics()
        assert dialog.table.columnWidth(dialog.table.openings.change) >= metrics.horizontalAdvance("avant : S1 ou S2")
        assert dialog.table.verticalHeader().width() >= metrics.horizontalAdvance("FPG003  Projet")
        assert dialog.table.height() >= 4 * metrics.height()
        assert not dialog.table.horizontalScrollBar().isVisible()
