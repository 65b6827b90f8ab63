"""Words about how units run: openings, modes, rhythms, and what they rest on."""

from collections.abc import Sequence

from csp_planner.domain.offers import Mode, Offer, Offers, Opening, opening_of
from csp_planner.domain.openings import Basis, History, OpeningFact, base_year, year_basis
from csp_planner.domain.programme import Programme
from csp_planner.domain.rhythms import Rhythm
from csp_planner.domain.terms import Part, year_label
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.problems import shown
from csp_planner.messages.words import entered_words


def opening_word(opening: Opening | None) -> str:
    """How a unit runs in a year, as short as on a card."""
    match opening:
        case None:
            return pgettext("opening", "no opening")
        case Opening.SEMESTER_1:
            return pgettext("opening", "S1")
        case Opening.SEMESTER_2:
            return pgettext("opening", "S2")
        case Opening.ANNUAL:
            return pgettext("opening", "Annual")
        case Opening.EITHER:
            return pgettext("opening", "S1 or S2")
        case Opening.SEMESTER_1_OR_ANNUAL:
            return pgettext("opening", "S1 or annual")
        case Opening.SEMESTER_2_OR_ANNUAL:
            return pgettext("opening", "S2 or annual")
        case Opening.ANY:
            return pgettext("opening", "S1, S2 or annual")


def mode_word(mode: str) -> str:
    """A way to attend, in a word or two; in the sheet's own words where it is none of those known."""
    match mode:
        case Mode.EVENING:
            return pgettext("mode", "evening or Saturday")
        case Mode.DAYTIME:
            return pgettext("mode", "daytime")
        case Mode.DISTANCE_SCHEDULED:
            return pgettext("mode", "distance (scheduled)")
        case Mode.DISTANCE_OPEN:
            return pgettext("mode", "distance (open)")
        case Mode.HYBRID:
            return pgettext("mode", "hybrid")
        case Mode.CO_MODAL:
            return pgettext("mode", "co-modal")
        case _:
            return shown(mode)


def mode_brief(mode: str) -> str:
    """The same where there is little room."""
    match mode:
        case Mode.EVENING:
            return pgettext("mode", "evening")
        case Mode.DISTANCE_SCHEDULED | Mode.DISTANCE_OPEN:
            return pgettext("mode", "distance")
        case _:
            return mode_word(mode)


def modes_words(modes: Sequence[str]) -> str:
    """Ways to attend, one after the other: each of them is offered."""
    return ", ".join(map(mode_word, modes))


def modes_briefly(modes: Sequence[str]) -> str:
    """The same where there is little room: those that are said alike are said once."""
    return ", ".join(dict.fromkeys(map(mode_brief, modes)))


def offers_words(offers: Offers) -> list[str]:
    """In which ways a unit runs in each part of a year, a line for each part; nothing of one whose ways are not known.

    Where there is one part only, it needs no name.
    """
    told = [offer for offer in offers if offer.modes]
    if len(offers) == 1:
        return [modes_words(offer.modes) for offer in told]
    text = pgettext("opening", "{part}: {modes}")
    return [text.format(part=_part_word(offer.part), modes=modes_words(offer.modes)) for offer in told]


def _part_word(part: Part) -> str:
    return opening_word(opening_of((Offer(part),)))


def runs_words(fact: OpeningFact) -> str:
    """How a unit runs in a year, that no year at all is known of it, or that it is in the sheet no more."""
    if fact.basis is Basis.ABSENT:
        return pgettext("opening", "Absent")
    if fact.basis is Basis.NO_YEAR:
        return pgettext("opening", "Semester unknown")
    return opening_word(fact.opening)


def opening_chip(fact: OpeningFact, mode: str = "") -> str:
    """How a unit runs, as a card says it, and in which of several modes it is taken, if that was chosen.

    What the user entered is marked as theirs.
    """
    word = runs_words(fact)
    if fact.history is History.ALTERNATING and fact.opening is not None:
        word = pgettext("chip", "{opening}, 1 year in 2").format(opening=word)
    elif fact.basis is Basis.ENTERED or is_by_rhythm(fact):
        word = pgettext("chip", "{opening} (entered)").format(opening=word)
    return pgettext("chip", "{opening} · {mode}").format(opening=word, mode=mode_brief(mode)) if mode else word


def is_by_rhythm(fact: OpeningFact) -> bool:
    """Whether the year follows a rhythm that the user entered."""
    return fact.rhythm is not None and not fact.contradicted


def rhythm_word(rhythm: Rhythm) -> str:
    """The years that a unit runs in."""
    match rhythm:
        case Rhythm.EVERY:
            return pgettext("rhythm", "every year")
        case Rhythm.ODD:
            return pgettext("rhythm", "odd years")
        case Rhythm.EVEN:
            return pgettext("rhythm", "even years")
        case Rhythm.NEVER:
            return pgettext("rhythm", "never")


def basis_word(basis: Basis) -> str:
    """What a statement about an opening rests on, in a word."""
    match basis:
        case Basis.PUBLISHED:
            return pgettext("basis", "published")
        case Basis.ENTERED:
            return pgettext("basis", "entered by you")
        case Basis.PROJECTED:
            return pgettext("basis", "projected")
        case Basis.ABSENT:
            return pgettext("basis", "absent from the newest edition")
        case Basis.NO_YEAR:
            return pgettext("basis", "of no known year")
        case Basis.UNKNOWN:
            return pgettext("basis", "not published")


def stability(fact: OpeningFact) -> str:
    """How far an opening can be trusted: « prévisionnel, identique 3 ans de suite »."""
    if fact.basis is Basis.ENTERED and fact.entered is not None:
        return entered_words(fact.entered)
    if fact.basis is Basis.ABSENT and fact.from_year is not None:
        return _("not in the {year} edition any more").format(year=year_label(fact.from_year))
    if fact.rhythm is not None:
        rhythm = rhythm_word(fact.rhythm.rhythm)
        if fact.contradicted:
            return _("published, contradicts your rhythm ({rhythm})").format(rhythm=rhythm)
        return _("projected by your rhythm: {rhythm}").format(rhythm=rhythm)
    if fact.basis is not Basis.PROJECTED or fact.from_year is None:
        return basis_word(fact.basis)
    if fact.entered is not None:
        text = _("projected from what you entered for {year}")
        return text.format(year=year_label(fact.from_year))
    if fact.history is History.ALTERNATING:
        return _("projected, one year in two after {count} editions").format(count=fact.stable_years)
    if fact.history is History.IRREGULAR:
        return _("projected from {year}, irregular so far").format(year=year_label(fact.from_year))
    text = ngettext(
        "projected, published this way in {year} only",
        "projected, the same {count} years in a row up to {year}",
        fact.stable_years,
    )
    return text.format(count=fact.stable_years, year=year_label(fact.from_year))


def year_about(programme: Programme, year: int) -> str:
    """Say whether the openings of *year* are the sheet's, entered by the user, or projected."""
    basis, base = year_basis(programme, year), base_year(programme, year)
    if basis is Basis.PUBLISHED:
        return _("published openings")
    if basis is Basis.ENTERED:
        return _("openings entered by hand")
    if base is None:
        return _("openings not published")
    return _("projected openings, from {year}").format(year=year_label(base))
