"""A request as the solver needs it: where each unit may go and what weighs in each semester.

Semesters are numbered as ``number_of`` numbers them. Loads are whole two-hundredths of an ECTS or of an hour, as the
domain adds them up. ``reading`` makes it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from csp_planner.domain.amounts import parts_of
from csp_planner.domain.evaluation.acquired import Worth, holdings_of
from csp_planner.domain.evaluation.experience import Assumption, assumed_experience, experience_status
from csp_planner.domain.evaluation.loads import Load
from csp_planner.domain.holding import credit_of, dispensing
from csp_planner.domain.overrides import effective_programme
from csp_planner.domain.plan import Placement
from csp_planner.domain.profile import Credit
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term, number_of, semester_on
from csp_planner.proposal.request import Demand, DemandKind, Request, limit_of
from csp_planner.solver.award_bounds import AwardBounds, award_bounds, least_load, taken_of
from csp_planner.solver.choice import Choice, Weight
from csp_planner.solver.choices import Ask
from csp_planner.solver.stages import Stages, stages_in

INTRODUCED_WITHIN = 2
"""Semesters after the first unit taken within which the first unit of the sheet starts."""


def scaled_limit(request: Request, kind: DemandKind) -> int:
    """The limit of *kind* in the measure of ``Weight``; the request must have one."""
    limit = limit_of(request, kind) or 0
    return int(limit) if kind is DemandKind.MAX_UNITS else parts_of(limit)


def passes_alone(request: Request, weight: Weight, limits: Iterable[DemandKind]) -> bool:
    """Whether a unit of *weight* passes one of *limits* by itself; it may then stand alone in its semester."""
    return any(weight.of(kind) > scaled_limit(request, kind) for kind in limits)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What there is to decide, and what is decided already."""

    request: Request
    choices: Mapping[str, tuple[Choice, ...]]
    """Units to place, in the order of the programme, with the terms each may take before any demand.

    Only a pinned unit may have none: a pin that nothing allows is a clash, not a unit to leave out. The options of
    ``ask`` are among them, and need not be placed.
    """
    unplaceable: tuple[str, ...]
    """Units to place that no term takes."""
    ask: Ask | None = None
    """What the choices of the award ask for; None where nothing is to choose."""
    lacking: int = 0
    """Choices that no options meet, and units that branches lack, in every plan."""
    lacking_bound: int = 0
    """The same as far as it is proven."""
    held: Mapping[str, Term]
    """What stands and is not for the proposal to move: enrolled, under way, validated, planned in a term that is over,
    or unknown to the programme."""
    ordered: Mapping[str, Term]
    """The part of ``held`` that is still held against the recommended order: the units only enrolled in or planned."""
    present: Mapping[str, Placement]
    """Where the units to place are planned now."""
    first: int
    """Number of the first semester to plan in: the one demanded, but none whose enrolment has closed."""

    @property
    def size(self) -> int:
        """How many choices there are in all."""
        return sum(map(len, self.choices.values()))

    @cached_property
    def optional(self) -> frozenset[str]:
        """Codes of the units that may be placed and need not be."""
        return frozenset() if self.ask is None else frozenset(option.code for option in self.ask.options)

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Codes of the units that are placed in every plan."""
        return tuple(code for code in self.choices if code not in self.optional)

    def narrowed(self, units: Collection[str], blocks: Collection[str]) -> "Problem":
        """The same about no other of the ``required`` units than *units*, and no other choices than *blocks*."""
        kept = {code: found for code, found in self.choices.items() if code in units or code in self.optional}
        return replace(self, choices=kept, ask=None if self.ask is None else self.ask.narrowed(blocks))

    @cached_property
    def stages(self) -> Stages | None:
        """The stages of the award, where the order of them is advice."""
        return stages_in(self)

    @cached_property
    def award(self) -> AwardBounds | None:
        """What the options come to at best; None where nothing is to choose."""
        return None if self.ask is None else award_bounds(self.ask)

    def award_taking(self, codes: Collection[str]) -> AwardBounds | None:
        """What the options among *codes* come to, all of them taken; None where nothing is to choose."""
        return None if self.ask is None else taken_of(self.ask, codes)

    def chosen_among(self, codes: Collection[str]) -> frozenset[str]:
        """Options among *codes* to make a first plan with: early ones, with the smallest surplus."""
        return frozenset() if self.ask is None else award_bounds(self.ask.among(codes)).chosen

    @property
    def left_out(self) -> int:
        """How many needed units, and choices, no plan takes care of: no opening and no waiver does."""
        return len(self.unplaceable) + self.lacking

    @property
    def left_out_bound(self) -> int:
        """The same as far as it is proven."""
        return len(self.unplaceable) + self.lacking_bound

    def least_of_options(self, kind: DemandKind, most: int | None = None) -> int:
        """What the options taken load at least together, over all semesters, in the quantity of *kind*.

        A unit that passes *most* stands alone in its semester, and takes no more than that of it.
        """
        known = self._least_of_options
        if (kind, most) not in known:
            known[kind, most] = self._look_for_least(self.ask, kind, most) if self.ask is not None else 0
        return known[kind, most]

    @cached_property
    def _least_of_options(self) -> dict[tuple[DemandKind, int | None], int]:
        return {}

    def _look_for_least(self, ask: Ask, kind: DemandKind, most: int | None) -> int:
        def least(code: str) -> int:
            found: list[int] = []
            for choice in self.choices[code]:
                load = self.weight(code, choice.term).of(kind)
                found.append(len(choice.semesters) * (load if most is None else min(load, most)))
            return min(found)

        return least_load(ask, tuple((option.code, least(option.code)) for option in ask.options))

    @cached_property
    def minds_modes(self) -> bool:
        """Whether a unit may come to run in a mode that the learner does not want."""
        return any(choice.unwanted for choices in self.choices.values() for choice in choices)

    @cached_property
    def held_weights(self) -> dict[int, Weight]:
        """What stands, by semester."""
        found: dict[int, Weight] = {}
        for code, term in self.held.items():
            if code in self.request.programme.by_code:
                for semester in Choice(term).semesters:
                    found[semester] = found.get(semester, Weight()).plus(self._held_weight(code, term))
        return found

    def _held_weight(self, code: str, term: Term) -> Weight:
        """What unit *code*, which stands in *term*, adds to each of its semesters; a result keeps its own worth."""
        worth = self._worth.get(code)
        if worth is None:
            return self.weight(code, term)
        share = Load.of(worth.ects, worth.hours).share(term)
        return Weight(share.ects_parts, share.hours_parts, 1)

    @cached_property
    def _worth(self) -> Mapping[str, Worth]:
        request = self.request
        return holdings_of(request.programme, self.effective, request.profile, request.today).worth

    @cached_property
    def held_end(self) -> int | None:
        """Number of the last semester of what stands, or by which what was asked for is expected."""
        ends = [Choice(term).last for term in self.held.values()]
        ends += [] if self.awaited_end is None else [self.awaited_end]
        return max(ends, default=None)

    @cached_property
    def awaited(self) -> Mapping[str, Credit]:
        """By row, the credit that dispenses of it once the answer is there."""
        today, known = self.request.today, self.request.programme.by_code
        found = dispensing(self.request.profile, today)
        rules = self.request.programme.conditions
        status = experience_status(self.request.profile.experience, rules, today)
        done = None if status is None else status.complete_on
        is_done = done is not None and done <= today  # the months are there: nothing waits for an answer about them
        return {
            row: credit
            for row, credit in found.items()
            if row in known
            and credit.stands(today) is UnitState.EXPECTED
            and not (is_done and row == rules.experience_unit)
        }

    @cached_property
    def awaited_end(self) -> int | None:
        """Number of the semester by which all answers are expected: no plan ends before."""
        days = [credit.date for credit in self.awaited.values()]
        return number_of(semester_on(max(days))) if days else None

    @cached_property
    def introduction(self) -> str:
        """The first unit of the sheet, which introduces to the others; "" where it is none to attend, or an option."""
        first = next((unit.code for unit in self.request.programme.units if unit.is_attended), "")
        return "" if first in self.optional else first

    @cached_property
    def begun(self) -> int | None:
        """Number of the first semester of what stands and, where the present plan is kept, of that plan.

        To begin later does not make the first unit of the sheet come any sooner.
        """
        begins = [Choice(term).first for term in self.held.values()]
        if self.request.keep and self.present:
            planned = min(Choice(placement.term).first for placement in self.present.values())
            begins.append(max(planned, self.first))
        return min(begins, default=None)

    @cached_property
    def introduced_by(self) -> int | None:
        """Number of the semester the first unit of the sheet starts in at the latest, where a plan with it is kept.

        It is then not moved out of its two semesters, or later than it stands. None: that depends on the plan.
        """
        present = self.present.get(self.introduction)
        if present is None or self.begun is None or not self.request.keep:
            return None
        return max(Choice(present.term).first, self.begun + INTRODUCED_WITHIN)

    @cached_property
    def present_end(self) -> int | None:
        """Number of the last semester of the present plan; None where nothing stands and nothing is planned."""
        ends = [Choice(placement.term).last for placement in self.present.values()]
        ends += [] if self.held_end is None else [self.held_end]
        return max(ends, default=None)

    @cached_property
    def present_weights(self) -> dict[int, Weight]:
        """What the present plan bears, by semester, what stands included."""
        found = dict(self.held_weights)
        for code, placement in self.present.items():
            for semester in Choice(placement.term).semesters:
                found[semester] = found.get(semester, Weight()).plus(self.weight(code, placement.term))
        return found

    def limit_in(self, number: int, kind: DemandKind) -> int:
        """The limit of *kind* in a semester, in the measure of ``Weight``: a tolerated one may bear what it bears."""
        limit = scaled_limit(self.request, kind)
        relieved = self.request.relieved
        is_relieved = relieved is not None and number in Choice(relieved).semesters
        if not self.request.tolerant or is_relieved:
            return limit
        return max(limit, self.present_weights.get(number, Weight()).of(kind))

    @property
    def report(self) -> str:
        """Code of the report; empty, as no unit is called, where the award asks for none."""
        return self.request.programme.conditions.report_unit or ""

    @cached_property
    def report_from(self) -> int:
        """Number of the first semester the report may end in, by the units that stand."""
        units = self.request.programme.conditions.units
        return max((Choice(self.held[code]).last for code in units if code in self.held), default=0)

    @cached_property
    def experience_from(self) -> date:
        """First day with the experience complete, by the periods recorded or else as soon as it can be."""
        request, rules = self.request, self.request.programme.conditions
        status = experience_status(request.profile.experience, rules, request.today)
        recorded = None if status is None else status.complete_on
        credit = self._experience_credit
        if credit is not None and credit.stands(request.today) is UnitState.EXPECTED:
            return min(recorded or credit.date, credit.date)
        if credit is not None:
            return date.min
        if self.assumption is not None:
            return self.assumption.complete_on
        return recorded or date.min

    @cached_property
    def assumption(self) -> Assumption | None:
        """What is supposed of the experience, where it is neither recorded nor dispensed of."""
        request, rules = self.request, self.request.programme.conditions
        if self._experience_credit is not None:
            return None
        return assumed_experience(request.profile.experience, rules, request.today)

    @property
    def _experience_credit(self) -> Credit | None:
        """The credit that dispenses of the experience, or will once it is granted."""
        code = self.request.programme.conditions.experience_unit
        return None if code is None else credit_of(self.request.profile, code, self.request.today)

    def weight(self, code: str, term: Term) -> Weight:
        """What unit *code* in *term* adds to each of its semesters; figures entered by the user come first."""
        unit = self.effective.by_code[code]
        share = Load.of(unit.ects, unit.hours).share(term)
        return Weight(share.ects_parts, share.hours_parts, 1)

    @cached_property
    def effective(self) -> Programme:
        """The programme with the figures the user entered."""
        return effective_programme(self.request.programme, self.request.profile, self.request.scenario)

    def allowed(self, code: str, demands: Collection[Demand]) -> tuple[Choice, ...]:
        """The choices of unit *code* that *demands* leave, looking at that unit alone."""
        kinds = (DemandKind.PIN, DemandKind.WAIVER)
        pin = next((demand for demand in demands if demand.kind in kinds and demand.unit == code), None)
        found = self.choices[code]
        if pin is not None:
            found = tuple(choice for choice in found if choice.term == pin.term)
        return tuple(
            choice
            for choice in found
            if all(self._permits(demand, code, choice, pin is not None) for demand in demands)
        )

    def _permits(self, demand: Demand, code: str, choice: Choice, pinned: bool) -> bool:
        match demand.kind:
            case DemandKind.START:
                return pinned or demand.term is None or choice.first >= number_of(demand.term)
            case DemandKind.END:
                return demand.term is None or choice.last <= number_of(demand.term)
            case DemandKind.AWAY:
                return demand.term not in choice.term.semesters
            case DemandKind.ACCREDITATION:
                ends = self.request.programme.accredited_until
                return ends is None or choice.term.ends <= ends
            case DemandKind.ORDER if demand.after == code and demand.unit in self.held:
                return choice.first > Choice(self.held[demand.unit]).last
            case DemandKind.REPORT_LAST if code == self.report:
                return choice.last >= self.report_from and choice.term.ends >= self.experience_from
            case _:
                return True
