"""The command that takes a semester off, or takes it back as one to study in."""

import argparse
from datetime import date

from csp_planner.cli.arguments import Argument, plan_file, scenario
from csp_planner.cli.command import DONE, Command, refuse, showing, store
from csp_planner.cli.readers import read_semester
from csp_planner.domain import edits
from csp_planner.domain.edits import Refusal
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.messages.words import term_short
from csp_planner.storage.planfile import load


def _arguments() -> tuple[Argument, ...]:
    off = _("lift the leave: the semester is one to study in again")
    return (
        plan_file(),
        Argument("term", metavar=_("TERM"), type=read_semester, help=_("2027-S1 or 2027-S2")),
        Argument("--off", action="store_true", help=off),
        scenario(),
    )


def _leave(options: argparse.Namespace, today: date) -> int:
    loaded = load(options.file)
    plan = showing(loaded.plan, options.scenario)
    edited = edits.lift_leave(plan, options.term) if options.off else edits.set_leave(plan, options.term, today)
    if isinstance(edited, Refusal):
        return refuse(edited, plan)
    store(options.file, loaded, edited)
    text = _("{term} is one to study in.") if options.off else _("{term} is on leave.")
    print(text.format(term=term_short(options.term)))
    inside = evaluate_plan(edited, today).planned_in(options.term)
    if inside and not options.off:
        text = _("Still planned in it: {units}.")
        print(text.format(units=", ".join(map(shown, inside))))
    return DONE


COMMAND = Command(
    name="leave",
    help=lambda: _("take a semester off, or no longer"),
    arguments=_arguments,
    run=_leave,
)
