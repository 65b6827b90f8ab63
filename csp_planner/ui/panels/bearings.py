"""Where a person is in the workspace: what outlives it when all views are made again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from csp_planner.ui.board.board import Board
from csp_planner.ui.panels.pool import Pool
from csp_planner.ui.panels.side import Side


class Shown(Protocol):
    """The workspace, as far as it is looked at here."""

    pool: Pool
    board: Board
    side: Side

    @property
    def selected_codes(self) -> list[str]:
        """Codes of the selected cards."""
        ...

    def show_units(self, codes: list[str]) -> None:
        """Select the cards of *codes*."""
        ...

    def take_keys(self, code: str = "") -> None:
        """Put the focus on a card."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearings:
    """The filter, the selected cards, where the keys are, what stands at the right, how far the board is scrolled."""

    filter: str
    cursor: int
    """Where the cursor stands in the filter."""
    turned: frozenset[tuple[str, bool]]
    """The stages and choices of the award that were opened or folded."""
    selected: tuple[str, ...]
    keys_on: str
    """Name of the place that has the focus; empty: none of those that outlive their views."""
    side: Side
    """The right zone that gives way: the new one takes over what it shows."""
    scroll: int
    """How far the board is scrolled, in pixels."""


def take(workspace: Shown) -> Bearings:
    """Where the person is in *workspace*, which is about to give way to another."""
    focused = QApplication.focusWidget()
    named = (name for name, place in _places(workspace).items() if place is focused)
    return Bearings(
        filter=workspace.pool.filter.text(),
        cursor=workspace.pool.filter.cursorPosition(),
        turned=workspace.pool.turned,
        selected=tuple(workspace.selected_codes),
        keys_on=next(named, ""),
        side=workspace.side,
        scroll=workspace.board.verticalScrollBar().value(),
    )


def give(workspace: Shown, found: Bearings) -> None:
    """Lead back to where the person was; a place that is not shown any more gives the keys to the cards."""
    workspace.pool.filter.setText(found.filter)
    workspace.pool.filter.setCursorPosition(found.cursor)
    if found.turned:
        workspace.pool.turn_as(found.turned)
    workspace.show_units(list(found.selected))
    workspace.side.take_over(found.side)  # details follow a card that is selected: those shown come after it
    place = _places(workspace).get(found.keys_on)
    if place is not None and not place.isHidden() and place.isEnabled():
        place.setFocus(Qt.FocusReason.OtherFocusReason)
    if QApplication.focusWidget() is None or not found.selected:
        workspace.take_keys(found.selected[0] if found.selected else "")
    workspace.board.return_to(found.scroll)


def _places(workspace: Shown) -> Mapping[str, QWidget]:
    """The places that are there again once the views are made again, by name."""
    panes = {str(pane.term): pane.units for pane in workspace.board.panes}
    pool, side = workspace.pool, workspace.side
    return {"filter": pool.filter, "units": pool.units, "obtained": pool.obtained, "checks": side.checks.list, **panes}
