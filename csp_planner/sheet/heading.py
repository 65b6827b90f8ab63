"""What the page of a diploma says of it above the programme: its title, its code and its credits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CODE = re.compile(r"code dipl[ôo]me(?:/certificat)? ?: ?(\S{1,64})", re.IGNORECASE)
_TOTAL = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?) (?:crédits?|ECTS)", re.IGNORECASE)
_NEAR = 3
"""Lines after that of the code in which the credits stand."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the facts about a whole diploma stand among the lines of its page, and what they are."""

    code: str = ""
    code_at: int | None = None
    title_at: int | None = None
    total: float | None = None
    total_at: int | None = None


def heading_of(texts: Sequence[str]) -> Heading:
    """The heading that the lines *texts* have; the page repeats it, and the first one counts."""
    matches = ((place, _CODE.fullmatch(text)) for place, text in enumerate(texts))
    at, found = next(((place, match) for place, match in matches if match), (0, None))
    if found is None:
        return Heading()
    title_at = next((above for above in range(at - 1, -1, -1) if texts[above]), None)
    below = [place for place in range(at + 1, min(at + 1 + 2 * _NEAR, len(texts))) if texts[place]][:_NEAR]
    for place in below:
        total = _TOTAL.fullmatch(texts[place])
        if total is not None:
            return Heading(found[1], at, title_at, float(total[1].replace(",", ".")), place)
    return Heading(found[1], at, title_at)
