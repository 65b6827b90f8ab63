"""Asks a question about the plan, and shows the answer on the board: a trial, to be kept or dropped."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from csp_planner.domain.profile import Waiver
from csp_planner.messages.catalogue import _
from csp_planner.storage.log import write_log
from csp_planner.ui.document.advisor import Advisor, Consultation
from csp_planner.ui.document.session import Session, Trial

if TYPE_CHECKING:  # a start asks nothing
    from csp_planner.domain.plan import Plan
    from csp_planner.proposal.advice import Advice
    from csp_planner.proposal.answer import Answer, Proposal
    from csp_planner.proposal.questions import Query, Question
    from csp_planner.solver.talk import Event


class Advising(QObject):
    """What-ifs, lighter semesters and repairs, one at a time. The window goes on while the answer is looked for.

    It is looked for in the document as it is when the question is asked: any change of it calls the search off.
    """

    asked = Signal()
    """A person asks: what comes of it is shown on the board."""
    searching = Signal()
    """Whether an answer is looked for has changed."""
    announced = Signal(str)
    """A sentence for assistive technology."""
    said = Signal(str)
    """A sentence that the window shows above the board: why nothing is shown on it."""
    shown = Signal(str)
    """The window is to show the card of this unit, which the answer is about."""

    def __init__(self, session: Session, advisor: Advisor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.advisor = session, advisor
        self._consultation: Consultation | None = None
        self._asked_of: Plan | None = None
        session.changed.connect(self._follow)
        session.replacing.connect(self.stop)

    @property
    def is_searching(self) -> bool:
        """Whether an answer is looked for."""
        return self.advisor.is_asking(self._consultation)

    def ask(self, question: "Question", name: str) -> None:
        """Look for the answer to *question*: kept, it is the undo step, or the scenario, called *name*.

        It is asked of the document's plan, also while a trial is shown.
        """
        from csp_planner.proposal.questions import query_of

        if not self.session.is_open:
            return
        self.session.drop_trial()
        self.asked.emit()
        self._send(query_of(self.session.document, question, self.session.today), name)
        self.announced.emit(_("Searching…"))

    def stop(self) -> None:
        """Look for it no longer."""
        if self.is_searching:
            self.advisor.call_off(self._consultation)
            self.searching.emit()

    def _send(self, query: "Query", name: str) -> None:
        self.advisor.call_off(self._consultation)
        self._asked_of = self.session.document
        self._consultation = self.advisor.ask(
            query.request, lambda event: self._take(event, query, name), self.searching.emit
        )
        self.searching.emit()

    def _follow(self) -> None:
        if self.is_searching and (self.session.trial is not None or self.session.document is not self._asked_of):
            self.stop()

    def _take(self, event: "Event", query: "Query", name: str) -> None:
        from csp_planner.solver.talk import Answered, Failed

        match event:
            case Answered(answer=answer):
                self.stop()  # its reasons are not asked for
                self._show(answer, query, name)
            case Failed(detail=detail):
                write_log(detail)
                self.searching.emit()
                self._say(_("The search ended without an answer: ask again."))
            case _:
                return

    def _show(self, answer: "Answer", query: "Query", name: str) -> None:
        from csp_planner.messages.clash import refusal_words
        from csp_planner.proposal.answer import Clash, Undecided
        from csp_planner.proposal.questions import milder

        match answer:
            case Undecided():
                self._say(refusal_words(answer))
            case Clash():
                easier = milder(query, answer)
                if easier is None:
                    self._say(refusal_words(answer))
                else:
                    self._send(easier, name)
            case _:
                self._show_proposal(answer, query, name)

    def _show_proposal(self, proposal: "Proposal", query: "Query", name: str) -> None:
        from csp_planner.domain.edits.refusal import Reason, Refusal
        from csp_planner.messages.advice import advice_sentence
        from csp_planner.messages.proposal import waiver_reason
        from csp_planner.proposal.advice import advice_of, is_supposition
        from csp_planner.proposal.questions import Lighten

        waiver = Waiver(reason=waiver_reason(), date=self.session.today)
        advice = advice_of(query, proposal, waiver)
        if isinstance(advice, Refusal):
            self.session.refused.emit((advice,))
        elif advice.moves or is_supposition(advice.question):
            self._try(advice, name)
        elif isinstance(advice.question, Lighten):
            self.session.refused.emit((Refusal(reason=Reason.NOT_LIGHTENED, term=advice.question.semester),))
        else:
            self._say(advice_sentence(advice))

    def _try(self, advice: "Advice", name: str) -> None:
        from csp_planner.domain.edits.scenarios import free_name
        from csp_planner.messages.advice import advice_sentence
        from csp_planner.proposal.advice import is_supposition, with_advice
        from csp_planner.proposal.questions import Place

        sentence, is_apart = advice_sentence(advice), is_supposition(advice.question)
        trial = Trial(
            plan=advice.plan,
            evaluation=advice.evaluation,
            sentence=sentence,
            keep=lambda plan: with_advice(plan, advice, free_name(plan, name)),
            keep_name=_("Keep “{name}”").format(name=name) if is_apart else name,
            keep_label="" if is_apart else _("Apply"),
            moved={move.unit: move.before for move in advice.moves},
        )
        self.session.show_trial(trial)
        self.announced.emit(sentence)
        if not is_apart:
            question = advice.question
            self.shown.emit(question.unit if isinstance(question, Place) else advice.moves[0].unit)

    def _say(self, text: str) -> None:
        self.said.emit(text)
        self.announced.emit(text)
