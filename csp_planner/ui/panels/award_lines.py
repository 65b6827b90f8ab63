"""Paints the lines of the award in the right zone."""

from textwrap import shorten

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from csp_planner.domain.choosing.values import BlockState
from csp_planner.messages.award_tree import BlockLine
from csp_planner.ui import theme
from csp_planner.ui.widgets.items import has_focus, is_selected

LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The line of an item."""
BADGE = 16
STEP = 14
"""How far a block stands to the right of the one that holds it; the arrow that folds it stands there."""
GAP, PAD, INSET = 6, 3, 5
"""Room beside the badge, over and under what an item says, and at the right of it."""
LONGEST_DETAIL = 120
"""Characters of one thing said under a block; the tooltip has all of it."""
WRAPPED = int(Qt.TextFlag.TextWordWrap)
_MARKS = {
    BlockState.MET: ("✓", "ok"),
    BlockState.PLANNED: ("…", "accent"),
    BlockState.OPEN: ("–", "muted"),
    BlockState.UNCHECKED: ("?", "warning"),
}
Index = QModelIndex | QPersistentModelIndex


class BlockDelegate(QStyledItemDelegate):
    """Paints a block: glyph of its state or mark of a branch, name, progress at the right, the rest in small below."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    @property
    def _small(self) -> QFont:
        return theme.scaled(self._view.font(), 0.88)

    def height_of(self, line: BlockLine) -> int:
        """How tall the item of *line* is in the width that there is."""
        room = self._view.viewport().width() - STEP * (line.depth + 1) - GAP // 2 - BADGE - GAP - INSET
        height = max(BADGE, QFontMetrics(self._view.font()).height())
        return height + self._below(line, room) + 2 * PAD

    def _below(self, line: BlockLine, width: int) -> int:
        text = _below(line)
        if not text:
            return 0
        return QFontMetrics(self._small).boundingRect(QRect(0, 0, max(60, width), 10_000), WRAPPED, text).height()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.height_of(index.data(LINE_ROLE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: BlockLine = index.data(LINE_ROLE)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, index)
        metrics = QFontMetrics(self._view.font())
        height = max(BADGE, metrics.height())
        first = QRect(rect.left() + GAP // 2, rect.top() + PAD, rect.width() - GAP // 2 - INSET, height)
        badge = QRect(first.left(), first.top() + (first.height() - BADGE) // 2, BADGE, BADGE)
        if line.is_branch:
            _paint_branch(painter, badge, line)
        else:
            self._paint_badge(painter, badge, line.state)
        words = first.adjusted(BADGE + GAP, 0, 0, 0)
        self._paint_words(painter, words, line)
        below = _below(line)
        if below:
            painter.setFont(self._small)
            painter.setPen(theme.colour("muted"))
            area = QRect(words.left(), first.bottom() + 1, words.width(), rect.bottom() - first.bottom())
            painter.drawText(area, WRAPPED, below)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, index: Index) -> None:
        frame = rect.adjusted(0, 0, -1, -1)
        if is_selected(self._view, index) and self._view.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_fill"))
            painter.drawRoundedRect(frame, 4, 4)
        if has_focus(self._view, index):
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 4, 4)

    def _paint_words(self, painter: QPainter, area: QRect, line: BlockLine) -> None:
        """The name, and at the right the progress: of the two, the name is cut."""
        painter.setFont(self._small)
        wide = min(painter.fontMetrics().horizontalAdvance(line.progress) + 2, area.width() // 2)
        painter.setPen(theme.colour("muted"))
        progress = painter.fontMetrics().elidedText(line.progress, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, progress)
        painter.setFont(theme.scaled(self._view.font(), 1, bold=not line.depth))
        painter.setPen(theme.colour("text"))
        room = area.width() - wide - (GAP if wide else 0)
        name = painter.fontMetrics().elidedText(line.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_badge(self, painter: QPainter, badge: QRect, state: BlockState) -> None:
        glyph, token = _MARKS[state]
        if state is BlockState.OPEN:
            painter.setPen(QPen(theme.colour("edge"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(badge.adjusted(0, 0, -1, -1), 4, 4)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(f"{token}_fill"))
            painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(theme.colour(token))
        painter.setFont(theme.scaled(self._view.font(), 0.88, bold=True))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, glyph)


def _paint_branch(painter: QPainter, badge: QRect, line: BlockLine) -> None:
    """Paint the mark of a branch: round where it takes the place of another, square where several are taken."""
    box = badge.adjusted(1, 1, -2, -2)
    painter.setPen(QPen(theme.colour("accent" if line.is_taken else "edge"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(4, 4, -4, -4)
    if line.is_alone:
        painter.drawEllipse(box)
    else:
        painter.drawRoundedRect(box, 3, 3)
    if line.is_taken:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        if line.is_alone:
            painter.drawEllipse(inner)
        else:
            painter.drawRect(inner)


def _below(line: BlockLine) -> str:
    """What is said under the name."""
    details = line.details(whole=False)
    return "\n".join(shorten(text, LONGEST_DETAIL, placeholder="…") for text in details)
