"""A list of cards, of a term or of the units to place: its model, its view, and how a hand takes a card from it."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget

from csp_planner.ui.board.card import Card
from csp_planner.ui.board.card_delegate import CARD_ROLE, GAP, CardDelegate, within_cell
from csp_planner.ui.board.line import Line
from csp_planner.ui.widgets.hover_list import HoverList
from csp_planner.ui.widgets.labels import tip

_PICK_UP = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_FOR_GOOD = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
"""Reasons with which the focus goes to another place in the window, and not only to a menu or another window."""
BROADEST = 2.5
"""Width of a card at most, in widths that it needs at least."""
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
Index = QModelIndex | QPersistentModelIndex
Shown = Card | Line
"""What stands in a list: cards and, among the units to place, lines that hold options."""


class CardModel(QAbstractListModel):
    """Holds the cards of one list. A change touches only the rows that differ."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cards: list[Shown] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self._cards[index.row()]
        if role == CARD_ROLE:
            return card
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return card.accessible
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(card.tooltip)
        return None

    @property
    def keys(self) -> list[str]:
        """Keys of what is shown, in order: the code of each unit that stands here."""
        return [card.key for card in self._cards]

    def __iter__(self) -> Iterator[Shown]:
        return iter(self._cards)

    def card(self, row: int) -> Shown:
        """The card in *row*."""
        return self._cards[row]

    def show(self, cards: Sequence[Shown]) -> bool:
        """Show *cards*, changing only what differs from what is shown; whether anything does."""
        if self._cards == list(cards):
            return False
        wanted = {card.key for card in cards}
        for row in range(len(self._cards) - 1, -1, -1):
            if self._cards[row].key not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._cards[row]
                self.endRemoveRows()
        for row, card in enumerate(cards):
            if row < len(self._cards) and self._cards[row].key == card.key:
                if self._cards[row] != card:
                    self._cards[row] = card
                    self.dataChanged.emit(self.index(row), self.index(row))
                continue
            known = next((i for i in range(row, len(self._cards)) if self._cards[i].key == card.key), None)
            if known is not None:
                self.beginRemoveRows(QModelIndex(), known, known)
                del self._cards[known]
                self.endRemoveRows()
            self.beginInsertRows(QModelIndex(), row, row)
            self._cards.insert(row, card)
            self.endInsertRows()
        return True


class UnitList(HoverList):
    """Shows cards in a row or in columns. It takes no drop: ``Carry`` asks the board what is under the pointer."""

    drag_started = Signal(object)
    """The pointer took the selected cards of this list."""
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    picked_up = Signal(object)
    unplace_asked = Signal(object)
    edge_reached = Signal(object, int)
    """An arrow key found no further card in this direction: a neighbouring list may take the focus."""
    menu_asked = Signal(object, QPoint)
    chosen = Signal(object)
    """A card of this list was selected."""
    extent_changed = Signal()
    focus_changed = Signal()
    opened = Signal(str)
    """A person asks for the details of this unit."""

    def __init__(
        self, delegate: CardDelegate, name: str, columns: int | None, parent: QWidget, *, breadth: float = 1
    ) -> None:
        """*columns* of cards, or as many as fit of *breadth* times the least width of a card."""
        super().__init__(parent)
        self._columns, self._least_width = columns, round(breadth * delegate.fonts.least_width)
        self._pressed: QPoint | None = None
        self._pressed_selected = False
        self._dragging = False
        self._left_row = 0
        self.cards = CardModel(self)
        self.setModel(self.cards)
        self.setItemDelegate(delegate)
        self._fonts = delegate.fonts
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.TopToBottom if columns == 1 else QListView.Flow.LeftToRight)
        self.setWrapping(columns != 1)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda pos: self.menu_asked.emit(self, pos))
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected_codes and self.chosen.emit(self))

    def show_cards(self, cards: Sequence[Shown]) -> None:
        """Show *cards* and take the room they need. Where the selected one is gone, the keys go on with the next."""
        if not self.cards.show(cards):
            return  # most lists are as before: to lay them all out again would be most of a drop's cost
        if self.window().focusWidget() is self:  # also while a dialog that changes them is open
            self._select_where_the_keys_are()
        self._fit()

    @property
    def selected_codes(self) -> list[str]:
        """Codes of the units whose cards are selected, in order; history is not among them."""
        cards = [self.cards.card(index.row()) for index in sorted(self.selectedIndexes())]
        return list(dict.fromkeys(card.code for card in cards if card.code and not card.past))

    @property
    def current_code(self) -> str:
        """Code of the unit whose card was clicked last, or that the keys are on; empty without one."""
        row = self.currentIndex().row()
        return self.cards.card(row).code if 0 <= row < self.cards.rowCount() else ""

    def add_to_selection(self, key: str) -> None:
        """Select one more card."""
        if key in self.cards.keys:
            index = self.cards.index(self.cards.keys.index(key))
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)

    def select(self, key: str) -> None:
        """Select one card and give it the focus."""
        if key in self.cards.keys:
            index = self.cards.index(self.cards.keys.index(key))
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def column_count(self) -> int:
        """Cards side by side: as many as fit; a few share the width."""
        if self._columns:
            return self._columns
        width = self.viewport().width()
        most = max(1, (width + GAP) // self._least_width)
        few, broad = min(most, self.cards.rowCount()), -(-width // round(BROADEST * self._least_width))
        if few < broad:
            room = self._title_room(width // broad)
            if any(self._fonts.cuts(card.title, room) for card in self.cards):
                return max(few, 1)  # titles come before the breadth that looks best
        return max(few, broad, 1)

    def _title_room(self, width: int) -> int:
        """Width in pixels that the title has on a card of a cell of *width*."""
        cell = QRect(0, 0, max(40, width), self.height_of(1))
        return within_cell(cell, self.viewport().width()).width()

    def rows_needed(self) -> int:
        """Rows that the cards take."""
        return -(-self.cards.rowCount() // self.column_count)

    def _fit(self) -> None:
        self._shape()
        self.extent_changed.emit()

    def _shape(self) -> None:
        """Give the cards their size: titles too long for a line take two where the list has the height for it."""
        width = max(40, (self.viewport().width() - 1) // self.column_count)
        height = self.height_of(1)
        tall = height + self._fonts.tall_height - self._fonts.height
        is_free = self.rows_needed() * tall <= self.viewport().height()
        room = self._title_room(width)
        if is_free and any(self._fonts.cuts(card.title, room) for card in self.cards):
            height = tall
        if QSize(width, height) != self.gridSize():
            self.setGridSize(QSize(width, height))

    def content_height(self) -> int:
        """Height of all cards, in pixels."""
        return self.height_of(self.rows_needed())

    def height_of(self, rows: int) -> int:
        """Height of so many rows of cards, in pixels."""
        return rows * (self._fonts.height + GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
        else:
            self._shape()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._shape()  # Qt may not have told the last size that the list was given while it was hidden

    # The pointer: a press selects, a move past the threshold takes the selected cards in hand.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            index = self.indexAt(event.position().toPoint())
            self._pressed = event.position().toPoint() if index.isValid() else None
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            self._pressed_selected = plain and index.isValid() and self.selectionModel().isSelected(index)
            if self._pressed_selected:
                # The selection may be about to move together: it is narrowed at the release only.
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if self._dragging:
            self.dragged.emit(event.globalPosition().toPoint())
        elif self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            far = (position - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if far and self.selected_codes:
                self._dragging = True
                self.hover(QModelIndex())
                self.drag_started.emit(self)
                self.dragged.emit(event.globalPosition().toPoint())
        else:
            self.hover(self.indexAt(position))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if self._dragging:
            self._dragging = False
            self.dropped.emit(event.globalPosition().toPoint())
            return
        if self._pressed_selected and pressed is not None:
            self.setCurrentIndex(self.indexAt(pressed))
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(self.cards.card(index.row()).code)

    def release(self) -> None:
        """Forget a drag that was given up."""
        self._dragging = False
        self._pressed = None

    # Keys: pick up, unplace, and go on to the neighbouring list.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _PICK_UP and self.selected_codes:
            self.picked_up.emit(self)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.selected_codes:
            self.unplace_asked.emit(self)
        elif key in _ARROWS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            before = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() == before:
                self.edge_reached.emit(self, int(key))
        else:
            super().keyPressEvent(event)

    @property
    def resting_row(self) -> int:
        """The row of the current card; when the focus is elsewhere, the row it comes back to."""
        row = self.currentIndex().row()
        return max(0, min(self._left_row if row < 0 else row, self.cards.rowCount() - 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.cards.rowCount():
            back = self.cards.index(self.resting_row)
            self.selectionModel().setCurrentIndex(back, QItemSelectionModel.SelectionFlag.NoUpdate)
        super().focusInEvent(event)
        self._select_where_the_keys_are()
        self.viewport().update()
        self.focus_changed.emit()

    def _select_where_the_keys_are(self) -> None:
        """Select a card where none is, after a filter for example: the keys act on what is selected."""
        if not self.selectedIndexes() and self.cards.rowCount():
            row = max(0, self.currentIndex().row())
            self.selectionModel().setCurrentIndex(
                self.cards.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in _FOR_GOOD:
            # Assistive technology takes the current card of a list for one that has the focus.
            self._left_row = self.currentIndex().row()
            self.selectionModel().clearCurrentIndex()
        self.focus_changed.emit()
