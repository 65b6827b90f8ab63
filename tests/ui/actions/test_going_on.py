"""Going on to another programme: what was obtained is offered line by line, and a plan is begun with what is kept."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Credit, CreditBasis, Occupation
from csp_planner.domain.terms import Term
from csp_planner.domain.year_openings import YearOpenings
from csp_planner.messages.going_on import other_centre_carried_sentence
from csp_planner.storage.folders import data_folder
from csp_planner.storage.openings import keep_openings
from csp_planner.storage.planfile import load, save
from csp_planner.storage.programmes import keep_programme, programme_lines
from csp_planner.ui import theme
from csp_planner.ui.dialogs import files
from csp_planner.ui.dialogs.give_sheet import GiveSheetDialog
from csp_planner.ui.dialogs.going_on import GoingOnDialog
from csp_planner.ui.dialogs.opening_report import ReportDialog
from csp_planner.ui.dialogs.sheet import SheetDialog

from ...domain.helpers import credited, put
from ...editions import elsewhere, licence, newer
from ...maquette import CERTIFICATE, programme_of
from ...sheet.printing import as_csv
from ..hand import answer, button, fill_disk, shown_texts

DAY = date(2026, 6, 30)


@pytest.fixture
def plan(empty_plan: Plan) -> Plan:
    """Of a learner who has obtained five units, one of them elsewhere; one more is planned."""
    scenario = Scenario(name="Scénario A", start=Term.parse("2026-S2"), years=3, max_ects=18)
    plan = replace(empty_plan, scenarios=(scenario,))
    for code in ("TET007", "TRS001", "PST003", "AST002"):
        plan = credited(plan, code)
    abroad = Credit(unit="DIP300", basis=CreditBasis.EQUIVALENCE, date=DAY, title="Diplôme d’ailleurs", ects=12)
    profile = replace(
        plan.profile, name="Léa", situation=Occupation.EMPLOYED, credits=(*plan.profile.credits, abroad)
    )  # fmt: skip
    return put(replace(plan, profile=profile), "AST005", "2026-S2")


@pytest.fixture
def path(tmp_path, plan):
    found = tmp_path / "lea.cspplan"
    save(found, plan, None)
    return found


@pytest.fixture
def planned(open_window, plan, path):
    return open_window(plan, path, load(path).digest)


def going_on(window, act):
    troubles = answer(GoingOnDialog, act)
    window.named_actions.editions.go_on.trigger()
    assert troubles == []


def items(dialog):
    found = (dialog.programmes.list.item(row) for row in range(dialog.programmes.list.count()))
    return [item.text().replace("\xa0", " ").splitlines() for item in found]


def offers(dialog):
    return {one.unit: is_on for one, is_on in dialog.lines.offers()}


def tick(dialog, code, *, on):
    codes = [one.unit for one, _is_on in dialog.lines.offers()]
    state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
    dialog.lines.item(codes.index(code)).setCheckState(state)


def choose(dialog, code):
    codes = [
        dialog.programmes.list.item(row).data(Qt.ItemDataRole.UserRole).code
        for row in range(dialog.programmes.list.count())
    ]
    dialog.programmes.list.setCurrentRow(codes.index(code))


def says(window):
    return shown_texts(window.banner, QLabel)[0].replace("\xa0", " ") if window.banner.isVisible() else ""


def test_what_the_sheet_names_stands_first_and_what_the_library_lacks_of_it_is_grey(planned):
    keep_programme(data_folder(), replace(programme_of(CERTIFICATE), code="AAA01"))
    keep_programme(data_folder(), licence())

    def look(dialog):
        assert [text[0].split("  ")[0] for text in items(dialog)] == ["LG04101A", "CPN9800A", "CPN7400A", "AAA01"]
        assert [text[1] for text in items(dialog)][:3] == [
            "Cnam · suite indiquée par la fiche".replace(" · ", "  ·  "),
            "suite indiquée par la fiche · pas dans la bibliothèque",
            "suite indiquée par la fiche · pas dans la bibliothèque",
        ]
        assert dialog.programmes.list.item(1).foreground().color() == theme.colour("muted")
        assert dialog.programme == licence()
        choose(dialog, "CPN9800A")
        assert dialog.programme is None
        assert not dialog.begin.isEnabled()
        assert dialog.read.text() == "Lire sa fiche…"
        assert not dialog.lines.isVisible()

    def look_at_lines(dialog):
        assert offers(dialog) == {"AST002": True, "PST003": False, "TRS001": False, "TET007": False, "DIP300": False}
        texts = [dialog.lines.item(row).text().replace("\xa0", " ") for row in range(dialog.lines.count())]
        assert [text.splitlines()[1] for text in texts] == [
            "Même code et même intitulé là-bas",
            "Même code là-bas, autre intitulé : PST003 Psychologie des organisations",
            "Même intitulé là-bas, autre code : TRS101 La relation aux publics accompagnés",
            "Aucune unité là-bas : cochée, elle devient un acquis hors fiche, à relier",
            "Aucune unité là-bas : cochée, elle devient un acquis hors fiche, à relier",
        ]
        counts = [text.replace("\xa0", " ") for text in shown_texts(dialog, QLabel)]
        assert "pour des unités de la fiche : 1  ·  acquis hors fiche : 0  ·  non repris : 4" in counts

    going_on(planned, look)
    # Lines are ticked where code and title agree, and not where only one does.
    going_on(planned, look_at_lines)


def test_the_ending_that_a_centre_adds_to_a_code_makes_no_other_diploma_of_a_next_step(planned):
    keep_programme(data_folder(), replace(licence(), code="CPN7400A-PAR"))
    keep_programme(data_folder(), replace(licence(), code="CPN7400AB"))

    def look(dialog):
        marks = {text[0].split("  ")[0]: text[1] for text in items(dialog)}
        assert list(marks) == ["CPN7400A-PAR", "LG04101A", "CPN9800A", "CPN7400AB"]
        assert marks["CPN7400A-PAR"].endswith("suite indiquée par la fiche")
        assert marks["CPN7400AB"] == "Cnam"

    going_on(planned, look)


def test_only_what_is_confirmed_is_in_the_new_plan_and_the_file_of_the_old_one_is_untouched(
    planned, path, plan, monkeypatch
):
    keep_programme(data_folder(), licence())
    before = path.read_bytes()
    seen, nested = [], []

    def again(dialog):
        seen.append(offers(dialog)["TRS001"])
        button(dialog, "Annuler").click()

    def begin_and_stay(dialog):
        tick(dialog, "TRS001", on=True)
        nested.append(answer(GoingOnDialog, again))
        dialog.begin.click()

    def begin(dialog):
        tick(dialog, "TRS001", on=True)
        tick(dialog, "TET007", on=True)
        dialog.begin.click()

    # A person who wants to stay gets the dialog back with their ticks.
    with monkeypatch.context() as staying:
        staying.setattr(planned.documents, "may_leave", lambda: False)
        going_on(planned, begin_and_stay)
    assert (nested, seen) == ([[]], [True])
    assert planned.session.document == plan
    going_on(planned, begin)
    new = planned.session.document
    assert new.programme == licence()
    assert {one.unit: (one.title, one.ects, one.counts_for) for one in new.profile.credits} == {
        "AST002": ("", None, ()),
        "TRS001": ("La relation aux publics accompagnés", 6, ("TRS101",)),
        "TET007": ("Recherche d'informations : théorie et pratique sur le web", 6, ()),
    }
    assert (new.profile.name, new.profile.situation, new.scenario.max_ects) == ("Léa", Occupation.EMPLOYED, 18)
    assert new.scenario.placements == ()
    assert planned.documents.keeper.path is None
    assert path.read_bytes() == before
    assert says(planned) == (
        "Plan de LG04101A commencé avec 3 acquis, que le centre doit confirmer ; le plan précédent reste tel quel."
    )
    # It is kept aside although nothing was edited yet.
    planned.documents.keeper.settle()
    (left,) = planned.documents.recovery_folder.glob("*.cspplan")
    assert load(left).plan.profile.credits == new.profile.credits


def test_newer_openings_of_the_programme_gone_on_to_are_still_offered(planned):
    keep_programme(data_folder(), licence())
    told = YearOpenings(
        programme="LG04101A", year=2027, source="secrétariat", date=DAY, openings={"FPE101": Opening.SEMESTER_2}
    )
    keep_openings(data_folder(), [told])
    going_on(planned, lambda dialog: dialog.begin.click())
    assert planned.session.document.programme == licence()
    assert says(planned) == "Des ouvertures plus récentes existent."


def test_another_centre_is_said(planned, crn01):
    keep_programme(data_folder(), elsewhere(crn01))

    def look(dialog):
        choose(dialog, "CRN01")
        text = other_centre_carried_sentence(elsewhere(crn01), crn01)
        assert "Cnam Occitanie" in text
        assert any(text in shown for shown in shown_texts(dialog, QLabel))

    going_on(planned, look)


def test_the_programme_of_the_plan_is_not_one_to_go_on_to_and_without_another_one_a_sheet_is_asked_for(
    open_window, plan, crn01
):
    bare = replace(plan, programme=replace(crn01, next_steps=()))
    keep_programme(data_folder(), newer(crn01))

    def look(dialog):
        assert items(dialog) == []
        assert dialog.programme is None
        assert "lisez la fiche" in "\n".join(shown_texts(dialog, QLabel))

    going_on(open_window(bare), look)


def test_without_anything_obtained_the_plan_begins_empty(blank_window):
    keep_programme(data_folder(), licence())

    def begin(dialog):
        assert "Rien n’est encore obtenu" in "\n".join(shown_texts(dialog, QLabel)).replace("\xa0", " ")
        dialog.begin.click()

    blank_window.documents.may_leave = lambda: True
    going_on(blank_window, begin)
    assert blank_window.session.document.programme == licence()


def test_the_sheet_of_a_next_step_is_read_kept_and_chosen(planned, monkeypatch):
    sheet = replace(licence(), code="CPN9800A", title="Responsable de projets")
    nested = []

    def paste(dialog):
        data = QMimeData()
        data.setText(as_csv(sheet).decode("utf-8-sig"))
        nested.append(answer(SheetDialog, lambda dialog: dialog.use.click()))
        dialog.field.insertFromMimeData(data)

    def read(dialog):
        choose(dialog, "CPN9800A")
        nested.append(answer(GiveSheetDialog, paste))
        dialog.read.click()
        assert dialog.programme is not None
        assert dialog.programme.code == "CPN9800A"
        assert dialog.begin.isEnabled()
        assert offers(dialog)["AST002"]

    going_on(planned, read)
    assert nested == [[], []]
    assert "CPN9800A" in [line.code for line in programme_lines(data_folder())]


def test_a_sheet_that_cannot_be_kept_is_said_and_the_dialog_stays(planned, monkeypatch):
    said, nested = [], []

    def close(dialog):
        said.append(dialog.heading.text())
        nested.append(answer(SheetDialog, lambda dialog: dialog.reject()))
        button(dialog, "Fermer").click()

    def use(dialog):
        fill_disk(monkeypatch)
        nested.append(answer(ReportDialog, close))
        dialog.use.click()

    def paste(dialog):
        nested.append(answer(SheetDialog, use))
        dialog.field.setPlainText(as_csv(licence()).decode("utf-8-sig"))
        dialog.take.click()

    def read(dialog):
        nested.append(answer(GiveSheetDialog, paste))
        dialog.read.click()
        assert dialog.isVisible()

    going_on(planned, read)
    assert nested == [[], [], [], []]
    assert "disque" in said[0]
    assert "LG04101A" not in [line.code for line in programme_lines(data_folder())]


def test_a_damaged_programme_is_said_and_cannot_be_begun(planned):
    keep_programme(data_folder(), licence())
    line = next(line for line in programme_lines(data_folder()) if line.code == "LG04101A")
    line.path.write_text('{"code": "LG04101A", "title": "", "publisher": ""}', encoding="utf-8")

    def look(dialog):
        choose(dialog, "LG04101A")
        assert not dialog.begin.isEnabled()
        assert dialog.programme is None
        assert any(line.path.name in text for text in shown_texts(dialog, QLabel))

    going_on(planned, look)


def test_keys_do_it_all(planned):
    keep_programme(data_folder(), licence())

    def keys(dialog):
        assert dialog.focusWidget() is dialog.programmes.search
        QTest.keyClicks(dialog.programmes.search, "licence")
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        assert dialog.focusWidget() is dialog.lines
        QTest.keyClick(dialog.lines, Qt.Key.Key_Down)
        QTest.keyClick(dialog.lines, Qt.Key.Key_Space)
        assert offers(dialog)["PST003"]
        QTest.keyClick(dialog.lines, Qt.Key.Key_Return)
        assert dialog.isVisible(), "Enter in the list begins nothing"
        while dialog.focusWidget() is not dialog.begin:
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        QTest.keyClick(dialog.begin, Qt.Key.Key_Return)

    going_on(planned, keys)
    assert planned.session.document.profile.credit("PST003") is not None


def test_a_library_of_hundreds_scrolls_in_its_list_and_the_buttons_stay_in_sight(open_window, plan, monkeypatch):
    window = open_window(plan, size=(1024, 700))
    acquired = tuple(
        Credit(unit=f"OLD{number:03}", basis=CreditBasis.EARLIER, date=DAY, title=f"Ancienne {number}", ects=3)
        for number in range(80)
    )
    window.session.do("acquis", lambda plan: replace(plan, profile=replace(plan.profile, credits=acquired)))
    for number in range(60):
        keep_programme(data_folder(), replace(licence(), code=f"DIP{number:03}"))

    def look(dialog):
        assert dialog.lines.count() == 80
        assert dialog.programmes.list.count() == 63
        for view in (dialog.lines, dialog.programmes.list):
            assert view.verticalScrollBar().maximum() > 0
        assert dialog.height() <= 700
        assert dialog.rect().contains(dialog.begin.geometry())

    monkeypatch.setattr(files, "ask_leave", lambda *_given: files.Leave.STAY)
    going_on(window, look)
