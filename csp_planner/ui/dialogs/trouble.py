"""Logs an error that nobody foresaw, and tells the person in one calm dialog. The document is on disk already."""

import logging
import sys
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from csp_planner import __version__
from csp_planner.messages.catalogue import _
from csp_planner.storage.folders import log_folder
from csp_planner.ui.widgets.buttons import drop_icons

LOG_BYTES, LOGS_KEPT = 256 * 1024, 2


class _State:
    showing = False


def handle(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    """Log *error* and tell the person; one dialog at a time."""
    detail = "".join(traceback.format_exception(kind, error, where))
    with suppress(AttributeError, OSError, ValueError):  # a program without a console has None, or a closed stream
        sys.stderr.write(detail)
    _log(detail)
    if _State.showing or QApplication.instance() is None:
        return
    _State.showing = True
    try:
        _show(detail)
    finally:
        _State.showing = False


def _log(detail: str) -> None:
    try:
        folder = log_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        log = logging.getLogger("csp_planner")
        if not log.handlers:
            log.propagate = False
            log.addHandler(RotatingFileHandler(folder / "csp-planner.log", maxBytes=LOG_BYTES, backupCount=LOGS_KEPT))
        log.error("csp-planner %s\n%s", __version__, detail)
    except OSError:
        return  # a full disk must not turn one trouble into two


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
