"""Values as JSON holds them here: terms and days as text, whole numbers without decimals."""

import json
import re
import sys
from datetime import date

from csp_planner.domain.terms import Term

_HIDDEN = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""What would disturb a terminal: written as escapes, which say the same to a program."""


def exact(amount: float) -> float:
    """*amount*, as 6 rather than 6.0."""
    return int(amount) if float(amount).is_integer() else amount


def exact_or_none(amount: float | None) -> float | None:
    """*amount* as ``exact`` gives it; None where it is not known."""
    return None if amount is None else exact(amount)


def text_or_none(value: Term | date | None) -> str | None:
    """A term or a day as text, where there is one."""
    return None if value is None else str(value)


def to_json(value: object) -> str:
    """*value* as JSON, pretty-printed."""
    # An output that is not UTF-8 would lose the accents, so they are written as escapes there.
    is_utf8 = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    return _HIDDEN.sub(_escaped, json.dumps(value, indent=2, ensure_ascii=not is_utf8))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
