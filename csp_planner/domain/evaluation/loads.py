"""What semesters bear, in ECTS and hours, and the limits the learner wants to keep to.

Loads are counted in whole two-hundredths, so that sums are exact: half a hundredth is the finest part that an annual
unit leaves in a semester.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from csp_planner.domain.amounts import amount_of, parts_of
from csp_planner.domain.plan import Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.terms import Part, Term


@dataclass(frozen=True, slots=True)
class Load:
    """A load of a unit or of a semester, counted in two-hundredths."""

    ects_parts: int = 0
    hours_parts: int = 0

    @staticmethod
    def of(ects: float, hours: float | None) -> "Load":
        """The load of *ects* and *hours*; hours that are not published count nothing."""
        return Load(parts_of(ects), parts_of(hours or 0))

    @property
    def ects(self) -> float:
        """The load in ECTS."""
        return amount_of(self.ects_parts)

    @property
    def hours(self) -> float:
        """The load in teaching hours."""
        return amount_of(self.hours_parts)

    def share(self, term: Term) -> "Load":
        """What a unit of this load in *term* lays on each semester: all of it on one, half on each of two."""
        return Load(self.ects_parts // 2, self.hours_parts // 2) if term.part is Part.ANNUAL else self

    def plus(self, other: "Load") -> "Load":
        """Both loads together."""
        return Load(self.ects_parts + other.ects_parts, self.hours_parts + other.hours_parts)

    def minus(self, other: "Load") -> "Load":
        """This load without *other*."""
        return Load(self.ects_parts - other.ects_parts, self.hours_parts - other.hours_parts)


NO_LOAD = Load()


def _sum(loads: Sequence[Load]) -> Load:
    return Load(sum(load.ects_parts for load in loads), sum(load.hours_parts for load in loads))


@dataclass(frozen=True, slots=True)
class Limits:
    """The load per semester that the learner wants to keep to; None where there is no limit."""

    ects: float | None
    hours: float | None

    def allow(self, load: Load) -> bool:
        """Whether *load* keeps to both limits; a load equal to a limit does."""
        return (self.ects is None or load.ects_parts <= parts_of(self.ects)) and (
            self.hours is None or load.hours_parts <= parts_of(self.hours)
        )


def limits_of(scenario: Scenario, profile: Profile) -> Limits:
    """The limits of a semester: in hours the smaller of what *scenario* gives and of what the learner's week gives."""
    hours = profile.semester_hours if is_limited_by_week(scenario, profile) else scenario.max_hours
    return Limits(scenario.max_ects, hours)


def is_limited_by_week(scenario: Scenario, profile: Profile) -> bool:
    """Whether the limit of hours is what the learner's hours a week come to: *scenario* gives none as small."""
    of_week = profile.semester_hours
    return of_week is not None and (scenario.max_hours is None or parts_of(of_week) < parts_of(scenario.max_hours))


def weekly_limit(scenario: Scenario, profile: Profile) -> float | None:
    """The limit of hours as it is in a week; None where the learner has not said how many they have."""
    limit = limits_of(scenario, profile).hours
    if profile.weekly_hours is None or profile.weeks is None or limit is None:
        return None
    return limit / profile.weeks


@dataclass(frozen=True, slots=True)
class Loads:
    """What each semester bears. A semester that is not named bears nothing."""

    by_semester: Mapping[Term, Load]

    @staticmethod
    def of(units: Iterable[tuple[Load, Term]]) -> "Loads":
        """The loads of *units*, each in its term."""
        shares: dict[Term, list[Load]] = {}
        for load, term in units:
            share = load.share(term)
            for semester in term.semesters:
                shares.setdefault(semester, []).append(share)
        return Loads({semester: _sum(inside) for semester, inside in shares.items()})

    def at(self, semester: Term) -> Load:
        """What *semester* bears."""
        return self.by_semester.get(semester, NO_LOAD)

    def in_year(self, year: int) -> Load:
        """What both semesters of academic year *year* bear together."""
        return _sum([self.at(semester) for semester in Term(year, Part.ANNUAL).semesters])

    def with_unit(self, unit: Load, term: Term) -> "Loads":
        """The loads once a unit of load *unit* is put in *term*."""
        share = unit.share(term)
        return Loads({**self.by_semester, **{half: self.at(half).plus(share) for half in term.semesters}})

    def without_unit(self, unit: Load, term: Term) -> "Loads":
        """The loads once a unit of load *unit* is taken out of *term*."""
        share = unit.share(term)
        return Loads({**self.by_semester, **{half: self.at(half).minus(share) for half in term.semesters}})

    def fits(self, unit: Load, term: Term, limits: Limits) -> bool:
        """Whether every semester of *term* keeps to *limits* once a unit of load *unit* is put there."""
        share = unit.share(term)
        return all(limits.allow(self.at(half).plus(share)) for half in term.semesters)
