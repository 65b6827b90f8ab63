"""The first page: a new plan, a file, an example, what a crash left."""

import os
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from csp_planner.domain.enrolment import first_open_semester
from csp_planner.domain.profile import Occupation
from csp_planner.storage.folders import config_folder, data_folder, state_folder
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load, save
from csp_planner.storage.programmes import keep_programme, programme_lines
from csp_planner.storage.recovery import claim, orphans
from csp_planner.storage.settings import Settings, load_settings
from csp_planner.ui.document.keeper import Kept
from csp_planner.ui.widgets.buttons import TextRow

from ..awards import PROGRAMME
from .desk import on_desk
from .hand import TODAY, button, pool, press, shortcut, shown_texts, workspace_of


def buttons(window):
    return shown_texts(window.start_page, QPushButton)


def test_a_plan_begins_without_a_name_or_a_question_and_its_acts_can_be_asked_for(started):
    window = started()
    assert not window.named_actions.file.save.isEnabled()
    assert not window._top.scenarios.isVisible()
    window.start_page.begin.click()
    assert window.named_actions.file.save.isEnabled()
    assert window._top.scenarios.isVisible()
    assert window.documents.is_open
    plan = window.session.document
    assert plan.profile.name == ""
    assert (plan.profile.weekly_hours, plan.profile.experience) == (None, ())
    assert plan.scenario.placements == ()
    assert plan.scenario.start == first_open_semester(plan.programme, TODAY)
    assert plan.scenario.max_ects == 24
    assert window.pages.currentWidget() is workspace_of(window)
    assert pool(window).hasFocus()
    assert window.documents.keeper.state is Kept.UNTOUCHED


def test_a_plan_begins_with_what_was_entered(started):
    window = started()
    page = window.start_page
    page._name.setText("  Zoé ")
    page._start.setCurrentIndex(2)
    start = page._start.currentData()
    page._limit.enter(None)
    page._situation.setCurrentIndex(list(Occupation).index(Occupation.EMPLOYED))
    page._name.setFocus()
    press(window, Qt.Key.Key_Return)
    plan = window.session.document
    assert (plan.profile.name, plan.profile.situation) == ("Zoé", Occupation.EMPLOYED)
    assert (plan.scenario.start, plan.scenario.max_ects) == (start, None)
    assert window.windowTitle() == "Plan CRN01 — Zoé"


def test_experience_and_hours_a_week_are_asked(started):
    window = started()
    page = window.start_page
    page._weekly.lineEdit().setText("6")
    page._months.setFocus()
    page._months.lineEdit().setText("9")
    page._goes_on.setChecked(True)
    press(window, Qt.Key.Key_Return)
    plan = window.session.document
    assert (plan.profile.weekly_hours, plan.profile.weeks) == (6, 15)
    (period,) = plan.profile.experience
    assert (period.start, period.end) == (date(2026, 2, 24), None)
    assert "9\xa0mois" in period.note
    assert window.session.evaluation.experience.months == 9
    assert window.session.evaluation.experience.complete_on == date(2027, 8, 23)


def test_experience_that_does_not_go_on_ends_today(started):
    window = started()
    page = window.start_page
    assert not page._goes_on.isEnabled()
    page._months.enter(30)
    assert page._goes_on.isEnabled()
    page.begin.click()
    (period,) = window.session.document.profile.experience
    assert (period.start, period.end) == (date(2024, 5, 24), TODAY)


def test_an_amount_that_cannot_be_meant_keeps_its_field_and_the_plan_does_not_begin(started):
    window = started()
    page = window.start_page
    for field, text in ((page._weekly, "1.500"), (page._months, "9,5"), (page._months, "601"), (page._weekly, "six")):
        field.lineEdit().setText(text)
        field.setFocus()
        press(window, Qt.Key.Key_Return)
        assert not window.documents.is_open, text
        assert not page.begin.isEnabled(), text
        assert field.trouble in shown_texts(page, QLabel)
        assert field.lineEdit().text() == text
        field.enter(None)
    assert page.begin.isEnabled()


def test_all_of_the_first_page_is_in_sight_in_a_small_window(started):
    window = started()
    window.resize(1024, 700)
    for language in ("fr", "en"):
        window.set_language(language)
        QApplication.processEvents()
        assert window.start_page.verticalScrollBar().maximum() == 0, language
        assert window.start_page.horizontalScrollBar().maximum() == 0, language


def test_the_first_semester_offered_is_one_that_can_still_be_enrolled_in(started):
    window = started()
    assert window.start_page._start.itemText(0) == "Semestre 2 2026/2027"
    window = started(today=date(2026, 6, 1))
    assert window.start_page._start.itemText(0) == "Semestre 1 2026/2027"


def test_the_example_opens_as_a_copy(started, example):
    window = started()
    before = example_files()[0].read_bytes()
    (name,) = [text for text in buttons(window) if "exemple CRN01" in text]
    button(window.start_page, name).click()
    assert window.session.document == example
    assert window.documents.keeper.path is None
    window.session.unplace(["AST004"])
    window.documents.keeper.settle()
    assert example_files()[0].read_bytes() == before


def test_every_act_of_the_menus_is_harmless_on_the_start_page(started):
    window = started()
    shortcut(window, "Ctrl+N")
    assert window.start_page.isVisible()
    window.toggle_interview()
    window.toggle_interview()
    window.set_language("en")
    QApplication.processEvents()
    assert window.start_page.isVisible()
    assert not window.documents.is_open


def crashed(plan):
    """What a window that was killed leaves."""
    slot = claim(state_folder() / "recovery")
    slot.write(plan)
    os.close(slot._lock)


def test_a_plan_that_a_crash_left_is_offered_and_taken_up_once(started, example):
    crashed(example)
    window, other = started(), started()
    assert any("Camille Exemple" in text for text in shown_texts(window.start_page, QLabel))
    button(window.start_page, "Reprendre").click()
    assert window.session.document == example
    assert window.documents.keeper.state is Kept.IN_RECOVERY
    assert orphans(state_folder() / "recovery") == ()
    window.session.unplace(["AST004"])
    window.documents.keeper.settle()
    button(other.start_page, "Reprendre").click()
    assert not other.documents.is_open
    assert other.banner.isVisible()
    (slot,) = (state_folder() / "recovery").glob("*.cspplan")
    assert load(slot).plan == window.session.document


def test_a_plan_that_a_crash_left_is_discarded_only_when_asked(started, example):
    crashed(example)
    window = started()
    assert len(orphans(state_folder() / "recovery")) == 1
    discard = [text for text in buttons(window) if text not in ("Reprendre",)]
    (name,) = [text for text in discard if text in ("Supprimer", "Écarter", "Jeter", "Abandonner", "Ne pas garder")]
    button(window.start_page, name).click()
    assert orphans(state_folder() / "recovery") == ()


def test_files_are_opened_and_remembered_the_latest_first_and_each_once(qtbot, example, tmp_path):
    path = tmp_path / "a & b.cspplan"
    save(path, example, None)
    desk = on_desk(qtbot)
    assert desk.documents.open_file(path)
    assert desk.session.document == example
    assert load_settings(config_folder()).recent == (str(path),)
    menu = QMenu()
    desk.documents.fill_recent(menu)
    assert [action.text() for action in menu.actions()] == [str(path).replace("&", "&&")]
    paths = [tmp_path / f"{name}.cspplan" for name in "abc"]
    for each in paths:
        save(each, example, None)
        desk.documents.open_file(each)
    desk.documents.open_file(paths[0])
    assert load_settings(config_folder()).recent == tuple(str(each) for each in (paths[0], paths[2], paths[1], path))


def test_the_start_page_offers_the_recent_files(started, example, tmp_path):
    path = tmp_path / "zoe.cspplan"
    save(path, example, None)
    window = started(settings=Settings(recent=(str(path),)))
    (row,) = window.start_page.findChildren(TextRow)
    assert row.accessibleName() == f"zoe — {tmp_path}"
    row.click()
    assert window.session.document == example


def test_a_file_that_cannot_be_read_is_one_sentence_and_untouched(qtbot, tmp_path):
    path = tmp_path / "bad.cspplan"
    desk = on_desk(qtbot)
    for content in (b"", b"{", b"\xff\xfe", b'{"format": "other"}', b"[]"):
        path.write_bytes(content)
        desk.banner.hide()
        assert not desk.documents.open_file(path), content
        assert desk.banner.isVisible(), content
        assert "Error" not in desk.banner.accessibleName()
        assert "\n" not in desk.banner.accessibleName()
        assert not desk.documents.is_open, content
        assert path.read_bytes() == content


def kept(programme=PROGRAMME, source="Fiche"):
    """*programme* in the library; its line."""
    keep_programme(data_folder(), programme, source)
    return next(line for line in programme_lines(data_folder()) if line.code == programme.code)


def test_another_programme_is_searched_for_chosen_and_begun_by_keys(started):
    kept()
    window = started()
    page = window.start_page
    page._name.setText("Zoé")
    page.programmes.search.setFocus()
    QTest.keyClicks(page.programmes.search, "demonstration")
    assert page.programmes.line.code == PROGRAMME.code
    assert page._about.text().startswith(f"{PROGRAMME.code}, {PROGRAMME.title}")
    assert f"{PROGRAMME.announced.ects:g}\u00a0ECTS" in page._about.text()
    press(window, Qt.Key.Key_Return)
    plan = window.session.document
    assert (plan.programme, plan.profile.name) == (PROGRAMME, "Zoé")


def test_the_semesters_offered_are_those_of_the_programme_that_is_chosen(started):
    line = kept(replace(PROGRAMME, enrolment_semester_1=None, enrolment_semester_2=None))
    window = started(today=date(2026, 6, 1))
    page = window.start_page
    page._start.setCurrentIndex(2)
    term = page._start.currentData()
    page.programmes.choose(line)
    assert page._start.currentData() == term, "what was chosen stays where it is offered"
    page.begin.click()
    assert window.session.document.scenario.start == term


def test_a_damaged_file_of_the_library_is_said_and_no_other_plan_begins_in_its_place(started):
    line = kept()
    line.path.write_bytes(line.path.read_bytes()[:200])
    window = started()
    page = window.start_page
    assert page.programmes.line.code == "CRN01"
    page.programmes.list.setCurrentRow(1)
    assert window.banner.isVisible()
    assert "ne peut pas être lue" in page._about.text()
    page.begin.click()
    assert not window.documents.is_open
    page.programmes.list.setCurrentRow(0)
    page.begin.click()
    assert window.session.document.programme.code == "CRN01"


def test_another_language_keeps_the_programme_that_was_chosen_and_what_was_typed(started):
    line = kept()
    window = started()
    window.start_page.programmes.choose(line)
    window.start_page._name.setText("Zoé")
    window.set_language("en")
    QApplication.processEvents()
    page = window.start_page
    assert page.programmes.line == line
    assert page.programmes.search.placeholderText() == "Code, title or centre"
    page.begin.click()
    plan = window.session.document
    assert (plan.programme.code, plan.profile.name) == (PROGRAMME.code, "Zoé")


def test_the_usual_programme_is_chosen_in_a_long_library_and_all_of_the_page_can_be_reached(started):
    for number in range(40):
        programme = replace(PROGRAMME, code=f"AAA{number:02}", title="Un titre qui ne finit pas " * 8)
        keep_programme(data_folder(), programme, "Fiche")
    window = started()
    page = window.start_page
    assert page.programmes.list.count() == 41
    assert page.programmes.line.code == "CRN01"
    assert page._name.hasFocus()
    for size in ((1024, 700), (683, 384)):
        window.resize(*size)
        QApplication.processEvents()
        for widget in (page.programmes.search, page.begin, page._remove):
            page.ensureWidgetVisible(widget)
            QApplication.processEvents()
            seen = page.viewport().rect()
            corner = widget.mapTo(page.viewport(), widget.rect().bottomRight())
            assert seen.contains(corner), (size, widget)
    page.begin.click()
    assert window.session.document.programme.code == "CRN01"
