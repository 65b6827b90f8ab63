"""« Proposer un plan »: a few choices, the live answer, and why not earlier. The plan itself shows on the board."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.edits.refusal import Refusal
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Plan, Scenario, Waiver
from csp_planner.messages.catalogue import _
from csp_planner.messages.clash import refusal_words, relaxation_label
from csp_planner.messages.diagnostics import diagnostic_sentence
from csp_planner.messages.proposal import (
    criterion_words,
    end_sentence,
    heavy_sentence,
    progress_words,
    proof_words,
    reason_words,
    scenario_name,
    waiver_reason,
)
from csp_planner.proposal.answer import Clash, Proposal, Relaxation, Undecided, waiver_offers
from csp_planner.proposal.apply import proposed_scenario, with_proposal
from csp_planner.proposal.request import Request, award_notices
from csp_planner.solver.talk import Answered, Event, Explained, Failed, Progressed, Reasoned
from csp_planner.storage.log import write_log
from csp_planner.ui import theme
from csp_planner.ui.document.advisor import Advisor, Consultation
from csp_planner.ui.document.session import Session, Trial
from csp_planner.ui.panels.proposal_choices import ProposalChoices, is_same_scenario
from csp_planner.ui.widgets.buttons import PrimaryButton, TextRow
from csp_planner.ui.widgets.labels import plain_label

PAUSE_MS = 150
"""After a choice, the next search begins when the hand has rested this long."""
SHARES = [550, 450]
"""How the height is shared at first, between the choices and the answer."""


def _scrolling(inside: QWidget) -> QScrollArea:
    """*inside* with a scroll bar where it is too tall."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside.setContentsMargins(0, 0, 12, 0)
    inside.setAutoFillBackground(True)
    inside.setBackgroundRole(QPalette.ColorRole.Base)
    area.setWidget(inside)
    return area


class ProposalPanel(QWidget):
    """The right zone while a plan is proposed. The solver runs in its own process and never holds the window up.

    The choices stand above, the answer below them in room of its own: whatever the answer is, no choice moves.
    """

    closed = Signal()
    announced = Signal(str)

    def __init__(self, session: Session, advisor: Advisor) -> None:
        super().__init__()
        self.session, self.advisor = session, advisor
        self._consultation: Consultation | None = None
        self._asked: Request | None = None
        self._proposal: Proposal | None = None
        """What is shown, once there is an answer."""
        self._proposed: Scenario | None = None
        """The scenario it makes."""
        self._document = session.document
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MS)
        self._rest.timeout.connect(self.ask)
        self._bold = theme.scaled(self.font(), 0.95, bold=True)
        heading = self._make_heading()
        self.choices = ProposalChoices(session, self._bold)
        self.choices.changed.connect(self._ask_soon)
        for field in self.choices.amounts:
            field.changed.connect(lambda: self._go.setEnabled(not self.choices.trouble))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        for index, part in enumerate((_scrolling(self.choices), self._make_answer())):
            parts.addWidget(part)
            parts.setStretchFactor(index, SHARES[index])
        parts.setSizes(SHARES)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 0, 0)
        column.setSpacing(theme.GRID * 2)
        column.addLayout(heading)
        column.addWidget(parts, 1)
        session.changed.connect(self._follow)
        session.replacing.connect(self.choices.forget)

    # Building

    def _make_heading(self) -> QVBoxLayout:
        back = QPushButton(_("← Progress"))
        back.setFlat(True)
        back.clicked.connect(self.close_panel)
        title = QLabel(_("Propose a plan"))
        title.setFont(theme.scaled(self.font(), 1.3, bold=True))
        column = QVBoxLayout()
        column.setSpacing(theme.GRID)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(title)
        return column

    def _make_answer(self) -> QWidget:
        """What starts and stops a search, and under it what came of it."""
        self._go = PrimaryButton(_("Propose"))
        self._go.clicked.connect(self.ask)
        self._halt = QPushButton(_("Stop"))
        self._halt.clicked.connect(self.stop)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 12, 0)
        row.addWidget(self._go, 1)
        row.addWidget(self._halt)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedHeight(6)
        self._busy.setAccessibleName(_("Searching"))
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what is under it stays where it is
        self._busy.setSizePolicy(policy)
        self._said = plain_label()
        self._said.setFont(self._bold)
        self._answer = QVBoxLayout()
        self._answer.setSpacing(theme.GRID)
        inside = QWidget()
        answer = QVBoxLayout(inside)
        answer.setContentsMargins(0, 0, 0, 0)
        answer.addWidget(self._said)
        answer.addLayout(self._answer)
        answer.addStretch(1)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, theme.GRID, 0, theme.GRID)
        column.setSpacing(theme.GRID)
        column.addLayout(row)
        column.addWidget(self._busy)
        column.addWidget(_scrolling(inside), 1)
        return part

    # The choices

    def begin(self) -> None:
        """Offer what follows from the scenario shown, and load the solver meanwhile."""
        self.session.drop_trial()
        self.advisor.warm_up()
        self._document = self.session.document
        self.choices.show_plan(self._document)
        self._forget()

    def _forget(self) -> None:
        """Begin anew: what was answered is about something else."""
        self._asked = self._proposal = self._proposed = None
        self._show_idle(_("Choose what matters, then “Propose”. Nothing is changed until you keep the proposal."))

    def _follow(self) -> None:
        """Call the search off when the document is another value: it was asked about the one before."""
        if self.session.trial is not None or self.session.document is self._document:
            return
        before, self._document = self._document, self.session.document
        is_kept = self._is_kept()
        if not is_kept and not is_same_scenario(before, self._document):
            self._forget()  # what was answered is about another scenario
        self._call_off(_("The plan has changed meanwhile: ask again."))
        if self.isVisible():
            self.choices.show_plan(self._document, keep=is_kept)

    def _is_kept(self) -> bool:
        """Whether the scenario shown is the proposal, kept."""
        shown = self._document.scenario
        return self._proposed is not None and shown == replace(self._proposed, name=shown.name, retained=shown.retained)

    def _call_off(self, said: str) -> None:
        """End the search. A proposal that only waits for its reasons stays; without one, *said* is shown."""
        is_searching = self._busy.isVisibleTo(self) and self._proposal is None
        self._rest.stop()
        self.advisor.call_off(self._consultation)
        self._show_busy(busy=False)
        if is_searching:
            self._show_idle(said)

    def hideEvent(self, event: QHideEvent) -> None:
        """Search nothing while out of sight: an answer would come up over something else."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._call_off(_("Stopped."))

    # Asking

    def _ask_soon(self) -> None:
        """A choice changed: the answer follows, once there was a first one."""
        if self._asked is not None:
            self._rest.start()

    def ask(self, request: Request | None = None) -> None:
        """Ask for a proposal; by default for what the fields say, once each of them can be taken."""
        self._rest.stop()
        if self.choices.trouble:
            return
        self._proposal = None
        self._asked = request if isinstance(request, Request) else self.choices.request()
        self.advisor.call_off(self._consultation)
        self._consultation = self.advisor.ask(self._asked, self._take, self.stop)
        self._show_busy(busy=True)
        self._said.setText(_("Searching…"))

    def stop(self) -> None:
        """Call the search off."""
        self._call_off(_("Stopped."))

    def _take(self, event: Event) -> None:
        match event:
            case Progressed(progress=progress):
                self._said.setText(progress_words(progress))
            case Answered(answer=Proposal() as proposal):
                self._show_proposal(proposal)
            case Answered(answer=Clash() | Undecided() as refusal):
                self._show_refusal(refusal)
            case Reasoned(proposal=proposal):
                self._show_reasons(proposal)
            case Explained():
                self._show_busy(busy=False)
            case Failed(detail=detail):
                write_log(detail)
                self._show_idle(_("The search ended without an answer: ask again."))
            case _:
                return

    # Showing

    def _show_busy(self, *, busy: bool) -> None:
        self._busy.setVisible(busy)
        self._halt.setEnabled(busy)

    def _show_idle(self, text: str) -> None:
        self._show_busy(busy=False)
        self._said.setText(text)
        self._clear_answer()

    def _clear_answer(self) -> None:
        while self._answer.count():
            item = self._answer.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()

    def _show_refusal(self, answer: Clash | Undecided) -> None:
        self.session.drop_trial()
        self._show_idle(refusal_words(answer))
        self.announced.emit(refusal_words(answer))
        self._add_notices(answer.request)
        if isinstance(answer, Clash):
            self._offer(answer.relaxations, answer.request)

    def _show_proposal(self, proposal: Proposal) -> None:
        """Show the plan at once; its reasons are still looked for."""
        self._show_idle(end_sentence(proposal.end_term))
        if not self._preview(proposal):
            self._show_idle(_("The plan has changed meanwhile: ask again."))
            return
        self._proposal = proposal
        self._show_busy(busy=True)
        self.announced.emit(self._said.text())
        self._add_notices(proposal.request)
        if proposal.heavy:
            self._add_text(heavy_sentence(proposal.heavy))
        self._add_text(proof_words(proposal))
        for level in proposal.levels:
            label, value = criterion_words(level)
            self._add_text(_("{label}: {value}").format(label=label, value=value))
        if proposal.unplaced:
            self._add_text(_("Opens nowhere, left to place: {units}.").format(units=", ".join(proposal.unplaced)))
            self._offer(waiver_offers(proposal.request, proposal.unplaced), proposal.request)

    def _show_reasons(self, proposal: Proposal) -> None:
        """Add the reasons that were found since the last time: what is shown already stays, and keeps the focus."""
        if self._proposal is None:
            return
        known = len(self._proposal.reasons)
        if not known:
            self._add_text(_("Why not earlier"), bold=True)
        self._proposal = proposal
        for reason in proposal.reasons[known:]:
            self._add_text(reason_words(reason, proposal))
            if reason.relaxation is not None:
                self._offer((reason.relaxation,), proposal.request)

    def _add_notices(self, asked: Request) -> None:
        for notice in award_notices(asked):
            self._add_text(diagnostic_sentence(notice))

    def _add_text(self, text: str, *, bold: bool = False) -> None:
        label = plain_label(text)
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
        self.choices.show_request(request)
        self.ask(replace(request, scenario=self.session.document.scenario))

    def _preview(self, proposal: Proposal) -> bool:
        """Show the proposal on the board, its moved cards lit; False where it does not fit the plan any more."""
        plan = self.session.document
        waiver = Waiver(reason=waiver_reason(), date=self.session.today)
        scenario = proposed_scenario(plan, proposal, waiver)
        if isinstance(scenario, Refusal):
            return False
        name = scenario_name()
        before = {placement.unit: placement.term for placement in plan.scenario.placements}
        after = {placement.unit: placement.term for placement in scenario.placements}
        keep: Callable[[Plan], Plan | Refusal] = lambda plan: with_proposal(plan, proposal, name, waiver)  # noqa: E731
        self._proposed = scenario
        proposed = plan.with_scenario(scenario)
        self.session.show_trial(
            Trial(
                plan=proposed,
                evaluation=evaluate_plan(proposed, self.session.today),
                sentence=end_sentence(proposal.end_term),
                keep=keep,
                keep_name=_("Keep the proposal"),
                moved={code: before.get(code) for code, term in after.items() if before.get(code) != term},
            )
        )
        return True

    def close_panel(self) -> None:
        """Leave the panel; what is tried goes with it."""
        self._call_off(_("Stopped."))
        self.session.drop_trial()
        self.closed.emit()
