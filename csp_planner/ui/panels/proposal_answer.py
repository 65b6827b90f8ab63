"""The answer to « Proposer un plan », in words: what it is, what it keeps to, what it needs, and why not earlier."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from csp_planner.domain.checks import Check
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.messages.answer import rules_sentence, same_plan_sentence, unfollowed_sentences
from csp_planner.messages.catalogue import _
from csp_planner.messages.chosen import chosen_sentences
from csp_planner.messages.clash import relaxation_label
from csp_planner.messages.diagnostics import diagnostic_sentence
from csp_planner.messages.proposal import criterion_words, heavy_sentence, proof_words, reason_words
from csp_planner.proposal.answer import Clash, Criterion, Proposal, Relaxation, Undecided, is_same_plan, waiver_offers
from csp_planner.proposal.request import Request, award_notices
from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import TextRow
from csp_planner.ui.widgets.labels import plain_label

TOLD_AS_NUMBERS = (Criterion.CHANGES, Criterion.OVERRUN, Criterion.HEAVIEST)
"""Criteria whose value says something by itself; the others are told in sentences."""


class ProposalAnswer(QWidget):
    """One sentence in bold, and under it rows of text and of things to click."""

    eased = Signal(object)
    """A milder request was clicked."""
    unit_chosen = Signal(str)
    """A sentence about this unit was clicked."""

    def __init__(self, bold: QFont) -> None:
        super().__init__()
        self._bold = bold
        self._said = plain_label()
        self._said.setFont(bold)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GRID)
        column = QVBoxLayout(self)
        theme.space(column, 2)
        column.addWidget(self._said)
        column.addLayout(self._rows)
        column.addStretch(1)

    @property
    def text(self) -> str:
        """The sentence in bold."""
        return self._said.text()

    @property
    def rows(self) -> list[QWidget]:
        """What stands under it."""
        items = (self._rows.itemAt(index) for index in range(self._rows.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def say(self, text: str) -> None:
        """Show *text* in bold; the rest stays."""
        self._said.setText(text)

    def begin(self, text: str) -> None:
        """Show *text* and nothing else."""
        self.say(text)
        for row in self.rows:
            self._rows.removeWidget(row)
            row.deleteLater()

    def add_refusal(self, answer: Clash | Undecided) -> None:
        """Say what does not depend on the demands, and what would do instead."""
        self._add_notices(answer.request)
        if isinstance(answer, Clash):
            self._offer(answer.relaxations, answer.request)

    def add_proposal(self, proposal: Proposal, evaluation: Evaluation, before: Proposal | None = None) -> None:
        """Say what is proposed, by the *evaluation* of its plan, after another answer; its reasons come later."""
        request = proposal.request
        if before is not None and is_same_plan(proposal, before):
            self._add_text(same_plan_sentence(proposal, before))
        self._add_notices(request)
        # The waivers to ask for stand below, each as a way to its card.
        self._add_text(rules_sentence(proposal, with_waivers=False))
        for found in evaluation.diagnostics:
            if found.code is Check.WAIVER and found.args.get("proposed"):
                self._link(diagnostic_sentence(found), found.unit, "warning")
        self._add_choices(proposal)
        if proposal.heavy:
            self._add_text(heavy_sentence(proposal.heavy))
        self._add_advice(proposal)
        self._add_text(proof_words(proposal))
        for level in proposal.levels:
            if level.criterion in TOLD_AS_NUMBERS:
                label, value = criterion_words(level)
                self._add_text(_("{label}: {value}").format(label=label, value=value))
        self._offer(waiver_offers(request, proposal.unplaced), request)

    def add_reasons(self, proposal: Proposal, known: int) -> None:
        """Add the reasons after the first *known* ones: what is shown already stays, and keeps the focus."""
        if not known:
            self._add_text(_("Why not earlier"), bold=True)
        for reason in proposal.reasons[known:]:
            self._add_text(reason_words(reason, proposal))
            if reason.relaxation is not None:
                self._offer((reason.relaxation,), proposal.request)

    def _add_choices(self, proposal: Proposal) -> None:
        """What is chosen for each block and why, as a way to the card of what is chosen first."""
        found = chosen_sentences(proposal)
        if found:
            self._add_text(_("Chosen"), bold=True)
        for unit, sentence in found:
            if unit:
                self._link(sentence, unit, "text")
            else:
                self._add_text(sentence)

    def _add_advice(self, proposal: Proposal) -> None:
        """Each advice that the plan does not follow, as a way to the card it is about."""
        found = unfollowed_sentences(proposal)
        if found:
            self._add_text(_("Advice not followed"), bold=True)
        for unit, sentence in found:
            self._link(sentence, unit, "text")

    def _add_notices(self, asked: Request) -> None:
        for notice in award_notices(asked):
            self._add_text(diagnostic_sentence(notice))

    def _add_text(self, text: str, *, bold: bool = False) -> None:
        label = plain_label(text)
        if bold:
            label.setFont(self._bold)
        self._rows.addWidget(label)

    def _link(self, text: str, unit: str, tone: str) -> None:
        row = self._add_row(text, tone)
        row.clicked.connect(lambda: self.unit_chosen.emit(unit))

    def _offer(self, relaxations: Iterable[Relaxation], asked: Request) -> None:
        """Each milder request as something to click: it is asked for at once, and shows in the fields."""
        for relaxation in relaxations:
            row = self._add_row(relaxation_label(relaxation, asked), "accent")
            row.clicked.connect(lambda _checked=False, easier=relaxation.request: self.eased.emit(easier))

    def _add_row(self, text: str, tone: str) -> TextRow:
        row = TextRow()
        row.tone = tone
        row.say(text)
        self._rows.addWidget(row)
        return row
