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

from csp_planner.domain.edits import set_wishes
from csp_planner.domain.edits.refusal import Refusal
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Waiver
from csp_planner.messages.answer import answer_sentences
from csp_planner.messages.catalogue import _
from csp_planner.messages.clash import refusal_words
from csp_planner.messages.proposal import progress_words, proposal_name, waiver_reason
from csp_planner.proposal.answer import Clash, Proposal, Undecided
from csp_planner.proposal.apply import proposed_scenario, with_proposal
from csp_planner.proposal.request import Request, is_movable, wishes_of
from csp_planner.solver.talk import Answered, Event, Explained, Failed, Progressed, Reasoned
from csp_planner.storage.log import write_log
from csp_planner.ui import theme
from csp_planner.ui.document.advisor import Advisor, Consultation
from csp_planner.ui.document.session import Session, Trial
from csp_planner.ui.panels.proposal_answer import ProposalAnswer
from csp_planner.ui.panels.proposal_choices import ProposalChoices, is_same_scenario
from csp_planner.ui.widgets.buttons import BackButton, ButtonFrame, PrimaryButton
from csp_planner.ui.widgets.scrolling import end_at_one_edge

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
    layout = inside.layout()
    if layout is not None:
        layout.setContentsMargins(0, 0, theme.GRID * 3, 0)
        end_at_one_edge(area, layout)
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
    unit_chosen = Signal(str)

    def __init__(self, session: Session, advisor: Advisor) -> None:
        super().__init__()
        self.session, self.advisor = session, advisor
        self._consultation: Consultation | None = None
        self._asked: Request | None = None
        self._proposal: Proposal | None = None
        """What is shown, once there is an answer."""
        self._before: Proposal | None = None
        """What was shown last of the same plan."""
        self._refusal: Clash | Undecided | None = None
        """What is shown in its place, where there is no plan."""
        self._proposed: Scenario | None = None
        """The scenario it makes."""
        self._shown: Trial | None = None
        """The trial that shows it on the board."""
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
        back = BackButton(_("Progress"))
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
        self._go.clicked.connect(lambda: self.ask())
        self._halt = QPushButton(_("Stop"))
        self._halt.clicked.connect(self.stop)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, theme.GRID * 3, 0)
        row.setSpacing(theme.GRID * 2)
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
        self._answer = ProposalAnswer(self._bold)
        self._answer.eased.connect(self._ease)
        self._answer.unit_chosen.connect(self.unit_chosen)
        part = ButtonFrame()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, theme.GRID, 0, theme.GRID)
        column.setSpacing(theme.GRID)
        column.addLayout(row)
        column.addWidget(self._busy)
        column.addWidget(_scrolling(self._answer), 1)
        return part

    # The choices

    def begin(self) -> None:
        """Offer what follows from the scenario shown, with the keys on what asks, and load the solver meanwhile."""
        self.session.drop_trial()
        self.advisor.warm_up()
        self._document = self.session.document
        self.choices.show_plan(self._document)
        self._forget()
        self._go.setFocus(Qt.FocusReason.OtherFocusReason)  # Enter proposes: what is asked at first is what most want

    def take_keys(self) -> None:
        """Give the keys to the button that asks: Enter is enough where the choices are right as they are."""
        self._go.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_over(self, before: "ProposalPanel") -> None:
        """Show the answer that *before* showed; a search that was under way there begins again."""
        self.advisor.warm_up()
        self.choices.show_plan(self._document)
        self._forget()
        self._asked, self._proposed, self._shown = before._asked, before._proposed, before._shown
        self._proposal, self._before, self._refusal = before._proposal, before._before, before._refusal
        if self._proposal is not None:
            self._show_idle("\n".join(answer_sentences(self._proposal)))
            self._answer.add_proposal(self._proposal, self.session.evaluation)
            if self._proposal.reasons:
                self._answer.add_reasons(self._proposal, 0)
        elif self._refusal is not None:
            self._show_idle(refusal_words(self._refusal))
            self._answer.add_refusal(self._refusal)
        elif self._asked is not None:
            self.ask()

    def _forget(self) -> None:
        """Begin anew: what was answered is about something else."""
        self._asked = self._proposal = self._before = None
        self._refusal = self._proposed = self._shown = None
        self._show_idle(_("Choose what matters, then “Propose”. Nothing is changed until you keep the proposal."))

    def _follow(self) -> None:
        """Follow the document, and the trial of a proposal that is dropped."""
        before, self._document = self._document, self.session.document
        if self._document is before:
            if self._shown is not None and self.session.trial is not self._shown:
                self._call_off("")
                self._forget()
        elif _differ_in_choices_only(before, self._document):
            if self.isVisible():
                self.choices.follow_choice(self._document)
            self._ask_soon()
        else:
            self._follow_edit(before)

    def _follow_edit(self, before: Plan) -> None:
        """Call the search off when the document is another value: it was asked about the one *before*."""
        self._shown = None
        if not self._is_kept() and not is_same_scenario(before, self._document):
            self._forget()  # what was answered is about another scenario
        self._call_off(_("The plan has changed meanwhile: ask again."))
        if self.isVisible():
            self.choices.show_plan(self._document)

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

    def ask(self) -> None:
        """Ask for what the fields say, once each of them can be taken."""
        self._rest.stop()
        if self.choices.trouble:
            return
        self._proposal = self._refusal = None
        self._asked = self.choices.request()
        self.advisor.call_off(self._consultation)
        if not any(is_movable(self._asked, unit.code) for unit in self._asked.programme.units):
            self._drop_shown()
            self._show_idle(_("Nothing is left to place."))
            self.announced.emit(self._answer.text)
            return
        self._consultation = self.advisor.ask(self._asked, self._take, self.stop)
        self._show_busy(busy=True)
        self._answer.say(_("Searching…"))

    def stop(self) -> None:
        """Call the search off."""
        self._call_off(_("Stopped."))

    def _take(self, event: Event) -> None:
        match event:
            case Progressed(progress=progress):
                self._answer.say(progress_words(progress))
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
        self._answer.begin(text)

    def _show_refusal(self, answer: Clash | Undecided) -> None:
        self._drop_shown()
        self._refusal = answer
        self._show_idle(refusal_words(answer))
        self.announced.emit(self._answer.text)
        self._answer.add_refusal(answer)

    def _show_proposal(self, proposal: Proposal) -> None:
        """Show the plan at once; its reasons are still looked for."""
        plan = self.session.document
        waiver = Waiver(reason=waiver_reason(), date=self.session.today)
        scenario = proposed_scenario(plan, proposal, waiver)
        if isinstance(scenario, Refusal):
            self._show_idle(_("The plan has changed meanwhile: ask again."))
            return
        proposed = plan.with_scenario(scenario)
        evaluation = evaluate_plan(proposed, self.session.today)
        moves_nothing = _is_as_it_stands(plan.scenario, scenario)
        if moves_nothing:
            self._drop_shown()  # there is nothing to keep
        else:
            self._preview(proposal, proposed, evaluation, waiver)
        said = answer_sentences(proposal)
        self._proposal = proposal
        self._show_idle("\n".join(said))
        self._show_busy(busy=True)
        self.announced.emit(" ".join(said))
        self._answer.add_proposal(proposal, evaluation, self._before)
        self._before = proposal

    def _show_reasons(self, proposal: Proposal) -> None:
        """Add the reasons that were found since the last time."""
        if self._proposal is not None:
            known, self._proposal = len(self._proposal.reasons), proposal
            self._answer.add_reasons(proposal, known)

    def _ease(self, request: Request) -> None:
        """Choose what *request* asks, and ask it at once."""
        self.session.choose(wishes_of(request, self.session.document))
        self.choices.show_request(request)
        self.ask()

    def _preview(self, proposal: Proposal, proposed: Plan, evaluation: Evaluation, waiver: Waiver) -> None:
        """Show the proposal on the board, its moved cards lit."""
        name = proposal_name(proposal.request)
        before = {placement.unit: placement.term for placement in self.session.document.scenario.placements}
        after = {placement.unit: placement.term for placement in proposed.scenario.placements}
        keep: Callable[[Plan], Plan | Refusal] = lambda plan: with_proposal(plan, proposal, name, waiver)  # noqa: E731
        self._proposed = proposed.scenario
        self._shown = Trial(
            plan=proposed,
            evaluation=evaluation,
            sentence=" ".join(answer_sentences(proposal)),
            keep=keep,
            keep_name=_("Keep the proposal"),
            moved={code: before.get(code) for code, term in after.items() if before.get(code) != term},
        )
        self.session.show_trial(self._shown)

    def _drop_shown(self) -> None:
        """Show the plan as it is; what the panel says stays."""
        self._shown = self._proposed = None
        self.session.drop_trial()

    def close_panel(self) -> None:
        """Leave the panel; what is tried goes with it."""
        self._call_off(_("Stopped."))
        self.session.drop_trial()
        self.closed.emit()


def _differ_in_choices_only(before: Plan, after: Plan) -> bool:
    """Whether only what was chosen for the proposals of the scenario shown is another value."""
    return before.active == after.active and before == set_wishes(after, before.scenario.wishes)


def _is_as_it_stands(present: Scenario, proposed: Scenario) -> bool:
    """Whether the proposal moves nothing."""
    return present.placements == proposed.placements and present.leaves == proposed.leaves
