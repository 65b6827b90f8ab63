"""Asks about the learner and the limits of the scenario shown; all answers are one undo step."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.award import stages_of
from csp_planner.domain.edits import (
    Refusal,
    set_accreditation,
    set_budget,
    set_limits,
    set_modes,
    set_order,
    set_profile,
    set_start,
)
from csp_planner.domain.evaluation.cost import Budget, budget
from csp_planner.domain.limits import MAX_NAME
from csp_planner.domain.overrides import has_hours
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import USUAL_WEEKS, BudgetLine, Occupation
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Part, Term
from csp_planner.domain.text import plain_line
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.cost import budget_button, cost_line, euros, tariff_label
from csp_planner.messages.loads import weeks_assumed
from csp_planner.messages.problems import shown
from csp_planner.messages.words import situation_word, term_label
from csp_planner.ui import theme
from csp_planner.ui.widgets.amount_field import MOST_ECTS, MOST_HOURS, MOST_WEEKLY_HOURS, AmountField
from csp_planner.ui.widgets.buttons import ok_cancel
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.date_field import DateField
from csp_planner.ui.widgets.field_form import FieldForm, align_fields
from csp_planner.ui.widgets.field_trouble import hold_back, make_room
from csp_planner.ui.widgets.labels import no_key, plain_label
from csp_planner.ui.widgets.mode_choice import ModeChoice
from csp_planner.ui.widgets.tall_area import TallArea

YEARS_AROUND = 5
"""Years offered for the first semester, before and after the one it is in."""
MOST_WEEKS, MOST_PERSONAL_HOURS = 40, 60
"""The highest amounts offered. A file takes higher ones, and a field keeps one that is there already."""


class ProfileDialog(QDialog):
    """Name, situation, fundings, hours a week; then the limits of the scenario; then the accreditation's end.

    The keys are on the name first, or on the field that *field* names: "funding" or "weeks".
    """

    def __init__(self, plan: Plan, today: date, parent: QWidget, field: str = "") -> None:
        super().__init__(parent)
        self._plan, self._today = plan, today
        self._has_hours = has_hours(plan.programme, plan.profile)
        """A limit of hours of which nobody knows any would keep to nothing: it is not asked for."""
        self.setWindowTitle(_("Learner and limits"))
        layout = QVBoxLayout(self)
        theme.space(layout, 3, around=3)
        groups = [self._learner(plan), self._scenario(plan)]
        fields: list[AmountField | DateField] = [self._weekly, self._weeks, self._personal, self._ects, self._hours]
        accreditation = plan.programme.accreditation
        self._accreditation = DateField(accreditation.ends) if accreditation is not None else None
        if self._accreditation is not None:
            fields.append(self._accreditation)
            groups.append(_group(_("Diploma"), (_("End of the accreditation"), self._accreditation)))
        parts = QWidget()
        column = QVBoxLayout(parts)
        theme.space(column, 2)
        for group in groups:
            column.addWidget(group)
        align_fields(form for group in groups for form in group.findChildren(FieldForm))
        layout.addWidget(TallArea(parts), 1)
        buttons = ok_cancel(self)
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        layout.addWidget(hold_back(ok, fields))
        layout.addWidget(buttons)
        self.setMinimumWidth(460)
        width = self.sizeHint().width()
        self.resize(width, layout.totalHeightForWidth(width))  # no taller: a sentence would get the rest
        make_room(self)
        funding = self._tariff if self._has_fundings else self._budget
        {"funding": funding, "weeks": self._weeks}.get(field, self._name).setFocus()

    def _learner(self, plan: Plan) -> QGroupBox:
        profile = plan.profile
        self._name = QLineEdit(shown(profile.name))
        self._name.setMaxLength(MAX_NAME)
        self._shown_name = self._name.text()
        self._name.setPlaceholderText(_("optional"))
        self._situation = Choice()
        for situation in Occupation:
            self._situation.addItem(situation_word(situation), situation)
        self._situation.setCurrentIndex(list(Occupation).index(profile.situation))
        self._tariff = Choice()
        self._tariff.addItem(_("Not chosen"), "")
        for tariff in plan.programme.tariffs:
            text = _("{funding}: {amount}").format(funding=tariff_label(tariff.label), amount=euros(tariff.euros))
            self._tariff.addItem(text, tariff.code)
        if self._tariff.findData(profile.tariff) < 0:
            self._tariff.addItem(_("{code} (not on the sheet)").format(code=shown(profile.tariff)), profile.tariff)
        self._tariff.setCurrentIndex(self._tariff.findData(profile.tariff))
        self._has_fundings = self._tariff.count() > 1
        self._lines = profile.budget
        self._budget = QPushButton()
        self._budget.clicked.connect(self._ask_lines)
        self._cost = plain_label()
        self._tariff.currentIndexChanged.connect(self._show_budget)
        self._show_budget()
        self._weekly = AmountField(MOST_WEEKLY_HOURS, _(" h a week"), pgettext("hours", "not given"), step=0.5)
        self._weekly.show_amount(profile.weekly_hours)
        supposed = weeks_assumed(USUAL_WEEKS)
        self._weeks = AmountField(MOST_WEEKS, _(" weeks assumed"), supposed, least=1, whole=True)
        self._weeks.show_amount(profile.weeks_per_semester)
        self._personal = AmountField(MOST_PERSONAL_HOURS, _(" h for 1 ECTS"), pgettext("hours", "not given"), step=0.5)
        self._personal.show_amount(profile.personal_hours)
        assumption = _(
            "The sheet publishes neither the weeks of a semester nor personal work: these are assumptions of yours. "
            "Personal work is shown beside class hours and never counted among them."
        )
        note = QLabel(assumption)
        note.setWordWrap(True)
        note.setFont(theme.scaled(self.font(), 0.9))
        self._modes = ModeChoice(plan.programme.modes, profile.modes)
        # A sheet that does not say how its units run leaves nothing to want.
        modes = [(_("Modes wanted"), self._modes)] if self._modes.is_needed else []
        funding = ((_("Funding"), self._tariff),) if self._has_fundings else ()
        weekly = ((_("Class hours a week"), self._weekly),) if self._has_hours else ()
        return _group(
            _("Learner"),
            (_("Name"), self._name),
            (_("Situation"), self._situation),
            *modes,
            *funding,
            (_("Other costs and fundings"), self._budget),
            ("", self._cost),
            *weekly,
            (_("Length of a semester"), self._weeks),
            (_("Personal work"), self._personal),
            ("", note),
        )

    def _budget_of(self, lines: tuple[BudgetLine, ...]) -> Budget:
        """What *lines* come to beside the price on the funding that is chosen here."""
        profile = replace(self._plan.profile, tariff=self._tariff.currentData(), budget=lines)
        return budget(replace(self._plan, profile=profile), self._today)

    def _show_budget(self) -> None:
        self._budget.setText(budget_button(len(self._lines)))
        self._budget.setAccessibleDescription(self._budget.text())
        self._cost.setText(cost_line(self._budget_of(self._lines)))

    def _ask_lines(self) -> None:
        from csp_planner.ui.dialogs.budget import BudgetDialog  # most visits change no line

        dialog = BudgetDialog(self._lines, self._budget_of, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._lines = dialog.lines
            self._show_budget()
        dialog.deleteLater()

    def _scenario(self, plan: Plan) -> QGroupBox:
        scenario = plan.scenario
        self._start = Choice()
        first = max(FIRST_YEAR, scenario.start.year - YEARS_AROUND)
        for year in range(first, min(LAST_YEAR, scenario.start.year + YEARS_AROUND) + 1):
            for part in (Part.S1, Part.S2):
                self._start.addItem(term_label(Term(year, part)), Term(year, part))
        self._start.setCurrentIndex(self._start.findText(term_label(scenario.start)))
        self._ects = AmountField(MOST_ECTS, _(" ECTS per semester"), _("no limit"))
        self._ects.show_amount(scenario.max_ects)
        self._hours = AmountField(MOST_HOURS, _(" h per semester"), _("no limit"))
        self._hours.show_amount(scenario.max_hours)
        self._order = QCheckBox(_("Remind of the recommended order (advice, not a rule of the sheet)"))
        self._order.setChecked(scenario.follow_recommended_order)
        programme = plan.programme
        has_report = programme.conditions.report_unit is not None
        has_advice = programme.recommended_order or has_report or stages_of(programme.award)
        return _group(
            no_key(_("Scenario “{name}”").format(name=shown(scenario.name))),
            (_("First semester"), self._start),
            (_("Load to keep to"), self._ects),
            *(((_("Hours to keep to"), self._hours),) if self._has_hours else ()),
            *((("", self._order),) if has_advice else ()),
        )

    def _entered_name(self, name: str) -> str:
        """What was entered, tidied; *name*, however it is written, where nothing was."""
        text = self._name.text()
        return name if text == self._shown_name else " ".join(plain_line(text).split())

    def _set_accreditation(self, plan: Plan) -> Plan:
        return plan if self._accreditation is None else set_accreditation(plan, self._accreditation.last_good_day)

    def apply_to(self, plan: Plan) -> Plan | Refusal:
        """*plan* with what was entered."""
        profile = replace(
            plan.profile,
            name=self._entered_name(plan.profile.name),
            situation=Occupation(self._situation.currentData()),
            tariff=self._tariff.currentData(),
            weekly_hours=self._weekly.amount,
            weeks_per_semester=int(self._weeks.amount) if self._weeks.amount is not None else None,
            personal_hours=self._personal.amount,
        )
        result: Plan | Refusal = set_profile(plan, profile)
        edits = (
            lambda value: set_modes(value, self._modes.wanted),
            lambda value: set_budget(value, self._lines),
            lambda value: set_limits(value, self._ects.amount, self._hours.amount),
            lambda value: set_start(value, self._start.currentData()),
            lambda value: set_order(value, self._order.isChecked()),
            self._set_accreditation,
        )
        for edit in edits:
            if isinstance(result, Plan):
                result = edit(result)
        return result


def _group(title: str, *rows: tuple[str, QWidget]) -> QGroupBox:
    box = QGroupBox(title)
    form = FieldForm(box)
    form.setVerticalSpacing(theme.GRID)  # all of them are seen at once on a low screen
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for label, field in rows:
        if label:
            form.add_field(label, field)
        elif isinstance(field, QLabel):
            form.add_below(field)
        else:
            form.addRow("", field)
    return box
