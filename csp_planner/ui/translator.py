"""Qt's own words (OK, Cancel, the file dialog) in the language of the rest."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_installed: list[QTranslator] = []
"""Kept here, because searching the children of the application for it would load QStyle at every start."""


def install_translator(code: str) -> None:
    """Let Qt speak language *code* from now on."""
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    translator = QTranslator()
    if translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        QCoreApplication.installTranslator(translator)
        _installed.append(translator)
