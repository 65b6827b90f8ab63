"""What every check reads: a scenario at a date, and how its units and semesters stand."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from csp_planner.domain.choosing.values import AwardStanding
from csp_planner.domain.evaluation.acquired import Holdings
from csp_planner.domain.evaluation.experience import ExperienceStatus
from csp_planner.domain.evaluation.loads import Limits, Loads, limits_of
from csp_planner.domain.evaluation.values import Standing, TermLoad
from csp_planner.domain.plan import Scenario
from csp_planner.domain.profile import Credit, Profile
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState

STATES_AHEAD = frozenset({UnitState.PLANNED, UnitState.ENROLLED})
"""States in which a unit can still be told to wait for another: later ones are facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One scenario at one date, as far as it is known before anything is said of it."""

    programme: Programme
    scenario: Scenario
    profile: Profile
    today: date
    experience: ExperienceStatus | None
    """None where the award asks for no months of experience."""
    holdings: Holdings
    standings: Mapping[str, Standing]
    """Where each unit stands, by its code; units that the programme does not know come last."""
    loads: Loads
    terms: tuple[TermLoad, ...]
    """Every semester of the years shown, in the order of time."""
    award: AwardStanding | None = None
    """Where each block of the award stands; None where all units are due."""

    @property
    def needed(self) -> AbstractSet[str]:
        """Codes of the units that the award asks for by name, as far as branches are chosen."""
        return self.programme.needed if self.award is None else self.award.due

    @property
    def expected_on(self) -> date | None:
        """The day by which all credits that rows wait for are expected; None where no row waits."""
        if not self.holdings.credits:
            return None
        waiting = (each.credit for each in self.standings.values() if each.state is UnitState.EXPECTED)
        return max((credit.date for credit in waiting if credit is not None), default=None)

    @property
    def experience_credited(self) -> bool:
        """Whether the experience was obtained otherwise: its months are not asked for."""
        return self._experience_state is UnitState.OBTAINED_OTHERWISE

    @property
    def experience_awaited(self) -> Credit | None:
        """The credit that the experience waits for: its months are not asked for, if it is granted."""
        if self._experience_state is not UnitState.EXPECTED:
            return None
        return self.standings[self.programme.conditions.experience_unit or ""].credit

    @property
    def _experience_state(self) -> UnitState | None:
        """How the experience stands, where any credit dispenses of anything."""
        code = self.programme.conditions.experience_unit
        standing = None if code is None or not self.holdings.credits else self.standings.get(code)
        return None if standing is None else standing.state

    @property
    def limits(self) -> Limits:
        """The load per semester that the learner wants to keep to."""
        return limits_of(self.scenario, self.profile)
