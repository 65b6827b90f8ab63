"""The rows of a dialog that holds a list: each is added below the others, and taken away by its own button."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from csp_planner.ui import theme
from csp_planner.ui.widgets.labels import plain_label


class Row(QFrame):
    """One row, in a frame of its own."""

    changed = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setObjectName(theme.BOX)


R = TypeVar("R", bound=Row)


class Rows(QScrollArea, Generic[R]):
    """The rows, which scroll."""

    def __init__(self, name: str, none: str, check: Callable[[], object]) -> None:
        """*none* is said where there is no row.

        *check* is called after what is entered in a row, and after a row is taken away.
        """
        super().__init__()
        self._check = check
        self.rows: list[R] = []
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        theme.space(self._column, 2)
        self._none = plain_label(none)
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(inside)

    def insert(self, row: R) -> None:
        """Show *row* below the others."""
        row.changed.connect(self._check)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._none.hide()
        self._column.insertWidget(self._column.count() - 1, row)

    def _remove(self, row: R) -> None:
        self.rows.remove(row)
        self._none.setVisible(not self.rows)
        self._column.removeWidget(row)
        row.deleteLater()
        self._check()
