"""What came of the attempts at a unit."""

from PySide6.QtWidgets import QVBoxLayout

from csp_planner.messages.catalogue import _
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.attempts import AttemptRow
from csp_planner.ui.panels.section import Section
from csp_planner.ui.widgets.labels import plain_label


class HistorySection(Section):
    """A row for each attempt, in the order of the plan."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("History"), session)
        self._rows: list[AttemptRow] = []
        self._places = QVBoxLayout()
        self._places.setSpacing(theme.GRID)
        self.column.addLayout(self._places)
        self._none = plain_label(_("No attempt yet: mark the unit as enrolled, validated or failed."))
        self.column.addWidget(self._none)

    def refresh(self) -> None:
        """Show the attempts. The row of one that was shown stays: the focus may be in it, or a button held down."""
        left, self._rows = self._rows, []
        attempts = self.session.plan.profile.attempts
        for index, attempt in enumerate(attempts):
            if attempt.unit != self.code:
                continue
            same = (row for row in left if row.attempt == attempt)
            changed = (row for row in left if row.is_about(attempt) and row.attempt not in attempts)
            row = next(same, None) or next(changed, None)
            if row is None:
                row = AttemptRow(self.session, index, attempt)
            else:
                left.remove(row)
                row.follow(index, attempt)
            self._rows.append(row)
        for row in left:
            self._drop(row)
        for place, row in enumerate(self._rows):
            if self._places.indexOf(row) != place:
                self._places.insertWidget(place, row)
        self._none.setVisible(not self._rows)

    def settle(self) -> None:
        """Keep the dates and notes as they stand in the rows."""
        for row in self._rows:
            row.take()

    def forget(self) -> None:
        """Be about no unit, and show no attempt."""
        super().forget()
        for row in self._rows:
            self._drop(row)
        self._rows = []

    def _drop(self, row: AttemptRow) -> None:
        row.let_go()
        self._places.removeWidget(row)
        row.hide()
        row.deleteLater()
