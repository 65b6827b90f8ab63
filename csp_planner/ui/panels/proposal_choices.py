"""The choices of « Proposer un plan »: what makes a plan better, what it must keep to, what stays where it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.award import stages_of
from csp_planner.domain.enrolment import first_open_semester
from csp_planner.domain.evaluation.loads import is_limited_by_week
from csp_planner.domain.limits import MAX_UNITS
from csp_planner.domain.overrides import has_hours
from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import Term
from csp_planner.domain.wishes import Objective
from csp_planner.messages.catalogue import _
from csp_planner.messages.loads import limit_a_week
from csp_planner.messages.problems import shown
from csp_planner.messages.words import term_label, term_short
from csp_planner.proposal.request import Request, is_movable, request_for, wishes_of
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.amount_field import MOST_ECTS, MOST_HOURS, AmountField
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.field_form import FieldForm
from csp_planner.ui.widgets.field_trouble import trouble_line
from csp_planner.ui.widgets.labels import TickBox, plain_label

TERMS_AHEAD = 12
LIST_HEIGHT = 104


class ProposalChoices(QWidget):
    """Fields that say what is asked of a proposal. What is chosen stays with the scenario, in the file."""

    changed = Signal()
    """A choice was made: a box ticked, an item chosen, an amount entered. An amount that is being typed is none yet."""

    def __init__(self, session: Session, bold: QFont) -> None:
        super().__init__()
        self._session = session
        self._plan: Plan | None = None
        """The plan whose scenario the fields are about."""
        self._bold = bold
        self._waivable: frozenset[str] = frozenset()
        """Units a waiver was allowed for with one click; no field shows them."""
        self._freed: frozenset[str] = frozenset()
        """Units that were let go of the waiver that places them, likewise."""
        self._is_filling = False
        self._ticks: dict[QCheckBox, TickBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID * 2)
        self._make_goal()
        self._make_limits()
        self._make_demands()
        self._pins = self._list(_("Units that stay where they are"))
        self._away = self._list(_("Semesters away"))

    # Building

    def _make_goal(self) -> None:
        self._objectives = QButtonGroup(self)
        for index, text in enumerate((_("As early as possible"), _("An even load"))):
            button = QRadioButton(text)
            button.setChecked(index == 0)
            self._objectives.addButton(button, index)
            self._column.addWidget(button)
        self._objectives.idToggled.connect(lambda _index, is_on: self._tell() if is_on else None)
        self._keep = self._tick(_("The same end, then the fewest changes"))

    def _make_limits(self) -> None:
        self._ects = AmountField(MOST_ECTS, _(" ECTS"), _("no limit"))
        self._hours = AmountField(MOST_HOURS, _(" h"), _("no limit"))
        self._units = AmountField(MAX_UNITS, _(" units"), _("no limit"), least=1, whole=True)
        self.amounts = (self._ects, self._hours, self._units)
        self._start, self._end = Choice(), Choice()
        for field in self.amounts:
            field.entered.connect(self._tell)
        for combo in (self._start, self._end):
            combo.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(6)
            combo.currentIndexChanged.connect(self._tell)
        self._limits = self._add_rows(
            (_("ECTS per semester"), self._ects),
            (_("Hours per semester"), self._hours),
            (_("Units per semester"), self._units),
        )
        self._column.addWidget(trouble_line(self.amounts))
        self._week = plain_label()
        self._week.setFont(theme.scaled(self.font(), 0.9))
        self._week.hide()
        self._column.addWidget(self._week)
        self._add_rows((_("From"), self._start), (_("Until"), self._end))  # short labels leave room for long choices

    def _add_rows(self, *rows: tuple[str, QWidget]) -> QFormLayout:
        form = FieldForm()
        form.setHorizontalSpacing(theme.GRID * 2)  # the zone is narrow: a label stands beside its field while it can
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, field in rows:
            form.add_field(label, field)
        self._column.addLayout(form)
        return form

    def _make_demands(self) -> None:
        self._order = self._tick(_("Always keep to the recommended order"))
        self._report = self._tick(_("The report at any time"))
        self._accredited = self._tick(_("All before the accreditation ends"))
        self._waivers = self._tick(_("Without waivers"))

    def _tick(self, text: str) -> QCheckBox:
        tick = TickBox(text)
        self._ticks[tick.box] = tick
        tick.box.toggled.connect(self._tell)
        self._column.addWidget(tick)
        return tick.box

    def _list(self, title: str) -> QListWidget:
        label = QLabel(title)
        label.setFont(self._bold)
        found = QListWidget()
        found.setAccessibleName(title)
        found.setFixedHeight(LIST_HEIGHT)
        found.setSpacing(theme.GRID)
        found.itemChanged.connect(self._tell)
        self._column.addWidget(label)
        self._column.addWidget(found)
        return found

    def _tell(self) -> None:
        if not self._is_filling:
            if self._plan is not None:
                request = self.request()
                self._show_week(request)
                self._session.choose(wishes_of(request, self._session.document))
            self.changed.emit()

    def _show_week(self, request: Request) -> None:
        """What the limit of hours comes to in a week; its line stays where it is without a limit."""
        limit, weeks = request.max_hours, request.profile.weeks
        self._week.setText(limit_a_week(limit, weeks) if limit is not None and weeks else "")

    # What they say

    @property
    def trouble(self) -> str:
        """Why an amount cannot be taken; empty where all can."""
        return next((field.trouble for field in self.amounts if field.trouble), "")

    def show_request(self, request: Request, *, keep_typed: bool = False) -> None:
        """Set the fields to what *request* asks, without sending ``changed``. *keep_typed* spares what is typed now."""
        self._is_filling = True
        self._objectives.button(1 if request.objective is Objective.STEADY else 0).setChecked(True)
        self._keep.setChecked(request.keep)
        for field, amount in zip(self.amounts, (request.max_ects, request.max_hours, request.max_units), strict=True):
            field.follow(amount) if keep_typed else field.show_amount(amount)
        self._show_what_exists(request)
        self._show_week(request)
        self._order.setChecked(request.follow_order)
        self._report.setChecked(not request.report_last)
        self._accredited.setChecked(request.within_accreditation)
        self._waivers.setChecked(not request.allow_waivers)
        self._waivable, self._freed = request.waivable, request.freed
        self._show_terms(request)
        self._show_pins(request)
        self._is_filling = False

    def _show_what_exists(self, request: Request) -> None:
        """Offer no demand about what the programme does not publish."""
        programme = request.programme
        has_class = has_hours(programme, request.profile)
        self._limits.setRowVisible(self._hours, has_class)
        self._week.setVisible(has_class and is_limited_by_week(request.scenario, request.profile))
        for tick, exists in (
            (self._order, programme.recommended_order or stages_of(programme.award)),
            (self._report, programme.conditions.report_unit is not None),
            (self._accredited, programme.accreditation is not None),
        ):
            self._ticks[tick].setVisible(bool(exists))

    def show_plan(self, plan: Plan) -> None:
        """Be about the scenario *plan* shows, with what was chosen for it."""
        before, self._plan = self._plan, plan
        is_same = before is not None and is_same_scenario(before, plan)
        self.show_request(request_for(plan, self._session.today), keep_typed=is_same)

    def follow_choice(self, plan: Plan) -> None:
        """Show what is chosen now, unless the fields say it: the choice may come from one of them, just now."""
        request = request_for(plan, self._session.today)
        if self.request() != request:
            self.show_request(request)

    def forget(self) -> None:
        """Choose for no plan any more: another document comes."""
        self._plan = None

    def _show_terms(self, request: Request) -> None:
        terms = self._terms_on_offer(request)
        for field, chosen, none in (
            (self._start, request.start, _("as soon as possible")),
            (self._end, request.end, _("no last semester")),
        ):
            field.clear()
            field.addItem(none, None)
            for term in terms:
                field.addItem(term_label(term), term)
            field.setCurrentIndex(terms.index(chosen) + 1 if chosen in terms else 0)
        self._away.clear()
        for term in terms:
            self._away.addItem(_checkable(term_label(term), term, term in request.away))

    def _terms_on_offer(self, request: Request) -> list[Term]:
        """Semesters from the first one still open on, and those *request* names."""
        terms = [first_open_semester(request.programme, request.today)]
        while len(terms) < TERMS_AHEAD:
            terms.append(terms[-1].next_semester())
        named = {term for term in (request.start, request.end, *request.away) if term is not None}
        return sorted({*terms, *named}, key=Term.sort_key)

    def _show_pins(self, request: Request) -> None:
        self._pins.clear()
        if not any(is_movable(request, placement.unit) for placement in request.scenario.placements):
            nothing = QListWidgetItem(_("Nothing placed yet: all may move."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._pins.addItem(nothing)
        for placement in request.scenario.placements:
            if is_movable(request, placement.unit):
                text = _("{unit}: {term}").format(unit=shown(placement.unit), term=term_short(placement.term))
                self._pins.addItem(_checkable(text, placement.unit, placement.unit in request.pinned))

    def request(self) -> Request:
        """What the fields ask about the scenario the document shows."""
        return request_for(
            self._session.document,
            self._session.today,
            objective=Objective.STEADY if self._objectives.checkedId() == 1 else Objective.EARLIEST,
            keep=self._keep.isChecked(),
            max_ects=self._ects.amount,
            max_hours=self._hours.amount,
            max_units=int(self._units.amount) if self._units.amount is not None else None,
            start=self._start.currentData(),
            end=self._end.currentData(),
            follow_order=self._order.isChecked(),
            report_last=not self._report.isChecked(),
            within_accreditation=self._accredited.isChecked(),
            allow_waivers=not self._waivers.isChecked(),
            waivable=self._waivable,
            freed=self._freed,
            pinned=frozenset(_checked(self._pins)),
            away=frozenset(_checked(self._away)),
        )


def is_same_scenario(before: Plan, after: Plan) -> bool:
    """Whether both show the same scenario, which may have another name or another place by now."""
    if before.scenario.name == after.scenario.name:
        return True
    names = {scenario.name for scenario in after.scenarios}
    is_renamed = before.scenario.name not in names and len(before.scenarios) == len(after.scenarios)
    return is_renamed and before.active == after.active


def _checkable(text: str, value: object, checked: bool) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setData(Qt.ItemDataRole.UserRole, value)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
    return item


def _checked(items: QListWidget) -> list[Term] | list[str]:
    found = [items.item(row) for row in range(items.count())]
    return [item.data(Qt.ItemDataRole.UserRole) for item in found if item.checkState() is Qt.CheckState.Checked]
