"""A window that takes a file which is dropped on it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow


class DropWindow(QMainWindow):
    """Says which file or which text was dropped; of files, only one of this computer is taken."""

    file_dropped = Signal(object)
    text_dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event.mimeData()) is not None or _text_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _file_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            # What it is may be asked about: whoever dropped it must not wait for the answer.
            QTimer.singleShot(0, self, lambda: self.file_dropped.emit(path))
            return
        text = _text_in(event.mimeData())
        if text:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.text_dropped.emit(text))


def _text_in(data: QMimeData) -> str:
    """Plain text of several lines, as a sheet is: a word that is dragged by mistake is none."""
    text = data.text() if data.hasText() and not data.hasUrls() else ""
    return text if "\n" in text.strip() else ""


def _file_in(data: QMimeData) -> Path | None:
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
