"""Qt's own words (OK, Cancel, the file dialog) in the language of the rest."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_installed: list[QTranslator] = []
"""Kept here: looking for it among the children of the program would load the style, felt at every start."""


def install_translator(code: str) -> None:
    """Let Qt speak language *code* from now on."""
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    translator = QTranslator()
    if translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        QCoreApplication.installTranslator(translator)
        _installed.append(translator)
