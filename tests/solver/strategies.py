"""Random diplomas, plans and demands, small enough to look at every plan there is."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.offers import Offers, Opening, offers_of
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Credit, CreditBasis, ExperienceKind, ExperiencePeriod, Profile, Waiver
from csp_planner.domain.programme import Conditions, Programme, Unit, UnitKind
from csp_planner.domain.rhythms import EnteredRhythm, Rhythm
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term
from csp_planner.domain.wishes import Objective
from csp_planner.proposal.request import Request, request_for

TAUGHT = ("AAA001", "AAA002", "BBB001", "BBB002", "CCC001", "CCC002")
REPORT, EXPERIENCE = "REP001", "EXP001"
YEARS = range(2026, 2029)
TERMS = tuple(Term(year, part) for year in YEARS for part in (Part.S1, Part.S2))
PLACES = tuple(Term(year, part) for year in YEARS for part in Part)
STANDS = (UnitState.ENROLLED, UnitState.IN_PROGRESS, UnitState.VALIDATED, UnitState.FAILED)

modes = st.sampled_from(((), ("daytime",), ("evening",), ("daytime", "evening")))
openings = st.none() | st.sampled_from((Opening.SEMESTER_1, Opening.SEMESTER_2, *Opening))

rhythms = st.builds(
    EnteredRhythm, rhythm=st.sampled_from(Rhythm), source=st.just("le centre"), date=st.just(date(2026, 11, 23))
)


def _taught(offers: Offers, modes: tuple[str, ...]) -> Offers:
    """*offers* in these modes; where there are several parts, the last one runs by day only."""
    last = len(offers) - 1
    return tuple(replace(each, modes=("daytime",) if 0 < at == last else modes) for at, each in enumerate(offers))


@st.composite
def units(draw: st.DrawFn, code: str) -> Unit:
    kind = {REPORT: UnitKind.REPORT, EXPERIENCE: UnitKind.EXPERIENCE}.get(code, UnitKind.TAUGHT)
    published = draw(st.sets(st.integers(2024, 2027), min_size=1, max_size=3))
    offers = {year: _taught(offers_of(draw(openings)), draw(modes)) for year in sorted(published)}
    # Where no year says in which part it runs, a unit of a rhythm runs anywhere, which is tried elsewhere.
    rhythm = draw(st.none() | st.none() | rhythms) if any(offers.values()) else None
    return Unit(
        code=code,
        title=f"Unité {code}",
        ects=draw(st.sampled_from((0, 1.5, 3, 4, 6, 6, 6, 8, 16))),
        hours=draw(st.none() | st.sampled_from((3, 24.5, 36, 51))),
        kind=kind,
        openings=offers,
        rhythm=rhythm,
    )


@st.composite
def programmes(draw: st.DrawFn, base: Programme) -> Programme:
    """Another diploma under the windows of *base*: at most 7 units to place."""
    kept = draw(st.lists(st.sampled_from(TAUGHT), min_size=draw(st.sampled_from((4, 6, 1))), unique=True))
    pairs = draw(st.lists(st.tuples(st.sampled_from(TAUGHT), st.sampled_from(TAUGHT)), max_size=3))
    order = base.recommended_order[0]
    return replace(
        base,
        units=tuple(draw(units(code)) for code in (*kept, REPORT, EXPERIENCE)),
        conditions=Conditions(
            units=tuple(code for code in TAUGHT[:5] if code in kept),
            experience_unit=EXPERIENCE,
            experience_months=draw(st.sampled_from((0, 6, 18))),
            placement_months=3,
            report_unit=REPORT,
        ),
        recommended_order=tuple(replace(order, before=before, after=after) for before, after in pairs),
        accreditation=replace(base.accreditation, ends=draw(st.sampled_from((date(2027, 7, 1), date(2028, 7, 1))))),
    )


@st.composite
def plans(draw: st.DrawFn, base: Programme, today: date) -> Plan:
    """A plan of a random diploma: some units planned, with and without waivers, some held, some obtained.

    The common cases come first in each choice: left to itself, the search for examples prefers empty plans.
    """
    scenario = Scenario(
        name="Un",
        start=draw(st.sampled_from(TERMS[:3])),
        years=draw(st.integers(1, 3)),
        follow_recommended_order=draw(st.sampled_from((True, True, False))),
    )
    profile = Profile(modes=draw(st.sampled_from(((), ("evening",), ("distance-open", "evening")))))
    plan = Plan(programme=draw(programmes(base)), profile=profile, scenarios=(scenario,))
    codes = st.sampled_from([unit.code for unit in plan.programme.units])
    for code in draw(st.lists(codes, min_size=draw(st.sampled_from((3, 1, 0))), max_size=5)):
        waiver = draw(
            st.none() | st.builds(Waiver, reason=st.just("à distance"), date=st.just(today), proposed=st.booleans())
        )
        plan = _if_accepted(plan, edits.place(plan, code, draw(st.sampled_from(PLACES)), today, waiver))
    for code in draw(st.lists(codes, min_size=draw(st.sampled_from((2, 1, 0))), max_size=3)):
        state = draw(st.sampled_from(STANDS))
        plan = _if_accepted(plan, edits.record_outcome(plan, code, state, today, draw(st.sampled_from(PLACES))))
    for code in draw(st.lists(codes, max_size=1)):
        plan = _if_accepted(plan, edits.add_credit(plan, Credit(unit=code, basis=CreditBasis.VES, date=today)))
    if draw(st.booleans()):
        length = draw(st.none() | st.integers(30, 900))
        end = None if length is None else date(2026, 1, 5) + timedelta(days=length)
        period = ExperiencePeriod(start=date(2026, 1, 5), end=end, kind=draw(st.sampled_from(ExperienceKind)))
        plan = _if_accepted(plan, edits.set_experience(plan, (period,)))
    if draw(st.booleans()):
        code, told = plan.programme.units[0].code, draw(st.sampled_from((2.5, 9.0)))
        plan = _if_accepted(plan, edits.set_override(plan, code, told, 40, today))
    # The sheet may change under a plan: what was placed by its rules may no longer fit.
    if draw(st.booleans()):
        first = plan.programme.units[0]
        changed = replace(first, openings={**first.openings, 2027: offers_of(draw(openings))})
        plan = replace(plan, programme=replace(plan.programme, units=(changed, *plan.programme.units[1:])))
    return plan


def _if_accepted(plan: Plan, result: object) -> Plan:
    return result if isinstance(result, Plan) else plan


@st.composite
def requests(draw: st.DrawFn, base: Programme) -> tuple[Plan, Request]:
    """A plan and a request about it, over at most 6 semesters."""
    today = draw(st.sampled_from((date(2026, 5, 2), date(2026, 11, 23), date(2027, 4, 1))))
    plan = draw(plans(base, today))
    placed = [placement.unit for placement in plan.scenario.placements]
    codes = [unit.code for unit in plan.programme.units]
    subset = st.lists(st.sampled_from(placed), min_size=draw(st.integers(0, 1)), max_size=2) if placed else st.just([])
    return plan, request_for(
        plan,
        today,
        objective=draw(st.sampled_from(Objective)),
        keep=draw(st.booleans()),
        tolerant=draw(st.booleans()),
        relieved=draw(st.none() | st.sampled_from(TERMS)),
        max_ects=draw(st.sampled_from((12, 5.5, 8, 10, 16, 24, None))),
        max_hours=draw(st.sampled_from((None, None, None, 30, 60, 100))),
        max_units=draw(st.sampled_from((None, None, None, 1, 2, 3))),
        start=draw(st.sampled_from(TERMS[:2])),
        end=draw(st.sampled_from((*TERMS[2:], TERMS[-1], TERMS[-1], TERMS[-1]))),
        pinned=frozenset(draw(subset)),
        freed=frozenset(draw(st.lists(st.sampled_from(codes), max_size=1))),
        away=frozenset(draw(st.lists(st.sampled_from(PLACES), max_size=1))),
        follow_order=draw(st.booleans()),
        report_last=draw(st.booleans()),
        within_accreditation=draw(st.sampled_from((False, False, False, True))),
        allow_waivers=draw(st.booleans()),
        waivable=frozenset(draw(st.lists(st.sampled_from(codes), max_size=1))),
    )
