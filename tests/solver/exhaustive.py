"""Every plan there is for a small request, and the best of them: what the solver is checked against.

Written from the words of the demands and criteria, with nothing of the solver's model: whether a unit may go
somewhere is asked of the edit itself, loads are added up in plain numbers.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations
from math import ceil, prod

from csp_planner.domain import edits
from csp_planner.domain.enrolment import first_open_semester, is_closed
from csp_planner.domain.evaluation.experience import experience_status
from csp_planner.domain.openings import HORIZON_YEARS, modes_in, opening_in
from csp_planner.domain.overrides import effective_programme
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import ExperienceKind, ExperiencePeriod, Waiver
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term, year_terms
from csp_planner.domain.wishes import Objective
from csp_planner.proposal.answer import Criterion
from csp_planner.proposal.request import Demand, DemandKind, Request, demands_of, is_movable

Places = dict[str, Term]
_WITHOUT_RESULT = (UnitState.FAILED, UnitState.WITHDRAWN)
_WAIVER = Waiver(reason="essai", date=date(2026, 1, 1))


def number(term: Term) -> int:
    return 2 * term.year + (term.part is Part.S2)


@dataclass
class Exhaustive:
    """The search through every plan of *request* under *demands*, by default all of them."""

    plan: Plan
    request: Request
    demands: tuple[Demand, ...] | None = None
    experienced: dict[date, bool] = field(default_factory=dict, init=False)
    """What is known of days so far."""

    def __post_init__(self) -> None:
        request, profile = self.request, self.request.profile
        self.units = effective_programme(request.programme, profile, request.scenario).by_code
        self.movable = [code for code in self.units if is_movable(request, code)]
        self.present: dict[str, Placement] = {}
        self.held: Places = {}
        self.enrolled: Places = {}
        for code in self.units:
            live = profile.live_attempt(code)
            if live and not profile.credit(code) and self.units[code].is_attended:
                self.held[code] = live.term
                if live.state is UnitState.ENROLLED:
                    self.enrolled[code] = live.term
        for placement in request.scenario.placements:
            code = placement.unit
            if code in self.movable:
                self.present[code] = placement
            elif self._is_over(placement):
                self.held[code] = self.enrolled[code] = placement.term
        # Which terms a unit may take is asked of a plan where it is not placed yet.
        bare = tuple(item for item in request.scenario.placements if item.unit not in self.movable)
        self.bare = self.plan.with_scenario(replace(request.scenario, placements=bare))
        first = min(request.start.year, request.today.year - 1) if request.start else request.today.year - 1
        self.years = range(first, first + HORIZON_YEARS + 3)
        self.options = {code: self._options(code) for code in self.movable}
        self._ask(demands_of(request) if self.demands is None else self.demands)

    def under(self, demands: tuple[Demand, ...]) -> "Exhaustive":
        """The same search under other demands: where units may go does not depend on them."""
        other = copy(self)
        other._ask(demands)
        return other

    def _ask(self, demands: tuple[Demand, ...]) -> None:
        self.asked = demands
        self.unplaced = [code for code in self.movable if not self.options[code] and not self._pin(code)]
        self.to_place = [code for code in self.movable if code not in self.unplaced]

    def _is_over(self, placement: Placement) -> bool:
        """Whether the unit was planned in a term that has ended, and nothing is known of it."""
        unit, profile = self.units.get(placement.unit), self.request.profile
        if unit is None or not unit.is_attended or profile.live_attempt(unit.code) or profile.credit(unit.code):
            return False
        return placement.term.ends < self.request.today

    def _pin(self, code: str) -> Demand | None:
        """The demand that keeps the unit where it is: it is pinned, or a person placed it by waiver."""
        kinds = (DemandKind.PIN, DemandKind.WAIVER)
        return next((item for item in self.asked if item.kind in kinds and item.unit == code), None)

    def _options(self, code: str) -> dict[Term, bool]:
        """Terms the unit may take, with whether it stands there by waiver."""
        request, present = self.request, self.present.get(code)
        terms = [term for year in self.years for term in year_terms(year)]
        pinned = code in request.pinned
        over = [item.term for item in request.profile.attempts if item.unit == code and item.state in _WITHOUT_RESULT]
        tried = max((number(term.last_semester) for term in over), default=0)
        later = [term for term in terms if number(term.semesters[0]) > tried]
        found = {term: False for term in later if self._lands(code, term, None)}
        opens_nowhere = not found
        waiver = present.waiver if present is not None else None
        granted = waiver is not None and not waiver.proposed
        may_waive = code in request.waivable or request.allow_waivers
        if code in request.waivable or ((request.allow_waivers or granted) and opens_nowhere):
            found.update((term, True) for term in later if term not in found and self._lands_waived(code, term))
        held = pinned or (granted and code not in request.freed)
        if present is not None and (held or present.term in later):
            open_still = not is_closed(request.programme, present.term, request.today)
            stands = granted or (waiver is not None and pinned)
            if stands or (may_waive and (pinned or (waiver is not None and open_still))):
                found.setdefault(present.term, True)
        return found

    def _lands(self, code: str, wanted: Term, waiver: Waiver | None) -> bool:
        placed = edits.place(self.bare, code, wanted, self.request.today, waiver)
        return isinstance(placed, Plan) and placed.scenario.placement(code).term == wanted  # type: ignore[union-attr]

    def _lands_waived(self, code: str, wanted: Term) -> bool:
        """Whether a waiver puts the unit in a semester, or in the annual part where it runs over the year."""
        closed = is_closed(self.request.programme, wanted, self.request.today)
        opening = opening_in(self.request.programme, self.units[code], wanted.year).opening
        parts = opening.parts() if opening else ()
        lands = {part if part in parts or Part.ANNUAL not in parts else Part.ANNUAL for part in (Part.S1, Part.S2)}
        return not closed and wanted.part in lands and self._lands(code, wanted, _WAIVER)

    def _allowed(self, code: str) -> list[Term]:
        """Options that pass the demands about one unit in one term."""
        pin = self._pin(code)
        return [
            term
            for term in self.options[code]
            if (pin is None or term == pin.term)
            and all(self._passes(item, term, pin is not None) for item in self.asked)
        ]

    def _passes(self, demand: Demand, term: Term, pinned: bool) -> bool:
        match demand.kind:
            case DemandKind.START:
                return pinned or number(term.semesters[0]) >= number(demand.term)  # type: ignore[arg-type]
            case DemandKind.END:
                return number(term.last_semester) <= number(demand.term)  # type: ignore[arg-type]
            case DemandKind.AWAY:
                return demand.term not in term.semesters
            case DemandKind.ACCREDITATION:
                return term.ends <= self.request.programme.accreditation.ends
            case _:
                return True

    @property
    def size(self) -> int:
        """How many plans there are to look at."""
        return prod(len(self._allowed(code)) for code in self.to_place)

    def plans(self) -> Iterator[Places]:
        """Every plan that meets the demands; the units with the fewest terms come first, as those with none."""
        allowed = {code: self._allowed(code) for code in self.to_place}
        return self._longer({}, sorted(self.to_place, key=lambda code: len(allowed[code])), allowed)

    def _longer(self, places: Places, left: list[str], allowed: dict[str, list[Term]]) -> Iterator[Places]:
        """*places* with those of the units that are *left*.

        More units mend nothing: neither a load that is too much, nor an order, nor a report that comes too soon.
        """
        if not left:
            yield places
            return
        code, *others = left
        for term in allowed[code]:
            longer = {**places, code: term}
            if self._loads_fit(longer) and self._order_fits(longer) and self._report_fits(longer):
                yield from self._longer(longer, others, allowed)

    def _inside(self, places: Places, semester: Term) -> list[tuple[float, float]]:
        return [
            (self.units[code].ects / len(term.semesters), (self.units[code].hours or 0) / len(term.semesters))
            for code, term in places.items()
            if semester in term.semesters
        ]

    def _loads_fit(self, places: Places) -> bool:
        now = {**self.held, **{code: placement.term for code, placement in self.present.items()}}
        for semester in {half for term in places.values() for half in term.semesters}:
            inside = self._inside({**self.held, **places}, semester)
            relieved = self.request.relieved
            tolerated = self.request.tolerant and (relieved is None or semester not in relieved.semesters)
            most = self._amounts(self._inside(now, semester)) if tolerated else (0, 0, 0)
            over = [
                limit is not None and kind in {item.kind for item in self.asked} and load > max(limit, present)
                for (kind, limit), load, present in zip(self._limits(), self._amounts(inside), most, strict=True)
            ]
            if any(over) and len(inside) > 1:
                return False
        return True

    def _limits(self) -> list[tuple[DemandKind, float | None]]:
        request = self.request
        return [
            (DemandKind.MAX_ECTS, request.max_ects),
            (DemandKind.MAX_HOURS, request.max_hours),
            (DemandKind.MAX_UNITS, request.max_units),
        ]

    @staticmethod
    def _amounts(inside: list[tuple[float, float]]) -> tuple[float, float, int]:
        return sum(ects for ects, _hours in inside), sum(hours for _ects, hours in inside), len(inside)

    def _against(self, before: str, after: str, places: Places, judged: Places) -> bool:
        first, second = {**self.held, **places}.get(before), judged.get(after)
        return first is not None and second is not None and number(second.semesters[0]) <= number(first.last_semester)

    def _order_fits(self, places: Places) -> bool:
        pairs = [item for item in self.asked if item.kind is DemandKind.ORDER]
        return not any(self._against(item.unit, item.after, places, places) for item in pairs)

    def _before_report(self, places: Places) -> int | None:
        """How many units end after the report on them; None where the report is not to place."""
        rules = self.request.programme.conditions
        report = places.get(rules.report_unit)
        if report is None:
            return None
        rests_on = [code for code in rules.units if code in places]
        return sum(number(places[code].last_semester) > number(report.last_semester) for code in rests_on)

    def _report_fits(self, places: Places) -> bool:
        rules, profile = self.request.programme.conditions, self.request.profile
        if not any(item.kind is DemandKind.REPORT_LAST for item in self.asked) or rules.report_unit not in places:
            return True
        report = places[rules.report_unit]
        if not profile.credit(rules.experience_unit) and not self._is_experienced(report.ends):
            return False
        held = [self.held[code].last_semester for code in rules.units if code in self.held]
        return self._before_report(places) == 0 and all(number(half) <= number(report.last_semester) for half in held)

    def _is_experienced(self, day: date) -> bool:
        if day not in self.experienced:
            self.experienced[day] = self._can_be_complete(day)
        return self.experienced[day]

    def _can_be_complete(self, day: date) -> bool:
        """Whether the experience can be complete on *day*: as recorded, or else going on from now without a break.

        It goes on in the field or, where months outside it are recorded, as it was and with the placement after it.
        """
        rules, today = self.request.programme.conditions, self.request.today
        periods = self.request.profile.experience
        if not rules.experience_months:  # none are asked for
            return True
        if experience_status(periods, rules, today).complete_on is not None:
            return self._is_complete(periods, day)
        work = [period for period in periods if period.kind is not ExperienceKind.PLACEMENT]
        begins = self._after([period for period in work if period.kind is ExperienceKind.IN_FIELD], today)
        ways = [(*periods, ExperiencePeriod(start=begins, end=None, kind=ExperienceKind.IN_FIELD))]
        if any(period.kind is ExperienceKind.OUTSIDE_FIELD for period in work):
            reached = experience_status(periods, rules, today).reached_on
            more = periods
            begins = today
            if reached is None:
                going_on = ExperiencePeriod(start=self._after(work, today), end=None, kind=ExperienceKind.OUTSIDE_FIELD)
                more = (*periods, going_on)
                worked = experience_status(more, rules, today).reached_on
                assert worked is not None
                begins = worked + timedelta(days=1)
            placements = [period for period in periods if period.kind is ExperienceKind.PLACEMENT]
            placement = ExperiencePeriod(start=self._after(placements, begins), end=None, kind=ExperienceKind.PLACEMENT)
            ways.append((*more, placement))
        return any(self._is_complete(way, day) for way in ways)

    def _is_complete(self, periods: tuple[ExperiencePeriod, ...], day: date) -> bool:
        done = experience_status(periods, self.request.programme.conditions, self.request.today).complete_on
        return done is not None and done <= day

    @staticmethod
    def _after(periods: list[ExperiencePeriod], day: date) -> date:
        """*day*, or the day after the last of *periods* where that is later."""
        return max([day, *(period.end + timedelta(days=1) for period in periods if period.end)])

    def against_the_sheet(self, places: Places) -> list[tuple[str, str]]:
        """Pairs of units of equal weight, the later row first in time, that could be exchanged without any loss."""
        rules = self.request.programme.conditions
        rows = [code for code in self.units if code in places and code != rules.report_unit]
        values, found = self.values(places), []
        for upper, lower in combinations(rows, 2):
            one, other = self.units[upper], self.units[lower]
            is_alike = (one.ects, one.hours, upper in rules.units) == (other.ects, other.hours, lower in rules.units)
            if not is_alike or number(places[lower].semesters[0]) >= number(places[upper].semesters[0]):
                continue
            after = {**places, upper: places[lower], lower: places[upper]}
            stays = any(places[code] == self.present[code].term for code in (upper, lower) if code in self.present)
            if not stays and self.meets(after) and self.values(after) == values:
                found.append((upper, lower))
        return found

    def meets(self, places: Places) -> bool:
        """Whether the plan meets the demands."""
        is_allowed = all(term in self._allowed(code) for code, term in places.items())
        return is_allowed and self._loads_fit(places) and self._order_fits(places) and self._report_fits(places)

    def finds_one(self) -> bool:
        """Whether there is a plan at all."""
        return any(True for _places in self.plans())

    def best(self) -> tuple[float, ...] | None:
        """The best value of the criteria, the one that weighs most first; None when there is no plan."""
        return min((self.values(places) for places in self.plans()), default=None)

    def values(self, places: Places) -> tuple[float, ...]:
        window = self._window(places)
        return tuple(self._value(criterion, places, window) for criterion in self.criteria())

    def criteria(self) -> list[Criterion]:
        """What plans are compared by, in the order of weight; an end is always demanded here."""
        ends, even = [Criterion.END, Criterion.ADVICE], [Criterion.HEAVIEST, Criterion.EXCESS]
        minded = any(self._is_unwanted(code, term) for code in self.to_place for term in self.options[code])
        modes = [Criterion.MODES] if minded else []
        if self.request.objective is Objective.EARLIEST:
            own = [ends[0], Criterion.WAIVERS, *modes, ends[1], Criterion.INTRODUCTION, *even]
        else:
            own = [Criterion.WAIVERS, *modes, *even, *ends, Criterion.INTRODUCTION]
        present = {**self.held, **self.present}
        kept = [Criterion.DELAY if present else Criterion.END, Criterion.ADVICE]
        kept += [Criterion.INTRODUCTION, Criterion.CHANGES]
        if not self.request.scenario.follow_recommended_order:
            kept.remove(Criterion.ADVICE)
        return list(dict.fromkeys([Criterion.LEFT_OUT, *(kept if self.request.keep else []), *own]))

    def end(self, places: Places) -> int:
        return max((number(term.last_semester) for term in {**self.held, **places}.values()), default=0)

    def _window(self, places: Places) -> range:
        assert self.request.start is not None
        start = max(self.request.start, first_open_semester(self.request.programme, self.request.today))
        criteria = self.criteria()
        end = number(self.request.end.last_semester) if self.request.end else 0
        if criteria.index(Criterion.END) < criteria.index(Criterion.HEAVIEST):
            end = self.end(places)
        elif Criterion.DELAY in criteria:
            end = min(end, max(self.end(places), self._present_end()))
        return range(number(start), end + 1)

    def _present_end(self) -> int:
        """The semester the present plan ends in, what stands included."""
        return self.end({code: placement.term for code, placement in self.present.items()})

    def _value(self, criterion: Criterion, places: Places, window: range) -> float:
        loads = [
            sum(
                ects
                for ects, _hours in self._inside({**self.held, **places}, Term(at // 2, (Part.S1, Part.S2)[at % 2]))
            )
            for at in window
        ]
        match criterion:
            case Criterion.LEFT_OUT:
                return len(self.unplaced)
            case Criterion.DELAY:
                return max(0, self.end(places) - self._present_end())
            case Criterion.CHANGES:
                return sum(self.present[code].term != places[code] for code in places if code in self.present)
            case Criterion.END:
                return self.end(places)
            case Criterion.WAIVERS:
                return sum(self.options[code][term] for code, term in places.items())
            case Criterion.MODES:
                return sum(self._is_unwanted(code, term) for code, term in places.items())
            case Criterion.ADVICE:
                judged = {**self.enrolled, **places}
                orders = self.request.programme.recommended_order
                pairs = {(order.before, order.after) for order in orders if order.before != order.after}
                against = sum(
                    self._against(*pair, places, judged) for pair in pairs if not places.keys().isdisjoint(pair)
                )
                return against + (self._before_report(places) or 0)
            case Criterion.INTRODUCTION:
                return self.introduced_late(places)
            case Criterion.HEAVIEST:
                return max(loads, default=0)
            case Criterion.EXCESS:
                average = ceil(self._total(places, window) / len(window)) if window else 0
                return sum(max(0, load - average) for load in loads)
            case Criterion.OVERRUN:
                raise AssertionError("an end is always demanded here")

    def _is_unwanted(self, code: str, term: Term) -> bool:
        """Whether the unit, which no waiver places there, runs in other modes than those wanted."""
        wanted, offered = set(self.request.profile.modes), set(modes_in(self.request.programme, self.units[code], term))
        return not self.options[code][term] and bool(wanted and offered) and wanted.isdisjoint(offered)

    def introduced_late(self, places: Places) -> int:
        """Semesters past the second after the first unit; the first one of a plan that is kept counts wherever it goes.

        Where it has the introductory unit too, this stays where it is at no cost.
        """
        first = next((code for code in self.units if self.units[code].is_attended), "")
        if first not in places:
            return 0
        starts = number(places[first].semesters[0])
        begins = [number(term.semesters[0]) for term in self.held.values()]
        if self.request.keep and self.present:
            first_open = first_open_semester(self.request.programme, self.request.today)
            start = max(self.request.start or first_open, first_open)
            planned = min(number(placement.term.semesters[0]) for placement in self.present.values())
            begins.append(max(number(start), planned))
        if self.request.keep and first in self.present:
            return max(0, starts - max(min(begins) + 2, number(self.present[first].term.semesters[0])))
        begins += [number(term.semesters[0]) for term in places.values()]
        return max(0, starts - min(begins) - 2)

    def _total(self, places: Places, window: range) -> float:
        """What is placed, wherever, and what stands from the first semester on."""
        placed = sum(self.units[code].ects for code in places)
        held = [(code, half) for code, term in self.held.items() for half in term.semesters]
        later = [code for code, half in held if number(half) >= window.start]
        return placed + sum(self.units[code].ects / len(self.held[code].semesters) for code in later)
