"""Logs an error that nobody foresaw, and tells the person in one calm dialog. The document is on disk already."""

import sys
import traceback
from contextlib import suppress
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from csp_planner.messages.catalogue import _
from csp_planner.storage.log import write_log
from csp_planner.ui.widgets.buttons import drop_icons


class _State:
    showing = False


def handle(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    """Log *error* and tell the person; one dialog at a time."""
    detail = "".join(traceback.format_exception(kind, error, where))
    with suppress(AttributeError, OSError, ValueError):  # a program without a console has None, or a closed stream
        sys.stderr.write(detail)
    write_log(detail)
    if _State.showing or QApplication.instance() is None:
        return
    _State.showing = True
    try:
        _show(detail)
    finally:
        _State.showing = False


def _show(detail: str) -> None:
    box = QMessageBox(QApplication.activeWindow())
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(_("Something went wrong"))
    box.setText(_("Something went wrong that was not foreseen. Your plan is kept; you can go on."))
    copy = box.addButton(_("Copy the detail"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Close)
    drop_icons(box)
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText(detail)
