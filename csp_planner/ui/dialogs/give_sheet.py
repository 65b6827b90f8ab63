"""Asks for a sheet: pasted, dropped, or a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from csp_planner.messages.catalogue import _
from csp_planner.ui import theme
from csp_planner.ui.dialogs.keyed import KeyedDialog
from csp_planner.ui.widgets.buttons import PrimaryButton
from csp_planner.ui.widgets.labels import plain_label

WIDTH, HEIGHT = 640, 440


class PasteField(QPlainTextEdit):
    """Takes plain text, and files that are dropped on it; a page's pictures and letters stay outside."""

    pasted = Signal()
    file_dropped = Signal(object)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        urls = source.urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            self.file_dropped.emit(Path(urls[0].toLocalFile()))
            return
        self.insertPlainText(source.text())
        self.pasted.emit()


class GiveSheetDialog(KeyedDialog):
    """A field to paste into, which is read at once, and a button for a file. It says why what it got is no sheet."""

    def __init__(self, read: Callable[[bytes | Path], str], ask_file: Callable[[], Path | None], parent: QWidget):
        """*read* is handed what was given and answers why that cannot be read, or "" and the dialog closes."""
        super().__init__(parent)
        self._read, self._ask_file = read, ask_file
        self.setWindowTitle(_("Read a sheet"))
        about = plain_label(
            _(
                "Paste the text of the page on which your centre publishes the programme, drop a file here, or open "
                "one: text, a web page, a PDF, a table. Nothing leaves this computer."
            )
        )
        self.field = PasteField()
        self.field.setAccessibleName(_("Text of the sheet"))
        self.field.setPlaceholderText(_("Paste here (Ctrl+V)"))
        self.field.setTabChangesFocus(True)  # else no key but Escape leads out of it
        self.said = plain_label()
        self.said.hide()
        opened, cancel = QPushButton(_("Open a file…")), QPushButton(_("Cancel"))
        self.take = PrimaryButton(_("Read it"))
        self.take.setEnabled(False)
        row = QHBoxLayout()
        theme.space(row, 2)
        row.addWidget(opened)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.take)
        for button in (opened, cancel, self.take):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        theme.space(column, 3, around=3)
        column.addWidget(about)
        column.addWidget(self.field, 1)
        column.addWidget(self.said)
        column.addLayout(row)
        self.field.textChanged.connect(lambda: self.take.setEnabled(not self.field.document().isEmpty()))
        self.field.pasted.connect(self._take_text)
        self.field.file_dropped.connect(self._take)
        self.take.clicked.connect(self._take_text)
        opened.clicked.connect(self._open)
        cancel.clicked.connect(self.reject)
        self.resize(WIDTH, HEIGHT)
        self.field.setFocus()

    def _take_text(self) -> None:
        self._take(self.field.toPlainText().encode("utf-8", "replace"))

    def _open(self) -> None:
        path = self._ask_file()
        if path is not None:
            self._take(path)

    def _take(self, given: bytes | Path) -> None:
        trouble = self._read(given)
        self.said.setText(trouble)
        self.said.setVisible(bool(trouble))
        if not trouble:
            self.accept()
