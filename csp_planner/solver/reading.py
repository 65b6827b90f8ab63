"""A request read for the solver: which terms each unit may take, what stands, and which units are options of a choice.

It reads the same openings and enrolment windows as the edits and the evaluation do.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from csp_planner.domain.amounts import parts_of
from csp_planner.domain.choosing.values import Rank
from csp_planner.domain.enrolment import first_open_semester, is_closed
from csp_planner.domain.evaluation.awarding import choices_of, holdings_in
from csp_planner.domain.evaluation.evaluate import evaluate
from csp_planner.domain.holding import held_placements
from csp_planner.domain.limits import MAX_YEARS
from csp_planner.domain.openings import HORIZON_YEARS, are_unwanted, landing_term, modes_in, open_terms
from csp_planner.domain.plan import Placement
from csp_planner.domain.programme import Unit
from csp_planner.domain.states import LIVE_STATES, UnitState
from csp_planner.domain.terms import LAST_YEAR, Part, Term, number_of
from csp_planner.proposal.request import Request, is_movable, is_over
from csp_planner.solver.award_bounds import award_bounds
from csp_planner.solver.choice import Choice, Grant
from csp_planner.solver.choices import Option, Reading, read
from csp_planner.solver.problem import Problem


def problem_of(request: Request) -> Problem:
    """What *request* leaves to decide, and what it decides."""
    held: dict[str, Term] = {}
    ordered: dict[str, Term] = {}
    present: dict[str, Placement] = {}
    for code, term, state, _waiver in held_placements(request.scenario, request.profile, request.today):
        unit = request.programme.by_code.get(code)
        placement = request.scenario.placement(code)
        is_planned = state is UnitState.PLANNED and unit is not None and unit.is_attended
        if is_planned and placement is not None and not is_over(request, code):
            present[code] = placement
        elif unit is None or unit.is_attended:
            held[code] = term
            if is_planned or state is UnitState.ENROLLED:
                ordered[code] = term
    first_open = first_open_semester(request.programme, request.today)
    start = max(request.start.semesters[0], first_open, key=Term.sort_key) if request.start else first_open
    reading, worth = _award(request)
    choices: dict[str, tuple[Choice, ...]] = {}
    unplaceable: list[str] = []
    years = _years(request, first_open, start)
    optional: set[str] = set()
    for unit in request.programme.units:
        if reading is not None and not _is_needed(request, reading, unit.code, present):
            if unit.code in reading.wanted and _is_option(request, unit.code):
                found = tuple(_choices(request, unit, years, None))
                optional.update([unit.code] if found else [])
                choices.update({unit.code: found} if found else {})
        elif is_movable(request, unit.code):
            found = tuple(_choices(request, unit, years, present.get(unit.code)))
            if found:
                choices[unit.code] = found
            elif unit.code in request.pinned and unit.code in present:
                choices[unit.code] = ()
            else:
                unplaceable.append(unit.code)
    problem = Problem(
        request=request,
        choices=choices,
        unplaceable=tuple(unplaceable),
        held=held,
        ordered=ordered,
        present=present,
        first=number_of(start),
    )
    return problem if reading is None else _with_options(problem, reading, worth, optional)


def _award(request: Request) -> tuple[Reading | None, Mapping[str, int]]:
    """The award of *request* as it stands, and what the units that may count in it are worth."""
    award = request.programme.award
    if award is None:
        return None, {}
    standings = evaluate(request.programme, request.scenario, request.profile, request.today).standings
    held = {code: item for code, item in holdings_in(standings).items() if item.rank is not Rank.TO_CONFIRM}
    return read(award, held, choices_of(request.scenario)), {code: parts_of(item.ects) for code, item in held.items()}


def _is_needed(request: Request, reading: Reading, code: str, present: Mapping[str, Placement]) -> bool:
    """Whether unit *code* is placed whatever is chosen: due, planned already, or asked for by name."""
    is_due = code in reading.needed or code in request.programme.conditions.listed
    return is_due or code in present or code in request.wanted


def _is_option(request: Request, code: str) -> bool:
    return code not in request.scenario.set_aside and is_movable(request, code)


def _with_options(problem: Problem, reading: Reading, worth: Mapping[str, int], optional: Collection[str]) -> Problem:
    """*problem* with what the choices of the award ask for, and no options but those that they need."""
    effective = problem.effective.by_code
    fixed = {code: parts for code, parts in worth.items() if code not in problem.unplaceable}
    fixed |= {code: parts_of(effective[code].ects) for code in problem.choices if code not in optional}
    ranks = {code: rank for rank, code in enumerate(effective)}
    options = (
        Option(
            code=code,
            parts=parts_of(effective[code].ects),
            rank=ranks[code],
            soonness=max(0, min(choice.last for choice in choices) - problem.first),
            is_waived=all(choice.grant is Grant.NEW_WAIVER for choice in choices),
        )
        for code, choices in problem.choices.items()
        if code in optional
    )
    counted = set(chain.from_iterable(each.leaves for each in reading.ask.countings))
    counted |= {code for _branch, code in reading.ask.due}
    ask = replace(
        reading.ask,
        fixed=tuple((code, fixed[code]) for code in sorted(counted & set(fixed)) if code not in reading.needed),
        options=tuple(options),
        due=tuple((branch, code) for branch, code in reading.ask.due if not _is_unattended(problem, code)),
    )
    if problem.request.completes is not None:
        ask = ask.completing(problem.request.completes)
    best = award_bounds(ask)
    is_needed = best.chosen or best.lacking > best.lacking_bound
    kept = {option.code for option in ask.options if is_needed and (best.waived or not option.is_waived)}
    return replace(
        problem,
        choices={code: found for code, found in problem.choices.items() if code not in optional or code in kept},
        ask=ask.among(kept) if kept else None,
        lacking=best.lacking,
        lacking_bound=best.lacking_bound,
    )


def _is_unattended(problem: Problem, code: str) -> bool:
    """Whether *code* is a row that is confirmed and not attended: no plan lacks it."""
    unit = problem.request.programme.by_code.get(code)
    return unit is not None and not unit.is_attended


def _years(request: Request, first_open: Term, start: Term) -> range:
    """The academic years to plan in: as far as openings are looked for, or up to the end asked for if that is later."""
    last = start.year + HORIZON_YEARS
    if request.end is not None:
        last = max(last, request.end.year)
    board_end = min(first_open.year, request.scenario.board_years[0]) + MAX_YEARS - 1
    return range(first_open.year, min(last, board_end, LAST_YEAR) + 1)


def _choices(request: Request, unit: Unit, years: range, present: Placement | None) -> Iterator[Choice]:
    """Where *unit* may go, in the order of time; each term once, by the least grant."""
    tried = _last_attempt(request, unit.code)
    found = {
        term: Choice(term)
        for term in open_terms(request.programme, unit, years, request.today)
        if _is_after(term, tried)
    }
    opens_nowhere = not found
    waiver = present.waiver if present else None
    is_pinned = unit.code in request.pinned
    # A waiver that a person made stands; one that a proposal made does where its unit is pinned.
    is_granted = waiver is not None and not waiver.proposed
    is_held = is_pinned or (is_granted and unit.code not in request.freed)
    may_stay = present is not None and (is_held or _is_after(present.term, tried))
    if present is not None and may_stay and waiver is not None and (is_granted or is_pinned):
        found.setdefault(present.term, Choice(present.term, Grant.HELD_WAIVER))
    # A unit that a person's waiver places is held there by a demand: given up, it is waived anew elsewhere.
    may_waive = request.allow_waivers or unit.code in request.waivable
    if unit.code in request.waivable or (opens_nowhere and (may_waive or is_granted)):
        for term in _waivable_terms(request, unit, years):
            if _is_after(term, tried):
                found.setdefault(term, Choice(term, Grant.NEW_WAIVER))
    stays_waived = is_pinned or (waiver is not None and present is not None and _is_ahead(request, present.term))
    if present is not None and may_stay and may_waive and stays_waived:
        found.setdefault(present.term, Choice(present.term, Grant.NEW_WAIVER))
    choices = (replace(choice, unwanted=_is_unwanted(request, unit, choice)) for choice in found.values())
    return iter(sorted(choices, key=lambda choice: choice.term.sort_key()))


def _is_unwanted(request: Request, unit: Unit, choice: Choice) -> bool:
    """Whether only other modes than those wanted are offered there. By waiver, the mode is not known."""
    wanted = request.profile.modes
    if not wanted or choice.grant is not Grant.OPEN:
        return False
    return are_unwanted(modes_in(request.programme, unit, choice.term), wanted)


def _last_attempt(request: Request, code: str) -> Term | None:
    """The last semester of the last attempt at *code* that came to nothing: it is taken again after that."""
    over = [
        attempt.term.last_semester
        for attempt in request.profile.attempts
        if attempt.unit == code and attempt.state not in LIVE_STATES
    ]
    return max(over, key=Term.sort_key, default=None)


def _is_after(term: Term, tried: Term | None) -> bool:
    return tried is None or tried < term.semesters[0]


def _waivable_terms(request: Request, unit: Unit, years: range) -> Iterator[Term]:
    """Where a waiver lets *unit* be placed: it stands for an opening, never for an enrolment window that has closed."""
    for year in years:
        for part in (Part.S1, Part.S2):
            wanted = Term(year, part)
            term = landing_term(request.programme, unit, wanted) or wanted
            if _is_ahead(request, term):
                yield term


def _is_ahead(request: Request, term: Term) -> bool:
    """Whether *term* still takes a plan, today or later."""
    return not is_closed(request.programme, term, request.today)
