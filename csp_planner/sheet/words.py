"""Reads the small things that sheets write in many ways: amounts, prices, academic years, parts of a year."""

import re
from collections.abc import Iterable

from csp_planner.domain.limits import MAX_CODE, MAX_NUMBER
from csp_planner.domain.offers import MAX_MODES, Mode, Offer, Offers
from csp_planner.domain.programme import UnitKind
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, Part

AMOUNT = r"[0-9]{1,7}(?:[.,][0-9]{1,2})?"
CODE = r"(?=[A-Z0-9._-]*[0-9])[A-Z][A-Z0-9._-]{2,30}"
"""A code as centres write them: capitals with at least one figure."""
_AMOUNT = re.compile(r"([0-9]{1,7})(?:[.,]([0-9]{1,6}))?\Z")
_PRICE = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:[. ][0-9]{3})+(?![0-9])|[0-9]{1,7})(?:[.,](?P<cents>[0-9]{1,2}))?"
    r" ?(?:€|euros?\b|EUR\b)\Z"
)
_YEAR = re.compile(r"(?<![0-9])((?:19|20|21)[0-9]{2})(?:\s?[/–-]\s?((?:19|20|21)?[0-9]{2}))?(?![0-9])")
_COLON = re.compile(r"(?<=[^\W\d_])\s?([:;?!]) (?=\S)")
_SLASH = re.compile(r"(?<=\w)/ (?=\w)")
_ANNUAL = re.compile(r"annuel(?:le)?|annual|all year|ganzjährig|a\Z")
_SEMESTERS = re.compile(
    r"semestres? (?P<named>1 (?:et|ou|and|or|/) 2|[12])|(?P<first>1er|1st) semestre"
    r"|(?P<both>1er (?:et|ou) (?:2nd|2e|2d) semestres?)|(?P<second>2nd|2e|2d) semestre"
    r"|semester (?P<english>1 (?:and|or) 2|[12])"
    r"|s(?P<short>[12])\b|(?P<each>(?:jedes|every|each|either) semester|chaque semestre|tous les semestres)"
    r"|(?P<winter>jedes wintersemester|wintersemester|winter)|(?P<summer>jedes sommersemester|sommersemester|summer)"
)
_JOINED = re.compile(r"\s*(?:,|;|/|&|\+|·|\bet\b|\bou\b|\band\b|\bor\b|\bund\b|\boder\b)\s*")
_CLOSED = frozenset(
    {"", "-", "–", "—", "/", "non ouverte", "non ouvert", "pas ouverte", "fermée", "aucune ouverture"}
    | {"no opening", "not open", "not opened", "none"}
)


def one_line(text: str) -> str:
    """Return *text* with single blanks between its words."""
    return " ".join(text.split())


def typeset(title: str) -> str:
    """Return *title* with the blanks that French puts before a colon and beside a stroke."""
    return _SLASH.sub("/", _COLON.sub(r" \1 ", one_line(title)))


def amount_in(text: str) -> float | None:
    """Return the amount that *text* is, exact to a hundredth; None where it is none."""
    found = _AMOUNT.match(text.strip())
    if found is None or len((found[2] or "").rstrip("0")) > 2:
        return None
    amount = round(float(f"{found[1]}.{found[2] or 0}"), 2)
    return amount if amount <= MAX_NUMBER else None


def price_at_the_end(text: str) -> tuple[str, float] | None:
    """Return what *text* says before the price that it ends with, and the price in euros: « 6.225 € » is 6225."""
    found = _PRICE.search(one_line(text)[-400:])
    if found is None:
        return None
    whole = re.sub(r"[. ]", "", found["whole"])
    euros = round(float(f"{whole}.{found['cents'] or 0}"), 2)
    before = one_line(text)[: -len(found[0])]
    return (before.strip(), euros) if euros <= MAX_NUMBER else None


def year_in(text: str) -> int | None:
    """Return the academic year that *text* names, as « Année 2024/2025 » does."""
    found = _YEAR.search(text)
    if found is None:
        return None
    year = int(found[1])
    if found[2] is not None and int(found[2]) % 100 != (year + 1) % 100:
        return None
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def offers_in(text: str) -> Offers | None:
    """Return what a cell offers, no offer where it is empty; None where it says something else."""
    words = one_line(text).lower()
    if words in _CLOSED:
        return ()
    parts: set[Part] = set()
    while words:
        found = _ANNUAL.match(words) or _SEMESTERS.match(words)
        if found is None:
            return None
        parts.update(_parts(found))
        rest = words[found.end() :]
        joint = _JOINED.match(rest)
        if rest and joint is None:
            return None
        words = rest[joint.end() :] if joint else ""
    return offers_of_parts(parts)


def _parts(found: re.Match[str]) -> Iterable[Part]:
    names = {name: text for name, text in found.groupdict().items() if text}
    if not names:
        return (Part.ANNUAL,)
    ((name, text),) = names.items()
    if name in ("both", "each") or (name in ("named", "english") and len(text) > 1):
        return (Part.S1, Part.S2)
    if name in ("second", "summer") or (name in ("named", "english", "short") and text == "2"):
        return (Part.S2,)
    return (Part.S1,)


def offers_of_parts(parts: Iterable[Part]) -> Offers:
    """Return offers of *parts*, in their order, that do not say in which ways."""
    found = set(parts)
    return tuple(Offer(part) for part in Part if part in found)


_LONGEST_CELL = 2_000
_MODES: dict[str, Mode] = {
    "soir": Mode.EVENING,
    "soir ou samedi": Mode.EVENING,
    "evening": Mode.EVENING,
    "evening or saturday": Mode.EVENING,
    "abends": Mode.EVENING,
    "journée": Mode.DAYTIME,
    "en journée": Mode.DAYTIME,
    "daytime": Mode.DAYTIME,
    "à distance planifiée": Mode.DISTANCE_SCHEDULED,
    "distance-scheduled": Mode.DISTANCE_SCHEDULED,
    "à distance": Mode.DISTANCE_OPEN,
    "foad": Mode.DISTANCE_OPEN,
    "distance-open": Mode.DISTANCE_OPEN,
    "hybride": Mode.HYBRID,
    "hybrid": Mode.HYBRID,
    "comodal": Mode.CO_MODAL,
    "co-modal": Mode.CO_MODAL,
}
_KIND_WORDS: dict[str, UnitKind] = {
    "enseignement": UnitKind.TAUGHT,
    "cours": UnitKind.TAUGHT,
    "taught": UnitKind.TAUGHT,
    "expérience": UnitKind.EXPERIENCE,
    "expérience professionnelle": UnitKind.EXPERIENCE,
    "experience": UnitKind.EXPERIENCE,
    "rapport": UnitKind.REPORT,
    "mémoire": UnitKind.REPORT,
    "report": UnitKind.REPORT,
    "atelier": UnitKind.WORKSHOP,
    "workshop": UnitKind.WORKSHOP,
    "jalon": UnitKind.MILESTONE,
    "milestone": UnitKind.MILESTONE,
    "ue libre": UnitKind.SLOT,
    "slot": UnitKind.SLOT,
}


def kind_word(text: str) -> UnitKind | None:
    """Return the kind that *text* names; None where it names none."""
    return _KIND_WORDS.get(one_line(text).lower())


def offers_with_modes(text: str) -> Offers | None:
    """Return what a cell offers, with the ways: « S1 (soir, hybride); S2 »; None where it says something else."""
    plain = offers_in(text)
    if plain is not None:
        return plain
    ways_by_part: dict[Part, tuple[str, ...]] = {}
    for piece in text[:_LONGEST_CELL].split(";"):
        when = re.split(r"[(:]", piece, maxsplit=1)[0]
        offers = offers_in(when)
        rest = piece[len(when) :].strip()
        if not offers or (rest.startswith("(") and not rest.endswith(")")):
            return None
        said = rest.removeprefix(":").removeprefix("(").removesuffix(")")
        ways = tuple(
            dict.fromkeys(
                _MODES.get(way.lower(), way[:MAX_CODE].strip()) for way in map(one_line, said.split(",")) if way
            )
        )
        if len(ways) > MAX_MODES:
            return None
        for offer in offers:
            ways_by_part[offer.part] = ways
    return tuple(Offer(part, ways_by_part[part]) for part in Part if part in ways_by_part)
