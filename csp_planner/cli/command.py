"""What a sub-command is, and what several of them share."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from csp_planner.cli.arguments import Argument
from csp_planner.cli.readers import UsageError
from csp_planner.console import complain
from csp_planner.domain import edits
from csp_planner.domain.edits import Refusal
from csp_planner.domain.plan import Plan
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.messages.sentences import refusal_sentence
from csp_planner.storage.planfile import LoadedPlan, save

DONE, REFUSED, BAD_INPUT, FAILED = 0, 1, 2, 3
"""Exit codes: done; the plan is refused or blocking; bad usage or input; the disk or system failed."""


@dataclass(frozen=True, slots=True)
class Command:
    """One sub-command. Its texts come from functions, so that they speak the language active when they are shown."""

    name: str
    """The word that is typed."""
    help: Callable[[], str]
    """What it is for, as its --help and the list of all commands say it."""
    arguments: Callable[[], Sequence[Argument]]
    """What may be typed after it, in the order of its --help."""
    run: Callable[[argparse.Namespace, date], int]
    """Does it with the options typed, as on a day, and returns the exit code.

    Raises UsageError when what was typed cannot be done, and PlanFileError when a file cannot be read or written.
    """


def refuse(refusal: Refusal, plan: Plan) -> int:
    """Say why an edit of *plan* was refused, and return the exit code for that."""
    complain(refusal_sentence(refusal, plan.programme))
    return REFUSED


def showing(plan: Plan, name: str | None) -> Plan:
    """*plan* with the scenario called *name* shown; None: the one it shows. Raises UsageError where there is none."""
    if name is None:
        return plan
    names = [scenario.name for scenario in plan.scenarios]
    if name not in names:
        text = _("There is no scenario “{name}”; there is: {names}.")
        raise UsageError(text.format(name=shown(name), names=", ".join(shown(known) for known in names)))
    return edits.show_scenario(plan, names.index(name))


def store(path: Path, loaded: LoadedPlan, edited: Plan) -> None:
    """Save *edited* where *loaded* came from.

    The file goes on showing the scenario it showed. An edit that changed nothing writes nothing.
    """
    edited = replace(edited, active=loaded.plan.active)
    if edited != loaded.plan:
        save(path, edited, loaded.digest)
