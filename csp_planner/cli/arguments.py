"""What may be typed after a command, and the arguments that several commands take."""

from pathlib import Path
from typing import Any

from csp_planner.cli.readers import read_unit
from csp_planner.messages.catalogue import _


class Argument:
    """One argument: what ``add_argument`` of argparse is given for it."""

    def __init__(self, name: str, **settings: Any) -> None:
        self.name = name
        self.settings = settings

    @property
    def is_option(self) -> bool:
        """Whether it is typed by its name, and may be left out."""
        return self.name.startswith("-")


def plan_file() -> Argument:
    """The plan a command is about."""
    return Argument("file", metavar=_("FILE"), type=Path, help=_("the plan (.cspplan)"))


def unit() -> Argument:
    """One unit of the plan."""
    return Argument("unit", metavar=_("UNIT"), type=read_unit, help=_("code of the unit, for example AST004"))


def scenario() -> Argument:
    """The scenario a command is about."""
    return Argument("--scenario", metavar=_("NAME"), help=_("the scenario (default: the one the file shows)"))


def as_json() -> Argument:
    """Whether other programs are to read the answer."""
    return Argument("--json", action="store_true", help=_("one JSON object"))
