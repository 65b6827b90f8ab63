"""Random programmes, days and sequences of edits."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.codes import made_up_code
from csp_planner.domain.edits import Refusal, scenarios
from csp_planner.domain.offers import Mode, Offers, Opening, offers_of
from csp_planner.domain.plan import Acceptance, Filling, Plan
from csp_planner.domain.plan import Scenario as PlanScenario
from csp_planner.domain.profile import (
    BudgetLine,
    Credit,
    CreditBasis,
    ExperienceKind,
    ExperiencePeriod,
    LineKind,
    Per,
    Profile,
    Waiver,
)
from csp_planner.domain.programme import AnnouncedTotals, Conditions, Programme, Unit, UnitKind
from csp_planner.domain.rhythms import EnteredRhythm, Rhythm
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term
from csp_planner.domain.wishes import LimitWish, StartWish, Wishes

SLOT = made_up_code("Une UE libre")
CODES = ("AAA001", "AAA002", "BBB001", "BBB002", "CCC001", "EXP001", "REP001", "MIL001", SLOT)
UNKNOWN = "ZZZ999"
Edit = Callable[[Plan, date], "Plan | Refusal | tuple[Refusal, ...]"]

halves = st.integers(0, 60).map(lambda number: number / 2)
# Wide enough to leave the published years on both sides, narrow enough that most terms can still be enrolled for.
days = st.dates(date(2022, 1, 1), date(2028, 12, 31))
years = st.sampled_from((2026, 2025, 2027, 2024, 2028, 2023, 2029, 2022, 2030))
terms = st.builds(Term, years, st.sampled_from(Part))
semesters = st.builds(Term, years, st.sampled_from((Part.S1, Part.S2)))
codes = st.sampled_from((*CODES, UNKNOWN))
indices = st.integers(0, 5)
names = st.sampled_from(("Un", " Deux ", "Trois", "Quatre", "", "x" * 201))
notes = st.sampled_from(("", "appeler le centre", "  présentiel  "))
waivers = st.none() | st.builds(
    Waiver, reason=st.sampled_from(("à distance", "équivalence")), date=days, proposed=st.booleans()
)


modes = st.lists(st.sampled_from((Mode.EVENING, Mode.DISTANCE_OPEN, "en regroupements")), max_size=3, unique=True)


flags = st.booleans()
unit_modes = modes.map(tuple)
unit_hours = st.none() | halves
# Strategies made while an example is drawn are checked anew each time, which takes longer than to draw from them.
_KINDS = {"EXP": UnitKind.EXPERIENCE, "REP": UnitKind.REPORT, "MIL": UnitKind.MILESTONE, SLOT[:3]: UnitKind.SLOT}
_least_published = st.sampled_from((3, 1, 0))
_published = {least: st.sets(st.integers(2023, 2026), min_size=least, max_size=4) for least in (3, 1, 0)}
_ever_open, _never_open = st.sampled_from((*Opening, None)), st.sampled_from((None,))
_offered = st.sampled_from((_ever_open, _ever_open, _never_open))  # a third is never open
_rhythms = st.none() | st.builds(EnteredRhythm, rhythm=st.sampled_from(Rhythm), source=st.just(""), date=days)
_least_kept = st.sampled_from((8, 6, 1))
_kept = {least: st.lists(st.sampled_from(CODES), min_size=least, unique=True) for least in (8, 6, 1)}
_months = st.sampled_from((0, 6, 18))


def _offers(draw: st.DrawFn, offered: st.SearchStrategy[Opening | None]) -> Offers:
    """One of *offered*; half of them say in which modes."""
    parts = offers_of(draw(offered))
    return tuple(replace(offer, modes=draw(unit_modes)) for offer in parts) if draw(flags) else parts


def _unit(draw: st.DrawFn, code: str) -> Unit:
    published = draw(_published[draw(_least_published)])
    offered = draw(_offered)
    rhythm = draw(_rhythms)
    return Unit(
        code=code,
        title=f"Unité {code}",
        ects=draw(halves),
        hours=draw(unit_hours),
        kind=_KINDS.get(code[:3], UnitKind.TAUGHT),
        openings={year: _offers(draw, offered) for year in sorted(published)},
        rhythm=rhythm,
    )


@st.composite
def units(draw: st.DrawFn, code: str) -> Unit:
    return _unit(draw, code)


@st.composite
def programmes(draw: st.DrawFn, base: Programme) -> Programme:
    """Another diploma under the dates and windows of *base*."""
    kept = draw(_kept[draw(_least_kept)])
    orders = (replace(base.recommended_order[0], before="AAA001", after="AAA002"),)
    months = draw(_months)
    return replace(
        base,
        units=tuple(_unit(draw, code) for code in kept),
        conditions=Conditions(
            units=CODES[:5],
            experience_unit="EXP001",
            experience_months=months,
            placement_months=3,
            report_unit="REP001",
        ),
        recommended_order=orders,
        published_years=(2023, 2024, 2025),
    )


UNPUBLISHED = (
    "hours",
    "announced",
    "announced ects",
    "announced hours",
    "accreditation",
    "enrolment 1",
    "enrolment 2",
    "tariffs",
    "recommended order",
    "conditions",
    "units to validate",
    "experience",
    "months of experience",
    "placement",
    "report",
)
"""What a sheet may leave out, each by a word for ``leaving_out``."""


def leaving_out(programme: Programme, left_out: str) -> Programme:
    """*programme* as a sheet says it that does not publish one thing."""
    announced, rules = programme.announced, programme.conditions
    match left_out:
        case "hours":
            return replace(programme, units=tuple(replace(unit, hours=None) for unit in programme.units))
        case "announced":
            return replace(programme, announced=AnnouncedTotals())
        case "announced ects":
            return replace(programme, announced=replace(announced, ects=None))
        case "announced hours":
            return replace(programme, announced=replace(announced, hours=None))
        case "accreditation":
            return replace(programme, accreditation=None)
        case "enrolment 1":
            return replace(programme, enrolment_semester_1=None)
        case "enrolment 2":
            return replace(programme, enrolment_semester_2=None)
        case "tariffs":
            return replace(programme, tariffs=())
        case "recommended order":
            return replace(programme, recommended_order=())
        case "conditions":
            return replace(programme, conditions=Conditions())
        case "units to validate":
            return replace(programme, conditions=replace(rules, units=()))
        case "experience":
            bare = replace(rules, experience_unit=None, experience_months=None, placement_months=0)
            return replace(programme, conditions=bare)
        case "months of experience":
            return replace(programme, conditions=replace(rules, experience_months=None))
        case "placement":
            return replace(programme, conditions=replace(rules, placement_months=0))
        case "report":
            return replace(programme, conditions=replace(rules, report_unit=None))
    raise ValueError(left_out)


_left_out = st.sets(st.sampled_from(UNPUBLISHED))


@st.composite
def partly_published(draw: st.DrawFn, base: Programme) -> Programme:
    """Another diploma, of which any part of the sheet is not published."""
    programme = draw(programmes(base))
    for left_out in draw(_left_out):
        programme = leaving_out(programme, left_out)
    return programme


_starts = st.builds(Term, st.integers(2023, 2028), st.sampled_from((Part.S1, Part.S2)))
_limits = st.none() | st.sampled_from((6.0, 24.0))
_years = st.integers(1, 6)


@st.composite
def plans(draw: st.DrawFn, base: Programme) -> Plan:
    """An empty plan of a random diploma, with two scenarios."""
    start = draw(_starts)
    limit = draw(_limits)
    first = PlanScenario(name="Un", start=start, years=draw(_years), max_ects=limit)
    second = PlanScenario(name="Deux", start=start)
    programme = draw(programmes(base) | partly_published(base))
    return Plan(programme=programme, profile=Profile(), scenarios=(first, second))


def _period(start: date, length: int | None, kind: ExperienceKind) -> ExperiencePeriod:
    return ExperiencePeriod(
        start=start, end=None if length is None else date.fromordinal(start.toordinal() + length), kind=kind
    )


periods = st.builds(_period, days, st.none() | st.integers(0, 900), st.sampled_from(ExperienceKind))


def _placing(code: str, term: Term, waiver: Waiver | None) -> Edit:
    """Place a unit in *term* or, where it is refused there, in the first term offered instead, as a person does."""

    def place(plan: Plan, today: date) -> Plan | Refusal:
        result = edits.place(plan, code, term, today, waiver)
        if isinstance(result, Refusal) and result.alternatives:
            return edits.place(plan, code, result.alternatives[0], today)
        return result

    return place


placings: st.SearchStrategy[Edit] = st.builds(_placing, codes, terms, waivers)
_LIKELY = (UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED)
outcomes: st.SearchStrategy[Edit] = st.one_of(
    st.builds(
        lambda code, state, term: lambda plan, today: edits.record_outcome(plan, code, state, today, term),
        codes,
        st.sampled_from((*_LIKELY, *_LIKELY, *UnitState)),
        st.sampled_from((terms, terms, st.none())).flatmap(lambda kind: kind),
    ),
    st.builds(
        lambda code, basis, day: lambda plan, today: edits.add_credit(plan, Credit(unit=code, basis=basis, date=day)),
        codes,
        st.sampled_from(CreditBasis),
        days,
    ),
)
others: st.SearchStrategy[Edit] = st.one_of(
    st.builds(
        lambda several, term, waiver: lambda plan, today: edits.place_all(plan, several, term, today, waiver),
        st.lists(codes, max_size=3),
        terms,
        waivers,
    ),
    st.builds(lambda code: lambda plan, today: edits.unplace(plan, code), codes),
    st.builds(
        lambda code, mode: lambda plan, today: edits.set_mode(plan, code, mode, today), codes, st.sampled_from(Mode)
    ),
    st.builds(lambda wanted: lambda plan, today: edits.set_modes(plan, wanted), modes),
    st.builds(lambda several: lambda plan, today: edits.unplace_all(plan, several), st.lists(codes, max_size=3)),
    st.builds(lambda code: lambda plan, today: edits.remove_credit(plan, code), codes),
    st.builds(lambda several: lambda plan, today: edits.set_experience(plan, several), st.lists(periods, max_size=4)),
    st.builds(lambda limit: lambda plan, today: edits.set_limits(plan, limit), st.none() | halves),
    st.builds(lambda before: lambda plan, today: edits.add_year(plan, before=before), st.booleans()),
    st.builds(lambda year: lambda plan, today: edits.remove_year(plan, year), years),
    st.builds(lambda index: lambda plan, today: edits.show_scenario(plan, index % len(plan.scenarios)), indices),
)
onto_scenarios: st.SearchStrategy[Edit] = st.one_of(
    st.builds(lambda name: lambda plan, today: scenarios.new_scenario(plan, name), names),
    st.builds(
        lambda index, name: lambda plan, today: scenarios.duplicate_scenario(plan, index % len(plan.scenarios), name),
        indices,
        names,
    ),
    st.builds(
        lambda index, name: lambda plan, today: scenarios.rename_scenario(plan, index % len(plan.scenarios), name),
        indices,
        names,
    ),
    st.builds(
        lambda index, to: lambda plan, today: scenarios.move_scenario(plan, index % len(plan.scenarios), to),
        indices,
        indices,
    ),
    st.builds(lambda index: lambda plan, today: scenarios.delete_scenario(plan, index % len(plan.scenarios)), indices),
    st.builds(
        lambda index: (
            lambda plan, today: scenarios.retain_scenario(plan, None if index is None else index % len(plan.scenarios))
        ),
        st.none() | indices,
    ),
)
onto_units: st.SearchStrategy[Edit] = st.one_of(
    st.builds(
        lambda several, state: lambda plan, today: edits.record_outcomes(plan, several, state, today),
        st.lists(codes, max_size=3),
        st.sampled_from(UnitState),
    ),
    st.builds(
        lambda term, state: lambda plan, today: edits.record_term_outcome(plan, term, state, today),
        terms,
        st.sampled_from(UnitState),
    ),
    st.builds(lambda code, term: lambda plan, today: edits.move_attempt(plan, code, term, today), codes, terms),
    st.builds(lambda index: lambda plan, today: edits.forget_attempt(plan, index), indices),
    st.builds(
        lambda index, day, note: lambda plan, today: edits.annotate_attempt(plan, index, day, note),
        indices,
        days,
        notes,
    ),
    st.builds(
        lambda code, text, private: lambda plan, today: edits.set_note(plan, code, text, private),
        codes,
        notes,
        st.booleans(),
    ),
    st.builds(
        lambda code, ects, hours: lambda plan, today: edits.set_override(plan, code, ects, hours, today),
        codes,
        st.none() | halves,
        st.none() | halves,
    ),
)
budgets = st.lists(
    st.builds(
        BudgetLine,
        label=st.sampled_from(("", "CPF", "x" * 201)),
        euros=st.sampled_from((0.0, 103.2, 1.005, -1.0)),
        kind=st.sampled_from(LineKind),
        per=st.sampled_from(Per),
    ),
    max_size=3,
)
wishes = st.builds(
    Wishes,
    keep=st.booleans(),
    max_ects=st.none() | st.builds(LimitWish, st.none() | st.just(18.0)),
    start=st.none() | st.builds(StartWish, st.none() | semesters),
    end=st.none() | semesters,
    pinned=st.lists(codes, max_size=2, unique=True).map(tuple),
    away=st.lists(semesters, max_size=2, unique=True).map(tuple),
    back=st.lists(semesters, max_size=2, unique=True).map(tuple),
)
onto_the_rest: st.SearchStrategy[Edit] = st.one_of(
    st.builds(
        lambda weekly, weeks, personal: (
            lambda plan, today: edits.set_profile(
                plan,
                replace(plan.profile, weekly_hours=weekly, weeks_per_semester=weeks, personal_hours=personal),
            )
        ),
        st.none() | st.sampled_from((0.0, 1.5, 8.0)),
        st.none() | st.sampled_from((0, 14, 17)),
        st.none() | st.sampled_from((0.0, 12.5, 100.0, 101.0)),
    ),
    st.builds(lambda lines: lambda plan, today: edits.set_budget(plan, lines), budgets),
    st.builds(lambda chosen: lambda plan, today: edits.set_wishes(plan, chosen), wishes),
    st.builds(lambda several: lambda plan, today: edits.lift_leaves(plan, several), st.lists(semesters, max_size=2)),
    st.builds(lambda day: lambda plan, today: edits.set_accreditation(plan, day), st.none() | days),
    st.builds(lambda term: lambda plan, today: edits.set_start(plan, term), terms),
    st.builds(lambda semester: lambda plan, today: edits.set_leave(plan, semester, today), terms),
    st.builds(lambda semester: lambda plan, today: edits.set_leave(plan, semester, today), semesters),
    st.builds(lambda semester: lambda plan, today: edits.lift_leave(plan, semester), terms),
    st.builds(lambda follow: lambda plan, today: edits.set_order(plan, follow), st.booleans()),
    st.builds(
        lambda code, unit, term: (
            lambda plan, today: edits.accept_warning(
                plan, Acceptance(code=code, unit=unit, term=term, reason="vu", date=today)
            )
        ),
        st.sampled_from(("overload", "waiver", "not-placed", "unit-unknown", "weekly-load", "hours-unpublished")),
        codes | st.just(""),
        st.none() | terms,
    ),
    st.builds(
        lambda code, unit, term: (
            lambda plan, today: edits.withdraw_acceptance(
                plan, Acceptance(code=code, unit=unit, term=term, reason="vu", date=today)
            )
        ),
        st.sampled_from(("overload", "waiver")),
        codes | st.just(""),
        st.none() | terms,
    ),
)
ticked = st.sampled_from(("MIL001", "MIL001", "EXP001", "AAA001", UNKNOWN))
slots = st.sampled_from((SLOT, SLOT, SLOT, "AAA001", UNKNOWN))
fillings = st.builds(
    Filling,
    slot=slots,
    code=st.sampled_from(("", "ROB104", "AAA001", UNKNOWN)),
    title=st.sampled_from(("", "Robotique")),
    ects=st.none() | halves,
)
onto_other_kinds: st.SearchStrategy[Edit] = st.one_of(
    st.builds(lambda code, day: lambda plan, today: edits.tick(plan, code, day), ticked, days),
    st.builds(lambda code: lambda plan, today: edits.untick(plan, code), ticked),
    st.builds(lambda filling: lambda plan, today: edits.fill_slot(plan, filling), fillings),
    st.builds(lambda code: lambda plan, today: edits.empty_slot(plan, code), slots),
)
others = others | onto_scenarios | onto_units | onto_the_rest
# A union of unions is one flat union, in which placing would be one edit of thirty: most plans would stay empty.
edit = st.sampled_from((placings, outcomes, placings, others, onto_other_kinds)).flatmap(lambda kind: kind)
sequences = st.sampled_from((12, 4, 0)).flatmap(lambda least: st.lists(edit, min_size=least, max_size=25))


def edited(plan: Plan, sequence: list[Edit], today: date) -> Plan:
    """*plan* after those edits of *sequence* that are accepted."""
    for edit in sequence:
        result = edit(plan, today)
        if isinstance(result, Plan):
            plan = result
    return plan
