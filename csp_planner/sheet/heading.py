"""What the page of a diploma says of it above the programme: its title, its code and its credits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from csp_planner.sheet.wording import first_amount_in

_CODE = re.compile(r"code dipl[ôo]me(?:/certificat)? ?: ?(\S{1,64})", re.IGNORECASE)
_TOTAL = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?) (?:crédits?|ECTS)", re.IGNORECASE)
_OFFICIAL = re.compile(r"intitulé officiel figurant sur le diplôme ?: ?(.+)", re.IGNORECASE)
_NEAR = 3
"""Lines after that of the code in which the credits stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Where the facts about a whole diploma stand among the lines of its page, and what they are."""

    title: str = ""
    """"" where no line has it."""
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
    title = "" if title_at is None else _whole_title(texts[title_at], texts)
    below = [place for place in range(at + 1, min(at + 1 + 2 * _NEAR, len(texts))) if texts[place]][:_NEAR]
    total_at = next((place for place in below if _TOTAL.fullmatch(texts[place])), None)
    total = None if total_at is None else first_amount_in(texts[total_at])
    return Heading(title=title, code=found[1], code_at=at, title_at=title_at, total=total, total_at=total_at)


def _whole_title(title: str, texts: Sequence[str]) -> str:
    """*title*, which paper may have broken or joined to what is above it, as the page repeats it further below."""
    found = next((match for text in texts if (match := _OFFICIAL.fullmatch(text))), None)
    official = "" if found is None else found[1]
    return official if official.endswith(title) or (official and title.endswith(official)) else title
