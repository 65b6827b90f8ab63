"""Qt's own words (OK, Cancel, the file dialog) in the language of the rest."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator


def install_translator(code: str) -> None:
    """Let Qt speak language *code* from now on."""
    app = QCoreApplication.instance()
    if app is None:
        return
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(app)
    if translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
