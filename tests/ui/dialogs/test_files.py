"""The questions about files: their words, their buttons, the names they propose."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from csp_planner.export.options import Options
from csp_planner.messages.catalogue import use_language
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.planfile import save
from csp_planner.ui.dialogs.export import ExportDialog
from csp_planner.ui.translator import install_translator

from ..hand import answer, pictured

Standard = QMessageBox.StandardButton


def words(button: QPushButton) -> str:
    return button.text().replace("&", "")


# Leaving


@pytest.fixture
def asked(icons, open_window, example):
    """The question on leaving a plan: format, text, buttons by what they do, the one Enter presses, pictures."""

    def ask(code="fr", path=None, digest=""):
        use_language(code)
        install_translator(code)
        window = open_window(example, path, digest)
        window.session.unplace(["AST004"])
        found = {}

        def look(box):
            found["format"] = box.textFormat()
            found["text"] = box.text() + box.informativeText()
            found["buttons"] = [words(box.button(each)) for each in (Standard.Save, Standard.Discard, Standard.Cancel)]
            found["default"] = words(box.defaultButton())
            found["pictures"] = pictured(box)

        if path is not None:
            window.documents.keeper.settle()
            window.documents.keeper.problem = PlanFileError(FileProblem.FULL, path)
            window.documents.keeper.settle = lambda: None
        troubles = answer(QMessageBox, look)
        assert not window.documents.may_leave()
        assert troubles == []
        return found

    return ask


@pytest.mark.parametrize(
    ("code", "buttons", "lost"),
    [
        ("fr", ["Enregistrer…", "Fermer sans garder", "Annuler"], ("aucun fichier", "perdu")),
        ("en", ["Save…", "Close without keeping", "Cancel"], ("no file", "lost")),
    ],
)
def test_leaving_an_unsaved_plan_says_that_it_would_be_lost(asked, code, buttons, lost):
    found = asked(code)
    assert found["buttons"] == buttons
    assert found["default"] == buttons[0]
    assert found["format"] is Qt.TextFormat.PlainText
    assert all(word in found["text"] for word in lost)
    assert found["pictures"] == []


def test_leaving_a_plan_that_could_not_be_saved_names_its_file_as_it_is(asked, example, tmp_path):
    path = tmp_path / "<b>lea.cspplan"
    found = asked("fr", path, save(path, example, None))
    assert "<b>lea.cspplan" in found["text"]
    assert "aucun fichier" not in found["text"]
    assert found["format"] is Qt.TextFormat.PlainText


# Every box


def test_a_complaint_about_an_output_is_plain_text_without_pictures(icons, window, tmp_path):
    seen = []
    troubles = answer(QMessageBox, lambda box: seen.append((box.textFormat(), box.text(), pictured(box))))
    window.outputs._complain(PlanFileError(FileProblem.FULL, tmp_path / "<b>x.pdf"), tmp_path / "<b>x.pdf")
    assert troubles == []
    ((form, text, pictures),) = seen
    assert (form, pictures) == (Qt.TextFormat.PlainText, [])
    assert "<b>x.pdf" in text


# Where to


@pytest.fixture
def seen_file_dialog(monkeypatch):
    """What a file dialog says, proposes and shows; it is given up at once."""
    seen = {}

    def exec_(dialog):
        seen["labels"] = [dialog.labelText(each).replace("&", "") for each in QFileDialog.DialogLabel]
        seen["pictures"] = pictured(dialog)
        seen["files"] = [Path(name).name for name in dialog.selectedFiles()]
        return 0

    monkeypatch.setattr(QFileDialog, "exec", exec_)
    return seen


WAYS = {
    "open": lambda window, _folder: window.documents.ask_open(),
    "save": lambda window, _folder: window.documents.ask_save_as(),
    "export": lambda window, folder: ExportDialog(window.session.document, Options(), folder, window)._choose(),
}


def test_a_file_dialog_speaks_one_language(icons, window, seen_file_dialog, tmp_path):
    for code in ("fr", "en"):
        use_language(code)
        install_translator(code)
        for name, way in WAYS.items():
            seen_file_dialog.clear()
            way(window, tmp_path)
            accept = {"fr": ("Ouvrir", "Enregistrer"), "en": ("Open", "Save")}[code][name != "open"]
            french = ["Dossier\u00a0:", "Nom du fichier\u00a0:", "Fichiers de type\u00a0:", accept, "Annuler"]
            english = ["Look in:", "File name:", "Files of type:", accept, "Cancel"]
            assert seen_file_dialog["labels"] == (french if code == "fr" else english), (code, name)
            assert seen_file_dialog["pictures"] == [], (code, name)


def test_the_name_proposed_for_a_plan_is_the_learner_s(window, seen_file_dialog):
    for name, proposed in (
        ("Léa", "CRN01-Lea.cspplan"),
        ("Zoé  d'Été/../<b>", "CRN01-Zoe-d-Ete-b.cspplan"),
        ("", "CRN01.cspplan"),
        ("李", "CRN01.cspplan"),
    ):
        seen_file_dialog.clear()
        window.session.do("x", lambda plan, name=name: replace(plan, profile=replace(plan.profile, name=name)))
        assert not window.documents.ask_save_as()
        assert seen_file_dialog["files"] == [proposed], name
