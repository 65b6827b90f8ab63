"""The guide and the keys, in the program and in both languages."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMessageBox, QTabWidget

from csp_planner import __version__
from csp_planner.messages.guide import guide, keys
from csp_planner.ui.dialogs.help import GuideDialog

from ..hand import answer, shortcut


def words(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


@pytest.mark.parametrize("code", ["fr", "en"])
def test_f1_shows_the_guide_and_the_keys(window, code):
    window.set_language(code)
    seen = []
    troubles = answer(GuideDialog, lambda dialog: seen.append((words(dialog), dialog.findChild(QTabWidget).count())))
    shortcut(window, "F1")
    assert troubles == []
    ((texts, pages),) = seen
    assert pages == 2
    for heading, text in guide():
        assert heading in texts
        assert text in texts
    for key, what in keys():
        assert key in texts
        assert what in texts


def test_every_key_in_the_guide_that_a_menu_has_is_a_key_of_the_menus(window):
    bound = {key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()}
    spoken = " ".join(key for key, _what in keys())
    for key in ("F1", "F2", "F8", "F9", "F11"):
        assert (key in spoken) <= (key in bound)
        assert key in spoken, f"the guide does not name {key}"


def test_about_says_the_version(window):
    seen = []
    troubles = answer(QMessageBox, lambda box: seen.append(box.text()))
    window.menus._show_about()
    assert troubles == []
    assert __version__ in seen[0]
