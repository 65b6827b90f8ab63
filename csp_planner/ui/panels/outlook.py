"""The foot of the right zone: the next deadlines, the hours there are in a week, and what the studies cost."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from csp_planner.domain.evaluation.cost import Cost, cost
from csp_planner.domain.programme import Programme
from csp_planner.messages.catalogue import _
from csp_planner.messages.cost import cost_line, cost_sentences
from csp_planner.messages.loads import time_words
from csp_planner.messages.sentences import deadline_sentence
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.buttons import TextRow
from csp_planner.ui.widgets.labels import plain_label, show_tip

DEADLINES = 3


class Outlook(QWidget):
    """Deadlines in order, the time for classes with the weeks it assumes, then the cost on the chosen funding."""

    field_asked = Signal(str)
    """What is said rests on an answer that is to be given or changed: the name of its field."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown_cost: tuple[Cost, Programme] | None = None
        bold = theme.scaled(self.font(), 0.95, bold=True)
        heading = QLabel(_("Next deadlines"))
        heading.setFont(bold)
        self._deadlines = plain_label()
        self._deadlines.setFont(theme.scaled(self.font(), 0.94))
        self._cost = TextRow(self)
        self._cost.tone = "accent"
        self._cost.clicked.connect(lambda: self.field_asked.emit("funding"))
        self._time = TextRow(self)
        self._time.tone = "accent"
        self._time.clicked.connect(lambda: self.field_asked.emit("weeks"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for words in (heading, self._deadlines):
            words.setContentsMargins(TextRow.inset, 0, TextRow.right, 0)  # where the text of the rows is
            column.addWidget(words)
        column.addWidget(self._time)
        column.addWidget(self._cost)

    def focus_order(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self._time, self._cost]

    def _none(self) -> str:
        """That no deadline comes, and what would bring one."""
        if not self._session.plan.programme.has_enrolment_dates:
            return _("None: no date is published.")
        if self._session.reading.has_to_place:
            return _("None yet: place a unit to see until when to enrol.")
        return _("None is left: every day of this plan is past.")

    def refresh(self) -> None:
        """Show the session's latest value."""
        evaluation, plan = self._session.evaluation, self._session.plan
        coming = [deadline for deadline in evaluation.deadlines if deadline.day >= evaluation.today]
        shown = [deadline_sentence(deadline, plan.programme) for deadline in coming[:DEADLINES]]
        self._deadlines.setText("\n".join(shown) or self._none())
        profile = plan.profile
        self._time.setVisible(profile.weeks is not None and evaluation.hours.known)
        self._time.say(time_words(profile) if profile.weeks is not None else "")
        self._show_cost(cost(plan, evaluation), plan.programme)

    def _show_cost(self, found: Cost, programme: Programme) -> None:
        if (found, programme) == self._shown_cost:
            return
        self._shown_cost = found, programme
        details = "\n".join(cost_sentences(found))
        self._cost.say(cost_line(found.budget))
        show_tip(self._cost, details)
        self._cost.setAccessibleDescription(details)
