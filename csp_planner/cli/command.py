"""What a sub-command is, and what all of them share."""

import argparse
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from csp_planner.cli.arguments import Add, UsageError
from csp_planner.console import complain
from csp_planner.domain import edits
from csp_planner.domain.edits import Refusal
from csp_planner.domain.plan import Plan
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.messages.sentences import refusal_sentence

DONE, REFUSED, BAD_INPUT, FAILED = 0, 1, 2, 3
"""Exit codes: done; the plan is refused or blocking; bad usage or input; the disk or system failed."""


_HIDDEN = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""What would disturb a terminal: written as escapes, which say the same to a program."""


def _nothing(_add: Add) -> None:
    """No options of its own."""


@dataclass(frozen=True, slots=True)
class Command:
    """One sub-command. Its texts are functions, so that they speak the language active when they are shown."""

    run: Callable[[argparse.Namespace, date], int]
    """Does it at a day, and returns the exit code."""
    summary: Callable[[], str]
    declare: Callable[[Add], None]
    """Declares what must be given."""
    declare_options: Callable[[Add], None] = _nothing


def refuse(refusal: Refusal, plan: Plan) -> int:
    """Say why an edit was refused."""
    complain(refusal_sentence(refusal, plan.programme))
    return REFUSED


def to_json(value: object) -> str:
    """*value* as JSON, pretty-printed."""
    # An output that is not UTF-8 would lose the accents, so they are written as escapes there.
    is_utf8 = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    return _HIDDEN.sub(_escaped, json.dumps(value, indent=2, ensure_ascii=not is_utf8))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def showing(plan: Plan, name: str | None) -> Plan:
    """*plan* with the scenario called *name* shown; None: the one it shows."""
    if name is None:
        return plan
    names = [scenario.name for scenario in plan.scenarios]
    if name not in names:
        text = _("There is no scenario “{name}”; there is: {names}.")
        raise UsageError(text.format(name=shown(name), names=", ".join(shown(known) for known in names)))
    return edits.show_scenario(plan, names.index(name))
