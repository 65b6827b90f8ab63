"""The learner's plan: the programme, the learner, and the variants they consider. All values are frozen."""

from dataclasses import dataclass, field, replace
from typing import Annotated

from annotated_types import Interval, MaxLen, MinLen

from csp_planner.domain.award import MAX_BLOCKS, BlockPath
from csp_planner.domain.limits import (
    MAX_SCENARIOS,
    STOP_AT_FIRST,
    Amount,
    Code,
    CodeOrNone,
    Day,
    Figures,
    Items,
    Kept,
    Limit,
    TermText,
    Text,
    YearCount,
)
from csp_planner.domain.profile import Profile, Waiver
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Term
from csp_planner.domain.wishes import Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement(Kept):
    """A unit planned in a term."""

    unit: Code
    term: TermText
    waiver: Waiver | None = None
    mode: CodeOrNone = ""
    """The way to attend it, chosen where its term has several; "" where none is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance(Kept):
    """A warning or advice a person has looked at and accepts: the diagnostic it is about, why, and since when."""

    code: Code
    unit: CodeOrNone = ""
    term: TermText | None = None
    reason: Text
    date: Day
    figures: Figures = field(default_factory=dict[str, float])
    """How bad it was when it was accepted, as ``acceptance.figures_of`` says; nothing where version 1 kept none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling(Kept):
    """The unit that fills a slot; it is no row of the programme."""

    slot: Code
    code: CodeOrNone = ""
    """Empty where it is known by its title only."""
    title: Text = ""
    ects: Amount | None = None
    """None: what the slot is worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin(Kept):
    """The block in which a unit that stands in several is to count."""

    unit: Code
    block: BlockPath


USUAL_LOAD = 24
"""ECTS in a semester that a new scenario keeps to unless another load is entered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Kept):
    """One variant of the plan."""

    name: Text
    start: TermText
    """First semester considered; the board begins with its year."""
    years: YearCount = 3
    """Academic years on the board."""
    max_ects: Limit | None = USUAL_LOAD
    """Load the learner wants to keep to, in ECTS per semester; a limit to warn at, never a refusal."""
    max_hours: Limit | None = None
    follow_recommended_order: bool = True
    retained: bool = False
    """Whether this is the variant decided on; at most one of a plan is."""
    judged: Items[Acceptance] = ()
    """What a person accepts; ``judged`` is the key in files."""
    placements: Items[Placement] = ()
    leaves: Items[TermText] = ()
    """Semesters off, in the order of time: the learner takes nothing in them."""
    wishes: Wishes = field(default_factory=Wishes)
    """What was chosen for its proposals; a kept proposal has the choices it was made from."""
    fillings: Items[Filling] = ()
    """What fills the slots, at most once each, in the order of the programme."""
    branches: Annotated[tuple[BlockPath, ...], MaxLen(MAX_BLOCKS), STOP_AT_FIRST] = ()
    """The branches and domains chosen, in the order of the sheet. Placing a unit chooses it without a word here."""
    pins: Items[Pin] = ()
    """At most one for each unit, in the order of the programme."""
    set_aside: Items[Code] = ()
    """Units of choices that the learner does not want, in the order of the programme."""

    def placement(self, unit: str) -> Placement | None:
        """Where *unit* is planned."""
        return next((placement for placement in self.placements if placement.unit == unit), None)

    def filling(self, slot: str) -> Filling | None:
        """What fills *slot*."""
        return next((filling for filling in self.fillings if filling.slot == slot), None)

    def off_in(self, term: Term) -> tuple[Term, ...]:
        """The semesters of *term* that are off; a unit that runs in *term* needs all of its semesters."""
        return tuple(semester for semester in term.semesters if semester in self.leaves)

    def first_to_study(self, semester: Term) -> Term:
        """The first semester from *semester* on that is not off."""
        while semester in self.leaves:
            semester = semester.next_semester()
        return semester

    @property
    def board_years(self) -> range:
        """Academic years the board shows: those asked for, and every one that holds a placement or a semester off."""
        first, last = self.start.year, self.start.year + self.years - 1
        for term in (*(placement.term for placement in self.placements), *self.leaves):
            first, last = min(first, term.year), max(last, term.year)
        return range(first, last + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Kept):
    """Everything one file holds: the programme it was made with, the learner, the scenarios."""

    programme: Programme
    profile: Profile
    scenarios: Annotated[tuple[Scenario, ...], MinLen(1), MaxLen(MAX_SCENARIOS), STOP_AT_FIRST]
    active: Annotated[int, Interval(ge=0, lt=MAX_SCENARIOS)] = 0
    """Index of the scenario shown."""

    @property
    def scenario(self) -> Scenario:
        """The scenario shown."""
        return self.scenarios[self.active]

    def with_scenario(self, scenario: Scenario) -> "Plan":
        """The plan with the scenario shown replaced."""
        scenarios = (*self.scenarios[: self.active], scenario, *self.scenarios[self.active + 1 :])
        return replace(self, scenarios=scenarios)
