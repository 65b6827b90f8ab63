"""The right zone: the answer, progress, conditions, what to check, deadlines and cost; or one unit's details."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from csp_planner.domain.evaluation.values import Fix, FixKind
from csp_planner.ui import theme
from csp_planner.ui.actions.scenarios import ScenarioActs
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.document.advisor import Advisor
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.answer import Answer
from csp_planner.ui.panels.checks import Checks
from csp_planner.ui.panels.outlook import Outlook
from csp_planner.ui.panels.progress import Progress
from csp_planner.ui.panels.to_confirm import ToConfirm
from csp_planner.ui.widgets.buttons import press_with_enter
from csp_planner.ui.widgets.scrolling import end_at_one_edge

if TYPE_CHECKING:  # a start shows none of them, and is faster without
    from csp_planner.ui.panels.award import AwardPanel
    from csp_planner.ui.panels.inspector import Inspector
    from csp_planner.ui.panels.proposal import ProposalPanel


CHECKS_LINES = 18
"""Height in lines of text that the checks have at least in interview mode."""


class _Overview(QWidget):
    """The parts one below the other. How tall they must be follows from the width they have, and from nothing else."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class Side(QStackedWidget):
    """Shows the overview, the inspector or the proposal. The last two are made when they are first asked for."""

    unit_chosen = Signal(str)
    units_chosen = Signal(list)
    block_wanted = Signal(str)
    """The block of the award at this path is to be shown in the left zone."""
    parts_made = Signal()
    """There are parts that were not there before: the window is to set the order of Tab again."""
    sooner_asked = Signal()
    """The person asks what would gain a semester."""
    wanted = Signal()
    """What a person asked for is shown here: the zone must be seen, even if it was pushed shut."""

    def __init__(
        self, session: Session, acts: Acts, trials: ScenarioActs, advisor: Advisor, *, in_interview: bool = False
    ) -> None:
        """*in_interview*: private notes are hidden, and the answer stands elsewhere, in larger type."""
        super().__init__()
        self._advisor = advisor
        self.session, self.acts, self.trials = session, acts, trials
        self._in_interview = in_interview
        self.answer = Answer(session, across=in_interview)
        self.progress = Progress(session)
        self.to_confirm = ToConfirm(session)
        self.checks = Checks(session, closes=in_interview)
        self.outlook = Outlook(session)
        inside = _Overview()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.GRID, theme.GRID * 3, theme.GRID * 2, theme.GRID * 2)
        column.setSpacing(theme.GRID * 2)
        if in_interview:
            self.checks.setMinimumHeight(CHECKS_LINES * self.fontMetrics().height())
            # The zone is opened for what is to be checked.
            parts = (self.checks, self.progress, self.to_confirm, self.outlook)
        else:
            parts = (self.answer, self.progress, self.to_confirm, self.checks, self.outlook)
        for part in parts:
            column.addWidget(part, int(part is self.checks))
        self.award: AwardPanel | None = None
        """Made for the first plan of a programme with choices."""
        self._column = column
        self._overview = QScrollArea()
        self._overview.setWidgetResizable(True)
        self._overview.setFrameShape(QFrame.Shape.NoFrame)
        self._overview.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._overview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._overview.setWidget(inside)
        end_at_one_edge(self._overview, column)
        inside.setAutoFillBackground(True)
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        self.addWidget(self._overview)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._inspector: Inspector | None = None
        self._proposal: ProposalPanel | None = None
        self.answer.units_chosen.connect(self.units_chosen)
        self.answer.experience_asked.connect(acts.ask_experience)
        self.answer.sooner_asked.connect(self.sooner_asked)
        self.progress.units_chosen.connect(self.units_chosen)
        self.progress.experience_asked.connect(acts.ask_experience)
        self.to_confirm.ticked.connect(lambda code, on: acts.set_tick(code, on=on))
        self.to_confirm.details_asked.connect(self.inspect)
        self.checks.unit_chosen.connect(self.unit_chosen)
        self.checks.fix_chosen.connect(self._fix)
        self.checks.acceptance_asked.connect(acts.accept_warning)
        self.outlook.field_asked.connect(acts.ask_profile)

    def focus_order(self) -> list[QWidget]:
        """What Tab goes through, in the order of the screen."""
        checks: list[QWidget] = [self.checks.asked.answer, self.checks.list]
        if self.checks.close_button is not None:
            checks.insert(0, self.checks.close_button)
        award = self.award.focus_order() if self.award is not None else []
        if self._in_interview:
            below = [*self.progress.focus_order(), *award, *self.to_confirm.focus_order()]
            return [*checks, *below, *self.outlook.focus_order()]
        above = [*self.answer.focus_order(), *self.progress.focus_order(), *award, *self.to_confirm.focus_order()]
        return [*above, *checks, *self.outlook.focus_order()]

    def refresh(self) -> None:
        """Show the session's latest value."""
        self.answer.refresh()
        self.progress.refresh()
        self._refresh_award()
        self.to_confirm.refresh()
        self.checks.refresh()
        self.outlook.refresh()
        if self._inspector is not None and self.currentWidget() is self._inspector:
            self._inspector.refresh()

    def _fix(self, fix: Fix) -> None:
        """Make a repair; what is to choose is chosen in the left zone."""
        if fix.kind is FixKind.CHOOSE:
            self.block_wanted.emit(fix.unit)
        else:
            self.acts.fix(fix)

    def _refresh_award(self) -> None:
        if self.award is not None:
            self.award.refresh()
        elif self.session.evaluation.award is not None:
            from csp_planner.ui.panels.award import AwardPanel

            self.award = AwardPanel(self.session, self.acts.choosing)
            self.award.stand_aside(self.progress.isHidden())
            self.award.block_wanted.connect(self.block_wanted)
            self._column.insertWidget(self._column.indexOf(self.progress) + 1, self.award)
            self.award.refresh()
            self.parts_made.emit()

    def show_branch(self, changed: Collection[str]) -> bool:
        """Put the keys on the branch of *changed*, where they were in the award; whether they were."""
        if self.award is None or not self.award.tree.hasFocus():
            return False
        self.award.show_block(min(changed))
        return True

    @property
    def is_inspecting(self) -> bool:
        """Whether the details of a unit are shown."""
        return self._inspector is not None and self.currentWidget() is self._inspector

    def _knows(self, code: str) -> bool:
        """Whether there are details of *code*: a row of the sheet, or a unit acquired outside it."""
        outside = (one.unit for one in self.session.evaluation.outside)
        return code in self.session.plan.programme.by_code or code in outside

    def inspect(self, code: str) -> None:
        """Show the details of unit *code*."""
        if not self._knows(code):
            return
        if self._inspector is None:
            from csp_planner.ui.panels.inspector import Inspector

            self._inspector = Inspector(self.session, self.acts, self.trials, not self._in_interview)
            self._inspector.closed.connect(self.show_overview)
            self.addWidget(self._inspector)
        self._inspector.show_unit(code)
        self.setCurrentWidget(self._inspector)
        self.setVisible(True)
        self.wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_with_enter(self, event):
            super().keyPressEvent(event)

    def propose(self) -> None:
        """Show the choices of a proposal."""
        self._leave_inspector()
        panel = self._open_proposal()
        panel.begin()
        panel.take_keys()

    def _open_proposal(self) -> "ProposalPanel":
        from csp_planner.ui.panels.proposal import ProposalPanel

        if self._proposal is None:
            self._proposal = ProposalPanel(self.session, self._advisor)
            self._proposal.closed.connect(self.show_overview)
            self._proposal.announced.connect(self.acts.announced)
            self._proposal.unit_chosen.connect(self.unit_chosen)
            self.addWidget(self._proposal)
        self.setCurrentWidget(self._proposal)
        self.setVisible(True)
        self.wanted.emit()
        return self._proposal

    def let_go(self) -> None:
        """Search nothing any more: another view takes the place of this one."""
        if self._proposal is not None:
            self._proposal.stop()

    def follow(self, code: str) -> None:
        """Another card was selected: the details, when they are shown, are of that one."""
        if self.is_inspecting and self._inspector is not None and self._knows(code):
            self._inspector.show_unit(code)

    def toggle_details(self, codes: Sequence[str]) -> None:
        """Show the details of the first of *codes*, or the overview again."""
        if self.is_inspecting:
            self.show_overview()
        elif codes:
            self.inspect(codes[0])

    def settle(self) -> None:
        """Take what is typed and not yet kept."""
        if self._inspector is not None:
            self._inspector.settle()

    def show_document(self) -> None:
        """Another document is shown, or the same one anew."""
        self.checks.show_document()
        if self.award is not None:
            self.award.show_document()
        self.show_overview()

    def take_over(self, before: "Side") -> None:
        """Show what *before* showed: these views were made in its place."""
        self.checks.list.found.open_again(before.checks.list.found)
        if before.is_inspecting:
            self.inspect(before.inspected)
        elif before._proposal is not None and before.shows_panel:
            self._open_proposal().take_over(before._proposal)

    @property
    def inspected(self) -> str:
        """Code of the unit whose details are shown; empty while none are."""
        return self._inspector.code if self._inspector is not None and self.is_inspecting else ""

    @property
    def shows_panel(self) -> bool:
        """Whether something stands in place of the progress."""
        return self.currentWidget() is not self._overview

    def leave_panel(self) -> None:
        """Leave what stands in place of the progress, if anything does."""
        if self._proposal is not None and self.currentWidget() is self._proposal:
            self._proposal.close_panel()
        elif self.is_inspecting:
            self.show_overview()

    def show_overview(self) -> None:
        """Show progress and checks again."""
        self._leave_inspector()
        self.setCurrentWidget(self._overview)

    def show_checks(self, *, alone: bool) -> None:
        """Show the overview with what there is to check *alone*, or with progress and deadlines under it."""
        self.show_overview()
        self.progress.setHidden(alone)
        if self.award is not None:
            self.award.stand_aside(alone)
        self.outlook.setHidden(alone)

    def _leave_inspector(self) -> None:
        """Keep what was typed there now: out of sight it follows no undo, so it must write nothing later."""
        if self.is_inspecting and self._inspector is not None and self.session.trial is None:
            self._inspector.settle()
            self._inspector.forget()
