"""The sub-commands: the same edits and the same judgement as the window, in a terminal."""

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from csp_planner import __version__
from csp_planner.domain import edits
from csp_planner.domain.edits import Refusal
from csp_planner.domain.evaluation import evaluate_plan
from csp_planner.domain.openings import first_open_semester
from csp_planner.domain.plan import Plan, Profile, Scenario, Waiver
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Part, Term
from csp_planner.messages.catalogue import _, use_language
from csp_planner.messages.problems import shown
from csp_planner.messages.sentences import problem_sentence, refusal_sentence
from csp_planner.messages.words import number, term_short
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.planfile import NO_FILE, LoadedPlan, load, save

DONE, REFUSED, BAD_INPUT, FAILED = 0, 1, 2, 3
"""Exit codes: done; the plan is refused or blocking; bad usage or input; the disk or system failed."""
MAX_REASON = 500
MAX_NAME = 200
MAX_CODE = 64
MAX_LOAD = 1000
DEFAULT_PROGRAMME = "CRN01"
YEARS_SHOWN = 3
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class UsageError(Exception):
    """What was typed cannot be done; holds the sentence to show."""


OpenWindow = Callable[[Path | None, date], int]
"""Opens the window; handed in, because nothing here may know Qt."""


def run(arguments: Sequence[str], today: date, open_window: OpenWindow) -> int:
    """Do what *arguments* ask and return the exit code; *today* holds unless they give another day."""
    use_language(None)
    command, rest = _split(arguments)
    try:
        options = _parser(command).parse_args(rest)
        day = getattr(options, "today", today)
        return _COMMANDS[command].run(options, day) if command else open_window(options.file, day)
    except UsageError as error:
        _complain(str(error))
        return BAD_INPUT
    except PlanFileError as error:
        _complain(problem_sentence(error))
        return BAD_INPUT if error.is_input else FAILED
    except SystemExit as done:  # --help and --version
        return int(done.code or 0)


def _split(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The sub-command, also behind a ``--today``, and all other arguments; no sub-command: the window."""
    index = 0
    while index < len(arguments) and arguments[index].partition("=")[0] == "--today":
        index += 1 if "=" in arguments[index] else 2
    if index < len(arguments) and arguments[index] in _COMMANDS and arguments[index]:
        return arguments[index], [*arguments[:index], *arguments[index + 1 :]]
    return "", list(arguments)


def _complain(sentence: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(" ".join(sentence.split("\n")) + "\n")


# --- what is typed -------------------------------------------------------------------------------------


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _("Usage: ") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say the form that was expected: argparse's own message speaks English only."""
        form = " ".join(self.format_usage().removeprefix(_("Usage: ")).split())
        raise UsageError(_("This cannot be understood. Expected: {form}").format(form=form))


def _parser(command: str) -> _Parser:
    chosen = _COMMANDS[command]
    program = f"csp-planner {command}".rstrip()
    parser = _Parser(
        prog=program,
        description=chosen.summary(),
        epilog=None if command else _list_of_commands(),
        formatter_class=_Help,
        add_help=False,
        allow_abbrev=False,
    )
    chosen.declare(parser.add_argument_group(_("Arguments")).add_argument)
    add = parser.add_argument_group(_("Options")).add_argument
    chosen.declare_options(add)
    day = _("the day to judge at (default: today)")
    add("--today", metavar=_("YYYY-MM-DD"), type=_day, default=argparse.SUPPRESS, help=day)
    add("-h", "--help", action="help", help=_("show this help"))
    if not command:
        add("--version", action="version", version=f"csp-planner {__version__}", help=_("show the version"))
    return parser


def _list_of_commands() -> str:
    lines = [f"  {name:<9} {command.summary()}" for name, command in _COMMANDS.items() if name]
    return "\n".join([_("Commands (each has its own --help):"), *lines])


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text) if _DAY.match(text) else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = _("“{text}” is not a day: write YYYY-MM-DD, between {first} and {last}.")
        raise UsageError(message.format(text=shown(text), first=FIRST_YEAR, last=LAST_YEAR))
    return day


def _term(text: str) -> Term:
    try:
        return Term.parse(text)
    except ValueError as error:
        message = _("“{text}” is not a term: write 2027-S1, 2027-S2 or 2027-A (annual).")
        raise UsageError(message.format(text=shown(text))) from error


def _semester(text: str) -> Term:
    term = _term(text)
    if term.part is Part.ANNUAL:
        message = _("“{text}” is not a semester: write 2027-S1 or 2027-S2.")
        raise UsageError(message.format(text=shown(text)))
    return term


def _load_limit(text: str) -> float:
    try:
        limit = float(text.replace(",", "."))
    except ValueError:
        limit = 0
    if not 0 < limit <= MAX_LOAD:  # refuses NaN too
        message = _("“{text}” is not a load: write a number of ECTS above 0, at most {most}.")
        raise UsageError(message.format(text=shown(text), most=number(MAX_LOAD)))
    return limit


def _bounded(most: int) -> Callable[[str], str]:
    """One line of text of at most *most* characters."""

    def read(text: str) -> str:
        # Bytes of the command line that are no text come as lone surrogates, which no file can hold.
        line = " ".join(text.encode("utf-8", "replace").decode().split())
        if len(line) > most:
            raise UsageError(_("“{text}” is longer than {most} characters.").format(text=shown(text), most=most))
        return line

    return read


def _reason(text: str) -> str:
    reason = _bounded(MAX_REASON)(text)
    if not reason:
        raise UsageError(_("A waiver needs a reason."))
    return reason


# --- the commands --------------------------------------------------------------------------------------


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
    plan = _showing(load(options.file).plan, options.scenario)
    evaluation = evaluate_plan(plan, today)
    if options.json:
        from csp_planner.messages.summary import summary

        print(_json(summary(plan, evaluation)))
    else:
        from csp_planner.messages.report import report

        print(report(plan, evaluation))
    return REFUSED if evaluation.blocking else DONE


def _place(options: argparse.Namespace, today: date) -> int:
    waiver = Waiver(reason=options.waiver, date=today) if options.waiver else None
    loaded = load(options.file)
    plan = _showing(loaded.plan, options.scenario)
    result = edits.place(plan, options.unit, options.term, today, waiver)
    if isinstance(result, Refusal):
        return _refuse(result, plan)
    _store(options.file, loaded, result)
    placement = result.scenario.placement(options.unit)
    assert placement is not None  # noqa: S101 - for the type checker: it was just placed
    text = _("{unit} placed in {term} with a waiver.") if placement.waiver else _("{unit} placed in {term}.")
    print(text.format(unit=shown(options.unit), term=term_short(placement.term)))
    return DONE


def _unplace(options: argparse.Namespace, _today: date) -> int:
    loaded = load(options.file)
    plan = _showing(loaded.plan, options.scenario)
    result = edits.unplace(plan, options.unit)
    if isinstance(result, Refusal):
        return _refuse(result, plan)
    _store(options.file, loaded, result)
    print(_("{unit} is off the plan.").format(unit=shown(options.unit)))
    return DONE


def _schema(options: argparse.Namespace, _today: date) -> int:
    from csp_planner.storage.codec import json_schema

    print(_json(json_schema(options.which)))
    return DONE


def _json(value: object) -> str:
    # An output that is not UTF-8 would lose the accents, so they are written as escapes there.
    is_utf8 = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    return json.dumps(value, indent=2, ensure_ascii=not is_utf8)


def _showing(plan: Plan, name: str | None) -> Plan:
    """*plan* with the scenario called *name* shown; None: the one it shows."""
    if name is None:
        return plan
    names = [scenario.name for scenario in plan.scenarios]
    if name not in names:
        text = _("There is no scenario “{name}”; there is: {names}.")
        raise UsageError(text.format(name=shown(name), names=", ".join(shown(known) for known in names)))
    return edits.show_scenario(plan, names.index(name))


def _refuse(refusal: Refusal, plan: Plan) -> int:
    _complain(refusal_sentence(refusal, plan.programme))
    return REFUSED


def _store(path: Path, loaded: LoadedPlan, new: Plan) -> None:
    """Save *new*, still showing the scenario the file shows; an edit that changed nothing writes nothing."""
    new = replace(new, active=loaded.plan.active)
    if new != loaded.plan:
        save(path, new, loaded.digest)


class _Command:
    """One sub-command. Its texts are functions, so that they speak the language active when they are shown."""

    def __init__(
        self,
        run: Callable[[argparse.Namespace, date], int],
        summary: Callable[[], str],
        declare: Callable[[Callable[..., Any]], object],
        declare_options: Callable[[Callable[..., Any]], object] = lambda add: None,
    ) -> None:
        self.run, self.summary, self.declare, self.declare_options = run, summary, declare, declare_options


def _file(add: Callable[..., Any], nargs: str | None = None) -> None:
    add("file", metavar=_("FILE"), type=Path, nargs=nargs, help=_("the plan (.cspplan)"))


def _file_and_unit(add: Callable[..., Any]) -> None:
    _file(add)
    add("unit", metavar=_("UNIT"), type=_bounded(MAX_CODE), help=_("code of the unit, for example AST004"))


def _file_unit_and_term(add: Callable[..., Any]) -> None:
    _file_and_unit(add)
    add("term", metavar=_("TERM"), type=_term, help=_("2027-S1, 2027-S2 or 2027-A (annual)"))


def _which(add: Callable[..., Any]) -> None:
    add("which", choices=("plan", "programme"), help=_("the kind of file"))


def _scenario_option(add: Callable[..., Any]) -> None:
    add("--scenario", metavar=_("NAME"), help=_("the scenario (default: the one the file shows)"))


def _check_options(add: Callable[..., Any]) -> None:
    _scenario_option(add)
    add("--json", action="store_true", help=_("one JSON object"))


def _place_options(add: Callable[..., Any]) -> None:
    _scenario_option(add)
    add("--waiver", metavar=_("REASON"), type=_reason, help=_("place it even where it does not open, for this reason"))


def _new_options(add: Callable[..., Any]) -> None:
    add("--programme", metavar=_("CODE"), default=DEFAULT_PROGRAMME, help=_("the diploma (default: CRN01)"))
    add("--start", metavar=_("TERM"), type=_semester, help=_("first semester (default: the first one still open)"))
    add("--name", metavar=_("NAME"), type=_bounded(MAX_NAME), default="", help=_("the learner's name"))
    limit = _("load to keep to, in ECTS per semester (default: 24)")
    add("--max-ects", metavar="N", type=_load_limit, default=24.0, help=limit)


_COMMANDS = {
    "": _Command(
        lambda _options, _today: DONE,  # the window is opened by whoever knows it
        lambda: _("Plan a diploma over several years. Opens the window."),
        lambda add: _file(add, "?"),
    ),
    "new": _Command(_new, lambda: _("make a plan with nothing placed"), _file, _new_options),
    "check": _Command(_check, lambda: _("judge a plan; exit code 1 when something is blocking"), _file, _check_options),
    "place": _Command(
        _place, lambda: _("place a unit in a term, or move it there"), _file_unit_and_term, _place_options
    ),
    "unplace": _Command(_unplace, lambda: _("take a unit off the plan"), _file_and_unit, _scenario_option),
    "schema": _Command(_schema, lambda: _("print the JSON Schema of a file"), _which),
}
