"""Checks what the types of the fields cannot express: limits across fields and values that contradict each other."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from csp_planner.domain.award import MAX_BLOCKS, MAX_DEPTH, depth_of, walk
from csp_planner.domain.limits import MAX_YEARS
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import EnrolmentWindow, Programme
from csp_planner.domain.states import ATTEMPT_STATES
from csp_planner.domain.terms import Part, Term
from csp_planner.domain.wishes import Wishes
from csp_planner.domain.year_openings import YearOpenings
from csp_planner.storage.errors import FileProblem, PlanFileError


def check_plan(plan: Plan) -> None:
    """Raise PlanFileError for the first thing in *plan* that cannot be meant.

    A placement of a unit that the programme does not have is no error. It is kept, and shown as unknown.
    """
    check_programme(plan.programme, "programme/")
    _check_profile(plan.profile)
    if plan.active >= len(plan.scenarios):
        raise _invalid("active")
    _check_unique((scenario.name for scenario in plan.scenarios), "scenarios/{}/name")
    for index, scenario in enumerate(plan.scenarios):
        _check_scenario(scenario, f"scenarios/{index}/")
    retained = [index for index, scenario in enumerate(plan.scenarios) if scenario.retained]
    if len(retained) > 1:
        raise _invalid(f"scenarios/{retained[1]}/retained")


def check_programme(programme: Programme, path: str = "") -> None:
    """Raise PlanFileError for the first thing in *programme* that cannot be meant."""
    _check_unique((unit.code for unit in programme.units), path + "units/{}/code")
    for index, unit in enumerate(programme.units):
        for year, offers in unit.openings.items():
            _check_unique((offer.part for offer in offers), f"{path}units/{index}/openings/{year}/{{}}/part")
        for year in unit.entered:
            if year not in unit.openings:
                raise _invalid(f"{path}units/{index}/entered/{year}")
    _check_window(programme.enrolment_semester_1, path + "enrolment_semester_1/")
    _check_window(programme.enrolment_semester_2, path + "enrolment_semester_2/")
    if programme.award is not None and (
        depth_of(programme.award) > MAX_DEPTH or sum(1 for _ in walk(programme.award)) > MAX_BLOCKS
    ):
        raise PlanFileError(FileProblem.TOO_MANY, where=path + "award")


def check_openings(years: Sequence[YearOpenings]) -> None:
    """Raise PlanFileError where *years* are of several programmes, or a year is there twice."""
    _check_unique((str(told.year) for told in years), "years/{}/year")
    for index, told in enumerate(years):
        if told.programme != years[0].programme:
            raise _invalid(f"years/{index}/programme")


def _check_window(window: EnrolmentWindow | None, path: str) -> None:
    if window is None:
        return
    for name, day in (("opens", window.opens), ("closes", window.closes)):
        try:
            date(2023, day.month, day.day)  # not a leap year: the day must be in every year
        except ValueError as error:
            raise _invalid(f"{path}{name}/day") from error


def _check_profile(profile: Profile) -> None:
    for index, attempt in enumerate(profile.attempts):
        if attempt.state not in ATTEMPT_STATES:
            raise _invalid(f"profile/attempts/{index}/state")
    for index, period in enumerate(profile.experience):
        if period.end is not None and period.end < period.start:
            raise _invalid(f"profile/experience/{index}/end")
    _check_unique(profile.modes, "profile/modes/{}")
    _check_unique((credit.unit for credit in profile.credits), "profile/credits/{}/unit")
    _check_unique((note.unit for note in profile.notes), "profile/notes/{}/unit")
    _check_unique((figure.unit for figure in profile.figures), "profile/figures/{}/unit")
    _check_unique((tick.unit for tick in profile.ticks), "profile/ticks/{}/unit")


def _check_scenario(scenario: Scenario, path: str) -> None:
    if not scenario.name.strip():
        raise _invalid(path + "name")
    if scenario.start.part is Part.ANNUAL:
        raise _invalid(path + "start")
    _check_unique((placement.unit for placement in scenario.placements), path + "placements/{}/unit")
    _check_unique(map(str, scenario.leaves), path + "leaves/{}")
    _check_semesters(scenario.leaves, path + "leaves/{}")
    _check_wishes(scenario.wishes, path + "wishes/")
    _check_unique(scenario.branches, path + "branches/{}")
    _check_unique((pin.unit for pin in scenario.pins), path + "pins/{}/unit")
    _check_unique(scenario.set_aside, path + "set_aside/{}")
    _check_unique((filling.slot for filling in scenario.fillings), path + "fillings/{}/slot")
    if len(scenario.board_years) > MAX_YEARS:
        far = "placements" if len(replace(scenario, leaves=()).board_years) > MAX_YEARS else "leaves"
        raise PlanFileError(FileProblem.TOO_MANY, where=path + far)


def _check_wishes(wishes: Wishes, path: str) -> None:
    for name, term in (("start/term", wishes.start and wishes.start.term), ("end", wishes.end)):
        if term is not None and term.part is Part.ANNUAL:
            raise _invalid(path + name)
    for name, terms in (("away", wishes.away), ("back", wishes.back)):
        _check_unique(map(str, terms), f"{path}{name}/{{}}")
        _check_semesters(terms, f"{path}{name}/{{}}")
    for name, codes in (("pinned", wishes.pinned), ("freed", wishes.freed), ("waivable", wishes.waivable)):
        _check_unique(codes, f"{path}{name}/{{}}")


def _check_semesters(terms: Iterable[Term], path: str) -> None:
    """Refuse a year where a semester is meant. *path* has ``{}`` where its index belongs."""
    for index, term in enumerate(terms):
        if term.part is Part.ANNUAL:
            raise _invalid(path.format(index))


def _check_unique(values: Iterable[str], path: str) -> None:
    """Refuse a value that is there twice. *path* has ``{}`` where its index belongs."""
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            raise _invalid(path.format(index))
        seen.add(value)


def _invalid(where: str) -> PlanFileError:
    return PlanFileError(FileProblem.INVALID, where=where)
