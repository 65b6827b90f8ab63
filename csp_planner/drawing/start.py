"""Makes Qt ready to paint where there is no window."""

import ctypes
import os
import sys
from pathlib import Path

from PySide6 import QtGui
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QRawFont

from csp_planner.export.errors import ExportError, ExportProblem
from csp_planner.preflight import missing_for

_PLUGIN = Path(QtGui.__file__).parent / "Qt" / "plugins" / "platforms" / "libqoffscreen.so"
_applications: list[QGuiApplication] = []
"""Keeps the application of this process alive: Qt must not lose it while anything is painted."""


def make_ready() -> None:
    """Have an application to paint with: the window's, else one without a screen.

    Raises ExportError where a system library is missing, because Qt would abort, and where there is no font, because Qt
    would print boxes.
    """
    if QCoreApplication.instance() is None:
        if sys.platform == "linux":
            require_libraries(_PLUGIN)
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _applications.append(QGuiApplication(["csp-planner"]))
    if not has_letters(base_font()):
        raise ExportError(ExportProblem.NO_FONT)


def require_libraries(plugin: Path) -> None:
    """Raise ExportError when a library that *plugin* needs is not installed."""
    if not plugin.exists():  # the system's own Qt, which came with its libraries
        return
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        missing = missing_for(ImportError(str(error)))
        if missing is not None:
            raise ExportError(ExportProblem.LIBRARIES, packages=missing.packages) from error


def base_font() -> QFont:
    """Return the system's font for texts."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)


def has_letters(font: QFont) -> bool:
    """Return whether *font* is a real one that can write French."""
    raw = QRawFont.fromFont(font)
    # Where there is no font at all, Qt gives one without tables that draws a box for every character.
    return not raw.fontTable("cmap").isEmpty() and all(raw.supportsCharacter(ord(letter)) for letter in "Aé")
