"""What every check reads: a scenario at a date, and how its units and semesters stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from csp_planner.domain.evaluation.acquired import Holdings
from csp_planner.domain.evaluation.experience import ExperienceStatus
from csp_planner.domain.evaluation.loads import Limits, Loads, limits_of
from csp_planner.domain.evaluation.values import Standing, TermLoad
from csp_planner.domain.plan import Profile, Scenario, UnitState
from csp_planner.domain.programme import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One scenario at one date, as far as it is known before anything is said of it."""

    programme: Programme
    scenario: Scenario
    profile: Profile
    today: date
    experience: ExperienceStatus
    holdings: Holdings
    standings: Mapping[str, Standing]
    """Where each unit stands, by its code; units that the programme does not know come last."""
    loads: Loads
    terms: tuple[TermLoad, ...]
    """Every semester of the years shown, in the order of time."""

    @property
    def expected_on(self) -> date | None:
        """The day by which all credits that rows wait for are expected; None where no row waits."""
        if not self.holdings.credits:
            return None
        waiting = (each.credit for each in self.standings.values() if each.state is UnitState.EXPECTED)
        return max((credit.date for credit in waiting if credit is not None), default=None)

    @property
    def limits(self) -> Limits:
        """The load per semester that the learner wants to keep to."""
        return limits_of(self.scenario, self.profile)
