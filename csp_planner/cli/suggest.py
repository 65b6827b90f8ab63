"""The command that proposes a complete scenario, proves it and says why it cannot be earlier."""

import argparse
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from csp_planner.cli.arguments import (
    MAX_NAME,
    Add,
    UsageError,
    declare_file,
    declare_json,
    line_of,
    read_hours,
    read_load,
    read_term,
)
from csp_planner.cli.command import DONE, REFUSED, Command, refuse, to_json
from csp_planner.cli.progress import ProgressLine, progress_line
from csp_planner.console import complain
from csp_planner.domain.edits import Refusal
from csp_planner.domain.evaluation.values import Diagnostic
from csp_planner.domain.limits import MAX_UNITS
from csp_planner.domain.plan import Plan, Waiver
from csp_planner.domain.terms import Part, Term
from csp_planner.messages import proposal as say
from csp_planner.messages.catalogue import _
from csp_planner.messages.clash import refusal_words, would_do_words
from csp_planner.messages.diagnostics import diagnostic_sentence
from csp_planner.messages.problems import shown
from csp_planner.messages.words import term_short
from csp_planner.proposal.answer import Answer, Progress, Proposal
from csp_planner.proposal.apply import with_proposal
from csp_planner.proposal.request import Objective, Request, award_notices, request_for
from csp_planner.storage.planfile import load, save

Found = TypeVar("Found")


def _suggest(options: argparse.Namespace, today: date) -> int:
    path: Path = options.file
    loaded = load(path)
    request = _request(options, loaded.plan, today)
    with progress_line() as line:
        found = _answer(request, line)
    if not isinstance(found, Proposal):
        milder = getattr(found, "relaxations", ())
        said = [refusal_words(found), *(would_do_words(relaxation, request) for relaxation in milder)]
        complain(" ".join([*said, *map(diagnostic_sentence, award_notices(request))]))
        return REFUSED
    proposal = found
    waiver = Waiver(reason=say.waiver_reason(), date=today)
    plan = with_proposal(loaded.plan, proposal, options.name or say.scenario_name(), waiver)
    if isinstance(plan, Refusal):
        return refuse(plan, loaded.plan)
    if options.json:  # one object, so all of it must be known first
        for known in _explaining(proposal):
            proposal = known
        save(path, plan, loaded.digest)
        print(to_json(_summary(plan, proposal)))
        return DONE
    save(path, plan, loaded.digest)
    print(_text(plan, proposal), flush=True)
    told = 0
    for known in _explaining(proposal):
        for reason in known.reasons[told:]:
            print(say.reason_words(reason, known), flush=True)
        told = len(known.reasons)
    return DONE


def _answer(request: Request, line: ProgressLine) -> Answer:
    def search() -> Answer:
        # The solver's library is large: no other command waits for it.
        from csp_planner.solver.effort import Effort
        from csp_planner.solver.solve import answer

        return answer(request, Effort(), report)

    def report(progress: Progress) -> None:
        line.say(say.progress_words(progress))

    return _aside(search)


def _explaining(proposal: Proposal) -> Iterator[Proposal]:
    """*proposal* each time another of its reasons is known."""
    from csp_planner.solver.effort import Effort
    from csp_planner.solver.solve import explaining

    steps = explaining(proposal, Effort())
    while True:
        with progress_line() as line:
            line.say(say.explaining_sentence())
            known = _aside(lambda: next(steps, None))
        if known is None:
            return
        yield known


def _aside(work: Callable[[], Found]) -> Found:
    """What *work* gives, done in another thread: this one, the main one, stays free to be told of Ctrl+C.

    Python tells the main thread of a signal, and not before a call into the solver has come back.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def _request(options: argparse.Namespace, plan: Plan, today: date) -> Request:
    usual = request_for(plan, today)
    return replace(
        usual,
        objective=Objective(options.objective),
        keep=options.keep,
        max_ects=options.max_ects or usual.max_ects,
        max_hours=options.max_hours or usual.max_hours,
        max_units=options.max_units,
        start=options.start or usual.start,
        end=options.end,
        allow_waivers=options.allow_waivers,
    )


def _text(plan: Plan, proposal: Proposal) -> str:
    scenario = plan.scenario
    lines = [
        _("Scenario “{scenario}” added.").format(scenario=shown(scenario.name)),
        say.end_sentence(proposal.end_term),
    ]
    by_term: dict[str, list[str]] = {}
    for placed in proposal.placements:
        text = _("{unit} (waiver)") if placed.needs_waiver else "{unit}"
        by_term.setdefault(term_short(placed.term), []).append(text.format(unit=shown(placed.unit)))
    lines += [f"  {term}  {', '.join(units)}" for term, units in by_term.items()]
    lines += [say.unplaced_sentence(code) for code in proposal.unplaced]
    lines += map(diagnostic_sentence, award_notices(proposal.request))
    lines += [say.heavy_sentence(proposal.heavy)] if proposal.heavy else []
    lines += [say.proof_words(proposal)]
    lines += ["  {}  {}".format(*say.criterion_words(level)) for level in proposal.levels]
    return "\n".join(lines)


def _notice_units(notice: Diagnostic) -> tuple[str, ...]:
    units = notice.args.get("units")
    return units if isinstance(units, tuple) else ()


def _heavy(proposal: Proposal) -> list[dict[str, Any]]:
    units = proposal.heavy
    message = say.heavy_sentence(units)
    return [{"code": "heavier-than-limit", "units": list(units), "demands": [], "message": message}] if units else []


def _summary(plan: Plan, proposal: Proposal) -> dict[str, Any]:
    """What ``suggest --json`` prints; the keys are a contract."""
    waivers = {placement.unit: placement.waiver for placement in plan.scenario.placements}
    return {
        "scenario": plan.scenario.name,
        "end_term": str(proposal.end_term) if proposal.end_term else None,
        "placements": [
            {
                "unit": placed.unit,
                "term": str(placed.term),
                "waiver": waiver.reason if (waiver := waivers.get(placed.unit)) else None,
            }
            for placed in proposal.placements
        ],
        "unplaced": list(proposal.unplaced),
        "optimal": proposal.optimal,
        "reasons": _heavy(proposal)
        + [
            {
                "code": notice.code,
                "units": list(_notice_units(notice)),
                "demands": [],
                "message": diagnostic_sentence(notice),
            }
            for notice in award_notices(proposal.request)
        ]
        + [
            {
                "code": reason.kind.value,
                "units": list(reason.units),
                "demands": [demand.kind.value for demand in reason.demands],
                "message": say.reason_words(reason, proposal),
            }
            for reason in proposal.reasons
        ],
    }


def _read_semester(text: str) -> Term:
    """A term that is a semester; what is wanted is said, and not that a whole year could be named."""
    try:
        term = read_term(text)
    except UsageError as error:
        message = _("“{text}” is not a semester: write 2027-S1 or 2027-S2.")
        raise UsageError(message.format(text=shown(text))) from error
    if term.part is Part.ANNUAL:
        message = _("“{text}” is a whole year: a semester is wanted, 2027-S1 or 2027-S2.")
        raise UsageError(message.format(text=shown(text)))
    return term


def _read_count(text: str) -> int:
    """A number of units, above 0."""
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= MAX_UNITS):
        message = _("“{text}” is not a number of units: write a whole number from 1 to {most}.")
        raise UsageError(message.format(text=shown(text), most=MAX_UNITS))
    return int(text[:9])


def _options(add: Add) -> None:
    limit = _("load to keep to, in ECTS per semester (default: the scenario's)")
    add("--max-ects", metavar="N", type=read_load, help=limit)
    hours = _("load to keep to, in hours per semester (default: the scenario's, or the learner's hours a week)")
    add("--max-hours", metavar="N", type=read_hours, help=hours)
    add("--max-units", metavar="N", type=_read_count, help=_("units per semester at most"))
    start = _("first semester to plan in (default: the scenario's, or the first one still open)")
    add("--from", dest="start", metavar=_("TERM"), type=_read_semester, help=start)
    add("--until", dest="end", metavar=_("TERM"), type=_read_semester, help=_("last semester to plan in"))
    goals = tuple(objective.value for objective in Objective)
    aim = _("as early as possible, or an even load (default: earliest)")
    add("--objective", choices=goals, default=Objective.EARLIEST.value, help=aim)
    add("--keep", action="store_true", help=_("change the present plan as little as possible"))
    add("--allow-waivers", action="store_true", help=_("place units that open nowhere by waiver"))
    add("--name", metavar=_("NAME"), type=line_of(MAX_NAME), default="", help=_("the name of the new scenario"))
    declare_json(add)


COMMANDS = {
    "suggest": Command(_suggest, lambda: _("propose a complete scenario and add it"), declare_file, _options),
}
