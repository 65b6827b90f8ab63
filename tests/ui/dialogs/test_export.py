"""What to make and what may leave with it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMessageBox, QRadioButton

from csp_planner.export.kinds import KINDS, XLSX
from csp_planner.export.options import Options
from csp_planner.export.write import suggested_name
from csp_planner.ui.actions import outputs
from csp_planner.ui.dialogs.export import ExportDialog, LeavingDialog
from csp_planner.ui.dialogs.preview import PreviewDialog

from ..hand import advised, answer, button


@pytest.fixture
def ask(qtbot, example, tmp_path):
    """The dialog alone: it knows no document."""
    made = []

    def show(plan=example, options=None, folder=tmp_path, changed=()):
        dialog = ExportDialog(plan, options or Options(), folder, None, changed)
        made.append(dialog)
        qtbot.addWidget(dialog)
        return dialog

    return show


def choose(dialog, ending):
    at = [kind.ending for kind in KINDS].index(ending)
    dialog.findChildren(QRadioButton)[at].click()


def test_everything_the_program_makes_is_offered(ask):
    offered = [button.text() for button in ask().findChildren(QRadioButton)]
    assert offered == [kind.label() for kind in KINDS]


def test_it_starts_with_the_choices_of_the_last_time(ask):
    last = Options(personal_data=True, private_notes=True, advisor="Mme Durand", comparison=True)
    assert ask(options=last).options == last
    assert ask().options == Options()


def test_without_personal_data_no_private_note_leaves(ask):
    dialog = ask(options=Options(private_notes=True))
    dialog.leaving._anonymous.click()
    assert dialog.options == Options(personal_data=False, private_notes=False)
    assert not dialog.leaving._advisor.isEnabled()
    choose(dialog, ".csv")
    assert not dialog.leaving._private.isEnabled()
    dialog.leaving._anonymous.click()
    assert dialog.options.private_notes


def test_a_csv_that_a_spreadsheet_would_change_says_so_and_offers_an_xlsx(ask):
    dialog = ask(changed=("0012345", "3E12", "10/11", "1,5"))
    dialog.show()
    instead = button(dialog, "Faire plutôt un XLSX")
    assert not instead.isVisible()
    choose(dialog, ".csv")
    QApplication.processEvents()
    said = [label for label in dialog.findChildren(QLabel) if label.isVisible()]
    (text,) = [label for label in said if "0012345, 3E12, 10/11…" in label.text() and "XLSX" in label.text()]
    assert text.height() >= text.heightForWidth(text.width()), "it is seen whole"
    instead.click()
    assert dialog._kind is XLSX
    assert not instead.isVisible()
    dialog.close()


def test_a_csv_that_stays_as_it_is_says_nothing(ask):
    dialog = ask()
    dialog.show()
    choose(dialog, ".csv")
    assert not button(dialog, "Faire plutôt un XLSX").isVisible()


def test_what_a_spreadsheet_would_change_is_looked_for_in_the_plan(window, monkeypatch):
    plan = window.session.document
    units = (replace(plan.programme.units[0], code="3E12"), *plan.programme.units[1:])
    window.documents.show(replace(plan, programme=replace(plan.programme, units=units)), None)
    found = []
    monkeypatch.setattr(ExportDialog, "exec", lambda dialog: found.append(dialog._changed))
    window.outputs.ask_export()
    assert found == [("3E12",)]


@pytest.mark.parametrize(
    ("ending", "private", "comparison", "advisor"),
    [
        (".pdf", False, True, True),
        (".png", False, False, False),
        (".ics", False, False, False),
        (".xlsx", True, False, False),
        (".csv", True, False, False),
    ],
)
def test_a_choice_without_effect_cannot_be_made(ask, ending, private, comparison, advisor):
    dialog = ask()
    choose(dialog, ending)
    assert dialog.leaving._private.isEnabled() == private
    assert dialog.leaving._comparison.isEnabled() == comparison
    assert dialog.leaving._advisor.isEnabled() == advisor


def test_one_scenario_cannot_be_compared(ask, blank):
    assert not ask(plan=blank).leaving._comparison.isEnabled()


def test_the_advisor_s_name_is_taken_without_needless_blanks(ask):
    dialog = ask()
    dialog.leaving._advisor.setText("  Mme   Durand ")
    assert dialog.options.advisor == "Mme Durand"


def test_the_place_is_asked_with_a_name_that_fits(ask, tmp_path, monkeypatch):
    asked = {}

    def exec_(dialog):
        asked["name"] = Path(dialog.selectedFiles()[0]).name
        asked["suffix"] = dialog.defaultSuffix()
        return 0

    monkeypatch.setattr(QFileDialog, "exec", exec_)
    dialog = ask()
    choose(dialog, ".xlsx")
    dialog._choose()
    assert asked == {"name": suggested_name(dialog._plan, dialog.options, XLSX), "suffix": "xlsx"}
    assert dialog.path is None


@pytest.mark.parametrize(
    ("typed", "path"),
    [("plan", "plan.pdf"), ("plan.pdf", "plan.pdf"), ("plan.PDF", "plan.PDF"), ("plan.ics", "plan.ics.pdf")],
)
def test_the_ending_is_always_that_of_what_is_made(ask, tmp_path, monkeypatch, typed, path):
    def exec_(dialog):
        dialog.selectFile(str(tmp_path / typed))
        return 1

    monkeypatch.setattr(QFileDialog, "exec", exec_)
    dialog = ask()
    dialog._choose()
    assert dialog.path == tmp_path / path


@pytest.mark.parametrize(("answered", "replaced"), [("Oui", True), ("Non", False)])
def test_the_place_is_asked_about_before_a_file_is_replaced(ask, tmp_path, answered, replaced):
    place = tmp_path / "plan.pdf"
    place.write_bytes(b"before")
    asked = []

    def say(box):
        asked.append(box.text())
        (choice,) = [each for each in box.buttons() if each.text().replace("&", "") == answered]
        choice.click()

    def choose_place(files):
        files.selectFile(str(place))
        answer(QMessageBox, say)
        files.accept()

    dialog = ask()
    troubles = answer(QFileDialog, choose_place)
    dialog._choose()
    assert troubles == []
    assert len(asked) == 1
    assert "plan.pdf" in asked[0]
    assert dialog.path == (place if replaced else None)


@pytest.mark.parametrize(("answered", "replaced"), [("Remplacer", True), ("Annuler", False)])
def test_a_file_the_place_did_not_name_is_not_replaced_unasked(ask, tmp_path, monkeypatch, answered, replaced):
    (tmp_path / "plan.v2.pdf").write_bytes(b"before")
    asked = []

    def exec_(dialog):
        dialog.selectFile(str(tmp_path / "plan.v2"))
        return 1

    def say(box):
        asked.append(box.text())
        button(box, answered).click()

    monkeypatch.setattr(QFileDialog, "exec", exec_)
    dialog = ask()
    troubles = answer(QMessageBox, say)
    dialog._choose()
    assert troubles == []
    assert len(asked) == 1
    assert "plan.v2.pdf" in asked[0]
    assert dialog.path == (tmp_path / "plan.v2.pdf" if replaced else None)


def test_an_export_is_made_said_and_its_choices_are_remembered(window, tmp_path):
    def make(dialog):
        choose(dialog, ".csv")
        dialog.leaving._anonymous.click()
        dialog.path = tmp_path / "plan.csv"
        dialog.accept()

    troubles = answer(ExportDialog, make)
    window.outputs.ask_export()
    assert troubles == []
    assert (tmp_path / "plan.csv").stat().st_size > 0
    assert window.banner.isVisible()
    assert "plan.csv" in window.banner.accessibleName()
    assert window.documents.settings.last_folder == str(tmp_path)
    assert window.session.history.count() == 0
    seen = []
    answer(ExportDialog, lambda dialog: seen.append(dialog.options))
    window.outputs.ask_export()
    assert seen == [Options(personal_data=False)]


def test_an_export_that_fails_says_so_without_an_exception_s_words(window, tmp_path):
    words = []

    def make(dialog):
        dialog.path = tmp_path / "missing" / "plan.pdf"
        dialog.accept()

    answer(ExportDialog, make)
    troubles = answer(QMessageBox, lambda box: words.append(box.text()))
    window.outputs.ask_export()
    assert troubles == []
    assert words
    assert "Errno" not in words[0]
    assert "Error" not in words[0]


def test_what_is_only_tried_leaves_in_no_export(window, tmp_path):
    def make(name):
        def act(dialog):
            choose(dialog, ".csv")
            dialog.path = tmp_path / name
            dialog.accept()

        answer(ExportDialog, act)
        window.outputs.ask_export()

    make("before.csv")
    advised(window, lambda: window.scenario_acts.fails("AST004"))
    make("during.csv")
    assert (tmp_path / "before.csv").read_bytes() == (tmp_path / "during.csv").read_bytes()
    assert window.session.trial is not None


def test_a_calendar_exported_again_is_newer(window, tmp_path, monkeypatch):
    sequences = []
    for hour in (9, 18):

        class Clock(datetime):
            @classmethod
            def now(cls, tz=None, hour=hour):
                return datetime(2026, 11, 23, hour, tzinfo=UTC)

        def make(dialog):
            choose(dialog, ".ics")
            dialog.path = tmp_path / "plan.ics"
            dialog.accept()

        monkeypatch.setattr(outputs, "datetime", Clock)
        answer(ExportDialog, make)
        window.outputs.ask_export()
        text = (tmp_path / "plan.ics").read_text(encoding="utf-8")
        sequences.append(int(text.split("SEQUENCE:")[1].split()[0]))
    assert sequences[1] - sequences[0] == 9 * 60


def test_the_board_goes_to_the_clipboard_and_one_switch_keeps_personal_data_out_of_every_output(window, qapp):
    window.outputs.copy_picture()
    named = qapp.clipboard().image()
    assert not named.isNull()
    assert replace(window.documents.settings) == window.documents.settings
    assert names_leave(window)
    assert not switch(window).isChecked()
    switch(window).trigger()
    assert switch(window).isChecked()
    assert not names_leave(window)
    window.outputs.copy_picture()
    assert qapp.clipboard().image() != named
    seen = []
    answer(ExportDialog, lambda dialog: seen.append(dialog.options))
    window.outputs.ask_export()
    assert seen == [Options(personal_data=False)]
    switch(window).trigger()
    assert names_leave(window)


# What leaves without a file: on paper, on the clipboard


def switch(window):
    window.named_actions.file.show_choices()
    return window.named_actions.file.without_personal_data


def names_leave(window) -> bool:
    return "Camille" in repr(window.outputs._document())


def test_what_is_printed_can_be_chosen_without_making_a_file_or_given_up(window):
    def choose_all(dialog):
        dialog.leaving._advisor.setText("Mme Durand")
        dialog.leaving._comparison.click()
        assert not dialog.leaving._private.isVisible()
        dialog.accept()

    answer(LeavingDialog, lambda dialog: (dialog.leaving._anonymous.click(), dialog.reject()))
    window.outputs.ask_leaving()
    assert names_leave(window)
    troubles = answer(LeavingDialog, choose_all)
    window.outputs.ask_leaving()
    assert troubles == []
    document = window.outputs._document()
    assert len(document.parts) == 2
    assert "Mme Durand" in repr(document)


def test_no_dialog_is_left_behind(window, qapp):
    for kind, ask in (
        (ExportDialog, window.outputs.ask_export),
        (LeavingDialog, window.outputs.ask_leaving),
        (QPrintDialog, window.outputs.print),
        (PreviewDialog, window.outputs.preview),
    ):
        answer(kind, lambda dialog: dialog.reject())
        ask()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(QDialog) == []
