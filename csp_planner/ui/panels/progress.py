"""The upper part of the right zone: two gauges and the conditions of the award, at most three."""

from itertools import zip_longest

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from csp_planner.domain.evaluation.values import Condition, Requirement
from csp_planner.domain.planning.preview import Verdict
from csp_planner.messages.catalogue import _
from csp_planner.messages.sentences import condition_brief
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.gauge import Gauge, Legend
from csp_planner.ui.widgets.buttons import TextRow

BADGE = 18


class ConditionRow(TextRow):
    """One condition of the award: a glyph and a sentence. A click leads to what it is about."""

    chosen = Signal(object)
    inset = TextRow.inset + BADGE + 2 * theme.GRID

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._badge, self._tone = "", "muted"
        self._condition: Condition | None = None
        self.clicked.connect(lambda: self.chosen.emit(self._condition))

    def show_condition(self, condition: Condition, text: str) -> None:
        """Show *condition* in words."""
        is_same, self._condition = condition == self._condition, condition
        if condition.met:
            self._badge, self._tone = "✓", "ok"
        elif condition.planned_for is not None:
            self._badge, self._tone = "…", "accent"
        else:
            self._badge, self._tone = "!", "warning"
        self.say(text)
        if not is_same:
            self.update()

    def heightForWidth(self, width: int) -> int:
        return max(BADGE + 8, super().heightForWidth(width))

    def paint_mark(self, painter: QPainter) -> None:
        box = QRect(TextRow.inset, 5, BADGE, BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{self._tone}_fill"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.colour(self._tone))
        painter.setFont(theme.scaled(self.font(), 0.9, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._badge)


class Progress(QWidget):
    """Gauges, legend, conditions."""

    units_chosen = Signal(list)
    """The units a condition is about."""
    experience_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.ects = Gauge(_("ECTS credits"), in_hours=False, parent=self)
        self.hours = Gauge(_("Teaching hours"), in_hours=True, parent=self)
        self._legend = Legend(self)
        self._heading = QLabel(_("Conditions of the award"))
        self._heading.setFont(theme.scaled(self.font(), 0.95, bold=True))
        self._conditions = [ConditionRow(self) for _each in Requirement]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID * 2)
        upper = QVBoxLayout()
        upper.setContentsMargins(TextRow.inset, 0, TextRow.right, 0)  # where the text of the rows is
        upper.addWidget(self.ects)
        upper.addWidget(self.hours)
        upper.addWidget(self._legend)
        upper.addSpacing(theme.GRID)
        upper.addWidget(self._heading)
        layout.addLayout(upper)
        inner = QVBoxLayout()
        inner.setSpacing(0)
        for row in self._conditions:
            row.chosen.connect(self._lead_to)
            inner.addWidget(row)
        layout.addLayout(inner)

    def focus_order(self) -> list[QWidget]:
        """What Tab goes through."""
        return [*self._conditions]

    def _lead_to(self, condition: Condition) -> None:
        """Show what is missing or, when nothing is, all that the condition asks for."""
        rules = self._session.plan.programme.conditions
        if condition.code is Requirement.EXPERIENCE:
            self.experience_asked.emit()
        elif condition.code is Requirement.REPORT:
            self.units_chosen.emit(list(condition.missing or filter(None, [rules.report_unit])))
        else:
            self.units_chosen.emit(list(condition.missing or rules.units))

    def refresh(self) -> None:
        """Show the session's latest value."""
        evaluation = self._session.evaluation
        of_choices = evaluation.award is not None
        self.ects.show_totals(evaluation.ects, of_choices=of_choices)
        self.hours.show_totals(evaluation.hours, of_choices=of_choices)
        self.hours.setVisible(evaluation.hours.is_published)
        self._legend.show_for(evaluation.hours.unattributed, expected=bool(evaluation.ects.expected))
        self._heading.setVisible(bool(evaluation.conditions))
        for row, condition in zip_longest(self._conditions, evaluation.conditions):
            row.setVisible(condition is not None)
            if condition is not None:
                row.show_condition(condition, condition_brief(condition, evaluation))

    def show_gain(self, verdict: Verdict | None) -> None:
        """Show what the move in hand would add."""
        accepted = verdict is not None and verdict.accepted
        self.ects.show_gain(verdict.gained_ects if accepted and verdict else 0)
        self.hours.show_gain(verdict.gained_hours if accepted and verdict else 0)
