"""Sheets read in the window: pasted, dropped or opened; looked through; kept, used, removed and brought back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from csp_planner.domain.edits import enter_openings
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Plan
from csp_planner.domain.year_openings import YearOpenings
from csp_planner.sheet.values import MAX_SHEET_BYTES
from csp_planner.storage.codec import write_programme
from csp_planner.storage.folders import data_folder
from csp_planner.storage.programmes import Origin, keep_programme, programme_lines, source_of
from csp_planner.ui.dialogs.give_sheet import GiveSheetDialog
from csp_planner.ui.dialogs.sheet import SheetDialog
from csp_planner.ui.dialogs.sheet_model import CODE, ECTS, TITLE

from ...awards import PROGRAMME
from ...sheet.printing import as_csv, as_recap, as_xlsx
from ...sheet.sources import SOURCES, small_programme
from ..hand import TODAY, answer, button, fill_disk, placements, shown_texts

SHEET = as_recap(small_programme())
XYZ01 = small_programme().code


def says(window) -> tuple[str, list[str]]:
    """What the banner says, and its buttons."""
    QApplication.processEvents()
    if not window.banner.isVisible():
        return "", []
    (text,) = shown_texts(window.banner, QLabel)
    return text.replace("\xa0", " "), shown_texts(window.banner, QPushButton)


def library() -> list[str]:
    return [line.code for line in programme_lines(data_folder()) if line.origin is Origin.OWN]


def looked_through(window, act: Callable[[SheetDialog], object], give: Callable[[], object]) -> None:
    """Do *act* with the programme that *give* leads to."""
    troubles = answer(SheetDialog, act)
    give()
    assert troubles == []


def use(dialog: SheetDialog) -> None:
    dialog.use.click()


def keep(dialog: SheetDialog) -> None:
    button(dialog, "Garder dans la bibliothèque").click()


def taken(window, given: bytes | Path, act: Callable[[SheetDialog], object] = use) -> None:
    looked_through(window, act, lambda: window.sheet_acts.take(given))


def drop(window, data: QMimeData) -> bool:
    """Drop *data* on the window; whether it lets itself be dropped there."""
    copy, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(200, 200), copy, data, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(window, QDropEvent(QPointF(200, 200), copy, data, buttons, keys))
    for _each in range(3):
        QApplication.processEvents()
    return True


def text_data(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def file_data(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def given_in_dialog(window, act: Callable[[GiveSheetDialog], object]) -> None:
    """Ask for a sheet, and do *act* with the dialog that takes one."""
    troubles = answer(GiveSheetDialog, act)
    window.sheet_acts.ask()
    assert troubles == []


def back_to_start(window) -> None:
    """Leave the plan that was begun, without the question about it."""
    window.documents.may_leave = lambda: True
    window.documents.new()
    assert not window.documents.is_open


def test_a_pasted_sheet_is_read_at_once_and_a_plan_begins_of_it(started):
    window = started()
    window.start_page._name.setText("Léa")
    window.start_page._limit.enter(12)
    QGuiApplication.clipboard().setText(SHEET)
    seen: list[list[str]] = []

    def paste(dialog: GiveSheetDialog) -> None:
        seen.append(answer(SheetDialog, use))
        QTest.keyClick(dialog.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert not dialog.isVisible(), dialog.said.text()

    given_in_dialog(window, paste)
    assert seen == [[]]
    plan = window.session.document
    assert plan.programme.code == XYZ01
    assert (plan.profile.name, plan.scenario.max_ects) == ("Léa", 12), "what the first page holds is kept"
    assert library() == [XYZ01]
    (line,) = (line for line in programme_lines(data_folder()) if line.path)
    assert source_of(line.path) == SHEET


def test_what_is_no_sheet_is_refused_in_the_dialog_which_stays_open(started):
    window = started()

    def type_it(dialog: GiveSheetDialog) -> None:
        assert not dialog.take.isEnabled()
        QTest.keyClicks(dialog.field, "Bonjour")
        dialog.take.click()
        assert dialog.isVisible()
        assert dialog.said.text() == "Dans «\xa0texte collé\xa0», aucune UE n’a été trouvée."

    given_in_dialog(window, type_it)
    assert not window.documents.is_open
    assert says(window) == ("", [])


def test_a_file_is_opened_or_dropped_on_the_dialog(started, tmp_path, monkeypatch):
    path = tmp_path / "fiche.txt"
    path.write_text(SHEET, encoding="utf-8")
    monkeypatch.setattr("csp_planner.ui.dialogs.files.ask_sheet", lambda *_given: path)
    by_button = lambda dialog: button(dialog, "Ouvrir un fichier…").click()  # noqa: E731
    by_drop = lambda dialog: dialog.field.insertFromMimeData(file_data(path))  # noqa: E731
    window = started()
    for give in (by_button, by_drop):
        seen: list[list[str]] = []

        def open_it(dialog: GiveSheetDialog, give=give, seen=seen) -> None:
            seen.append(answer(SheetDialog, use))
            give(dialog)

        given_in_dialog(window, open_it)
        assert seen == [[]]
        assert window.session.document.programme.code == XYZ01
        back_to_start(window)


def test_a_file_or_text_dropped_on_the_window_is_read_whatever_it_is_but_no_word_dragged_by_mistake(started, tmp_path):
    window = started()
    assert not drop(window, text_data("Droit social"))
    assert not drop(window, file_data(Path("/a"), Path("/b")))
    files = {
        "fiche.txt": SOURCES["recap"],
        "fiche.pdf": SOURCES["pdf"],
        "fiche.csv": as_csv(small_programme()),
        "fiche.xlsx": as_xlsx(small_programme()),
    }
    for name, data in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        looked_through(window, use, lambda path=path: drop(window, file_data(path)))
        assert {unit.code for unit in window.session.document.programme.units} >= {"ABC100", "ABC104"}, name
        back_to_start(window)
    looked_through(window, use, lambda: drop(window, text_data(SHEET)))
    assert window.session.document.programme.code == XYZ01


def test_what_is_dropped_and_is_no_sheet_is_one_sentence(started, tmp_path):
    page = b"<?xml version='1.0'?><CDM language='fr'><program/></CDM>"
    cases = {
        "image.png": (b"\x89PNG\r\n\x1a\n" + bytes(200), "« image.png » : PNG, ce format n’est pas lu."),
        "offre.xml": (page, "« offre.xml » : CDM-fr XML, ce format n’est pas lu."),
        "fiche.pdf": (b"%PDF-1.4\nrien", "« fiche.pdf » (PDF) est abîmé : il ne peut pas être ouvert."),
        "coupe.json": (b'{"title": "a", "items": [', "« coupe.json » (JSON) est abîmé : il ne peut pas être ouvert."),
        "gros.txt": (b"a" * (MAX_SHEET_BYTES + 1), "« gros.txt » dépasse les 5 Mio qu’une fiche peut avoir."),
        "vide.txt": (b" \n", "« vide.txt » est vide : il n’y a pas de fiche à lire."),
    }
    window = started()
    for name, (data, sentence) in cases.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert drop(window, file_data(path))
        assert says(window) == (sentence, ["Lire une fiche…", "Fermer"])
    assert not window.documents.is_open
    assert library() == []


def test_a_programme_that_the_program_wrote_is_read_as_well(started, tmp_path):
    path = tmp_path / "formation.json"
    path.write_bytes(write_programme(PROGRAMME))

    def look(dialog: SheetDialog) -> None:
        assert not dialog.source.isVisible()
        use(dialog)

    taken(started(), path, look)
    assert library() == [PROGRAMME.code]


def test_a_cell_that_was_corrected_is_in_the_plan_and_in_the_library(started):
    window = started()

    def correct(dialog: SheetDialog) -> None:
        dialog.table.setCurrentIndex(dialog.model.index(dialog.model.row_of("ABC102") or 0, ECTS))
        QTest.keyClicks(dialog.table, "4")
        use(dialog)

    taken(window, SHEET.encode(), correct)
    assert window.session.document.programme.by_code["ABC102"].ects == 4
    (line,) = (line for line in programme_lines(data_folder()) if line.path)
    assert window.sheet_acts.programme(line) == window.session.document.programme


def test_what_is_kept_is_chosen_on_the_first_page_and_given_up_nothing_is_kept(started):
    window = started()
    taken(window, SHEET.encode(), lambda dialog: dialog.reject())
    assert library() == []
    window.start_page.programmes.search.setText("crn")
    taken(window, SHEET.encode(), keep)
    assert not window.documents.is_open
    assert says(window)[0] == "XYZ01 est dans la bibliothèque."
    line = window.start_page.programmes.line
    assert line is not None
    assert line.code == XYZ01
    assert window.start_page.programmes.search.text() == "", "a search does not hide it"


def test_where_the_library_cannot_be_written_the_plan_begins_and_keeping_is_tried_again(started, monkeypatch):
    window = started()
    with monkeypatch.context() as full:
        fill_disk(full)
        taken(window, SHEET.encode())
        assert window.session.document.programme.code == XYZ01, "the work is not lost"
        text, buttons = says(window)
        assert "plein" in text
        assert buttons == ["Réessayer", "Fermer"]
        assert library() == []
    button(window.banner, "Réessayer").click()
    assert says(window)[0] == "XYZ01 est dans la bibliothèque."
    assert library() == [XYZ01]


def test_a_library_that_is_no_folder_is_said(started):
    data_folder().mkdir(parents=True)
    (data_folder() / "programmes").write_text("")
    window = started()
    taken(window, SHEET.encode(), keep)
    text, buttons = says(window)
    assert text.count(".") >= 1
    assert "Error" not in text
    assert buttons == ["Réessayer", "Fermer"]
    assert window.start_page.isVisible()


def own_line(code: str):
    return next(line for line in programme_lines(data_folder()) if line.code == code)


def test_a_kept_programme_is_shown_with_its_source_removed_and_brought_back_with_it(started):
    keep_programme(data_folder(), small_programme(), SHEET)
    window = started()
    shown: list[str] = []
    window.start_page.programmes.choose(own_line(XYZ01))
    act = lambda dialog: shown.append(dialog.source.toPlainText())  # noqa: E731
    looked_through(window, act, lambda: button(window.start_page, "Voir la fiche").click())
    assert shown == [SHEET]
    button(window.start_page, "Retirer").click()
    assert library() == []
    line = window.start_page.programmes.line
    assert line is not None
    assert line.code == "CRN01"
    text, buttons = says(window)
    assert text.startswith("XYZ01 ")
    assert buttons == ["La remettre", "Fermer"]
    button(window.banner, "La remettre").click()
    QApplication.processEvents()
    path = own_line(XYZ01).path
    assert path is not None
    assert source_of(path) == SHEET
    assert window.sheet_acts.programme(own_line(XYZ01)) == small_programme()


def test_the_usual_programme_is_not_removed_and_its_sheet_can_be_looked_at_without_keeping_it_twice(started):
    window = started()
    assert not button(window.start_page, "Retirer").isEnabled()
    window.sheet_acts.remove(own_line("CRN01"))
    looked_through(window, use, lambda: button(window.start_page, "Voir la fiche").click())
    assert window.session.document.programme.code == "CRN01"
    assert library() == []


def test_a_damaged_programme_is_said_and_can_be_removed(started):
    keep_programme(data_folder(), small_programme())
    path = own_line(XYZ01).path
    assert path is not None
    path.write_bytes(path.read_bytes()[:300])
    window = started()
    line = next(line for line in programme_lines(data_folder()) if line.path)
    window.start_page.programmes.choose(line)
    text, _buttons = says(window)
    assert path.name in text
    window.start_page.begin.click()
    assert not window.documents.is_open, "no plan of another programme begins in its place"
    button(window.start_page, "Retirer").click()
    assert library() == []


def test_a_programme_is_made_from_nothing(started):
    window = started()

    def make(dialog: SheetDialog) -> None:
        assert dialog.windowTitle() == "Formation saisie à la main"
        assert not dialog.use.isEnabled()
        button(dialog, "Ajouter une ligne").click()
        dialog.model.setData(dialog.model.index(0, CODE), "DRO101")
        dialog.model.setData(dialog.model.index(0, TITLE), "Droit")
        dialog.model.setData(dialog.model.index(0, ECTS), "6")
        use(dialog)

    looked_through(window, make, lambda: button(window.start_page, "Formation vide…").click())
    (unit,) = window.session.document.programme.units
    assert (unit.code, unit.title, unit.ects) == ("DRO101", "Droit", 6)


def test_with_a_plan_open_another_one_begins_only_where_the_person_leaves_it(open_window, example):
    window = open_window(example)
    window.documents.may_leave = lambda: False
    taken(window, SHEET.encode())
    assert window.session.document == example
    assert library() == [XYZ01]
    window.documents.may_leave = lambda: True
    taken(window, SHEET.encode())
    assert window.session.document.programme.code == XYZ01


def test_the_programme_of_the_plan_is_corrected_in_one_step_and_what_was_entered_stays(open_window, example, blank):
    window = open_window(example)
    before = window.session.document

    def correct(dialog: SheetDialog) -> None:
        assert not dialog.source.isVisible()
        for code, column, text in (("AST004", ECTS, "8"), ("FPG003", TITLE, "Autre intitulé")):
            row = dialog.model.row_of(code)
            assert row is not None
            assert dialog.model.setData(dialog.model.index(row, column), text)
        button(dialog, "Appliquer").click()

    looked_through(window, correct, window.sheet_acts.correct)
    after = window.session.document
    assert after.programme.by_code["AST004"].ects == 8
    assert after.programme.by_code["FPG003"].title == "Autre intitulé"
    assert placements(after) == placements(before), "nothing moves"
    assert after.profile == before.profile
    assert window.session.history.count() == 1
    window.named_actions.edit.undo.trigger()
    assert window.session.document == before
    assert library() == [], "it is the plan's own"
    # Openings entered beside the sheet outlive a correction.
    told = YearOpenings(
        programme="CRN01", year=2027, source="affiche", date=TODAY, openings={"AST004": Opening.SEMESTER_2}
    )
    known = enter_openings(blank, told)
    assert isinstance(known, Plan)
    window.documents.show(known, None)
    looked_through(window, correct, window.sheet_acts.correct)
    unit = window.session.document.programme.by_code["AST004"]
    assert unit.ects == 8
    assert unit.entered == known.programme.by_code["AST004"].entered != {}
