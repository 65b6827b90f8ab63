"""What to make and what may leave with it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QRadioButton

from csp_planner.export.options import Options
from csp_planner.export.write import ENDINGS, suggested_name
from csp_planner.ui.panels.export import ExportDialog

from ..hand import answer


@pytest.fixture
def ask(window, tmp_path):
    made = []

    def show(plan=None, options=None, folder=tmp_path):
        made.append(ExportDialog(plan or window.session.document, options or Options(), folder, window))
        return made[-1]

    yield show
    for dialog in made:
        dialog.close()


def choose(dialog, ending):
    at = [kind.ending for kind in dialog._kinds].index(ending)
    dialog.findChildren(QRadioButton)[at].click()


def test_everything_the_program_makes_is_offered(ask):
    assert {kind.ending for kind in ask()._kinds} == set(ENDINGS)


def test_it_starts_with_the_choices_of_the_last_time(ask):
    last = Options(personal_data=True, private_notes=True, advisor="Mme Durand", comparison=True)
    assert ask(options=last).options == last
    assert ask().options == Options()


def test_without_personal_data_no_private_note_leaves(ask):
    dialog = ask(options=Options(private_notes=True))
    dialog._anonymous.click()
    assert dialog.options == Options(personal_data=False, private_notes=False)
    assert not dialog._private.isEnabled()
    assert not dialog._advisor.isEnabled()
    dialog._anonymous.click()
    assert dialog.options.private_notes


@pytest.mark.parametrize(
    ("ending", "private", "comparison", "advisor"),
    [
        (".pdf", True, True, True),
        (".png", False, False, False),
        (".ics", False, False, False),
        (".xlsx", True, False, False),
        (".csv", True, False, False),
    ],
)
def test_a_choice_without_effect_cannot_be_made(ask, ending, private, comparison, advisor):
    dialog = ask()
    choose(dialog, ending)
    assert dialog._private.isEnabled() == private
    assert dialog._comparison.isEnabled() == comparison
    assert dialog._advisor.isEnabled() == advisor


def test_one_scenario_cannot_be_compared(ask, blank):
    assert not ask(plan=blank)._comparison.isEnabled()


def test_the_advisor_s_name_is_taken_without_needless_blanks(ask):
    dialog = ask()
    dialog._advisor.setText("  Mme   Durand ")
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
    assert asked == {"name": suggested_name(dialog._plan, dialog.options, ".xlsx"), "suffix": "xlsx"}
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


def test_an_export_is_made_said_and_remembered(window, tmp_path):
    def make(dialog):
        choose(dialog, ".csv")
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


def test_what_is_only_tried_leaves_in_no_export(window, tmp_path):
    def make(name):
        def act(dialog):
            choose(dialog, ".csv")
            dialog.path = tmp_path / name
            dialog.accept()

        answer(ExportDialog, act)
        window.outputs.ask_export()

    make("before.csv")
    window.scenario_acts.fails("AST004")
    make("during.csv")
    assert (tmp_path / "before.csv").read_bytes() == (tmp_path / "during.csv").read_bytes()
    assert window.session.trial is not None


def test_the_choices_are_kept_for_the_next_export(window, tmp_path):
    def make(dialog):
        dialog._anonymous.click()
        dialog.path = tmp_path / "plan.pdf"
        dialog.accept()

    answer(ExportDialog, make)
    window.outputs.ask_export()
    seen = []
    answer(ExportDialog, lambda dialog: seen.append(dialog.options))
    window.outputs.ask_export()
    assert seen == [Options(personal_data=False)]


def test_an_export_that_fails_says_so_without_an_exception_s_words(window, tmp_path):
    from PySide6.QtWidgets import QMessageBox

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


def test_the_board_goes_to_the_clipboard(window, qapp):
    window.outputs.copy_picture()
    assert not qapp.clipboard().image().isNull()
    assert replace(window.documents.settings) == window.documents.settings
