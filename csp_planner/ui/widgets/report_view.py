"""Sentences under headings, as a text that scrolls and can be copied."""

from collections.abc import Sequence

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextListFormat
from PySide6.QtWidgets import QTextEdit

from csp_planner.messages.edition_report import Group
from csp_planner.ui import theme


class ReportView(QTextEdit):
    """Groups of sentences, each a point under its heading. The arrows scroll it; Tab leaves it."""

    def __init__(self, name: str, groups: Sequence[Group], none: str) -> None:
        """*none* is said where there is no group."""
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.document().setIndentWidth(4 * theme.GRID)
        cursor = QTextCursor(self.document())
        for group in groups:
            self._add_heading(cursor, group.heading)
            self._add_points(cursor, group.lines)
        if not groups:
            cursor.insertText(none)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _add_heading(self, cursor: QTextCursor, text: str) -> None:
        place, letters = QTextBlockFormat(), QTextCharFormat()
        is_first = cursor.atStart()
        place.setTopMargin(0 if is_first else 3 * theme.GRID)
        place.setBottomMargin(theme.GRID)
        letters.setFont(theme.scaled(self.font(), 1.0, bold=True))
        if is_first:
            cursor.setBlockFormat(place)
        else:
            cursor.insertBlock(place, letters)
        cursor.insertText(text, letters)

    def _add_points(self, cursor: QTextCursor, lines: Sequence[str]) -> None:
        points, plain = QTextListFormat(), QTextCharFormat()
        points.setStyle(QTextListFormat.Style.ListDisc)
        points.setIndent(1)
        plain.setFont(self.font())
        listed = None
        for line in lines:
            place = QTextBlockFormat()
            place.setBottomMargin(theme.GRID / 2)
            cursor.insertBlock(place, plain)
            cursor.insertText(line, plain)
            if listed is None:
                listed = cursor.createList(points)
            else:
                listed.add(cursor.block())
