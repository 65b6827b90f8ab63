"""A table of units and how each runs in one academic year: one choice a row, by pointer and by keys."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from csp_planner.domain.codes import printed_code
from csp_planner.domain.offers import Opening, opening_of
from csp_planner.domain.programme import Unit
from csp_planner.domain.text import plain_line
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.problems import shown
from csp_planner.messages.words import opening_word
from csp_planner.ui import theme
from csp_planner.ui.widgets.items import has_focus
from csp_planner.ui.widgets.labels import tip

Index = QModelIndex | QPersistentModelIndex
_USUAL = (Opening.SEMESTER_1, Opening.SEMESTER_2, Opening.ANNUAL, Opening.EITHER)
"""What every table offers; other sets of parts have a column only where a unit has run so."""
KEYS: Mapping[str, Opening | None] = {
    "1": Opening.SEMESTER_1,
    "2": Opening.SEMESTER_2,
    "a": Opening.ANNUAL,
    "3": Opening.EITHER,
    "0": None,
    # The same keys of a French keyboard, whose figures need Shift.
    "&": Opening.SEMESTER_1,
    "é": Opening.SEMESTER_2,
    '"': Opening.EITHER,
    "à": None,
}
_NAME_LINES, _CHANGE_LINES = 11, 8
"""Least room for the names of the units, and for what a row was before, in heights of a line of text."""


class OpeningModel(QAbstractTableModel):
    """The openings of the units, and which of them are others than before."""

    chosen = Signal()

    def __init__(self, units: Sequence[Unit], parent: QWidget) -> None:
        super().__init__(parent)
        self.units = tuple(units)
        ran = {opening_of(offers) for unit in units for offers in unit.openings.values()}
        self.choices = (*(opening for opening in Opening if opening in _USUAL or opening in ran), None)
        """What a row chooses from, in the order of the columns."""
        self.change = len(self.choices)
        """The column that says what a changed row was before."""
        self._before: Mapping[str, Opening | None] = {}
        self._openings: dict[str, Opening | None] = {unit.code: None for unit in units}

    def show_openings(self, before: Mapping[str, Opening | None], openings: Mapping[str, Opening | None]) -> None:
        """Show *openings*; a row is changed where *before* has another one."""
        self.beginResetModel()
        self._before, self._openings = before, dict(openings)
        self.endResetModel()
        self.chosen.emit()

    @property
    def openings(self) -> Mapping[str, Opening | None]:
        """What is chosen, by unit."""
        return dict(self._openings)

    @property
    def changed(self) -> list[str]:
        """Codes of the units that run in another way than before."""
        return [unit.code for unit in self.units if self._is_changed(unit.code)]

    def _is_changed(self, code: str) -> bool:
        return self._before.get(code) != self._openings[code]

    def choose(self, row: int, opening: Opening | None) -> None:
        """Choose *opening* for the unit in *row*."""
        code = self.units[row].code
        if self._openings[code] != opening:
            self._openings[code] = opening
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.change))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)
            self.chosen.emit()

    def is_changed(self, row: int) -> bool:
        """Whether the unit in *row* runs in another way than before."""
        return self._is_changed(self.units[row].code)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.units)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.change + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.column() == self.change:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        code, column = self.units[index.row()].code, index.column()
        if column == self.change:
            return self._change(code) if role == Qt.ItemDataRole.DisplayRole else None
        is_chosen = self._openings[code] == self.choices[column]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            values = {"unit": shown(code), "opening": _heading(self.choices[column]), "change": self._change(code)}
            if not is_chosen:
                return pgettext("choice", "{unit}: {opening}").format_map(values)
            if values["change"]:
                return pgettext("choice", "{unit}: {opening}, chosen, {change}").format_map(values)
            return pgettext("choice", "{unit}: {opening}, chosen").format_map(values)
        return None

    def _change(self, code: str) -> str:
        if not self._is_changed(code):
            return ""
        return _("before: {opening}").format(opening=_heading(self._before.get(code)))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _("Change") if section == self.change else _heading(self.choices[section])
            if role == Qt.ItemDataRole.TextAlignmentRole and section == self.change:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return None
        unit = self.units[section]
        name = "  ".join(filter(None, (printed_code(unit.code), plain_line(unit.title))))
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(name)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def _heading(opening: Opening | None) -> str:
    return pgettext("opening", "None") if opening is None else opening_word(opening)


class OpeningDelegate(QStyledItemDelegate):
    """Paints a choice as a round mark, and a changed row in the colour of what is a person's own."""

    def __init__(self, view: "OpeningTable") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetrics(self._view.font())
        text = (
            index.data() or ""
            if index.column() == self._view.openings.change
            else _heading(self._view.openings.choices[index.column()])
        )
        return QSize(metrics.horizontalAdvance(text) + 24, metrics.height() + 8)

    def editorEvent(self, *_given: object) -> bool:
        """Change nothing by itself: the table chooses."""
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - missing from Qt's stubs
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))  # as under the names
        changed = self._view.openings.is_changed(index.row())
        if changed:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), theme.colour("accent_fill"))
        if index.column() == self._view.openings.change:
            painter.setPen(theme.colour("accent"))
            painter.drawText(rect.adjusted(6, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter, index.data() or "")
        else:
            radius = min(7, rect.height() // 2 - 3)
            centre = QPointF(rect.center())
            chosen = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            colour = theme.colour("accent" if chosen else "muted")
            painter.setPen(QPen(colour, 2 if chosen else 1))
            painter.drawEllipse(centre, radius, radius)
            if chosen:
                painter.setBrush(colour)
                painter.drawEllipse(centre, radius - 4, radius - 4)
            if has_focus(self._view, index):
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()


class OpeningTable(QTableView):
    """Arrows go through the choices, Space takes the one under the keys; so does a click."""

    def __init__(self, units: Sequence[Unit]) -> None:
        super().__init__()
        self.openings = OpeningModel(units, self)
        self.setModel(self.openings)
        self.setItemDelegate(OpeningDelegate(self))
        self.setAccessibleName(_("Openings of the year, unit by unit"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)  # Tab goes on to the next field
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        line = self.fontMetrics().height()
        names, choices = self.verticalHeader(), self.horizontalHeader()
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setDefaultSectionSize(line + 8)
        names.setTextElideMode(Qt.TextElideMode.ElideRight)
        names.setSectionsClickable(False)
        choices.setSectionsClickable(False)
        choices.setHighlightSections(False)
        choices.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        choices.setSectionResizeMode(self.openings.change, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(5 * line)
        self.clicked.connect(self._choose)
        self.setCurrentIndex(self.openings.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        names, line = self.verticalHeader(), self.fontMetrics().height()
        choices = sum(self.sizeHintForColumn(column) for column in range(self.openings.change))
        room = self.width() - choices - _CHANGE_LINES * line - self.verticalScrollBar().sizeHint().width()
        names.setFixedWidth(max(min(names.sizeHint().width(), room), _NAME_LINES * line))

    @property
    def whole_height(self) -> int:
        """Height in pixels with which every row is seen."""
        heads = self.horizontalHeader().sizeHint().height()
        return heads + self.verticalHeader().length() + 2 * self.frameWidth()

    def show_first_change(self) -> None:
        """Put the keys on what is chosen in the first row that is changed, else in the first row."""
        rows = range(len(self.openings.units))
        row = next((row for row in rows if self.openings.is_changed(row)), 0)
        if row < len(self.openings.units):
            opening = self.openings.openings[self.openings.units[row].code]
            self.setCurrentIndex(self.openings.index(row, self.openings.choices.index(opening)))

    def _choose(self, index: Index) -> None:
        if index.isValid() and index.column() < self.openings.change:
            self.openings.choose(index.row(), self.openings.choices[index.column()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self._choose(index)
        elif (key := event.text().lower()) in KEYS and index.isValid():
            self.setCurrentIndex(self.openings.index(index.row(), self.openings.choices.index(KEYS[key])))
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)
