"""What nobody foresaw: logged, and one calm dialog; the work goes on."""

import errno
import io
import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from csp_planner.storage.folders import log_folder
from csp_planner.ui.dialogs import trouble

from ..hand import answer


def unforeseen():
    try:
        raise RuntimeError("très <b>imprévu</b>")
    except RuntimeError:
        return sys.exc_info()


def test_it_is_said_without_an_exception_s_words_and_logged(qapp, capsys):
    seen = []
    troubles = answer(QMessageBox, lambda box: seen.append(box.text()))
    trouble.handle(*unforeseen())
    assert troubles == []
    assert "RuntimeError" not in seen[0]
    assert "très" not in seen[0]
    (log,) = log_folder().glob("*.log")
    assert "RuntimeError" in log.read_text(encoding="utf-8")
    assert "RuntimeError" in capsys.readouterr().err


def test_the_detail_can_be_copied(qapp):
    def copy(box):
        box.buttons()[[each.text().replace("&", "") for each in box.buttons()].index("Copier le détail")].click()

    troubles = answer(QMessageBox, copy)
    trouble.handle(*unforeseen())
    assert troubles == []
    assert "RuntimeError" in QGuiApplication.clipboard().text()


def test_trouble_while_trouble_is_shown_opens_no_second_dialog(qapp):
    shown = []

    def again(box):
        shown.append(box)
        trouble.handle(*unforeseen())

    troubles = answer(QMessageBox, again)
    trouble.handle(*unforeseen())
    assert troubles == []
    assert len(shown) == 1


def test_a_log_that_cannot_be_written_is_no_second_trouble(qapp):
    log_folder().parent.mkdir(parents=True, exist_ok=True)
    log_folder().write_text("a file where the folder should be")
    troubles = answer(QMessageBox, lambda box: None)
    trouble.handle(*unforeseen())
    assert troubles == []


class Broken(io.StringIO):
    def write(self, text):
        raise OSError(errno.EPIPE, "nobody reads")


@pytest.mark.parametrize("stream", [None, Broken()])
def test_without_a_console_it_is_said_and_logged_all_the_same(qapp, monkeypatch, stream):
    monkeypatch.setattr(sys, "stderr", stream)
    troubles = answer(QMessageBox, lambda box: None)
    trouble.handle(*unforeseen())
    assert troubles == []
    (log,) = log_folder().glob("*.log")
    assert "RuntimeError" in log.read_text(encoding="utf-8")


def test_the_document_is_as_it_was_and_work_goes_on(window):
    before = window.session.document
    answer(QMessageBox, lambda box: None)
    trouble.handle(*unforeseen())
    assert window.session.document is before
    window.session.unplace(["AST004"])
    assert window.session.history.count() == 1
