"""What leaves on paper: the preview, which asks no printer, and the print dialog."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace

import pypdf
import pytest
from PySide6 import QtPrintSupport
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QToolButton

from csp_planner.messages.comparison_chart import Measure
from csp_planner.storage.library import example_files
from csp_planner.ui.dialogs.preview import PreviewDialog

from ..hand import answer, button

PREVIEW = """
import os, sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from csp_planner.storage.planfile import load
from csp_planner.storage.settings import Settings
from csp_planner.ui.window import MainWindow

application = QApplication(["preview"])
window = MainWindow(date(2026, 11, 23), Settings())
window.documents.show(load(Path(sys.argv[1])).plan, None)
window.show()

def look():
    dialog = application.activeModalWidget()
    print(len(dialog.pages), flush=True)
    dialog.grab()
    os._exit(0)

QTimer.singleShot(200, look)
window.outputs.preview()
"""


def test_the_preview_shows_both_pages_without_asking_for_a_printer(window, monkeypatch):
    monkeypatch.setattr(QtPrintSupport, "QPrinter", None)
    pages = []
    troubles = answer(PreviewDialog, lambda dialog: pages.extend(page.grab() for page in dialog.pages))
    window.outputs.preview()
    assert troubles == []
    assert len(pages) == 2
    assert all(darkest(page.toImage()) < 100 for page in pages)


def darkest(image) -> int:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows, breadth = bytes(grey.constBits()), grey.bytesPerLine()
    return min(min(rows[start : start + grey.width()]) for start in range(0, breadth * grey.height(), breadth))


def test_the_preview_is_made_larger_and_smaller(window):
    def look(dialog):
        width = dialog.pages[0].width()
        assert width > dialog.width() * 0.9, "as wide as the dialog"
        tool(dialog, "Plus grand").click()
        assert dialog.pages[0].width() > width * 1.2
        tool(dialog, "Plus petit").click()
        tool(dialog, "Plus petit").click()
        assert dialog.pages[0].width() < width
        tool(dialog, "Page entière").click()
        assert dialog.pages[0].height() <= dialog._area.viewport().height()
        tool(dialog, "Largeur de page").click()
        assert dialog.pages[0].width() == width

    troubles = answer(PreviewDialog, look)
    window.outputs.preview()
    assert troubles == []


def tool(dialog, name) -> QToolButton:
    (found,) = [button for button in dialog.findChildren(QToolButton) if button.accessibleName() == name]
    return found


def test_the_preview_of_a_comparison_is_a_page_of_its_own_and_is_printed_from_it(window, tmp_path):
    out = tmp_path / "printed.pdf"
    pages = []

    def ask(dialog):
        pages.append(len(dialog.pages))
        troubles = answer(QPrintDialog, to_file(out))
        button(dialog, "Imprimer…").click()
        assert troubles == []

    troubles = answer(PreviewDialog, ask)
    window.outputs.preview_comparison((0, 1), Measure.ECTS)
    assert troubles == []
    assert pages == [1]
    assert len(pypdf.PdfReader(out).pages) == 1


def to_file(out):
    """What a person does in the print dialog to get a file."""

    def choose_file(dialog):
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(out))
        dialog.done(QPrintDialog.DialogCode.Accepted)

    return choose_file


def test_the_file_that_the_printer_suggests_can_be_made_anywhere(window, monkeypatch):
    scenarios = (replace(window.session.document.scenarios[0], name="Léa.. : « 50 % » / a.b."),)
    window.documents.show(replace(window.session.document, scenarios=scenarios, active=0), None)
    names = []
    answer(QPrintDialog, lambda dialog: names.append(dialog.printer().docName()))
    window.outputs.print()
    assert names == ["Plan-d-etudes-CRN01-Lea-50-a-b-Camille-Exemple"]


def test_the_plan_is_printed_on_the_printer_that_is_chosen(window, tmp_path):
    out = tmp_path / "printed.pdf"

    troubles = answer(QPrintDialog, to_file(out))
    window.outputs.print()
    assert troubles == []
    assert len(pypdf.PdfReader(out).pages) == 2


def strace_runs() -> bool:
    strace = shutil.which("strace")
    return (
        bool(strace)
        and not subprocess.run([strace, "-o", os.devnull, "true"], check=False, capture_output=True).returncode
    )


@pytest.mark.skipif(not strace_runs(), reason="needs strace")
def test_a_preview_opens_no_socket_to_a_printer(tmp_path):
    trace = tmp_path / "trace"
    done = subprocess.run(
        [
            "strace",
            "-f",
            "-qq",
            "-e",
            "trace=socket,connect",
            "-o",
            trace,
            sys.executable,
            "-c",
            PREVIEW,
            example_files()[0],
        ],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "2\n"
    assert "AF_INET" not in trace.read_text()
    assert "cups" not in trace.read_text()
