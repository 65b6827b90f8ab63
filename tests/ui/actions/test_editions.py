"""A plan is compared with a newer sheet, follows it in one undo step, and is repaired."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.terms import Term
from csp_planner.storage.codec import write_programme
from csp_planner.storage.folders import data_folder
from csp_planner.storage.programmes import keep_programme, programme_lines
from csp_planner.ui.actions import giving
from csp_planner.ui.dialogs import files
from csp_planner.ui.dialogs.credit import CreditDialog
from csp_planner.ui.dialogs.edition import EditionDialog, WhichEditionDialog
from csp_planner.ui.dialogs.going_on import GoingOnDialog
from csp_planner.ui.dialogs.opening_report import ReportDialog
from csp_planner.ui.dialogs.sheet import SheetDialog
from csp_planner.ui.widgets.heading_link import HeadingLink

from ...domain.helpers import credited, put
from ...editions import SAME_TITLE, elsewhere, licence, newer
from ...sheet.printing import as_recap
from ..hand import advised, answer, button, click_at, fill_disk, list_of, placements, shown_texts


@pytest.fixture
def plan(empty_plan: Plan) -> Plan:
    """TET007 is obtained, AST004 stands where it is projected."""
    scenario = Scenario(name="Scénario A", start=Term.parse("2026-S2"), years=3)
    return put(credited(replace(empty_plan, scenarios=(scenario,)), "TET007"), "AST004", "2027-S1")


@pytest.fixture
def planned(open_window, plan):
    return open_window(plan)


def says(window):
    """What the banner says, and its buttons."""
    if not window.banner.isVisible():
        return "", []
    (text,) = shown_texts(window.banner, QLabel)
    return text.replace("\xa0", " "), shown_texts(window.banner, QPushButton)


def click_banner(window, text):
    QApplication.processEvents()
    button(window.banner, text).click()
    QApplication.processEvents()


def text_of(view):
    return view.toPlainText().replace("\xa0", " ")


def compared(window, new, act):
    """Show what *new* changes, and do *act* with that."""
    troubles = answer(EditionDialog, act)
    window.edition_acts.compare_with(new)
    assert troubles == []


def followed(window, new):
    compared(window, new, lambda dialog: dialog.apply.click())


def test_what_changes_is_shown_on_both_sides_before_anything_does(planned, plan, crn01):
    def look(dialog):
        assert "AST004 n’ouvre plus en S1 2027/2028." in text_of(dialog.in_plan)
        assert "1 acquis à relier" in text_of(dialog.in_plan)
        assert "1 nouvelle ligne" in text_of(dialog.on_sheet)
        assert "CCE001 : 6 ECTS (avant : 4 ECTS)." in text_of(dialog.on_sheet)
        assert dialog.focusWidget() is dialog.apply
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    def look_at_the_same(dialog):
        assert "le plan suit déjà celle-ci" in text_of(dialog.on_sheet)
        assert not dialog.apply.isVisible()
        button(dialog, "Fermer").click()

    def look_at_another_centre(dialog):
        assert any("Cnam Occitanie" in text and "ouvertures" in text for text in shown_texts(dialog, QLabel))

    compared(planned, newer(crn01), look)
    compared(planned, plan.programme, look_at_the_same)
    compared(planned, elsewhere(crn01), look_at_another_centre)
    assert planned.session.document == plan
    assert planned.session.history.count() == 0
    assert says(planned) == ("", [])


def test_applied_it_is_one_step_to_undo_and_what_is_left_to_do_is_said(planned, plan, crn01):
    followed(planned, newer(crn01))
    after = planned.session.document
    assert after.programme.by_code["CCE001"].ects == 6
    assert placements(after) == {"AST004": "2027-S1"}, "nothing is moved by itself"
    text, buttons = says(planned)
    assert text.splitlines() == [
        "Le plan suit la nouvelle fiche de CRN01. Rien n’a été déplacé.",
        "1 unité ne convient plus",
        "1 acquis à relier",
    ]
    assert buttons == ["Réparer…", "Relier…", "Fermer"]
    assert planned.session.history.count() == 1
    planned.named_actions.edit.undo.trigger()
    assert planned.session.document == plan
    planned.named_actions.edit.redo.trigger()
    assert planned.session.document == after
    # After an undo the sentence that still stands does nothing.
    planned.named_actions.edit.undo.trigger()
    click_banner(planned, "Réparer…")
    assert planned.session.trial is None
    assert not planned.advising.is_searching
    assert planned.session.document == plan


def test_what_no_longer_fits_is_repaired_by_a_proposal_that_is_shown_first(planned, crn01):
    followed(planned, newer(crn01))
    advised(planned, lambda: click_banner(planned, "Réparer…"))
    assert planned.session.trial is not None
    assert placements(planned.session.document) == {"AST004": "2027-S1"}
    assert says(planned) == ("1 acquis à relier", ["Relier…", "Fermer"])
    planned.session.keep_trial()
    assert placements(planned.session.document) == {"AST004": "2026-S2"}


def test_another_scenario_is_shown_to_be_repaired_and_the_rest_stays_said(open_window, plan, crn01):
    bare = replace(plan.scenario, placements=())
    both = replace(plan, scenarios=(bare, replace(plan.scenario, name="B"), replace(plan.scenario, name="C")))
    window = open_window(both)
    followed(window, newer(crn01))
    advised(window, lambda: click_banner(window, "Réparer…"))
    assert window.session.document.scenario.name == "B"
    text, buttons = says(window)
    assert text.splitlines() == ["« C » : 1 unité ne convient plus", "1 acquis à relier"]
    click_banner(window, "Réparer…")
    assert window.session.document.scenario.name == "B", "a trial is kept or dropped first"
    assert says(window) == (text, buttons)
    window.session.drop_trial()
    advised(window, lambda: click_banner(window, "Réparer…"))
    assert window.session.document.scenario.name == "C"


def test_what_has_no_place_any_more_is_shown_with_what_can_be_done(planned, plan, crn01):
    gone = replace(crn01, units=tuple(unit for unit in crn01.units if unit.code != "AST004"))
    followed(planned, gone)
    assert says(planned)[1] == ["Montrer dans le plan", "Fermer"]
    click_banner(planned, "Montrer dans le plan")
    assert placements(planned.session.document) == {"AST004": "2027-S1"}
    assert list_of(planned, "AST004").selected_codes == ["AST004"]
    assert says(planned) == ("", [])


def test_acquired_units_are_linked_one_after_the_other_until_the_person_stops(planned, crn01):
    followed(planned, newer(crn01))
    troubles = answer(CreditDialog, lambda dialog: dialog.reject())
    click_banner(planned, "Relier…")
    assert troubles == []
    assert "1 acquis à relier" in says(planned)[0]

    def link(dialog):
        rows = dialog._rows
        codes = [rows.item(row).data(Qt.ItemDataRole.UserRole) for row in range(rows.count())]
        rows.item(codes.index(SAME_TITLE)).setCheckState(Qt.CheckState.Checked)
        dialog.accept()

    troubles = answer(CreditDialog, link)
    click_banner(planned, "Relier…")
    assert troubles == []
    assert planned.session.document.profile.credit("TET007").counts_for == (SAME_TITLE,)
    assert "relier" not in says(planned)[0]


def test_another_diploma_is_refused_in_a_sentence_that_leads_on_to_it(planned):
    planned.edition_acts.compare_with(licence())
    text, buttons = says(planned)
    assert "LG04101A" in text
    assert buttons == ["Continuer vers LG04101A…", "Fermer"]
    troubles = answer(GoingOnDialog, lambda dialog: found.append(dialog.programme))
    found = []
    click_banner(planned, "Continuer vers LG04101A…")
    QApplication.processEvents()
    assert troubles == []
    assert found == [licence()]


def test_a_trial_is_kept_or_dropped_first(planned, crn01, qtbot):
    advised(planned, lambda: planned.acts.find_place("PST003"))
    assert planned.session.trial is not None
    with qtbot.waitSignal(planned.session.held_back):
        planned.named_actions.editions.compare.trigger()


# Which sheet


def chosen(window, act, then=lambda dialog: dialog.reject()):
    """Choose the newer sheet by *act*, and do *then* with what it changes."""
    nested = []

    def take(dialog):
        nested.append(answer(EditionDialog, then))
        act(dialog)

    nested.append(answer(WhichEditionDialog, take))
    window.named_actions.editions.compare.trigger()
    assert nested == [[], []]


def seen(found):
    def look(dialog):
        found.append(text_of(dialog.on_sheet))

    return look


def test_the_library_is_listed_with_the_same_code_first_and_enter_takes_it(planned, crn01):
    keep_programme(data_folder(), newer(crn01))
    keep_programme(data_folder(), replace(licence(), code="AAA01"))
    found = []

    def take(dialog):
        codes = [line.code for line in programme_lines(data_folder())]
        assert sorted(codes) == ["AAA01", "CRN01"]
        assert dialog.programmes.line.code == "CRN01"
        assert dialog.programmes.list.item(0).text().startswith("CRN01")
        QTest.keyClick(dialog.programmes.search, Qt.Key.Key_Return)
        assert dialog.result() == QDialog.DialogCode.Accepted

    chosen(planned, take, seen(found))
    assert "1 nouvelle ligne" in found[0]


def test_pasted_text_is_read_and_its_doubts_are_looked_through_first(planned, crn01):
    found, doubts, nested = [], [], []

    def look_through(dialog):
        doubts.append(dialog.model.doubts)
        nested.append(answer(EditionDialog, seen(found)))
        dialog.use.click()

    def paste(dialog):
        data = QMimeData()
        data.setText(as_recap(newer(crn01)))
        nested.append(answer(SheetDialog, look_through))
        dialog.field.insertFromMimeData(data)

    nested.append(answer(WhichEditionDialog, paste))
    planned.named_actions.editions.compare.trigger()
    assert nested == [[], [], []]
    assert doubts[0] > 0
    assert "CCE001 : 6 ECTS (avant : 4 ECTS)." in found[0]
    assert "Centre" not in found[0], "a sheet that names no centre is that of the plan's"


def test_a_file_of_a_programme_is_taken_as_it_is(planned, crn01, tmp_path, monkeypatch):
    path, found = tmp_path / "neuve.json", []
    path.write_bytes(write_programme(newer(crn01)))
    monkeypatch.setattr(files, "ask_sheet", lambda *_given: path)
    chosen(planned, lambda dialog: button(dialog, "Ouvrir un fichier…").click(), seen(found))
    assert "1 nouvelle ligne" in found[0]


def test_what_cannot_be_read_is_said_and_the_dialog_stays(planned, plan):
    def type_nonsense(dialog):
        dialog.field.setPlainText("Bonjour")
        dialog.compare.click()
        assert dialog.isVisible()
        assert "aucune UE" in dialog.said.text()

    troubles = answer(WhichEditionDialog, type_nonsense)
    planned.named_actions.editions.compare.trigger()
    assert troubles == []
    assert planned.session.document == plan


def test_a_damaged_file_of_the_library_is_said(planned, crn01):
    keep_programme(data_folder(), newer(crn01))
    (line,) = programme_lines(data_folder())

    def take(dialog):
        line.path.write_text('{"code": "CRN01", "title": "", "publisher": ""}', encoding="utf-8")
        dialog.compare.click()
        assert dialog.isVisible()
        assert dialog.said.text()

    troubles = answer(WhichEditionDialog, take)
    planned.named_actions.editions.compare.trigger()
    assert troubles == []


def test_a_full_disk_lets_the_person_use_the_sheet_all_the_same(planned, crn01, monkeypatch):
    """It was to be kept in the library, too: that fails, is said, and the corrections are still there."""
    acts = giving.Giving(planned.documents, planned)
    assert acts.read(as_recap(newer(crn01)).encode()) == ""
    said, nested = [], []

    def read(dialog):
        said.append(dialog.heading.text())
        nested.append(answer(SheetDialog, lambda dialog: dialog.use.click()))
        button(dialog, "Fermer").click()

    def keep(dialog):
        fill_disk(monkeypatch)
        nested.append(answer(ReportDialog, read))
        button(dialog, "Garder dans la bibliothèque").click()

    nested.append(answer(SheetDialog, keep))
    found = acts.settled()
    assert nested == [[], [], []]
    assert "disque" in said[0]
    assert found is not None
    assert found.by_code.keys() == newer(crn01).by_code.keys()


def test_the_edition_in_the_status_line_leads_to_the_comparison(planned):
    link = planned._status.findChild(HeadingLink)
    assert link.text() == "Fiche CRN01, éditions 2023/2024 – 2025/2026"
    troubles = answer(WhichEditionDialog, lambda dialog: dialog.reject())
    click_at(link)
    assert troubles == []
