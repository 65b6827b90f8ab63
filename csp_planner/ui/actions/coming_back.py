"""The action that asks what became of semesters that have ended."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from csp_planner.messages.catalogue import _
from csp_planner.ui.actions.views import Views
from csp_planner.ui.document.session import Session


class ComingBackAction(QAction):
    """It is greyed while there is nothing to ask."""

    def __init__(self, parent: QObject, session: Session, views: Views) -> None:
        super().__init__(_("What &happened?"), parent)
        self.setToolTip(_("Say what became of the units of semesters that have ended"))
        self._session = session
        self.triggered.connect(lambda _checked=False: views.show_coming_back())
        session.changed.connect(self.follow)

    def follow(self) -> None:
        """Follow the session: there is something to ask, or not."""
        session = self._session
        if not session.is_open:
            self.setEnabled(False)
            return
        from csp_planner.domain.planning.coming_back import ended_terms  # the first page has no plan to ask about

        self.setEnabled(bool(ended_terms(session.document, session.today)))
