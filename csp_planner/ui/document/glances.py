"""What each tab shows of its scenario: the load of every semester, on one scale for all scenarios.

A scenario is judged once for each value it takes. The one shown has been judged by the session; the others are judged
one by one when the window has nothing else to do, so that no gesture waits for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer

from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.tab_loads import TabLoads

if TYPE_CHECKING:  # the first page judges no plan
    from csp_planner.domain.evaluation.outlook import Outlook
    from csp_planner.ui.document.reading import Reading


class ShowsLoads(Protocol):
    """The tabs, as far as loads are shown in them."""

    def show_loads(self, loads: "list[TabLoads | None] | None") -> None:
        """Show the loads of each scenario, None where they are not known yet; None: none at all."""
        ...


@dataclass(frozen=True, slots=True)
class _Glance:
    """What was found of one value of a scenario."""

    scenario: Scenario
    profile: Profile
    programme: Programme
    loads: Mapping[Term, float]
    """ECTS of the semesters that bear any."""
    outlook: "Outlook"

    def is_of(self, plan: Plan) -> bool:
        """Whether what it rests on is the same in *plan*."""
        return self.profile is plan.profile and self.programme is plan.programme

    @property
    def heaviest(self) -> tuple[Term, float] | None:
        """The semester that bears most, the earliest of several."""
        return max(self.loads.items(), key=lambda item: (item[1], -_place(item[0])), default=None)


def _place(semester: Term) -> int:
    """The place of *semester* among all semesters."""
    return 2 * semester.year + (semester.part is Part.S2)


class Glances(QObject):
    """Keeps what the tabs show up to date."""

    def __init__(self, session: Session, *, is_on: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self.is_on = session, is_on
        self._tabs: ShowsLoads | None = None
        self._known: dict[int, _Glance] = {}
        """What was found, by the identity of the scenario; plans are values, so an edit makes another scenario."""
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._judge_next)

    def show_in(self, tabs: ShowsLoads) -> None:
        """Show them in *tabs* from now on."""
        self._tabs = tabs

    def switch(self) -> None:
        """Show the loads in the tabs, or no longer."""
        self.is_on = not self.is_on
        self.refresh()

    def refresh(self) -> None:
        """Follow the session's latest value."""
        if not self.is_on or not self._session.is_open:
            self._known.clear()
            self._show(None)
            return
        plan = self._session.document
        kept = {id(scenario): self._known[id(scenario)] for scenario in plan.scenarios if id(scenario) in self._known}
        self._known = kept
        if self._session.trial is None and self._is_missing(plan, plan.scenario):
            self._take(self._session.reading)
        self._show_known(plan)
        if any(self._is_missing(plan, scenario) for scenario in plan.scenarios):
            self._idle.start()

    def _is_missing(self, plan: Plan, scenario: Scenario) -> bool:
        found = self._known.get(id(scenario))
        return found is None or not found.is_of(plan)

    def _take(self, reading: "Reading") -> None:
        plan = reading.plan
        loads = {load.term: load.ects for load in reading.evaluation.terms if load.ects}
        found = _Glance(plan.scenario, plan.profile, plan.programme, loads, reading.outlook)
        self._known[id(plan.scenario)] = found

    def _judge_next(self) -> None:
        """Judge one scenario that is not known yet, and go on later with the others."""
        if not self.is_on or not self._session.is_open:
            return
        plan = self._session.document
        missing = [index for index, each in enumerate(plan.scenarios) if self._is_missing(plan, each)]
        if missing:
            self._take(self._session.reading_of(missing[0]))
        if len(missing) > 1:
            self._idle.start()
        else:
            self._show_known(plan)  # once all are known: they are on one scale

    def _show_known(self, plan: Plan) -> None:
        from csp_planner.messages.glance import glance_lines  # as above

        found = [self._known.get(id(scenario)) for scenario in plan.scenarios]
        known = [each for each in found if each is not None]
        places = [_place(term) for each in known for term in each.loads]
        first, last = min(places, default=0), max(places, default=-1)
        limits = [each.scenario.max_ects for each in known if each.scenario.max_ects is not None]
        most = max([*limits, *(load for each in known for load in each.loads.values())], default=0.0)

        def loads_of(each: _Glance) -> TabLoads:
            loads = [0.0] * (last - first + 1)
            for term, load in each.loads.items():
                loads[_place(term) - first] = load
            limit = each.scenario.max_ects
            over = sum(limit is not None and load > limit for load in loads)
            lines = glance_lines(each.outlook, each.heaviest, limit, over)
            return TabLoads(loads=tuple(loads), limit=limit, most=most, words="\n".join(lines))

        self._show([loads_of(each) if each is not None else None for each in found])

    def _show(self, loads: "list[TabLoads | None] | None") -> None:
        if self._tabs is not None:
            self._tabs.show_loads(loads)
