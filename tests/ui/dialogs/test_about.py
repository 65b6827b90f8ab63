"""« À propos »: what the program is and what it is made of, to be copied whole."""

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from csp_planner import __version__
from csp_planner.storage.licences import packages
from csp_planner.ui.dialogs.about import AboutDialog


def test_it_names_the_versions_and_every_package_with_its_licence(qtbot):
    dialog = AboutDialog(None)
    qtbot.addWidget(dialog)
    text = dialog.text.toPlainText()
    assert f"csp_planner {__version__}" in text
    assert f"Qt {qVersion()}" in text
    for package in packages():
        assert f"{package.name} {package.version} — {package.licence}" in text


def test_copy_puts_all_of_it_on_the_clipboard_and_says_so(qtbot):
    dialog = AboutDialog(None)
    qtbot.addWidget(dialog)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
    assert dialog.copy.text() == "Copié"


def test_what_the_program_needs_is_named_with_what_that_needs_in_turn():
    found = {package.name.lower().replace("_", "-"): package for package in packages()}
    assert {"pydantic", "ortools", "pyside6-essentials", "shiboken6", "numpy"} <= found.keys()
    assert "pytest" not in found
    assert all(package.licence for package in found.values())
