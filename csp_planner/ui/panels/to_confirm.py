"""In the right zone: milestones, and experience without published months, each with a box to tick."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from csp_planner.domain.states import UnitState
from csp_planner.messages.catalogue import _
from csp_planner.messages.milestones import milestone_line
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.buttons import TextRow


class MilestoneRow(QWidget):
    """A box, and the words beside it, which lead to the details."""

    ticked = Signal(str, bool)
    details_asked = Signal(str)

    def __init__(self, code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = code
        self.box, self.words = QCheckBox(), TextRow()
        self.box.clicked.connect(lambda on: self.ticked.emit(self.code, on))
        self.words.clicked.connect(lambda: self.details_asked.emit(self.code))
        row = QHBoxLayout(self)
        self.words.inset = theme.GRID // 2
        row.setContentsMargins(2 * theme.GRID, 0, 0, 0)  # at the edge at which the other parts begin
        row.setSpacing(0)  # the box keeps room at its right for words of its own
        row.addWidget(self.box)
        row.addWidget(self.words, 1)

    def show_line(self, text: str, *, on: bool) -> None:
        """Show *text*, and whether the box is ticked."""
        self.box.setChecked(on)
        self.box.setAccessibleName(text)
        self.words.say(text)


class ToConfirm(QWidget):
    """A row for each that is ticked by hand, in the order of the programme; nothing where there is none."""

    ticked = Signal(str, bool)
    """A row was ticked, or its tick taken back."""
    details_asked = Signal(str)
    rows_made = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rows: list[MilestoneRow] = []
        self._heading = QLabel(_("To confirm"))
        self._heading.setFont(theme.scaled(self.font(), 0.95, bold=True))
        self._heading.setContentsMargins(2 * theme.GRID, 0, theme.GRID, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._heading)
        self._column.addSpacing(theme.GRID)
        self.hide()

    def focus_order(self) -> list[QWidget]:
        """What Tab goes through."""
        return [widget for row in self.rows for widget in (row.box, row.words)]

    def refresh(self) -> None:
        """Show the session's latest value."""
        plan, evaluation = self._session.plan, self._session.evaluation
        # What was obtained otherwise, or validated when it was still attended, needs no tick.
        settled = (UnitState.OBTAINED_OTHERWISE, UnitState.VALIDATED)
        codes = [
            unit.code
            for unit in plan.programme.units
            if plan.programme.is_ticked(unit)
            and (plan.profile.tick(unit.code) is not None or evaluation.standings[unit.code].state not in settled)
        ]
        if codes != [row.code for row in self.rows]:
            self._make(codes)
        for row in self.rows:
            row.show_line(milestone_line(plan, evaluation, row.code), on=plan.profile.tick(row.code) is not None)
        self._heading.setText(_("To confirm") if evaluation.to_tick else _("Confirmed"))
        self.setVisible(bool(codes))

    def _make(self, codes: list[str]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [MilestoneRow(code, self) for code in codes]
        for row in self.rows:
            row.ticked.connect(self.ticked)
            row.details_asked.connect(self.details_asked)
            self._column.addWidget(row)
        self.rows_made.emit()

    def show_unit(self, code: str) -> bool:
        """Put the keys on the row of *code*; False when none is seen."""
        row = next((row for row in self.rows if row.code == code), None)
        if row is None or not row.isVisible():
            return False
        row.box.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
