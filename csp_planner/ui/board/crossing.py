"""Arrow keys go on from the edge of one list of cards to the next list in that direction."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from csp_planner.domain.terms import Part
from csp_planner.ui.board.board import Board
from csp_planner.ui.board.term_pane import TermPane
from csp_planner.ui.board.unit_list import UnitList


def _on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


class Crossing:
    """The way between the lists of the board, and to the list at its left."""

    def __init__(self, board: Board, to_place: UnitList) -> None:
        self._board, self._to_place = board, to_place

    def cross(self, source: UnitList, key: int) -> None:
        """Put the keys on the list that lies beyond the edge of *source* in the direction of the arrow *key*."""
        self._focus(self._beyond(source, key))

    def _beyond(self, source: UnitList, key: int) -> UnitList | None:
        panes = self._board.panes
        here = next((index for index, pane in enumerate(panes) if pane.units is source), None)
        if here is None:
            return self._nearest_filled(0, 1) if key == Qt.Key.Key_Right else None
        if key == Qt.Key.Key_Left and panes[here].term.part is not Part.S2:
            return self._to_place
        step = 1 if key in (Qt.Key.Key_Right, Qt.Key.Key_Down) else -1
        in_column = self._filled_in_column(panes[here], step) if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) else None
        return in_column or self._nearest_filled(here + step, step)

    def _filled_in_column(self, here: TermPane, step: int) -> UnitList | None:
        """The nearest list with cards straight below *here*, or above it."""
        area = _on_screen(here)
        found: dict[int, UnitList] = {}
        for pane in self._board.panes:
            other = _on_screen(pane)
            distance = (other.top() - area.bottom()) if step > 0 else (area.top() - other.bottom())
            shares = other.left() < area.right() and area.left() < other.right()
            if shares and distance >= 0 and pane.units.cards.rowCount():
                found.setdefault(distance, pane.units)
        return found[min(found)] if found else None

    def _nearest_filled(self, start: int, step: int) -> UnitList | None:
        panes = self._board.panes
        while 0 <= start < len(panes):
            if panes[start].units.cards.rowCount():
                return panes[start].units
            start += step
        return None

    def _focus(self, units: UnitList | None) -> None:
        if units is not None and units.cards.rowCount():
            units.select(units.cards.keys[units.resting_row])
            self._board.ensureWidgetVisible(units, 0, 10)
