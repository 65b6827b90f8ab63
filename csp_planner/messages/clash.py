"""What is said where demands clash: which ones, why, and what would do instead.

Demands come by their stable codes: the proposal stands above the messages and calls them.
"""

from collections.abc import Sequence

from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.problems import shown
from csp_planner.messages.words import number, term_short

MOST_NAMED = 8
"""Units named in one sentence; a hundred codes would hide what it says."""


def named_units(codes: Sequence[str]) -> str:
    """Codes of units as a list, the first of them where they are many."""
    named, left = codes[:MOST_NAMED], len(codes) - MOST_NAMED
    if left <= 1:
        return ", ".join(shown(code) for code in codes)
    text = ngettext("{units} and {count} other", "{units} and {count} others", left)
    return text.format(units=", ".join(shown(code) for code in named), count=left)


def several(demands: Sequence[str]) -> str:
    """Demands, each in words, as a list; French sets a space before the semicolon."""
    return pgettext("between demands", "; ").join(demands)


def term_or_nothing(term: Term | None) -> str:
    """*term* in words; nothing where there is none."""
    return term_short(term) if term else ""


def demand_words(
    code: str, *, unit: str = "", after: str = "", term: Term | None = None, limit: float | None = None
) -> str:
    """One demand in a few words, as in a list."""
    return _demand(code, limit or 0).format(
        unit=shown(unit), after=shown(after), term=term_or_nothing(term), limit=number(limit or 0)
    )


def _demand(code: str, limit: float) -> str:
    match code:
        case "max-ects":
            return pgettext("demand", "at most {limit} ECTS per semester")
        case "max-hours":
            return pgettext("demand", "at most {limit} h per semester")
        case "max-units":
            return ngettext("at most {limit} unit per semester", "at most {limit} units per semester", int(limit))
        case "start":
            return pgettext("demand", "nothing before {term}")
        case "end":
            return pgettext("demand", "finished by {term}")
        case "accreditation":
            return pgettext("demand", "everything before the accreditation ends")
        case "away":
            return pgettext("demand", "nothing in {term}")
        case "order":
            return pgettext("demand", "{unit} before {after}")
        case "report-last":
            return pgettext("demand", "the report not before what it rests on")
        case _:
            return pgettext("demand", "{unit} kept in {term}")


def limit_clash_sentence(code: str, limit: float, end: Term | None) -> str:
    """That a limit per semester is not enough, up to *end* or at all."""
    match code:
        case "max-ects" if end:
            text = _("{limit} ECTS per semester are not enough to finish by {term}.")
        case "max-ects":
            text = _("{limit} ECTS per semester are not enough to finish within the years that can be planned.")
        case "max-hours" if end:
            text = _("{limit} h per semester are not enough to finish by {term}.")
        case "max-hours":
            text = _("{limit} h per semester are not enough to finish within the years that can be planned.")
        case _ if end:
            text = ngettext(
                "{limit} unit per semester is not enough to finish by {term}.",
                "{limit} units per semester are not enough to finish by {term}.",
                int(limit),
            )
        case _:
            text = ngettext(
                "{limit} unit per semester is not enough to finish within the years that can be planned.",
                "{limit} units per semester are not enough to finish within the years that can be planned.",
                int(limit),
            )
    return text.format(limit=number(limit), term=term_or_nothing(end))


def unit_clash_sentence(code: str, units: Sequence[str], term: Term | None) -> str:
    """That units have no place under one demand, even alone."""
    count = len(units)
    match code:
        case "end":
            text = ngettext(
                "{units} cannot be finished by {term}.",
                "{units}: none of these units can be finished by {term}.",
                count,
            )
        case "accreditation":
            text = ngettext(
                "{units} opens in no semester that ends before the accreditation does.",
                "{units}: none of these units opens in a semester that ends before the accreditation does.",
                count,
            )
        case "pin":
            text = _(
                "{units} cannot be kept in {term} without a waiver: it does not open there, or enrolment is closed."
            )
        case "start":
            text = ngettext(
                "{units} has no opening left from {term} on.",
                "{units}: none of these units has an opening left from {term} on.",
                count,
            )
        case "report-last":
            text = _("{units} has no semester that is not before the units and the experience it rests on.")
        case _:
            text = ngettext(
                "{units} has no opening outside {term}.",
                "{units}: none of these units has an opening outside {term}.",
                count,
            )
    return text.format(units=named_units(units), term=term_or_nothing(term))


def clash_sentence(demands: Sequence[str], units: Sequence[str] = ()) -> str:
    """That *demands*, each in words, cannot be met together, and for which units already alone."""
    if units:
        text = ngettext(
            "{units} has no place left under these demands: {demands}.",
            "{units}: none of these units has a place left under these demands: {demands}.",
            len(units),
        )
    else:
        text = _("These demands cannot be met together: {demands}.")
    return text.format(units=named_units(units), demands=several(demands))


def no_room_sentence(count: int) -> str:
    """Why a limit leaves units, that many, without a place; said after the demands."""
    return ngettext(
        "What already stands in the only semesters it can have leaves too little room.",
        "What already stands in the only semesters they can have leaves too little room.",
        count,
    )


def crowd_sentence(units: Sequence[str], demand: str) -> str:
    """That *units* get in each other's way under one limit, in words."""
    text = _("{units} do not fit together into the only semesters they can have under this demand: {demand}.")
    return text.format(units=named_units(units), demand=demand)


def only_by_waiver_sentence(units: Sequence[str], demand: str) -> str:
    """That *units*, which open nowhere, stand by waiver where one demand, in words, rules it out."""
    text = ngettext(
        "{units} opens in no published year, and its waiver is for a time that this demand rules out: {demand}.",
        "{units} open in no published year, and their waivers are for a time that this demand rules out: {demand}.",
        len(units),
    )
    return text.format(units=named_units(units), demand=demand)


def unexplained_sentence() -> str:
    """That there is no plan, and why was not worked out."""
    return _("No plan meets these demands. Which of them clash was not worked out for want of time: ask for less.")


def undecided_sentence() -> str:
    """That the search was given up."""
    return _("No plan was found, and it could not be proven that there is none: ask for less.")


def would_do_sentence(code: str, *, unit: str = "", term: Term | None = None, limit: float | None = None) -> str:
    """That easing one demand would do."""
    return _would_do(code, term, limit).format(unit=shown(unit), term=term_or_nothing(term), limit=number(limit or 0))


def _would_do(code: str, term: Term | None, limit: float | None) -> str:
    match code:
        case "max-ects":
            return _("{limit} ECTS per semester would do.")
        case "max-hours":
            return _("{limit} h per semester would do.")
        case "max-units":
            return ngettext(
                "{limit} unit per semester would do.", "{limit} units per semester would do.", int(limit or 0)
            )
        case "start" if term:
            return _("Starting in {term} would do.")
        case "start":
            return _("Starting as early as possible would do.")
        case "end" if term:
            return _("Finishing in {term} would do.")
        case "end":
            return _("A later end would do.")
        case "accreditation":
            return _("Going on after the end of the accreditation would do.")
        case "away":
            return _("Studying in {term} would do.")
        case "order":
            return _("Leaving the recommended order aside would do.")
        case "report-last":
            return _("A report that may come before what it rests on would do.")
        case _:
            return _("Letting {unit} move would do.")


def waiver_would_do_sentence(units: Sequence[str]) -> str:
    """That waivers for *units* would do."""
    text = ngettext("A waiver for {units} would do.", "Waivers for {units} would do.", len(units))
    return text.format(units=named_units(units))


def giving_up_would_do_sentence(demands: Sequence[str]) -> str:
    """That only giving up several demands would do."""
    return _("Giving up all of these would do: {demands}.").format(demands=several(demands))


def ease_label(code: str, *, unit: str = "", term: Term | None = None, limit: float | None = None) -> str:
    """Easing one demand, as on a button."""
    return _ease(code, term, limit).format(unit=shown(unit), term=term_or_nothing(term), limit=number(limit or 0))


def _ease(code: str, term: Term | None, limit: float | None) -> str:
    match code:
        case "max-ects":
            return _("Allow {limit} ECTS per semester")
        case "max-hours":
            return _("Allow {limit} h per semester")
        case "max-units":
            return ngettext("Allow {limit} unit per semester", "Allow {limit} units per semester", int(limit or 0))
        case "start" if term:
            return _("Start in {term}")
        case "start":
            return _("Start as early as possible")
        case "end" if term:
            return _("Finish in {term}")
        case "end":
            return _("Allow a later end")
        case "accreditation":
            return _("Go on after the end of the accreditation")
        case "away":
            return _("Study in {term}")
        case "order":
            return _("Leave the recommended order aside")
        case "report-last":
            return _("Let the report come before what it rests on")
        case _:
            return _("Let {unit} move")


def waiver_label(units: Sequence[str]) -> str:
    """Allowing waivers, as on a button."""
    text = ngettext("Allow a waiver for {units}", "Allow waivers for {units}", len(units))
    return text.format(units=named_units(units))


def give_up_label(demands: Sequence[str]) -> str:
    """Giving up several demands, as on a button."""
    return _("Give up: {demands}").format(demands=several(demands))
