"""The question that « À vérifier » begins with while units of semesters that have ended wait for an answer."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from csp_planner.messages.catalogue import _
from csp_planner.messages.coming_back import asked_sentence
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.buttons import ButtonFrame
from csp_planner.ui.widgets.labels import plain_label


class Asked(ButtonFrame):
    """What became of these units? With a button that answers."""

    answer_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._text = plain_label()
        self.answer = QPushButton(_("Answer"))
        self.answer.clicked.connect(self.answer_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID * 2, theme.GRID * 2, theme.GRID * 2, theme.GRID * 2)
        column.setSpacing(theme.GRID)
        column.addWidget(self._text)
        column.addWidget(self.answer)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)  # that of what it stands in is the surface
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colour("accent_fill"))
        self.setPalette(palette)
        self.hide()

    def refresh(self) -> None:
        """Show the session's latest value; nothing during a trial, which asks for a choice of its own."""
        unanswered = self._session.reading.unanswered if self._session.trial is None else ()
        self.setVisible(bool(unanswered))
        if unanswered:
            self._text.setText(asked_sentence(unanswered))
            self.answer.setAccessibleDescription(self._text.text())
