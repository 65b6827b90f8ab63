"""« Proposer un plan »: a few choices, the live answer, and why not earlier. The plan itself shows on the board."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.plan import Plan, Waiver
from csp_planner.domain.refusal import Refusal
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _
from csp_planner.messages.proposal import criterion_label, end_sentence, scenario_name, waiver_reason
from csp_planner.messages.words import term_label, term_short
from csp_planner.proposal.answer import Answer, Clash, Proposal, Relaxation, waiver_offers
from csp_planner.proposal.apply import proposed_scenario, with_proposal
from csp_planner.proposal.process import SolverProcess
from csp_planner.proposal.request import Objective, Request, is_movable, request_for
from csp_planner.proposal.talk import Answered, Event, Explained, Failed, Progressed
from csp_planner.proposal.wording import (
    criterion_words,
    proof_words,
    reason_words,
    refusal_words,
    relaxation_label,
)
from csp_planner.ui import theme
from csp_planner.ui.buttons import PrimaryButton, TextRow
from csp_planner.ui.fields import amount_field
from csp_planner.ui.labels import TickBox
from csp_planner.ui.session import Session, Trial

PAUSE_MS = 150
"""A choice is asked about when the hand rests this long."""
TERMS_AHEAD = 12
LIST_HEIGHT = 84


class ProposalPanel(QScrollArea):
    """The right zone while a plan is proposed. The solver runs in its own process and never holds the window up."""

    closed = Signal()
    announced = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.solver = SolverProcess()
        self._notifier: QSocketNotifier | None = None
        self._asked: Request | None = None
        self._proposal: Proposal | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MS)
        self._rest.timeout.connect(self.ask)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setAutoFillBackground(True)
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(12, 8, 12, 10)
        self._column.setSpacing(theme.GRID * 2)
        self.setWidget(inside)
        self._bold = theme.scaled(self.font(), 0.95, bold=True)
        self._make_heading()
        self._make_choices()
        self._make_lists()
        self._make_answer()
        self._column.addStretch(1)
        self.destroyed.connect(self.solver.close)

    # Building

    def _make_heading(self) -> None:
        back = QPushButton(_("← Progress"))
        back.setFlat(True)
        back.clicked.connect(self.close_panel)
        self._column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        title = QLabel(_("Propose a plan"))
        title.setFont(theme.scaled(self.font(), 1.3, bold=True))
        self._column.addWidget(title)
        row = QHBoxLayout()
        self._go = PrimaryButton(_("Propose"))
        self._go.clicked.connect(self.ask)
        self._halt = QPushButton(_("Stop"))
        self._halt.clicked.connect(self.stop)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedHeight(8)
        self._busy.setAccessibleName(_("Searching"))
        row.addWidget(self._go, 1)
        row.addWidget(self._halt)
        self._column.addLayout(row)
        self._column.addWidget(self._busy)

    def _make_choices(self) -> None:
        self._objectives = QButtonGroup(self)
        for index, text in enumerate((_("As early as possible"), _("An even load"))):
            button = QRadioButton(text)
            button.setChecked(index == 0)
            self._objectives.addButton(button, index)
            self._column.addWidget(button)
        self._keep = self._tick(_("Keep what I have: fewest changes"))
        self._ects = amount_field(None, 120, _(" ECTS"), _("no limit"), step=1)
        self._hours = amount_field(None, 1_000, _(" h"), _("no limit"), step=1)
        self._units = QSpinBox()
        self._units.setRange(0, 20)
        self._units.setSpecialValueText(_("no limit"))
        self._units.setSuffix(_(" units"))
        self._start, self._end = QComboBox(), QComboBox()
        for combo in (self._start, self._end):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(6)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows: tuple[tuple[str, QWidget], ...] = (
            (_("ECTS per semester"), self._ects),
            (_("Hours per semester"), self._hours),
            (_("Units per semester"), self._units),
            (_("From"), self._start),
            (_("Until"), self._end),
        )
        for label, field in rows:
            field.setAccessibleName(label)
            form.addRow(label, field)
        self._column.addLayout(form)
        self._order = self._tick(_("Keep to the recommended order"))
        self._report = self._tick(_("The report after everything it rests on"))
        self._accredited = self._tick(_("All before the accreditation ends"))
        self._waivers = self._tick(_("Allow waivers for what opens nowhere"))
        for signal in (
            self._objectives.idToggled,
            self._ects.valueChanged,
            self._hours.valueChanged,
            self._units.valueChanged,
            self._start.currentIndexChanged,
            self._end.currentIndexChanged,
            *(box.toggled for box in (self._keep, self._order, self._report, self._accredited, self._waivers)),
        ):
            signal.connect(lambda *_args: self._ask_soon())

    def _tick(self, text: str) -> QCheckBox:
        tick = TickBox(text)
        self._column.addWidget(tick)
        return tick.box

    def _make_lists(self) -> None:
        self._pins = self._list(_("Units that stay where they are"))
        self._away = self._list(_("Semesters away"))

    def _list(self, title: str) -> QListWidget:
        label = QLabel(title)
        label.setFont(self._bold)
        found = QListWidget()
        found.setAccessibleName(title)
        found.setFixedHeight(LIST_HEIGHT)
        found.itemChanged.connect(lambda _item: self._ask_soon())
        self._column.addWidget(label)
        self._column.addWidget(found)
        return found

    def _make_answer(self) -> None:
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.setFont(self._bold)
        self._answer = QVBoxLayout()
        self._answer.setSpacing(theme.GRID)
        self._column.insertWidget(4, self._said)
        self._column.insertLayout(5, self._answer)

    # The choices

    def begin(self) -> None:
        """Offer what follows from the scenario shown, and load the solver meanwhile."""
        self.session.drop_trial()
        self._start_solver()
        request = request_for(self.session.document, self.session.today, report_last=True)
        self._asked = None
        self._show_request(request)
        self._show_idle(_("Choose what matters, then “Propose”. Nothing is changed until you keep the proposal."))

    def _show_request(self, request: Request) -> None:
        """Set every field to what *request* asks, without asking."""
        self.blockSignals(True)
        fields = (self._ects, self._hours, self._units, self._start, self._end, self._keep, self._order, self._report)
        widgets: list[QWidget] = [*fields, self._accredited, self._waivers, self._pins, self._away]
        for widget in widgets:
            widget.blockSignals(True)
        self._ects.show_amount(request.max_ects)
        self._hours.show_amount(request.max_hours)
        self._units.setValue(request.max_units or 0)
        self._keep.setChecked(request.keep)
        self._order.setChecked(request.follow_order)
        self._report.setChecked(request.report_last)
        self._accredited.setChecked(request.within_accreditation)
        self._waivers.setChecked(request.allow_waivers)
        self._waivable = request.waivable
        self._show_terms(request)
        self._show_pins(request)
        for widget in widgets:
            widget.blockSignals(False)
        self.blockSignals(False)

    def _show_terms(self, request: Request) -> None:
        first = request.start or self.session.plan.scenario.start
        terms = [first]
        while len(terms) < TERMS_AHEAD:
            terms.append(terms[-1].next_semester())
        if request.end is not None and request.end not in terms:
            terms.append(request.end)
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

    def _show_pins(self, request: Request) -> None:
        self._pins.clear()
        for placement in request.scenario.placements:
            if is_movable(request, placement.unit):
                text = _("{unit}: {term}").format(unit=placement.unit, term=term_short(placement.term))
                self._pins.addItem(_checkable(text, placement.unit, placement.unit in request.pinned))

    def request(self) -> Request:
        """What the fields ask."""
        return request_for(
            self.session.document,
            self.session.today,
            objective=Objective.STEADY if self._objectives.checkedId() == 1 else Objective.EARLIEST,
            keep=self._keep.isChecked(),
            max_ects=self._ects.amount,
            max_hours=self._hours.amount,
            max_units=self._units.value() or None,
            start=self._start.currentData(),
            end=self._end.currentData(),
            follow_order=self._order.isChecked(),
            report_last=self._report.isChecked(),
            within_accreditation=self._accredited.isChecked(),
            allow_waivers=self._waivers.isChecked(),
            waivable=self._waivable,
            pinned=frozenset(_checked(self._pins)),
            away=frozenset(_checked(self._away)),
        )

    # Asking

    def _start_solver(self) -> None:
        self.solver.start()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
        self._notifier = QSocketNotifier(self.solver.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)

    def _ask_soon(self) -> None:
        """A choice changed: the answer follows, once there was a first one."""
        if self._asked is not None:
            self._rest.start()

    def ask(self, request: Request | None = None) -> None:
        """Ask for a proposal; by default for what the fields say."""
        self._rest.stop()
        self._asked = request if isinstance(request, Request) else self.request()
        if not self.solver.is_running:
            self._start_solver()
        self.solver.ask(self._asked)
        self._show_busy()

    def stop(self) -> None:
        """Call the search off."""
        self.solver.stop()
        self._show_idle(_("Stopped."))

    def _hear(self) -> None:
        for event in self.solver.poll():
            self._take(event)
        if not self.solver.is_running and self._notifier is not None:
            self._notifier.setEnabled(False)

    def _take(self, event: Event) -> None:
        match event:
            case Progressed(progress=progress):
                label = criterion_label(progress.criterion)
                text = _("Step {step} of {steps}: {label}…")
                self._said.setText(text.format(step=progress.step, steps=progress.steps, label=label))
            case Answered(answer=answer):
                self._show_answer(answer)
            case Explained(proposal=proposal):
                self._show_answer(proposal, again=True)
            case Failed():
                self._show_idle(_("The search ended without an answer: ask again."))
            case _:
                return

    # Showing

    def _show_busy(self) -> None:
        self._busy.setVisible(True)
        self._halt.setEnabled(True)
        self._said.setText(_("Searching…"))

    def _show_idle(self, text: str) -> None:
        self._busy.setVisible(False)
        self._halt.setEnabled(False)
        self._said.setText(text)
        self._clear_answer()

    def _clear_answer(self) -> None:
        while self._answer.count():
            item = self._answer.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()

    def _show_answer(self, answer: Answer, *, again: bool = False) -> None:
        if isinstance(answer, Proposal):
            self._show_proposal(answer, again=again)
            return
        self.session.drop_trial()
        self._show_idle(refusal_words(answer))
        self.announced.emit(refusal_words(answer))
        if isinstance(answer, Clash):
            self._offer(answer.relaxations, answer.request)

    def _show_proposal(self, proposal: Proposal, *, again: bool) -> None:
        self._proposal = proposal
        self._show_idle(end_sentence(proposal.end_term))
        # Its reasons may still be on the way: the proposal is the same.
        self._busy.setVisible(not again)
        self._halt.setEnabled(not again)
        if not again:
            self._preview(proposal)
            self.announced.emit(self._said.text())
        self._add_text(proof_words(proposal))
        for level in proposal.levels:
            label, value = criterion_words(level)
            self._add_text(_("{label}: {value}").format(label=label, value=value))
        if proposal.unplaced:
            self._add_text(_("Opens nowhere, left to place: {units}.").format(units=", ".join(proposal.unplaced)))
            self._offer(waiver_offers(proposal.request, proposal.unplaced), proposal.request)
        if proposal.reasons:
            self._add_text(_("Why not earlier"), bold=True)
        for reason in proposal.reasons:
            self._add_text(reason_words(reason, proposal))
            if reason.relaxation is not None:
                self._offer((reason.relaxation,), proposal.request)

    def _add_text(self, text: str, *, bold: bool = False) -> None:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if bold:
            label.setFont(self._bold)
        self._answer.addWidget(label)

    def _offer(self, relaxations: tuple[Relaxation, ...], asked: Request) -> None:
        """Each milder request as something to click: it is asked for at once, and shows in the fields."""
        for relaxation in relaxations:
            row = TextRow()
            row.tone = "accent"
            row.say(relaxation_label(relaxation, asked))
            row.clicked.connect(lambda _checked=False, easier=relaxation.request: self._ease(easier))
            self._answer.addWidget(row)

    def _ease(self, request: Request) -> None:
        self._show_request(request)
        self.ask(replace(request, scenario=self.session.document.scenario))

    def _preview(self, proposal: Proposal) -> None:
        """Show the proposal on the board, its moved cards lit."""
        plan = self.session.document
        waiver = Waiver(reason=waiver_reason(), date=self.session.today)
        scenario = proposed_scenario(plan, proposal, waiver)
        if isinstance(scenario, Refusal):
            self._show_idle(_("The plan has changed meanwhile: ask again."))
            return
        name = scenario_name()
        before = {placement.unit: placement.term for placement in plan.scenario.placements}
        after = {placement.unit: placement.term for placement in scenario.placements}
        keep: Callable[[Plan], Plan | Refusal] = lambda plan: with_proposal(plan, proposal, name, waiver)  # noqa: E731
        self.session.attempt(
            Trial(
                plan=plan.with_scenario(scenario),
                sentence=end_sentence(proposal.end_term),
                keep=keep,
                keep_name=_("Keep the proposal"),
                moved={code: before.get(code) for code, term in after.items() if before.get(code) != term},
            )
        )

    def close_panel(self) -> None:
        """Leave the panel; what is tried goes with it."""
        self.solver.stop()
        self.session.drop_trial()
        self.closed.emit()


def _checkable(text: str, value: object, checked: bool) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setData(Qt.ItemDataRole.UserRole, value)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
    return item


def _checked(items: QListWidget) -> list[Term] | list[str]:
    found = [items.item(row) for row in range(items.count())]
    return [item.data(Qt.ItemDataRole.UserRole) for item in found if item.checkState() is Qt.CheckState.Checked]
