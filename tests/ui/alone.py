"""Parts of the window alone: what they say and do needs not all that is around them, which takes most of the work."""

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

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
from csp_planner.ui.widgets.scenario_bar import ScenarioBar

from .hand import TODAY

POOL_WIDTH, WIDTH, HEIGHT = 252, 294, 715
"""What the zones have of a window of 1366 by 768 pixels."""
LOW = 647
"""What they have of a height of 700 pixels; in a window of 1024 by 700 they are as wide."""
BESIDE = 20
"""Width of the field beside a part."""


class Alone(QWidget):
    """A part of the window with its session and acts, put together as the window does it; a field takes the keys."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.session = Session(plan, TODAY)
        self.advising = Advising(self.session, Advisor(self.session, self), self)
        self.acts = Acts(self.session, self.advising, self)
        self.scenario_acts = ScenarioActs(self.session, self.advising, self)
        self.elsewhere = QLineEdit()
        self.elsewhere.setFixedWidth(BESIDE)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def _lay_out(self, *parts: QWidget) -> None:
        for part in parts:
            self._row.addWidget(part)


class RightZone(Alone):
    """The right zone."""

    def __init__(self, plan: Plan, *, in_interview: bool = False) -> None:
        super().__init__(plan)
        acts = self.acts, self.scenario_acts, self.advising.advisor
        self.side = Side(self.session, *acts, in_interview=in_interview)
        self._lay_out(self.elsewhere, self.side)
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


class Comparison(Alone):
    """The page that compares scenarios, as wide as a window of that width has it."""

    def __init__(self, plan: Plan, *, width: int = 1366, height: int = HEIGHT) -> None:
        super().__init__(plan)
        self.compare_page = ComparePage(self.session, self.scenario_acts)
        self._lay_out(self.compare_page)
        self.resize(width, height)
        self.compare_page.begin()


class LeftZone(Alone):
    """The left zone."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self.pool = Pool(self.session, CardDelegate(self.font(), self.session))
        self.pool.branch_asked.connect(self.acts.choosing.take)
        self._lay_out(self.pool, self.elsewhere)
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


class Scenarios(Alone):
    """The tabs of the scenarios."""

    def __init__(self, plan: Plan, *, width: int = 900) -> None:
        super().__init__(plan)
        self.scenarios = ScenarioBar()
        self.scenarios.chosen.connect(self.session.show_scenario)
        self.scenarios.add_asked.connect(self.scenario_acts.add)
        self.scenarios.tabs.moved.connect(self.scenario_acts.move)
        self.scenarios.tabs.renamed.connect(self.scenario_acts.rename)
        self.scenario_acts.rename_asked.connect(self.scenarios.tabs.rename)
        self._lay_out(self.scenarios, self.elsewhere)
        self.resize(width, 40)
        self.session.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self.scenarios.tabs.show_names(self.session.document)


def show(part: Alone, qtbot) -> Alone:
    """Show *part* as long as the test lasts."""
    qtbot.addWidget(part, before_close_func=lambda part: part.advising.advisor.close())
    with qtbot.waitExposed(part):
        part.show()
    QApplication.processEvents()
    return part
