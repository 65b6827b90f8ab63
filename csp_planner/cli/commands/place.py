"""The command that places a unit."""

import argparse
from datetime import date

from csp_planner.cli.arguments import Argument, plan_file, scenario, unit
from csp_planner.cli.command import BAD_INPUT, DONE, Command, refuse, showing, store
from csp_planner.cli.readers import read_mode, read_reason, read_term
from csp_planner.domain import edits
from csp_planner.domain.codes import code_called
from csp_planner.domain.edits import Reason, Refusal
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.modes import mode_taken
from csp_planner.domain.offers import Mode
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import Waiver
from csp_planner.messages.catalogue import _
from csp_planner.messages.opening_words import mode_word
from csp_planner.messages.problems import shown
from csp_planner.messages.words import term_short
from csp_planner.storage.planfile import load


def _arguments() -> tuple[Argument, ...]:
    mode = _("the mode, where several are offered: {modes}, or the sheet’s own words")
    waiver = _("place it even where it does not open, for this reason")
    return (
        plan_file(),
        unit(),
        Argument("term", metavar=_("TERM"), type=read_term, help=_("2027-S1, 2027-S2 or 2027-A (annual)")),
        scenario(),
        Argument("--waiver", metavar=_("REASON"), type=read_reason, help=waiver),
        Argument("--mode", metavar=_("MODE"), type=read_mode, help=mode.format(modes=", ".join(Mode))),
    )


def _place(options: argparse.Namespace, today: date) -> int:
    waiver = Waiver(reason=options.waiver, date=today) if options.waiver else None
    loaded = load(options.file)
    plan = showing(loaded.plan, options.scenario)
    code = code_called(options.unit, plan.programme.by_code)
    placed = edits.place(plan, code, options.term, today, waiver)
    if isinstance(placed, Plan) and options.mode is not None:
        placed = edits.set_mode(placed, code, _meant(options.mode, plan), today)
    if isinstance(placed, Refusal):
        refused = refuse(placed, plan)
        return BAD_INPUT if placed.reason is Reason.MODE_NOT_OFFERED else refused
    store(options.file, loaded, placed)
    placement = placed.scenario.placement(code)
    assert placement is not None  # noqa: S101 - for the type checker: it was just placed
    mode = mode_taken(placed.programme, evaluate_plan(placed, today).standings[placement.unit])
    words = {"unit": shown(placement.unit), "term": term_short(placement.term), "mode": mode_word(mode)}
    print(_said(placement, mode).format_map(words))
    return DONE


def _meant(typed: str, plan: Plan) -> str:
    """The mode that *typed* names, as files or as answers do; what the sheet itself writes goes first."""
    offered = plan.programme.modes
    if typed in offered:
        return typed
    said = typed.casefold()
    return next((mode for mode in (*offered, *Mode) if said in (mode.casefold(), mode_word(mode).casefold())), typed)


def _said(placement: Placement, mode: str) -> str:
    if placement.waiver:
        return _("{unit} placed in {term} with a waiver.")
    return _("{unit} placed in {term}: {mode}.") if mode else _("{unit} placed in {term}.")


COMMAND = Command(
    name="place",
    help=lambda: _("place a unit in a term, or move it there"),
    arguments=_arguments,
    run=_place,
)
