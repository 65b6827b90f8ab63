"""Commands on one plan: make it, judge it, place and take off its units, describe its file."""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from csp_planner.cli.arguments import (
    MAX_NAME,
    Add,
    UsageError,
    declare_file,
    declare_json,
    declare_scenario,
    declare_unit,
    line_of,
    read_load,
    read_reason,
    read_semester,
    read_term,
)
from csp_planner.cli.command import DONE, REFUSED, Command, refuse, showing, to_json
from csp_planner.domain import edits
from csp_planner.domain.edits import Refusal
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.openings import first_open_semester
from csp_planner.domain.plan import Plan, Profile, Scenario, Waiver
from csp_planner.domain.terms import LAST_YEAR, Term
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.messages.words import term_short
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.planfile import NO_FILE, LoadedPlan, load, save

DEFAULT_PROGRAMME = "CRN01"
YEARS_SHOWN = 3


def _new(options: argparse.Namespace, today: date) -> int:
    from csp_planner.storage.library import builtin_codes, builtin_programme

    path: Path = options.file
    if options.programme not in builtin_codes():
        text = _("There is no built-in programme “{code}”; there is: {codes}.")
        raise UsageError(text.format(code=shown(options.programme), codes=", ".join(builtin_codes())))
    programme = builtin_programme(options.programme)
    start: Term = options.start or first_open_semester(programme, today)
    years = min(YEARS_SHOWN, LAST_YEAR + 1 - start.year)
    scenario = Scenario(name=_("Scenario A"), start=start, years=years, max_ects=options.max_ects)
    plan = Plan(programme=programme, profile=Profile(name=options.name), scenarios=(scenario,))
    if not _is_folder(path.parent):
        text = _("There is no folder “{folder}”: nothing was created.")
        raise UsageError(text.format(folder=shown(str(path.parent))))
    try:
        save(path, plan, NO_FILE)
    except PlanFileError as error:
        if error.problem is FileProblem.CHANGED:
            text = _("“{file}” already exists: give another name.")
            raise UsageError(text.format(file=shown(path.name))) from error
        raise
    text = _("“{file}” created: {programme}, from {term}.")
    print(text.format(file=shown(path.name), programme=programme.code, term=term_short(start)))
    return DONE


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _check(options: argparse.Namespace, today: date) -> int:
    plan = showing(load(options.file).plan, options.scenario)
    evaluation = evaluate_plan(plan, today)
    if options.json:
        from csp_planner.cli.summary import summary

        print(to_json(summary(plan, evaluation)))
    else:
        from csp_planner.cli.report import report

        print(report(plan, evaluation))
    return REFUSED if evaluation.blocking else DONE


def _place(options: argparse.Namespace, today: date) -> int:
    waiver = Waiver(reason=options.waiver, date=today) if options.waiver else None
    loaded = load(options.file)
    plan = showing(loaded.plan, options.scenario)
    result = edits.place(plan, options.unit, options.term, today, waiver)
    if isinstance(result, Refusal):
        return refuse(result, plan)
    _store(options.file, loaded, result)
    placement = result.scenario.placement(options.unit)
    assert placement is not None  # noqa: S101 - for the type checker: it was just placed
    text = _("{unit} placed in {term} with a waiver.") if placement.waiver else _("{unit} placed in {term}.")
    print(text.format(unit=shown(options.unit), term=term_short(placement.term)))
    return DONE


def _unplace(options: argparse.Namespace, _today: date) -> int:
    loaded = load(options.file)
    plan = showing(loaded.plan, options.scenario)
    result = edits.unplace(plan, options.unit)
    if isinstance(result, Refusal):
        return refuse(result, plan)
    _store(options.file, loaded, result)
    print(_("{unit} is off the plan.").format(unit=shown(options.unit)))
    return DONE


def _schema(options: argparse.Namespace, _today: date) -> int:
    from csp_planner.storage.codec import json_schema

    print(to_json(json_schema(options.which)))
    return DONE


def _store(path: Path, loaded: LoadedPlan, new: Plan) -> None:
    """Save *new*, still showing the scenario the file shows; an edit that changed nothing writes nothing."""
    new = replace(new, active=loaded.plan.active)
    if new != loaded.plan:
        save(path, new, loaded.digest)


def _declare_place(add: Add) -> None:
    declare_unit(add)
    add("term", metavar=_("TERM"), type=read_term, help=_("2027-S1, 2027-S2 or 2027-A (annual)"))


def _declare_which(add: Add) -> None:
    add("which", choices=("plan", "programme"), help=_("the kind of file"))


def _check_options(add: Add) -> None:
    declare_scenario(add)
    declare_json(add)


def _place_options(add: Add) -> None:
    declare_scenario(add)
    waiver = _("place it even where it does not open, for this reason")
    add("--waiver", metavar=_("REASON"), type=read_reason, help=waiver)


def _new_options(add: Add) -> None:
    add("--programme", metavar=_("CODE"), default=DEFAULT_PROGRAMME, help=_("the diploma (default: CRN01)"))
    start = _("first semester (default: the first one still open)")
    add("--start", metavar=_("TERM"), type=read_semester, help=start)
    add("--name", metavar=_("NAME"), type=line_of(MAX_NAME), default="", help=_("the learner's name"))
    limit = _("load to keep to, in ECTS per semester (default: 24)")
    add("--max-ects", metavar="N", type=read_load, default=24.0, help=limit)


COMMANDS = {
    "new": Command(_new, lambda: _("make a plan with nothing placed"), declare_file, _new_options),
    "check": Command(
        _check, lambda: _("judge a plan; exit code 1 when something is blocking"), declare_file, _check_options
    ),
    "place": Command(_place, lambda: _("place a unit in a term, or move it there"), _declare_place, _place_options),
    "unplace": Command(_unplace, lambda: _("take a unit off the plan"), declare_unit, declare_scenario),
    "schema": Command(_schema, lambda: _("print the JSON Schema of a file"), _declare_which),
}
