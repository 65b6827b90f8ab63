"""A free unit: what fills it in the scenario shown."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from csp_planner.domain.text import plain_line
from csp_planner.messages.catalogue import _
from csp_planner.messages.milestones import filling_line
from csp_planner.ui import theme
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.section import Section
from csp_planner.ui.widgets.labels import plain_label


class SlotSection(Section):
    """The unit that fills it, and two buttons: fill it or change that, and clear it."""

    def __init__(self, session: Session, acts: Acts) -> None:
        super().__init__(_("Free unit"), session)
        self._words = plain_label()
        self.fill, self.clear = QPushButton(), QPushButton(_("Clear"))
        self.fill.clicked.connect(lambda: acts.ask_filling(self.code))
        self.clear.clicked.connect(lambda: acts.clear_slot(self.code))
        row = QHBoxLayout()
        row.setSpacing(theme.GRID * 2)
        row.addWidget(self.fill)
        row.addWidget(self.clear)
        row.addStretch(1)
        self.column.addWidget(self._words)
        self.column.addLayout(row)

    def refresh(self) -> None:
        plan = self.session.plan
        filling = plan.scenario.filling(self.code)
        worth = self.session.evaluation.standings[self.code].ects
        if filling is None:
            self._words.setText(_("No unit chosen yet: its credits count as planned where it stands."))
        else:
            title = plain_line(plan.programme.by_code[self.code].title)
            self._words.setText("\n".join((filling_line(filling, worth), _("Fills: {slot}").format(slot=title))))
        self.fill.setText(_("Choose the unit…") if filling is None else _("Change…"))
        self.clear.setVisible(filling is not None)
