"""The command that proposes a complete scenario, proves it and says why it cannot end earlier."""

import argparse
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from csp_planner.cli.arguments import Argument, as_json, plan_file
from csp_planner.cli.command import DONE, REFUSED, Command, refuse
from csp_planner.cli.output.json_values import to_json
from csp_planner.cli.output.proposal_json import proposal_json
from csp_planner.cli.output.proposal_text import proposal_text
from csp_planner.cli.progress import ProgressLine, progress_line
from csp_planner.cli.readers import line_of, read_count, read_hours, read_load, read_semester
from csp_planner.console import complain
from csp_planner.domain.edits import Refusal
from csp_planner.domain.limits import MAX_NAME
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Waiver
from csp_planner.domain.wishes import Objective
from csp_planner.messages.catalogue import _
from csp_planner.messages.clash import refusal_words, would_do_words
from csp_planner.messages.diagnostics import diagnostic_sentence
from csp_planner.messages.proposal import (
    explaining_sentence,
    progress_words,
    reason_words,
    scenario_name,
    waiver_reason,
)
from csp_planner.proposal.answer import Answer, Clash, Progress, Proposal, Undecided
from csp_planner.proposal.apply import with_proposal
from csp_planner.proposal.request import Request, award_notices, request_for
from csp_planner.storage.planfile import load, save

Found = TypeVar("Found")


def _arguments() -> tuple[Argument, ...]:
    ects = _("load to keep to, in ECTS per semester (default: the scenario's)")
    hours = _(
        "load to keep to, in hours per semester (default: the smaller of the scenario's and the learner's hours a week)"
    )
    start = _("first semester to plan in (default: the scenario's, or the first one still open)")
    end = _("last semester to plan in")
    goals = tuple(objective.value for objective in Objective)
    aim = _("as early as possible, or an even load (default: as chosen for the scenario)")
    name = _("the name of the new scenario")
    return (
        plan_file(),
        Argument("--max-ects", metavar="N", type=read_load, help=ects),
        Argument("--max-hours", metavar="N", type=read_hours, help=hours),
        Argument("--max-units", metavar="N", type=read_count, help=_("units per semester at most")),
        Argument("--from", dest="start", metavar=_("TERM"), type=read_semester, help=start),
        Argument("--until", dest="end", metavar=_("TERM"), type=read_semester, help=end),
        Argument("--objective", choices=goals, help=aim),
        Argument("--keep", action="store_true", help=_("change the present plan as little as possible")),
        Argument("--allow-waivers", action="store_true", help=_("place units that open nowhere by waiver")),
        Argument("--report-anytime", action="store_true", help=_("let the report come before what it rests on")),
        Argument("--name", metavar=_("NAME"), type=line_of(MAX_NAME), default="", help=name),
        as_json(),
    )


def _suggest(options: argparse.Namespace, today: date) -> int:
    path: Path = options.file
    loaded = load(path)
    request = _request(options, loaded.plan, today)
    with progress_line() as line:
        answer = _answer(request, line)
    if not isinstance(answer, Proposal):
        complain(_no_plan(answer))
        return REFUSED
    # A plan that is the best already is not written a second time, unless a name is given to it.
    is_kept = answer.is_present and not options.name
    waiver = Waiver(reason=waiver_reason(), date=today)
    plan = loaded.plan if is_kept else with_proposal(loaded.plan, answer, options.name or scenario_name(), waiver)
    if isinstance(plan, Refusal):
        return refuse(plan, loaded.plan)
    # With --json one object is printed, so all of its reasons must be known first.
    explained = [answer, *_explaining(answer)][-1] if options.json else answer
    if not is_kept:
        save(path, plan, loaded.digest)
    if options.json:
        print(to_json(proposal_json(plan, explained)))
    else:
        print(proposal_text(plan, answer, is_kept=is_kept), flush=True)
        _print_reasons(answer)
    return DONE


def _request(options: argparse.Namespace, plan: Plan, today: date) -> Request:
    """What the options ask; what none of them says is as it was chosen for the scenario."""
    usual = request_for(plan, today)
    return replace(
        usual,
        objective=Objective(options.objective or usual.objective),
        keep=options.keep or usual.keep,
        max_ects=options.max_ects or usual.max_ects,
        max_hours=options.max_hours or usual.max_hours,
        max_units=options.max_units or usual.max_units,
        start=options.start or usual.start,
        end=options.end or usual.end,
        allow_waivers=options.allow_waivers,
        report_last=usual.report_last and not options.report_anytime,
    )


def _no_plan(answer: Clash | Undecided) -> str:
    """Why there is no plan, and what would do instead."""
    request = answer.request
    milder = answer.relaxations if isinstance(answer, Clash) else ()
    said = [refusal_words(answer), *(would_do_words(relaxation, request) for relaxation in milder)]
    return " ".join([*said, *map(diagnostic_sentence, award_notices(request))])


def _print_reasons(proposal: Proposal) -> None:
    """Print each reason when it is found."""
    told = 0
    for known in _explaining(proposal):
        for reason in known.reasons[told:]:
            print(reason_words(reason, known), flush=True)
        told = len(known.reasons)


def _answer(request: Request, line: ProgressLine) -> Answer:
    def search() -> Answer:
        # The solver's library is large: no other command waits for it.
        from csp_planner.solver.effort import Effort
        from csp_planner.solver.solve import answer

        return answer(request, Effort(), report)

    def report(progress: Progress) -> None:
        line.say(progress_words(progress))

    return _aside(search)


def _explaining(proposal: Proposal) -> Iterator[Proposal]:
    """*proposal* each time another of its reasons is known."""
    from csp_planner.solver.effort import Effort
    from csp_planner.solver.solve import explaining

    steps = explaining(proposal, Effort())
    while True:
        with progress_line() as line:
            line.say(explaining_sentence())
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


COMMAND = Command(
    name="suggest",
    help=lambda: _("propose a complete scenario and add it"),
    arguments=_arguments,
    run=_suggest,
)
