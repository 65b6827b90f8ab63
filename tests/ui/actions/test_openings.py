"""Openings entered in the window, kept for all plans, given to colleagues and taken over."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from csp_planner.domain.edits import enter_opening, place
from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import Basis, opening_in
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.terms import Term
from csp_planner.domain.year_openings import YearOpenings
from csp_planner.storage.codec import write_plan
from csp_planner.storage.folders import data_folder
from csp_planner.storage.openings import keep_openings, load_openings, openings_of, save_openings
from csp_planner.ui.dialogs.opening_report import ReportDialog
from csp_planner.ui.dialogs.openings import OpeningsDialog

from ..hand import TODAY, advised, answer, button, codes_in, fill_disk, placements, shown_texts, workspace_of

TOLD = YearOpenings(
    programme="CRN01", year=2027, source="secrétariat", date=TODAY, openings={"FPG003": Opening.SEMESTER_2}
)
LATER = replace(TOLD, date=date(2026, 12, 1), openings={"FPG003": Opening.ANNUAL})


@pytest.fixture
def plan(empty_plan: Plan) -> Plan:
    """FPG003 stands in S1 2027/2028, as it is projected."""
    scenario = Scenario(name="Scénario A", start=Term.parse("2026-S2"), years=3)
    placed = place(replace(empty_plan, scenarios=(scenario,)), "FPG003", Term.parse("2027-S1"), TODAY)
    assert isinstance(placed, Plan)
    return placed


@pytest.fixture
def planned(open_window, plan):
    return open_window(plan)


def says(window):
    """What the banner says, and its buttons."""
    banner = window.banner
    if not banner.isVisible():
        return "", []
    (text,) = shown_texts(banner, QLabel)
    return text.replace("\xa0", " "), shown_texts(banner, QPushButton)


def click_banner(window, text):
    QApplication.processEvents()
    shown = [each for each in window.banner.findChildren(QPushButton) if each.isVisible() and each.text() == text]
    shown[0].click()
    QApplication.processEvents()


def enter(window, act, year=None):
    """Open the dialog of a year, do *act* in it."""
    troubles = answer(OpeningsDialog, act)
    window.opening_acts.ask(year)
    assert troubles == []


def passes_to_s2(dialog):
    row = [unit.code for unit in dialog.table.openings.units].index("FPG003")
    dialog.table.openings.choose(row, Opening.SEMESTER_2)
    dialog.source.setText("secrétariat")
    dialog.accept()


def reported(window, run, choice):
    """Do *run*, which shows a report; give the answer *choice*, and return what the report said."""
    found = []

    def act(dialog):
        found.append((dialog.heading.text(), dialog.report.text()))
        if choice:
            button(dialog, choice).click()

    troubles = answer(ReportDialog, act)
    run()
    QApplication.processEvents()
    assert troubles == []
    return "\n".join(found[0]).replace("\xa0", " ")


def library():
    return openings_of(data_folder(), "CRN01").years


# A year


def test_a_year_is_entered_in_one_step_kept_for_all_plans_and_taken_back_in_one(planned):
    before = write_plan(planned.session.document)
    enter(planned, passes_to_s2, 2027)
    session = planned.session
    assert session.history.count() == 1
    fact = opening_in(session.document.programme, session.document.programme.by_code["FPG003"], 2027)
    assert (fact.opening, fact.basis) == (Opening.SEMESTER_2, Basis.ENTERED)
    assert placements(session.document) == {"FPG003": "2027-S1"}, "nothing is moved by itself"
    (told,) = library()
    assert (told.year, told.source, told.openings["FPG003"]) == (2027, "secrétariat", Opening.SEMESTER_2)
    assert len(told.openings) == 14
    # What it changed is said, and leads to the unit that fits no more.
    text, choices = says(planned)
    assert text.splitlines() == [
        "2027/2028 : 1 changement. 1 UE planifiée ne tient plus.",
        "FPG003 en 2027/2028 : S2 (avant : S1).",
        "FPG003 n’ouvre plus en S1 2027/2028.",
    ]
    assert choices == ["Montrer dans le plan", "Fermer"]
    click_banner(planned, "Montrer dans le plan")
    assert workspace_of(planned).selected_codes == ["FPG003"]
    assert not workspace_of(planned).side.shows_panel, "what is to be checked, with its repairs, stands beside it"
    after = write_plan(session.document)
    session.history.undo()
    assert write_plan(session.document) == before
    session.history.redo()
    assert write_plan(session.document) == after
    enter(planned, lambda dialog: button(dialog, "&Retirer cette saisie").click(), 2027)
    assert write_plan(session.document) == before
    assert library() == ()
    assert says(planned)[0].startswith("La saisie 2027/2028 est retirée")
    session.history.undo()
    assert write_plan(session.document) == after


def test_a_plan_that_knows_as_much_is_left_alone(planned):
    enter(planned, passes_to_s2, 2027)
    assert says(planned)[0]
    planned.documents.show(planned.session.document, None)
    assert says(planned) == ("", [])


def test_a_unit_of_another_scenario_is_shown_there(open_window, plan):
    other = replace(plan.scenario, name="B", placements=())
    window = open_window(replace(plan, scenarios=(other, plan.scenario)))
    enter(window, passes_to_s2, 2027)
    assert "Scénario A" in says(window)[0]
    click_banner(window, "Montrer dans le plan")
    assert window.session.document.active == 1
    assert workspace_of(window).selected_codes == ["FPG003"]


def test_a_long_report_is_cut_in_the_banner_and_whole_behind_a_button(planned):
    def change_many(dialog):
        for row in range(8):
            dialog.table.openings.choose(row, None)
        dialog.accept()

    enter(planned, change_many, 2027)
    text, choices = says(planned)
    assert len(text.splitlines()) == 4
    assert "de plus" in text
    assert "Tout voir" in choices
    whole = reported(planned, lambda: click_banner(planned, "Tout voir"), "")
    assert whole.count("aucune ouverture") >= 7


def test_the_first_year_that_is_not_known_comes_first_and_the_board_asks_for_its_own(planned, plan):
    assert planned.opening_acts.coming_years()[0] == 2026
    enter(planned, lambda dialog: dialog.accept(), 2026)
    assert "certaines" in says(planned)[0]
    assert planned.opening_acts.coming_years()[0] == 2027
    links = {row.year: row._about for row in workspace_of(planned).board._rows}
    found = []
    troubles = answer(OpeningsDialog, lambda dialog: found.append(dialog.year))
    links[2028].click()
    assert troubles == []
    assert found == [2028]
    assert links[2026].text() == "ouvertures saisies à la main"
    assert links[2028].text().endswith("d’après 2026/2027")
    # A year of the sheet cannot be entered.
    scenario = replace(plan.scenario, start=Term.parse("2025-S1"), years=4)
    planned.documents.show(plan.with_scenario(scenario), None)
    links = {row.year: row._about for row in workspace_of(planned).board._rows}
    assert not links[2025].isEnabled()
    assert links[2026].isEnabled()
    assert 2025 not in planned.opening_acts.coming_years(2025)


def test_a_unit_entered_on_its_own_keeps_its_source_when_the_year_is_entered(open_window, plan):
    told = enter_opening(plan, "AST004", 2027, Opening.SEMESTER_2, "appel du centre", date(2026, 11, 2))
    window = open_window(told)
    enter(window, passes_to_s2, 2027)
    entered = {unit.code: unit.entered[2027].source for unit in window.session.document.programme.units if unit.entered}
    assert entered == {**dict.fromkeys(library()[0].openings, "secrétariat"), "AST004": "appel du centre"}
    window.session.history.undo()
    assert window.session.document == told


def test_a_year_is_corrected_and_a_library_that_cannot_be_written_is_said_and_nothing_is_lost(planned, monkeypatch):
    before = planned.session.document
    said = []

    def act(dialog):
        passes_to_s2(dialog)
        said.extend((dialog.isVisible(), dialog.said.text(), dialog.table.openings.changed))

    def exact(dialog):
        next(iter(dialog.days.values())).enter(date(2027, 11, 5))
        dialog.accept()

    def empty(dialog):
        next(iter(dialog.days.values())).clear()
        dialog.accept()

    with monkeypatch.context() as disk:
        fill_disk(disk)
        enter(planned, act, 2027)
    assert said[0] is True
    assert "disque est plein" in said[1]
    assert said[2] == ["FPG003"]
    assert planned.session.document == before
    assert library() == ()
    enter(planned, exact, 2027)
    assert planned.session.document.programme.entered_enrolment[2027].semester_1 == date(2027, 11, 5)
    # Exact days that are left empty are forgotten.
    enter(planned, empty, 2027)
    assert planned.session.document.programme.entered_enrolment == {}
    assert library()[0].enrolment is None


def test_a_damaged_library_is_set_aside_and_named_in_the_dialog_and_at_opening(planned, plan):
    def spoil():
        path = data_folder() / "openings" / "CRN01.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{")

    spoil()
    said = []
    enter(planned, lambda dialog: said.append(dialog.said.text()), 2027)
    assert "CRN01.json.unreadable" in said[0]
    assert "CRN01.json.unreadable" not in says(planned)[0]
    spoil()
    planned.documents.show(plan, None)
    assert "CRN01.json.unreadable" in says(planned)[0]


def test_nothing_is_entered_while_something_is_tried(planned):
    advised(planned, lambda: planned.scenario_acts.fails("FPG003"))
    assert planned.session.trial is not None
    planned.opening_acts.ask()
    planned.opening_acts.show_news()
    assert QApplication.activeModalWidget() is None


# What the library knows and the plan does not


def test_a_plan_opened_when_the_library_knows_more_says_so_and_takes_it_over(open_window, plan):
    keep_openings(data_folder(), [TOLD])
    window = open_window(plan)
    text, choices = says(window)
    assert text == "Des ouvertures plus récentes existent."
    assert choices == ["Voir ce que cela change…", "Fermer"]
    before = write_plan(window.session.document)
    report = reported(window, lambda: click_banner(window, "Voir ce que cela change…"), "Appliquer")
    assert "FPG003 en 2027/2028 : S2 (avant : S1)." in report
    assert "FPG003 n’ouvre plus en S1 2027/2028." in report
    assert "FPG003 n’ouvre plus" in says(window)[0]
    assert placements(window.session.document) == {"FPG003": "2027-S1"}
    after = write_plan(window.session.document)
    window.session.history.undo()
    assert write_plan(window.session.document) == before
    window.session.history.redo()
    assert write_plan(window.session.document) == after
    assert says(open_window(window.session.document)) == ("", [])


def test_a_plan_does_without_them_and_is_asked_again_only_about_newer_ones(open_window, plan):
    keep_openings(data_folder(), [TOLD])
    window = open_window(plan)
    before = write_plan(window.session.document)
    reported(window, lambda: click_banner(window, "Voir ce que cela change…"), "Pas pour ce plan")
    declined = window.session.document
    assert declined.programme.declined == {2027: TODAY}
    window.session.history.undo()
    assert write_plan(window.session.document) == before
    window.documents.show(declined, None)
    assert says(window) == ("", [])
    keep_openings(data_folder(), [LATER])
    window.documents.show(declined, None)
    assert says(window)[0] == "Des ouvertures plus récentes existent."


def test_what_happened_is_asked_once_the_newer_openings_have_their_answer(open_window, plan):
    """Both are due when the plan is opened two years later: neither takes the place of the other."""
    keep_openings(data_folder(), [TOLD])
    window = open_window(plan, today=date(2028, 9, 10))
    assert says(window)[0] == "Des ouvertures plus récentes existent."
    reported(window, lambda: click_banner(window, "Voir ce que cela change…"), "Appliquer")
    assert "FPG003" in says(window)[0]
    assert says(window)[1][-1] == "Fermer"
    click_banner(window, "Fermer")
    assert "qu’est devenue FPG003 ?" in says(window)[0]
    click_banner(window, "Plus tard")
    assert says(window) == ("", [])


def test_what_happened_is_asked_again_after_openings_that_come_meanwhile(open_window, plan):
    window = open_window(plan, today=date(2028, 9, 10))
    assert "qu’est devenue FPG003 ?" in says(window)[0]
    keep_openings(data_folder(), [TOLD])
    QGuiApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert says(window)[0] == "Des ouvertures plus récentes existent."
    click_banner(window, "Fermer")
    click_banner(window, "Répondre")
    assert window.coming_back.is_shown
    assert says(window) == ("", [])


def test_later_changes_nothing(open_window, plan):
    keep_openings(data_folder(), [TOLD])
    window = open_window(plan)
    for choice in ("Plus tard", ""):
        reported(window, window.opening_acts.show_news, choice)
        assert window.session.document == plan
        assert window.session.history.count() == 0


def test_what_another_window_kept_meanwhile_is_said_when_the_person_comes_back(planned):
    active = QGuiApplication.instance().applicationStateChanged
    active.emit(Qt.ApplicationState.ApplicationActive)
    assert says(planned) == ("", [])
    keep_openings(data_folder(), [TOLD])
    active.emit(Qt.ApplicationState.ApplicationActive)
    assert says(planned)[0] == "Des ouvertures plus récentes existent."
    planned.banner.hide()
    active.emit(Qt.ApplicationState.ApplicationActive)
    assert says(planned) == ("", []), "it was said once"


# For colleagues


def test_what_was_entered_is_given_and_read_elsewhere(planned, open_window, plan, tmp_path, monkeypatch):
    enter(planned, passes_to_s2, 2027)
    out = tmp_path / "ouvertures-CRN01.json"
    planned.opening_acts.give(out, library())
    assert says(planned)[0] == "1 année universitaire écrite dans ouvertures-CRN01.json."
    monkeypatch.setenv("CSP_PLANNER_HOME", str(tmp_path / "elsewhere"))
    window = open_window(plan)
    report = reported(window, lambda: window.opening_acts.read(out), "Garder et appliquer")
    assert "« ouvertures-CRN01.json » contient les ouvertures 2027/2028." in report
    assert "FPG003 n’ouvre plus en S1 2027/2028." in report
    assert "d’après secrétariat" in report
    assert library() == load_openings(out)
    assert window.session.document.programme == planned.session.document.programme
    assert window.session.history.count() == 1


def test_what_is_read_can_be_kept_without_being_applied_or_not_at_all(planned, tmp_path):
    out = tmp_path / "o.json"
    save_openings(out, (TOLD,))
    reported(planned, lambda: planned.opening_acts.read(out), "Annuler")
    assert library() == ()
    reported(planned, lambda: planned.opening_acts.read(out), "Garder sans appliquer")
    assert library() == (TOLD,)
    assert planned.session.history.count() == 0
    # A file that takes the place of one's own entry says so before it does.
    save_openings(out, (LATER,))
    report = reported(planned, lambda: planned.opening_acts.read(out), "Annuler")
    assert "Elles prennent la place des vôtres pour 2027/2028, saisies le 23/11/2026." in report
    assert library() == (TOLD,)


def edited(path: Path, **changes) -> None:
    save_openings(path, (TOLD,))
    document = json.loads(path.read_bytes())
    document["years"][0].update(changes)
    path.write_text(json.dumps(document))


def test_a_file_that_cannot_be_taken_is_one_sentence_and_leaves_everything_as_it_was(planned, tmp_path):
    cases = {
        "damaged": (lambda path: path.write_text("{"), "endommagé"),
        "later": (
            lambda path: path.write_text('{"format": "csp-planner/openings", "version": 99}'),
            "version plus récente",
        ),
        "other": (lambda path: path.write_text('{"format": "other", "version": 1}'), "pas d’ouvertures"),
        "programme": (lambda path: edited(path, programme="XXX"), "celles de XXX"),
        "unit": (lambda path: edited(path, openings={"FPG003": "S2", "ZZZ999": "S1"}), "ZZZ999"),
        "opening": (lambda path: edited(path, openings={"FPG003": "S9"}), "valeur"),
        "missing": (lambda path: None, "pas de fichier"),
    }
    before = planned.session.document
    for name, (spoil, words) in cases.items():
        path = tmp_path / f"{name}.json"
        spoil(path)
        planned.banner.hide()
        planned.opening_acts.read(path)
        text, choices = says(planned)
        assert words in text.lower() or words in text, name
        assert "\n" not in text
        assert choices == ["Fermer"]
        assert (planned.session.document, library()) == (before, ())


def test_openings_are_read_without_a_plan_and_named_by_the_next_one(started, plan, tmp_path):
    out = tmp_path / "o.json"
    window = started()
    edited(out, programme="XXX")
    window.opening_acts.read(out)
    assert "XXX" in says(window)[0]
    assert "CRN01" in says(window)[0]
    save_openings(out, (TOLD,))
    report = reported(window, lambda: window.opening_acts.read(out), "Garder")
    assert "Dans ce plan" not in report
    assert library() == (TOLD,)
    assert says(window)[0] == "Les ouvertures 2027/2028 sont gardées pour tous vos plans."
    window.documents.show(plan, None)
    assert says(window)[0] == "Des ouvertures plus récentes existent."


def test_nothing_is_given_where_nothing_was_entered_and_a_file_dropped_on_the_window_is_read(planned, qtbot, tmp_path):
    planned.opening_acts.ask_give()
    assert says(planned)[0] == "Rien n’a encore été saisi pour CRN01."
    out = tmp_path / "o.json"
    save_openings(out, (TOLD,))
    troubles = answer(ReportDialog, lambda dialog: button(dialog, "Garder et appliquer").click())
    assert drop(planned, out)
    qtbot.waitUntil(lambda: library() == (TOLD,))
    assert troubles == []
    assert not drop(planned, out, out), "one file at a time"


def drop(window, *paths):
    """Drop files on the window; whether it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPointF(50, 50).toPoint(), copy, data, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(window, entering)
    if entering.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, data, Qt.MouseButton.LeftButton, none))
    return entering.isAccepted()


def test_a_plan_dropped_on_the_window_is_opened(started, qtbot, path):
    window = started()
    assert drop(window, path)
    qtbot.waitUntil(lambda: window.documents.is_open)
    assert codes_in(window, "2027-S1")
