"""A milestone, or an experience without published months: whether it is confirmed, and since when."""

from PySide6.QtWidgets import QCheckBox

from csp_planner.messages.catalogue import _
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.section import Section
from csp_planner.ui.widgets.date_field import DateField
from csp_planner.ui.widgets.field_form import FieldForm
from csp_planner.ui.widgets.field_trouble import trouble_line
from csp_planner.ui.widgets.labels import plain_label


class TickSection(Section):
    """A box and, once it is ticked, a day."""

    def __init__(self, session: Session, acts: Acts) -> None:
        super().__init__(_("Confirmation"), session)
        self._acts = acts
        self.box = QCheckBox(_("Confirmed, with its date"))
        self.box.clicked.connect(lambda on: self._acts.set_tick(self.code, on=on))
        self.day = DateField(session.today)
        self.day.editingFinished.connect(self.settle)
        self._form = FieldForm()
        self._form.add_field(_("Date"), self.day)
        self._words = plain_label()
        self.column.addWidget(self.box)
        self.column.addLayout(self._form)
        self.column.addWidget(trouble_line([self.day]))
        self.column.addWidget(self._words)

    def begin(self, code: str) -> None:
        """Be about unit *code* from now on; what is typed and is no day was meant for the unit before."""
        super().begin(code)
        self.day.bring_back()

    def refresh(self) -> None:
        plan = self.session.plan
        tick, counts = plan.profile.tick(self.code), plan.programme.is_ticked(plan.programme.by_code[self.code])
        self.box.setChecked(tick is not None)
        self._form.setRowVisible(self.day, tick is not None and counts)
        if tick is not None and tick.date != self.day.day:
            self.day.show_day(tick.date)
        if tick is None:
            self._words.setText(_("Not attended: it is ticked with the day it is obtained on, or expected for."))
        else:
            self._words.setText(_("It counts from that day on."))
        self._words.setVisible(tick is None or (counts and tick.date > self.session.today))

    def settle(self) -> None:
        """Keep the day entered, as one undo step."""
        held = self.session.document.profile.tick(self.code) if self.code else None
        day = self.day.day
        if held is not None and day is not None and day != held.date:
            self._acts.set_tick(self.code, on=True, day=day)
