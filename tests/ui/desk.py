"""A document, where it is kept and the banner over it, joined as the window joins them; no view of the plan."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from csp_planner.domain.edits import set_note
from csp_planner.domain.plan import Plan
from csp_planner.storage.settings import Settings
from csp_planner.ui.document.documents import Documents
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.banner import Banner
from csp_planner.ui.window import MainWindow

from .hand import TODAY, shown_texts

RETRY, SAVE_AS, SAVE_AGAIN = "Réessayer", "Enregistrer sous…", "Enregistrer à nouveau"
LOAD, MINE = "Recharger le fichier", "Garder le mien"


class Desk(QWidget):
    """Stands for a window, where only what becomes of its document is looked at: it costs a tenth of one."""

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner()
        QVBoxLayout(self).addWidget(self.banner)
        self.documents = Documents(TODAY, Settings(), self)
        self.documents.said.connect(lambda text, choices: self.banner.say(text, choices))
        self.documents.done.connect(lambda text, choices: self.banner.say(text, choices, done=True))
        self.documents.silenced.connect(self.banner.quiet)
        self.show()

    @property
    def session(self) -> Session:
        return self.documents.session


def on_desk(qtbot: QtBot, plan: Plan | None = None, path: Path | None = None, digest: str = "") -> Desk:
    """A desk with *plan* on it, which is cleared when the test ends."""
    found = Desk()
    qtbot.addWidget(found, before_close_func=lambda left: left.documents.close())
    if plan is not None:
        found.documents.show(plan, path, digest)
    return found


def edit(window: Desk | MainWindow, text: str) -> None:
    """Change the plan, and wait until that is saved or has failed."""
    window.session.do("note", lambda plan: set_note(plan, "AST004", text))
    window.documents.keeper.settle()


def offers(window: Desk | MainWindow) -> list[str]:
    """What the banner offers, its own Close aside."""
    QApplication.processEvents()
    return shown_texts(window.banner, QPushButton)[:-1] if window.banner.isVisible() else []
