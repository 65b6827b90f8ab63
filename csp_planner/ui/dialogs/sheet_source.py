"""The source of a programme as it was read, line by line, with what was left out of it marked."""

from collections.abc import Iterable

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from csp_planner.messages.catalogue import _
from csp_planner.sheet.values import Reading
from csp_planner.ui import theme


class SourceView(QPlainTextEdit):
    """Plain text that cannot be changed here; the line a row comes from is shown when the row is."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(_("Source"))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setPlainText(reading.source)
        self._left_out = [line.number for line in reading.left_out]
        self._lines: dict[str, int] = {}
        for one in reading.understood:
            if one.about:
                self._lines.setdefault(one.about, one.line.number)
        for guess in reading.guessed:
            if guess.about and guess.line is not None:
                self._lines.setdefault(guess.about, guess.line.number)
        self._mark(None)

    def show_row(self, code: str) -> None:
        """Show the line that row *code* was read from, where one is known."""
        number = self._lines.get(code)
        if number is not None:
            self.show_line(number)
        else:
            self._mark(None)

    def show_line(self, number: int) -> None:
        """Show line *number*, the first of which is 1."""
        block = self.document().findBlockByNumber(number - 1)
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()
            self._mark(number)

    def _mark(self, here: int | None) -> None:
        marks = list(self._marks(self._left_out, "warning_fill"))
        if here is not None:
            marks += self._marks([here], "accent_fill")
        self.setExtraSelections(marks)

    def _marks(self, numbers: Iterable[int], colour: str) -> Iterable[QTextEdit.ExtraSelection]:
        for number in numbers:
            block = self.document().findBlockByNumber(number - 1)
            if not block.isValid():
                continue
            mark = QTextEdit.ExtraSelection()
            style = QTextCharFormat()
            style.setBackground(theme.colour(colour))
            style.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
            mark.format = style  # pyright: ignore[reportAttributeAccessIssue] - missing from Qt's stubs
            mark.cursor = QTextCursor(block)  # pyright: ignore[reportAttributeAccessIssue] - as above
            yield mark
