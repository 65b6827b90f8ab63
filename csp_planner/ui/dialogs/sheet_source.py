"""The source of a programme as it was read, line by line, with what was left out of it marked."""

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from csp_planner.messages.catalogue import _
from csp_planner.sheet.values import Reading
from csp_planner.ui import theme


class SourceView(QPlainTextEdit):
    """Plain text that cannot be changed here; the lines a row comes from are shown when the row is."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(_("Source"))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setPlainText(reading.source)
        self._left_out = [line.number for line in reading.left_out]
        self._lines: dict[str, set[int]] = {}
        """Of each row, the lines it was read from: a page prints code, title and offers below each other."""
        for one in reading.understood:
            if one.about:
                self._lines.setdefault(one.about, set()).add(one.line.number)
        for guess in reading.guessed:
            if guess.about and guess.line is not None:
                self._lines.setdefault(guess.about, set()).add(guess.line.number)
        self._mark(())

    def show_row(self, code: str) -> None:
        """Show the lines that row *code* was read from, where they are known."""
        numbers = sorted(self._lines.get(code, ()))
        if numbers:
            self._show(numbers)
        else:
            self._mark(())

    def show_line(self, number: int) -> None:
        """Show line *number*, the first of which is 1."""
        self._show([number])

    def _show(self, numbers: Sequence[int]) -> None:
        block = self.document().findBlockByNumber(numbers[0] - 1)
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()
            self._mark(numbers)

    def _mark(self, here: Sequence[int]) -> None:
        self.setExtraSelections([*self._marks(self._left_out, "warning_fill"), *self._marks(here, "accent_fill")])

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
