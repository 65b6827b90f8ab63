"""The list of units to place: cards and, where the award has choices, the lines that hold their options."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from csp_planner.ui.board.card_delegate import CardDelegate
from csp_planner.ui.board.line import Line, LineKind
from csp_planner.ui.board.line_delegate import LineDelegate
from csp_planner.ui.board.unit_list import UnitList

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ACT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)

_SEEN = 4
"""Options that are seen at least of a choice that opens: no more moves under the pointer than that takes."""


class PoolList(UnitList):
    """Opens and closes what holds options. Without choices it is a list of cards as any other."""

    turned = Signal(str)
    """The line with this key is to be opened, or closed."""
    branch_asked = Signal(str)
    """A person chooses the branch at this path."""
    block_menu_asked = Signal(str, QPoint)
    """The menu of the choice or branch at this path is asked for."""

    def __init__(self, delegate: CardDelegate, name: str, parent: QWidget) -> None:
        super().__init__(delegate, name, 1, parent)
        self._lines = LineDelegate(delegate)  # Qt does not keep it
        self.setItemDelegate(self._lines)
        self._head_pressed = ""
        self.customContextMenuRequested.connect(self._ask_block_menu)
        self.selectionModel().selectionChanged.connect(self._tell_of_lines)

    def _tell_of_lines(self) -> None:
        """A line that is no unit is chosen as a card is: nothing stays selected elsewhere for the keys to act on."""
        if self.selectedIndexes() and not self.selected_codes and self.has_lines:
            self.chosen.emit(self)

    def _ask_block_menu(self, position: QPoint) -> None:
        line = self.line_at(self.currentIndex().row())
        if line is not None and line.kind in (LineKind.BRANCH, LineKind.CHOICE):
            self.block_menu_asked.emit(line.path, self.viewport().mapToGlobal(position))

    def line_at(self, row: int) -> Line | None:
        """The line in *row*; None where a card stands there."""
        shown = self.cards.card(row) if 0 <= row < self.cards.rowCount() else None
        return shown if isinstance(shown, Line) else None

    @property
    def has_lines(self) -> bool:
        """Whether it holds more than cards."""
        return any(isinstance(shown, Line) for shown in self.cards)

    @property
    def waiting_keys(self) -> list[str]:
        """Keys of the cards and options that may be placed, in order."""
        return [shown.key for shown in self.cards if not isinstance(shown, Line) or shown.is_waiting]

    @property
    def resting_row(self) -> int:
        """The row the focus comes to: not the heading of the first stage, but what is to do in it."""
        row, line = super().resting_row, self.line_at(0)
        is_first = row == 0 and not self.currentIndex().isValid()
        return 1 if is_first and line is not None and line.kind is LineKind.STAGE and line.is_open else row

    def key_of(self, code: str) -> str | None:
        """The key under which unit *code* is shown; None where it is not."""
        return next((shown.key for shown in self.cards if shown.code == code), None)

    def _shape(self) -> None:
        if not self.has_lines:
            super()._shape()
            return
        if self.gridSize().isValid():
            self.setGridSize(QSize())
        self.scheduleDelayedItemsLayout()

    # The pointer: a click on a line that is no unit opens it, or chooses.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = self.line_at(self.indexAt(event.position().toPoint()).row())
        plain = event.button() is Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._head_pressed = line.key if line is not None and plain and not line.code else ""
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._head_pressed = self._head_pressed, ""
        super().mouseReleaseEvent(event)
        line = self.line_at(self.indexAt(event.position().toPoint()).row())
        if line is not None and pressed and line.key == pressed:
            self._act_on(line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self.line_at(self.indexAt(event.position().toPoint()).row())
        if line is not None and not line.code:
            self.mousePressEvent(event)  # each click of two turns it
        else:
            super().mouseDoubleClickEvent(event)

    def _act_on(self, line: Line) -> None:
        if line.kind is LineKind.BRANCH:
            self.branch_asked.emit(line.path)
        elif line.is_head:
            self.turned.emit(line.key)

    # Keys: Enter and Space act on a line; Right goes into it, Left out of it.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, line = Qt.Key(event.key()), self.line_at(self.currentIndex().row())
        if line is None or event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            super().keyPressEvent(event)
        elif key in _ACT and not line.code:
            self._act_on(line)
        elif key == Qt.Key.Key_Right and line.is_head:
            self._go_in(line)
        elif key == Qt.Key.Key_Left:
            self._go_out(line)
        else:
            super().keyPressEvent(event)

    def _go_in(self, line: Line) -> None:
        if not line.is_open:
            self.turned.emit(line.key)
        else:
            self._select_row(self.currentIndex().row() + 1)

    def _go_out(self, line: Line) -> None:
        if line.is_head and line.is_open:
            self.turned.emit(line.key)
        elif not line.is_head:
            rows = range(self.currentIndex().row() - 1, -1, -1)
            self._select_row(next((row for row in rows if (at := self.line_at(row)) is not None and at.is_head), -1))

    def _select_row(self, row: int) -> None:
        if 0 <= row < self.cards.rowCount():
            self.select(self.cards.keys[row])

    def select(self, key: str) -> None:
        """Select one line or card, give it the focus and scroll to it, and to the first of what an open line holds."""
        super().select(key)
        row = self.currentIndex().row()
        line = self.line_at(row)
        if line is not None and line.is_open:
            self.executeDelayedItemsLayout()
            last = row
            while last < row + _SEEN and (at := self.line_at(last + 1)) is not None and not at.is_head:
                last += 1
            self.scrollTo(self.cards.index(last))
            self.scrollTo(self.cards.index(row))
