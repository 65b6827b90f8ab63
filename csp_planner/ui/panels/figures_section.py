"""ECTS and hours that a person enters for a unit, in place of those on the sheet."""

from csp_planner.domain.edits import set_override
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.section import Section
from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.field_form import FieldForm
from csp_planner.ui.widgets.field_trouble import trouble_line
from csp_planner.ui.widgets.labels import plain_label

MOST_ECTS, MOST_HOURS = 120, 2_000
"""The highest figures of a unit that are offered."""


class FiguresSection(Section):
    """Two fields: empty, the figure of the sheet holds."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Given by the centre"), session)
        about = plain_label(_("Kept and marked as entered by you, never as the sheet’s."))
        about.setFont(theme.scaled(self.font(), 0.9))
        self.column.addWidget(about)
        none = _("as on the sheet")
        self.ects = AmountField(MOST_ECTS, _(" ECTS"), none, least=0, step=0.5)
        self.hours = AmountField(MOST_HOURS, _(" h"), none, least=0, step=0.5)
        self._form = form = FieldForm()
        for label, field in ((_("ECTS"), self.ects), (_("Hours"), self.hours)):
            field.editingFinished.connect(self.settle)
            form.add_field(label, field)
        self.column.addLayout(form)
        self.column.addWidget(trouble_line([self.ects, self.hours]))

    def begin(self, code: str) -> None:
        """Be about unit *code* from now on; what is typed and is no amount was meant for the unit before."""
        super().begin(code)
        for field in (self.ects, self.hours):
            field.bring_back()

    def refresh(self) -> None:
        figure = self.session.plan.profile.override(self.code)
        self.ects.follow(figure and figure.ects)
        self.hours.follow(figure and figure.hours)
        filling = self.session.plan.scenario.filling(self.code)
        self._form.setRowVisible(self.ects, filling is None or filling.ects is None)  # else what fills it says them

    def settle(self) -> None:
        """Keep the figures entered, as one undo step."""
        if not self.code:
            return
        code, today = self.code, self.session.today
        given, asked = self.ects.amount, self.hours.amount
        kept = self.session.document.profile.override(code)
        if (given, asked) == ((kept.ects, kept.hours) if kept is not None else (None, None)):
            return
        name = _("Enter figures for {unit}").format(unit=shown(code))
        note = kept.note if kept is not None else ""
        self.session.do(name, lambda plan: set_override(plan, code, given, asked, today, note))
        self.refresh()  # a figure that is the sheet's own is not kept as an entry
