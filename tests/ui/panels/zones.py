"""The left zone alone, or the right one, or the page that compares: without the board and the bars of a window."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from csp_planner.domain.plan import Plan
from csp_planner.ui.actions.advising import Advising
from csp_planner.ui.actions.scenarios import ScenarioActs
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.board.card_delegate import CardDelegate
from csp_planner.ui.document.advisor import Advisor
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.compare import ComparePage
from csp_planner.ui.panels.pool import Pool
from csp_planner.ui.panels.side import Side

from ..hand import TODAY

POOL_WIDTH, WIDTH, HEIGHT = 252, 294, 715
"""What the zones have of a window of 1366 by 768 pixels."""
LOW = 647
"""What they have of a height of 700 pixels; in a window of 1024 by 700 they are as wide."""
BESIDE = 20
"""Width of the field beside it."""


class _Alone(QWidget):
    """A part of the window with its session and acts, put together as the window does it."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.session = Session(plan, TODAY)
        self.advising = Advising(self.session, Advisor(self.session, self), self)
        self.acts = Acts(self.session, self.advising, self)
        self.scenario_acts = ScenarioActs(self.session, self.advising, self)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)


class RightZone(_Alone):
    """The right zone, and a field for the keys to go to."""

    def __init__(self, plan: Plan, *, in_interview: bool = False) -> None:
        super().__init__(plan)
        acts = self.acts, self.scenario_acts, self.advising.advisor
        self.side = Side(self.session, *acts, in_interview=in_interview)
        self.elsewhere = QLineEdit()
        self.elsewhere.setFixedWidth(BESIDE)
        self.row.addWidget(self.elsewhere)
        self.row.addWidget(self.side)
        self.resize(BESIDE + WIDTH, HEIGHT)
        self.session.changed.connect(self.side.refresh)
        self.side.show_document()
        self.side.refresh()

    def show_plan(self, plan: Plan) -> None:
        """Show another document."""
        self.session.replace(plan)
        self.side.show_document()
        self.side.refresh()

    def workspace_now(self) -> "RightZone":
        """Where the right zone is found, as a window says it."""
        return self

    def propose(self) -> None:
        """Show the choices of a proposal, as a window does it."""
        self.side.propose()


class Comparison(_Alone):
    """The page that compares scenarios, as wide as a window of that width has it."""

    def __init__(self, plan: Plan, *, width: int = 1366, height: int = HEIGHT) -> None:
        super().__init__(plan)
        self.compare_page = ComparePage(self.session, self.scenario_acts)
        self.row.addWidget(self.compare_page)
        self.resize(width, height)
        self.compare_page.begin()


class LeftZone(_Alone):
    """The left zone, and a field for the keys to go to."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self.pool = Pool(self.session, CardDelegate(self.font(), self.session))
        self.pool.branch_asked.connect(self.acts.choosing.take)
        self.elsewhere = QLineEdit()
        self.elsewhere.setFixedWidth(BESIDE)
        self.row.addWidget(self.pool)
        self.row.addWidget(self.elsewhere)
        self.resize(POOL_WIDTH + BESIDE, HEIGHT)
        self.session.changed.connect(self.pool.refresh)
        self.show_plan(plan)

    def show_plan(self, plan: Plan) -> None:
        """Show another document."""
        self.pool.forget()
        self.session.replace(plan)

    def workspace_now(self) -> "LeftZone":
        """Where the left zone is found, as a window says it."""
        return self
