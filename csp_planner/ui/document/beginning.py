"""What a person says of themselves on the first page, and the plan that starts from it."""

from dataclasses import dataclass

from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import ExperiencePeriod, Occupation, Profile
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Term
from csp_planner.domain.text import says_nothing
from csp_planner.messages.catalogue import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a new plan starts from."""

    name: str
    start: Term
    max_ects: float | None
    situation: Occupation
    weekly_hours: float | None = None
    """Hours of class a week the learner has; None where they did not say."""
    experience: tuple[ExperiencePeriod, ...] = ()

    def plan(self, programme: Programme) -> Plan:
        """The new plan of *programme*."""
        profile = Profile(
            name="" if says_nothing(self.name) else self.name,
            situation=self.situation,
            weekly_hours=self.weekly_hours,
            experience=self.experience,
        )
        scenario = Scenario(name=_("Scenario A"), start=self.start, max_ects=self.max_ects)
        return Plan(programme=programme, profile=profile, scenarios=(scenario,))
