"""When the diploma can be had, and why not earlier, in words."""

from collections.abc import Iterator
from itertools import zip_longest

from csp_planner.domain.evaluation.outlook import EndCause, EndReason, Outlook, Reach
from csp_planner.domain.offers import Opening
from csp_planner.domain.profile import CreditBasis
from csp_planner.domain.terms import year_label
from csp_planner.messages.award import block_name, name_within
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.problems import shown
from csp_planner.messages.words import date_label, month_label, term_short

NAMED = 4
"""So many units are named; more are counted."""


def headline(outlook: Outlook) -> str:
    """The answer in a few words: « Titre en juin 2030 »."""
    match outlook.reach:
        case Reach.NOTHING:
            return _("Nothing planned yet")
        case Reach.OBTAINED:
            return _("Everything is obtained")
        case Reach.DIPLOMA if outlook.day is not None and outlook.to_check:
            return _("Diploma in {month}, if the centre confirms it").format(month=month_label(outlook.day))
        case Reach.DIPLOMA if outlook.day is not None and outlook.awaited:
            return _if_granted(outlook).format(month=month_label(outlook.day))
        case Reach.DIPLOMA if outlook.day is not None:
            return _("Diploma in {month}").format(month=month_label(outlook.day))
        case _:
            return _("Planned until {term}").format(term=term_short(outlook.term) if outlook.term else "")


def _if_granted(outlook: Outlook) -> str:
    """The answer with what it rests on: « Titre en juin 2027, si la VES est accordée »."""
    grounds = {credit.basis for credit in outlook.awaited}
    if len(grounds) > 1:
        return _("Diploma in {month}, if what was asked for is granted")
    match grounds.pop():
        case CreditBasis.VES:
            return _("Diploma in {month}, if the VES is granted")
        case CreditBasis.VAE:
            return _("Diploma in {month}, if the VAE is granted")
        case CreditBasis.EQUIVALENCE:
            return _("Diploma in {month}, if the equivalence is granted")
        case CreditBasis.EARLIER:
            return _("Diploma in {month}, if the earlier validation is accepted")


def short_answer(outlook: Outlook) -> str:
    """The answer by its semester: « Titre après S2 2029/2030 au plus tôt »."""
    if outlook.reach is Reach.DIPLOMA and outlook.term is not None:
        if outlook.to_check:
            text = _("Award after {term} at the earliest, if the centre confirms it")
        elif outlook.awaited:
            text = _("Award after {term} at the earliest, if what was asked for is granted")
        else:
            text = _("Award after {term} at the earliest")
        return text.format(term=term_short(outlook.term))
    return headline(outlook)


def why_sentence(outlook: Outlook) -> str:
    """The semester and the one reason; empty where there is none to give."""
    reason = reason_sentence(outlook.reason) if outlook.reason is not None else ""
    if outlook.reach is not Reach.DIPLOMA or outlook.term is None:
        return reason
    term = term_short(outlook.term)
    return pgettext("outlook", "{term} · {reason}").format(term=term, reason=reason) if reason else term


def assumption_sentence(outlook: Outlook) -> str:
    """What the answer takes for granted, in the words of a proposal; empty where it takes nothing."""
    assumed = outlook.assumed
    if assumed is None:
        return ""
    months, placement = assumed.months, assumed.placement_months
    if not placement:
        text = ngettext(
            "Supposes {months} month of experience still to do.",
            "Supposes {months} months of experience still to do.",
            months,
        )
    elif placement == months:
        text = ngettext(
            "Supposes {months} month of placement still to do.",
            "Supposes {months} months of placement still to do.",
            months,
        )
    else:
        text = _("Supposes {months} months of experience still to do, {placement} of them as a placement.")
    return text.format(months=months, placement=placement)


def outlook_lines(outlook: Outlook) -> tuple[str, ...]:
    """All of the answer, line by line."""
    return tuple(filter(None, (headline(outlook), why_sentence(outlook), assumption_sentence(outlook))))


def reason_sentence(reason: EndReason) -> str:
    """Why the diploma cannot be had earlier as planned."""
    text = _template(reason)
    return text.format(
        unit=shown(reason.units[0]) if reason.units else "",
        # A sentence that only counts them names none, however many there are.
        units=", ".join(map(shown, reason.units)) if "{units}" in text else "",
        count=len(reason.units),
        blocks=", ".join(_block_names(reason)) if "{blocks}" in text else "",
        blocks_count=len(reason.blocks),
        other=shown(reason.other),
        term=term_short(reason.term) if reason.term is not None else "",
        year=year_label(reason.term.year) if reason.term is not None else "",
        day=date_label(reason.day) if reason.day is not None else "",
    )


def _block_names(reason: EndReason) -> Iterator[str]:
    for label, stage in zip_longest(reason.blocks, reason.stages, fillvalue=""):
        yield name_within(block_name(stage), block_name(label)) if stage else block_name(label)


def _template(reason: EndReason) -> str:
    match reason.cause:
        case EndCause.TO_PLACE:
            return _to_place(reason)
        case EndCause.CANNOT_STAND:
            return ngettext(
                "{units} cannot be taken where it is planned.",
                "{units} cannot be taken where they are planned.",
                len(reason.units),
            )
        case EndCause.UNANSWERED:
            return _unanswered(reason)
        case EndCause.TO_CHOOSE if len(reason.blocks) <= NAMED:
            return _("Still to choose: {blocks}.")
        case EndCause.TO_CHOOSE:
            return ngettext("{blocks_count} choice is open.", "{blocks_count} choices are open.", len(reason.blocks))
        case EndCause.UNIT_MISSING:
            return _("The award asks for {units}, of which this programme has no row.")
        case EndCause.CREDIT:
            return ngettext(
                "The answer about {units} is expected on {day}.",
                "The answers about {units} are expected on {day}.",
                len(reason.units),
            )
        case EndCause.EXPERIENCE:
            return _("The experience is complete on {day} only.")
        case EndCause.MILESTONE:
            return _("{unit} is dated {day} only.")
        case EndCause.UNDER_WAY:
            return _("{unit} is enrolled in or under way in {term}.")
        case EndCause.OPENING:
            return _opening(reason)
        case EndCause.LEAVE:
            return _("{unit} would open in {term}, a semester off.")
        case EndCause.ORDER:
            return _("{unit} is better taken after {other}.")
        case EndCause.LIMIT:
            return _limit(reason)
        case EndCause.REPORT_EXPERIENCE:
            return _("The report {unit} waits for the experience, complete on {day}.")
        case EndCause.REPORT_UNIT:
            return _("The report {unit} waits for {other}.")
        case EndCause.WAIVER if reason.waiver is not None and reason.waiver.proposed:
            return _("{unit} is placed there by a waiver to ask for.")
        case EndCause.WAIVER:
            return _("{unit} is placed there by a waiver.")
        case EndCause.CHOICE if len(reason.units) > 1:
            return _("{count} units end there; each alone could be taken earlier.")
        case EndCause.CHOICE:
            return _("{unit} could be taken in {term} already.")


def _unanswered(reason: EndReason) -> str:
    count = len(reason.units)
    if count > NAMED:
        return _("Still to be said: what became of {count} units.")
    return ngettext("Still to be said: what became of {units}.", "It is still to say what became of {units}.", count)


def _to_place(reason: EndReason) -> str:
    if reason.blocks:
        return _to_place_and_choose(reason)
    if len(reason.units) <= NAMED:
        return _("Still to place: {units}.")
    return ngettext("{count} unit is still to place.", "{count} units are still to place.", len(reason.units))


def _to_place_and_choose(reason: EndReason) -> str:
    if len(reason.units) <= NAMED and len(reason.blocks) <= NAMED:
        return _("Still to place: {units}. Still to choose: {blocks}.")
    if len(reason.blocks) <= NAMED:
        return ngettext(
            "{count} unit is still to place. Still to choose: {blocks}.",
            "{count} units are still to place. Still to choose: {blocks}.",
            len(reason.units),
        )
    return ngettext(
        "{count} unit is still to place, and {blocks_count} choices are open.",
        "{count} units are still to place, and {blocks_count} choices are open.",
        len(reason.units),
    )


def _opening(reason: EndReason) -> str:
    match reason.opening:
        case Opening.SEMESTER_1:
            return _("{unit} opens only in S1.")
        case Opening.SEMESTER_2:
            return _("{unit} opens only in S2.")
        case Opening.ANNUAL:
            return _("{unit} runs over the whole year.")
        case _:
            return _("{unit} opens no earlier.")


def _limit(reason: EndReason) -> str:
    match reason.opening:
        case Opening.SEMESTER_1:
            return _("{unit} opens only in S1, and {term} would pass your limit.")
        case Opening.SEMESTER_2:
            return _("{unit} opens only in S2, and {term} would pass your limit.")
        case Opening.ANNUAL:
            return _("{unit} runs over the whole year, and {year} would pass your limit.")
        case _:
            return _("With {unit}, {term} would pass your limit.")
