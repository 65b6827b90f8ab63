"""The field of a note: what is typed is kept when the hand rests."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from csp_planner.domain.limits import MAX_TEXT

PAUSE_MS = 1_200
"""A note is kept when the hand rests this long: what is typed is on disk soon, in few undo steps."""


class NoteField(QPlainTextEdit):
    """A field whose text is to be kept when the hand rests, or goes elsewhere."""

    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MS)
        self._rest.timeout.connect(self.settled)
        self.textChanged.connect(self._rest.start)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._rest.stop()
        self.settled.emit()

    @property
    def text(self) -> str:
        """What is written, as far as a file takes it."""
        return self.toPlainText()[:MAX_TEXT]

    def show_text(self, text: str) -> None:
        """Show *text* in place of what stands there, which is no longer wanted."""
        self._rest.stop()
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        if self.hasFocus():
            self.moveCursor(QTextCursor.MoveOperation.End)
