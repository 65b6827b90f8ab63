"""The table under the picture of scenarios: what differs, what all share said once, the units that differ."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from csp_planner.messages.catalogue import _
from csp_planner.messages.comparison import Table, TableRow
from csp_planner.ui import theme
from csp_planner.ui.widgets.labels import tip

HEAD_PARTS, HEAD_LEAST = {1: 0.4, 2: 0.34, 3: 0.28}, 200
"""Part of the width that the heads of the rows take beside so many scenarios, and how many pixels at least."""


class _Heads(QHeaderView):
    """Heads without a frame: text over a thin line, as in the rows they stand over or beside."""

    def paintSection(self, painter: QPainter, rect: QRect, at: int, /) -> None:
        model = self.model()
        text = str(model.headerData(at, self.orientation()) or "")
        font = model.headerData(at, self.orientation(), Qt.ItemDataRole.FontRole)
        painter.save()
        painter.setFont(font if isinstance(font, QFont) else self.font())
        painter.setPen(theme.colour("text"))
        room = rect.adjusted(
            2 * theme.GRID if self.orientation() is Qt.Orientation.Vertical else theme.GRID, 0, -theme.GRID, 0
        )
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()
        _rule(painter, rect)


class _Cells(QStyledItemDelegate):
    """Cells over a thin line."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        _rule(painter, option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


def _rule(painter: QPainter, area: QRect) -> None:
    painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("line"))


class ComparisonTable(QTableWidget):
    """As tall as all of its rows: the page scrolls, not the table."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Scenarios side by side"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Cells(self))
        self.setHorizontalHeader(_Heads(Qt.Orientation.Horizontal))
        self.setVerticalHeader(_Heads(Qt.Orientation.Vertical))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header, heads = self.horizontalHeader(), self.verticalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setFont(theme.scaled(self.font(), 1, bold=True))
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setDefaultSectionSize(self.fontMetrics().height() + 2 * theme.GRID)
        self._figures = 0
        """How many rows, from the top, may take a second line."""

    def show_table(self, table: Table, names: Sequence[str]) -> None:
        """Show *table* for the scenarios called *names*."""
        self.clear()
        self.clearSpans()
        rows = list(_rows(table))
        self._figures = len(table.figures) + len(table.choices) + bool(table.choices)
        self.setRowCount(len(rows))
        self.setColumnCount(len(names))
        for column, name in enumerate(names):
            item = QTableWidgetItem(name)
            item.setToolTip(tip(name))
            self.setHorizontalHeaderItem(column, item)
        for at, row in enumerate(rows):
            self._show_row(at, row)
        self._fit()

    def _show_row(self, at: int, row: TableRow) -> None:
        head = QTableWidgetItem(row.name)
        head.setToolTip(tip(row.name))
        self.setVerticalHeaderItem(at, head)
        count = self.columnCount()
        if not row.values:
            head.setFont(theme.scaled(self.font(), 1.08, bold=True))
        for column, text in enumerate(row.values if row.values and not row.shared else [row.shared] * count):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip(tip(text))
            if not text:  # a heading says its words in each cell below it, to who hears the table
                item.setData(Qt.ItemDataRole.AccessibleTextRole, row.head)
            if row.shared:
                item.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
            self.setItem(at, column, item)
        if count > 1 and (row.shared or not row.values):
            self.setSpan(at, 0, 1, count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        heads = self.verticalHeader()
        heads.setFixedWidth(max(HEAD_LEAST, round(self.width() * HEAD_PARTS.get(self.columnCount(), 0.22))))
        room = (self.width() - heads.width()) // max(1, self.columnCount()) - 3 * theme.GRID
        metrics, most = self.fontMetrics(), 2 if self.columnCount() > 1 else 1
        for row in range(self._figures):
            cells = (self.item(row, column) for column in range(self.columnCount()))
            texts = [cell.text() for cell in cells if cell is not None]
            fits = self.columnSpan(row, 0) > 1 or all(metrics.horizontalAdvance(text) <= room for text in texts)
            self.setRowHeight(row, heads.defaultSectionSize() + (0 if fits else (most - 1) * metrics.height()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + heads.length() + 2 * self.frameWidth())


def _rows(table: Table) -> Iterator[TableRow]:
    """All rows; a row without values is a heading."""
    yield from table.figures
    if table.choices_heading:
        yield TableRow(head=table.choices_heading, values=())
    yield from table.choices
    if table.units_heading:
        yield TableRow(head=table.units_heading, values=())
    yield from table.units
