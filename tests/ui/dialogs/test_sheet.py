"""A programme looked through beside its source, and corrected cell by cell."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton

from csp_planner.domain.award import TakeEcts, walk
from csp_planner.domain.offers import Offer
from csp_planner.domain.programme import Programme, UnitKind
from csp_planner.domain.terms import Part
from csp_planner.messages.catalogue import use_language
from csp_planner.sheet.values import Doubt, Guess, Reading, SourceLine, Understood
from csp_planner.ui.dialogs.sheet import SheetDialog, Wish
from csp_planner.ui.dialogs.sheet_model import BLOCK, CODE, ECTS, HOURS, KIND, TITLE, YEARS

from ...awards import PROGRAMME, SHES

LINES = ("Licence de démonstration", "SOC101 Introduction 6 ECTS", "voir le secrétariat", "MEM201 Mémoire", "fin")


def reading(programme: Programme = PROGRAMME) -> Reading:
    def line(number: int) -> SourceLine:
        return SourceLine(number, LINES[number - 1])

    return Reading(
        programme=programme,
        source="\n".join(LINES),
        understood=(Understood(line=line(2), about="SOC101"),),
        guessed=(
            Guess(line=line(4), what=Doubt.KIND, about="MEM201", value="report"),
            Guess(line=None, what=Doubt.YEAR, value="2025"),
        ),
        left_out=(line(3), line(5)),
    )


@pytest.fixture
def dialog(qtbot) -> Iterator[SheetDialog]:
    found = SheetDialog(reading(), None)
    qtbot.addWidget(found)
    found.show()
    return found


def typed(dialog: SheetDialog, code: str, column: int, text: str) -> bool:
    row = dialog.model.row_of(code)
    assert row is not None
    return dialog.model.setData(dialog.model.index(row, column), text)


def text(dialog: SheetDialog, code: str, column: int) -> str:
    row = dialog.model.row_of(code)
    assert row is not None
    return dialog.model.index(row, column).data()


def press(dialog: SheetDialog, words: str) -> None:
    next(button for button in dialog.findChildren(QPushButton) if button.text() == words).click()


def test_every_row_is_shown_with_its_amounts_kind_block_and_openings(dialog):
    assert dialog.model.rowCount() == len(PROGRAMME.units)
    assert [text(dialog, "ANG100", column) for column in (CODE, TITLE, ECTS, HOURS, KIND)] == [
        "ANG100", "Anglais", "4", "", "UE enseignée",
    ]  # fmt: skip
    assert text(dialog, "ANG100", BLOCK) == "Options, SHES"
    index = dialog.model.index(dialog.model.row_of("ANG100"), BLOCK)
    assert "L1 › Options" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert text(dialog, "ANG100", YEARS) == "S1 ou S2"


def test_a_guess_is_marked_until_its_cell_is_corrected(dialog):
    index = dialog.model.index(dialog.model.row_of("MEM201"), KIND)
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("Supposé, ligne 4")
    assert dialog.model.doubts == 1
    assert typed(dialog, "MEM201", KIND, "milestone")
    assert dialog.programme.by_code["MEM201"].kind is UnitKind.MILESTONE
    assert dialog.model.doubts == 0
    assert index.data(Qt.ItemDataRole.ToolTipRole) is None


def test_cells_are_corrected_and_the_last_correction_is_taken_back(dialog):
    assert typed(dialog, "SHS201", TITLE, "Logique")
    assert typed(dialog, "SHS201", ECTS, "3,5")
    assert typed(dialog, "SHS201", HOURS, "30")
    assert typed(dialog, "SHS201", YEARS, "s2, annuel")
    unit = dialog.programme.by_code["SHS201"]
    assert (unit.title, unit.ects, unit.hours) == ("Logique", 3.5, 30)
    assert unit.openings[2025] == (Offer(Part.S2), Offer(Part.ANNUAL))
    for _each in range(4):
        press(dialog, "Annuler la correction")
    assert dialog.programme == PROGRAMME


def test_parts_that_stay_keep_their_modes(dialog):
    assert typed(dialog, "SHS201", YEARS, "S1 S2")
    before, after = PROGRAMME.by_code["SHS201"].openings[2025], dialog.programme.by_code["SHS201"].openings[2025]
    assert after == (before[0], Offer(Part.S2))
    assert typed(dialog, "SHS201", YEARS, "–")
    assert dialog.programme.by_code["SHS201"].openings[2025] == ()
    assert typed(dialog, "SHS201", YEARS, "")
    assert 2025 not in dialog.programme.by_code["SHS201"].openings


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        (CODE, "SHS202", "Une autre ligne a ce code."),
        (TITLE, " ", "Ce champ ne peut pas rester vide."),
        (ECTS, "beaucoup", "n’est pas un nombre"),
        (HOURS, "12.450", "12"),
        (YEARS, "S3", "Saisissez"),
    ],
)
def test_what_cannot_be_taken_is_said_and_changes_nothing(dialog, column, text, said):
    assert not typed(dialog, "SHS201", column, text)
    assert said in dialog.said.text()
    assert dialog.programme == PROGRAMME


def test_a_code_is_corrected_everywhere_and_may_be_taken_away(dialog):
    assert typed(dialog, "SHS201", CODE, "SHS299")
    assert dialog.programme.award is not None
    assert dict(walk(dialog.programme.award))[SHES].members[0] == "SHS299"
    assert typed(dialog, "SHS299", CODE, "")
    assert dialog.programme.units[9].title == "Épistémologie"


def test_a_row_is_moved_to_another_block(dialog):
    assert typed(dialog, "OPT101", BLOCK, SHES)
    assert text(dialog, "OPT101", BLOCK) == "SHES"


def test_rows_are_added_and_taken_out(dialog, qtbot):
    press(dialog, "Ajouter une ligne")
    assert dialog.programme.units[-1].title == "Nouvelle ligne"
    dialog.table.show_row("SOC101")
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert "SOC101" not in dialog.programme.by_code


def test_the_line_of_a_row_and_the_lines_left_out_are_shown_in_the_source(dialog):
    dialog.table.show_row("MEM201")
    assert dialog.source.textCursor().blockNumber() == 3
    dialog.table.show_row("SOC101")
    assert dialog.source.textCursor().blockNumber() == 1
    press(dialog, "Ligne laissée suivante")
    assert dialog.source.textCursor().blockNumber() == 2
    press(dialog, "Ligne laissée suivante")
    press(dialog, "Ligne laissée suivante")
    assert dialog.source.textCursor().blockNumber() == 2
    assert len(dialog.source.extraSelections()) == 3


def test_the_totals_are_compared_while_rows_are_corrected(dialog):
    assert "72\u00a0ECTS, comme annoncé" in dialog.said.text()
    assert typed(dialog, "SOC101", ECTS, "10")
    assert "ne tombent pas juste" in dialog.said.text()


def test_the_year_that_was_guessed_is_corrected_for_all_rows(dialog):
    dialog._years.setCurrentIndex(dialog._years.findData(2026))
    dialog._years.activated.emit(dialog._years.currentIndex())
    assert dialog.programme.published_years == (2026,)
    press(dialog, "Annuler la correction")
    assert dialog.programme.published_years == (2025,)
    assert dialog._years.currentData() == 2025


def test_what_the_whole_is_called_and_announces_is_corrected(dialog):
    dialog._code.setText("LG1")
    dialog._code.editingFinished.emit()
    dialog._announced.enter(180)
    assert (dialog.programme.code, dialog.programme.announced.ects) == ("LG1", 180)
    dialog._code.setText("")
    dialog._code.editingFinished.emit()
    assert dialog.programme.code == "LG1"


def test_the_rule_of_a_block_is_corrected(dialog):
    editor = dialog.blocks
    items = editor.tree.findItems("SHES", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    editor.tree.setCurrentItem(items[0])
    assert editor.path == SHES
    editor._count.enter(9)
    assert dialog.programme.award is not None
    assert dict(walk(dialog.programme.award))[SHES].take == TakeEcts(9)
    assert editor.path == SHES
    editor._rule.setCurrentIndex(editor._rule.findData("none"))
    editor._rule.activated.emit(editor._rule.currentIndex())
    assert dict(walk(dialog.programme.award))[SHES].take is None
    press(dialog, "Supprimer le bloc")
    assert set(dialog.programme.award.leaves) == set(PROGRAMME.by_code)


def test_a_flat_programme_gets_its_first_block(qtbot):
    dialog = SheetDialog(reading(replace(PROGRAMME, award=None)), None)
    qtbot.addWidget(dialog)
    assert dialog.table.isColumnHidden(BLOCK)
    press(dialog, "Ajouter un bloc")
    assert dialog.programme.award is not None
    assert not dialog.table.isColumnHidden(BLOCK)


@pytest.mark.parametrize(("words", "wish"), [("Utiliser", Wish.USE), ("Garder dans la bibliothèque", Wish.KEEP)])
def test_it_ends_with_what_is_to_be_done(dialog, words, wish):
    press(dialog, words)
    assert (dialog.wish, dialog.result()) == (wish, 1)


def test_it_is_given_up(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert (dialog.wish, dialog.result()) == (None, 0)


def typing(dialog: SheetDialog, code: str, column: int, keys: str) -> None:
    """Type into a cell, and leave its editor open."""
    dialog.table.setCurrentIndex(dialog.model.index(dialog.model.row_of(code) or 0, column))
    QTest.keyClicks(dialog.table, keys)


def test_what_is_still_being_typed_is_taken_and_what_cannot_be_holds_the_end_back_once(dialog):
    typing(dialog, "SHS201", ECTS, "5")
    typing(dialog, "SHS202", ECTS, "x")
    press(dialog, "Utiliser")
    assert dialog.isVisible()
    assert "n’est pas un nombre" in dialog.said.text()
    assert dialog.programme.by_code["SHS201"].ects == 5
    press(dialog, "Utiliser")
    assert dialog.wish is Wish.USE


def test_a_guessed_cell_carries_its_mark_and_says_what_was_guessed(dialog):
    assert text(dialog, "MEM201", KIND).endswith(" ?")
    dialog.table.setCurrentIndex(dialog.model.index(dialog.model.row_of("MEM201") or 0, KIND))
    assert dialog._doubt.text().startswith("Supposé, ligne 4")
    assert typed(dialog, "MEM201", KIND, "report")  # the guess is confirmed
    assert dialog._doubt.text() == ""
    assert not text(dialog, "MEM201", KIND).endswith(" ?")
    press(dialog, "Annuler la correction")
    assert dialog.model.doubts == 1


def test_a_list_that_is_only_looked_at_changes_nothing(dialog):
    for code, column in (("ANG100", BLOCK), ("SHS201", BLOCK), ("MEM201", KIND)):
        index = dialog.model.index(dialog.model.row_of(code) or 0, column)
        dialog.table.setCurrentIndex(index)
        dialog.table.edit(index)
        dialog.table.take_typed()
    assert dialog.programme == PROGRAMME
    assert not dialog.model.can_undo


def test_a_kind_is_chosen_by_keys(dialog, qtbot):
    index = dialog.model.index(dialog.model.row_of("SHS201") or 0, KIND)
    dialog.table.setCurrentIndex(index)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    found = dialog.table._delegate.editor
    assert isinstance(found, QComboBox)
    qtbot.waitUntil(found.view().isVisible)
    QTest.keyClick(found.view(), Qt.Key.Key_Down)
    assert dialog.programme == PROGRAMME, "an arrow goes through the list"
    QTest.keyClick(found.view(), Qt.Key.Key_Return)
    assert dialog.programme.by_code["SHS201"].kind is list(UnitKind)[1]


def test_undo_by_key_takes_back_what_was_corrected_in_the_table(dialog):
    dialog.table.setFocus()
    assert typed(dialog, "SHS201", ECTS, "5")
    QTest.keyClick(dialog.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.programme == PROGRAMME


def test_the_guessed_year_is_said_until_somebody_has_chosen_one(dialog):
    assert "année supposée" in dialog.said.text()
    dialog._years.activated.emit(dialog._years.currentIndex())
    assert "année supposée" not in dialog.said.text()


def test_all_lines_of_a_row_are_shown_in_the_source(qtbot):
    lines = [Understood(line=SourceLine(number, LINES[number - 1]), about="SOC101") for number in (1, 2)]
    dialog = SheetDialog(replace(reading(), understood=tuple(lines), left_out=()), None)
    qtbot.addWidget(dialog)
    dialog.table.show_row("SOC101")
    assert [mark.cursor.blockNumber() for mark in dialog.source.extraSelections()] == [0, 1]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_column_has_room_for_its_words_in_a_small_window(qtbot, language):
    use_language(language)
    dialog = SheetDialog(reading(), None)
    qtbot.addWidget(dialog)
    dialog.resize(1008, 640)
    dialog.show()
    head, metrics = dialog.table.horizontalHeader(), dialog.table.fontMetrics()
    assert head.length() <= dialog.table.viewport().width()
    for column in range(dialog.model.columnCount()):
        words = [dialog.model.headerData(column, Qt.Orientation.Horizontal)]
        if column in (CODE, ECTS, HOURS, KIND):
            words += [dialog.model.index(row, column).data() for row in range(dialog.model.rowCount())]
        assert max(map(metrics.horizontalAdvance, words)) < head.sectionSize(column), words
    assert head.sectionSize(TITLE) > 20 * metrics.averageCharWidth()
