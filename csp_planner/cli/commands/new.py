"""The command that makes a plan."""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from csp_planner.cli.arguments import Argument, plan_file
from csp_planner.cli.command import DONE, Command
from csp_planner.cli.finding import find_programme
from csp_planner.cli.readers import UsageError, line_of, read_load, read_semester
from csp_planner.domain.codes import is_made_up
from csp_planner.domain.edits.carrying_over import CarriedOver, carry_over
from csp_planner.domain.enrolment import usual_start
from csp_planner.domain.limits import MAX_NAME
from csp_planner.domain.plan import USUAL_LOAD, Plan, Scenario
from csp_planner.domain.profile import Credit, Profile
from csp_planner.domain.terms import LAST_YEAR, Term
from csp_planner.domain.text import centre_name
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.going_on import other_centre_carried_sentence, to_confirm_sentence
from csp_planner.messages.problems import shown
from csp_planner.messages.words import ects, term_short
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.library import USUAL_PROGRAMME
from csp_planner.storage.planfile import NO_FILE, load, save

YEARS_SHOWN = 3


def _arguments() -> tuple[Argument, ...]:
    start = _("first semester (default: the first one still open)")
    diploma = _("the diploma: a code of the library (CODE or CODE@centre), or the file of a programme (default: CRN01)")
    source = _("what the learner of this plan has obtained is carried over by code")
    limit = _("load to keep to, in ECTS per semester (default: {usual})").format(usual=USUAL_LOAD)
    return (
        plan_file(),
        Argument("--programme", metavar=_("CODE|PATH"), default=USUAL_PROGRAMME, help=diploma),
        Argument("--start", metavar=_("TERM"), type=read_semester, help=start),
        Argument("--name", metavar=_("NAME"), type=line_of(MAX_NAME), default="", help=_("the learner's name")),
        Argument("--max-ects", metavar="N", type=read_load, default=float(USUAL_LOAD), help=limit),
        Argument("--from", dest="source", metavar=_("PLAN"), type=Path, help=source),
    )


def _new(options: argparse.Namespace, today: date) -> int:
    path: Path = options.file
    earlier: Path | None = options.source
    plan = _plan(options, today)
    source = load(earlier).plan if earlier is not None else None
    carried = _carried(plan, source, today) if source is not None else None
    if not _is_folder(path.parent):
        text = _("There is no folder “{folder}”: nothing was created.")
        raise UsageError(text.format(folder=shown(str(path.parent))))
    try:
        save(path, carried.plan if carried else plan, NO_FILE)
    except PlanFileError as error:
        if error.problem is FileProblem.CHANGED:
            text = _("“{file}” already exists: give another name.")
            raise UsageError(text.format(file=shown(path.name))) from error
        raise
    text = _("“{file}” created: {programme}, from {term}.")
    start = term_short(plan.scenario.start)
    print(text.format(file=shown(path.name), programme=shown(plan.programme.code), term=start))
    if carried is not None and source is not None and earlier is not None:
        _say(carried, source, earlier)
    return DONE


def _carried(plan: Plan, source: Plan, today: date) -> CarriedOver:
    """*plan* with what the learner of *source* has obtained, whose name is kept unless another one was typed."""
    if not plan.profile.name:
        plan = replace(plan, profile=replace(plan.profile, name=source.profile.name))
    return carry_over(plan, source, today)


def _say(carried: CarriedOver, held: Plan, source: Path) -> None:
    """Say what was carried over from the plan *held*, and what of it is no row of the programme: a line each."""
    codes = [one.unit for one in (*carried.rows, *carried.ticks)]
    if codes:
        text = ngettext(
            "{count} unit obtained carried over from “{file}”: {units}.",
            "{count} units obtained carried over from “{file}”: {units}.",
            len(codes),
        )
        units = ", ".join(map(shown, codes))
        print(text.format(count=len(codes), file=shown(source.name), units=units))
    else:
        print(_("Nothing was obtained in “{file}” that this programme has.").format(file=shown(source.name)))
    programme, other = carried.plan.programme, held.programme
    is_elsewhere = centre_name(programme.publisher) != centre_name(other.publisher)
    if is_elsewhere:
        print(other_centre_carried_sentence(programme, other))
    if is_elsewhere or programme.code != other.code:
        for code in codes:
            print(to_confirm_sentence(carried, code))
    for credit in carried.outside:
        print(_outside_sentence(credit, carried.plan))


def _outside_sentence(credit: Credit, plan: Plan) -> str:
    values = {"unit": shown(credit.unit), "programme": shown(plan.programme.code), "title": shown(credit.title)}
    if credit.ects is None or not credit.title or is_made_up(credit.unit):  # a row without a code is its title
        text = _("{unit} is no unit of {programme}: carried over as acquired outside the sheet, to be linked.")
        return text.format_map(values)
    text = _(
        "{unit} ({title}, {ects}) is no unit of {programme}: carried over as acquired outside the sheet, to be linked."
    )
    return text.format(ects=ects(credit.ects), **values)


def _plan(options: argparse.Namespace, today: date) -> Plan:
    programme = find_programme(options.programme, of_plans=False)
    start: Term = options.start or usual_start(programme, today)
    years = min(YEARS_SHOWN, LAST_YEAR + 1 - start.year)
    scenario = Scenario(name=_("Scenario A"), start=start, years=years, max_ects=options.max_ects)
    return Plan(programme=programme, profile=Profile(name=options.name), scenarios=(scenario,))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


COMMAND = Command(
    name="new",
    help=lambda: _("make a plan with nothing placed"),
    arguments=_arguments,
    run=_new,
)
