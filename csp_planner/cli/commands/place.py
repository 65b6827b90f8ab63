"""The command that places a unit."""

import argparse
from datetime import date

from csp_planner.cli.arguments import Argument, plan_file, scenario, unit
from csp_planner.cli.command import DONE, Command, refuse, showing, store
from csp_planner.cli.readers import read_reason, read_term
from csp_planner.domain import edits
from csp_planner.domain.codes import code_called
from csp_planner.domain.edits import Refusal
from csp_planner.domain.plan import Waiver
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.messages.words import term_short
from csp_planner.storage.planfile import load


def _arguments() -> tuple[Argument, ...]:
    waiver = _("place it even where it does not open, for this reason")
    return (
        plan_file(),
        unit(),
        Argument("term", metavar=_("TERM"), type=read_term, help=_("2027-S1, 2027-S2 or 2027-A (annual)")),
        scenario(),
        Argument("--waiver", metavar=_("REASON"), type=read_reason, help=waiver),
    )


def _place(options: argparse.Namespace, today: date) -> int:
    waiver = Waiver(reason=options.waiver, date=today) if options.waiver else None
    loaded = load(options.file)
    plan = showing(loaded.plan, options.scenario)
    code = code_called(options.unit, plan.programme.by_code)
    placed = edits.place(plan, code, options.term, today, waiver)
    if isinstance(placed, Refusal):
        return refuse(placed, plan)
    store(options.file, loaded, placed)
    placement = placed.scenario.placement(code)
    assert placement is not None  # noqa: S101 - for the type checker: it was just placed
    text = _("{unit} placed in {term} with a waiver.") if placement.waiver else _("{unit} placed in {term}.")
    print(text.format(unit=shown(options.unit), term=term_short(placement.term)))
    return DONE


COMMAND = Command(
    name="place",
    help=lambda: _("place a unit in a term, or move it there"),
    arguments=_arguments,
    run=_place,
)
