"""What the words of a French sheet say: parts of the year, ways to attend, how many are taken, what kind a row is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from csp_planner.domain.limits import MAX_CODE, MAX_NAME, MAX_REASON
from csp_planner.domain.offers import Mode
from csp_planner.domain.terms import Part
from csp_planner.domain.text import plain_line

MAX_LINE = 2_000
"""Characters of a line that are looked at: no sheet says in more what this program reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How much of a group is taken, as far as the sheet prints it."""

    units: int | None = None
    ects: float | None = None
    groups: int | None = None
    """From how many of its groups at least, or how many of them where nothing else is said."""
    total: float | None = None
    """The ECTS printed beside it."""


NO_RULE = Rule()


def tidy(text: str) -> str:
    """*text* on one line that can be kept, without blanks in a row. C1 controls are what Windows-1252 means by them."""
    text = text[:MAX_LINE]
    if not _UNUSUAL.search(text):
        return " ".join(text.split())
    line = plain_line(_C1.sub(_meant, text))
    return " ".join("".join(char if char.isprintable() else " " for char in line).split())


_UNUSUAL = re.compile("[^\t\n\r -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u20ac]")
"""Whatever is not a letter, a sign or a blank that French is written with: it takes long to look at."""
_C1 = re.compile("[\x80-\x9f]")


def _meant(found: re.Match[str]) -> str:
    return bytes([ord(found[0])]).decode("cp1252", errors="ignore") or " "


def shortened(text: str, most: int) -> str:
    """*text* in *most* characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


_NUMBERS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")
NUMBER = rf"(\d{{1,6}}(?:[.,]\d{{1,2}})?|une|{'|'.join(_NUMBERS)})"
_NOT_OF = r"(?<!parmi )(?<!parmi les )(?<!parmi ces )"
"""Before a number: it is not that of what there is to choose from, as in « 6 crédits parmi 5 UE »."""
_UNITS = re.compile(rf"{_NOT_OF}\b{NUMBER}\s+(?:ue|unités?|enseignements?|cours|modules?)\b", re.IGNORECASE)
_TAKEN = re.compile(rf"\b{NUMBER}\s+(?:à choisir|au choix|parmi)\b", re.IGNORECASE)
_ECTS = re.compile(rf"{_NOT_OF}\b{NUMBER}\s+(?:crédits?|ects)\b", re.IGNORECASE)
_GROUPS = re.compile(rf"{_NOT_OF}\b{NUMBER}\s+(?:domaines?|blocs?|thèmes?|groupes?)\b", re.IGNORECASE)
_RANGE = re.compile(rf"\b{NUMBER}\s+(?:à|ou|et/ou)\s+{NUMBER}\s+(?:ue|unités?|crédits?|ects|cours)\b", re.IGNORECASE)
_CHOOSE = re.compile(r"\b(?:(?:à|au|de)\s+)?(?:choisir|choix)\b|\bparmi\b|\bau moins\b", re.IGNORECASE)
_PATHS = re.compile(rf"{NUMBER}\s+parcours possibles,\s*{NUMBER}\s+à choisir", re.IGNORECASE)
"""What a public web planner writes where the page has no words for a choice of branches."""
_EXCEPT = re.compile(
    r"\b(?:en respectant|sauf|hormis|hors|à l['’]exce|à l['’]exclu|exclu|non cumulable|incompatib|ne peu).*",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"\b{NUMBER}\b|\b(?:ue|unités?|enseignements?|cours|modules?|crédits?|ects|d['’]enseignement|à|au|aux|dans|les?"
    r"|des?|moins|domaines?|blocs?|thèmes?|groupes?|compétences?|choisir|choix|parmi|suivante?s?|proposée?s?)\b",
    re.IGNORECASE,
)


def number_of(text: str) -> float | None:
    """The number that *text* is, in figures or in a French word."""
    word = text.casefold()
    if word == "une":
        return 1.0
    if word in _NUMBERS:
        return float(_NUMBERS.index(word) + 1)
    try:
        value = float(word.replace(",", "."))
    except ValueError:
        return None
    return value if value < float("inf") else None


_AMOUNT = re.compile(r"\d{1,6}(?:[.,]\d{1,2})?")


def first_amount_in(text: str) -> float | None:
    """The first figure in *text*, as in « Total 6 : ECTS »."""
    found = _AMOUNT.search(text)
    return None if found is None else number_of(found[0])


_STAGE = re.compile(
    r"(\d{1,2}) ?(?:re|ere|ère|er|e|eme|ème|nde|nd)s? ann[ée]e|ann[ée]e \d{1,2}|[LMB] ?[1-3]|(?:licence|master) [1-3]",
    re.IGNORECASE,
)


def is_stage(text: str) -> bool:
    """Whether *text* is what a year of a diploma is called."""
    return _STAGE.fullmatch(text) is not None


def stage_name(text: str) -> str:
    """What a year of a diploma is called, « 1ere annee » written as people write it."""
    found = _STAGE.fullmatch(text)
    if found is None or found[1] is None:
        return text
    return f"{found[1]}{'re' if int(found[1]) == 1 else 'e'} année"


def is_prompt(text: str) -> bool:
    """Whether *text* says that some of what follows is to be chosen."""
    return any(pattern.search(text[:MAX_REASON]) for pattern in (_CHOOSE, _TAKEN))


def rule_in(text: str, total: float | None = None) -> Rule:
    """How much of a group is taken, from what is printed above it."""
    text = text[:MAX_REASON]
    units = _count(_UNITS, text) or _count(_TAKEN, text)
    found = _ECTS.search(text)
    return Rule(
        units=units, ects=None if found is None else number_of(found[1]), groups=_count(_GROUPS, text), total=total
    )


def is_unclear(text: str) -> bool:
    """Whether *text* leaves open how much is taken, as « 2 à 3 UE » does."""
    return _RANGE.search(text[:MAX_REASON]) is not None


def _count(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    value = None if found is None else number_of(found[1])
    return int(value) if value is not None and value.is_integer() and value > 0 else None


def name_in(text: str) -> str:
    """What a group is called, without how much of it is taken; "" where it has no name of its own."""
    if _PATHS.fullmatch(text):
        return ""
    patterns = (_RANGE, _UNITS, _TAKEN, _ECTS, _GROUPS, _CHOOSE)
    starts = [found.start() for pattern in patterns if (found := pattern.search(text))]
    return shortened(text[: min(starts, default=len(text))].strip(" ,;:.–—-(•"), MAX_NAME)


def rest_of(text: str) -> str:
    """What *text* says beside the name of a group and how much of it is taken, as exclusions; "" for nothing."""
    if _PATHS.fullmatch(text):
        return ""
    found = _EXCEPT.search(text)
    if found is not None:
        return shortened(found[0].strip(" :;,."), MAX_REASON)
    rest = _SAID.sub(" ", text.removeprefix(name_in(text)))
    return shortened(text, MAX_REASON) if any(char.isalnum() for char in rest) else ""


_PARTS = {
    "1er semestre": (Part.S1,),
    "1e semestre": (Part.S1,),
    "2nd semestre": (Part.S2,),
    "2e semestre": (Part.S2,),
    "2eme semestre": (Part.S2,),
    "2ème semestre": (Part.S2,),
    "1er et 2nd semestre": (Part.S1, Part.S2),
    "1er et 2e semestre": (Part.S1, Part.S2),
    "1er et 2nd semestres": (Part.S1, Part.S2),
    "annuel": (Part.ANNUAL,),
}


def offers_of_line(line: str) -> dict[Part, tuple[str, ...]] | None:
    """The parts of the year that *line* names, as « 1er semestre : … », each with its ways to attend; None for none."""
    when, mark, ways = line.partition(":")
    parts = _PARTS.get(when.strip().casefold())
    if parts is None or not mark:
        return None
    found = tuple(filter(None, (way.strip() for way in ways.split(","))))
    return dict.fromkeys(parts, found)


_SHORT_MODES = {
    "soir ou samedi": Mode.EVENING,
    "soir": Mode.EVENING,
    "journée": Mode.DAYTIME,
    "en journée": Mode.DAYTIME,
}


def mode_of(words: str) -> str:
    """The way to attend that *words* say, else the words themselves."""
    said = words.casefold()
    if "ouverte et à distance" in said or said == "foad":
        return Mode.DISTANCE_OPEN
    if "à distance planifiée" in said:
        return Mode.DISTANCE_SCHEDULED
    if "co-modal" in said or "comodal" in said:
        return Mode.CO_MODAL
    if "hybride" in said:
        return Mode.HYBRID
    if "présentiel" in said and ("soir" in said or "samedi" in said):
        return Mode.EVENING
    if "présentiel" in said and "journée" in said:
        return Mode.DAYTIME
    return _SHORT_MODES.get(said, shortened(words, MAX_CODE))


def modes_of(ways: Iterable[str]) -> tuple[str, ...]:
    """The ways to attend that *ways* say, each once."""
    return tuple(dict.fromkeys(str(mode_of(way)) for way in ways if way))
