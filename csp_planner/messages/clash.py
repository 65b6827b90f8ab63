"""What is said where demands clash: which ones, why, and what would do instead."""

from collections.abc import Sequence
from typing import assert_never

from csp_planner.domain.evaluation.loads import is_limited_by_week
from csp_planner.domain.openings import opens_ever
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.chosen import named_blocks
from csp_planner.messages.loads import limit_of_week
from csp_planner.messages.problems import shown
from csp_planner.messages.words import number, term_short
from csp_planner.proposal.answer import Clash, Relaxation, Undecided
from csp_planner.proposal.request import LIMITS, Demand, DemandKind, LimitKind, Request, limit_of

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


def opening_nowhere(request: Request, units: Sequence[str]) -> tuple[str, ...]:
    """Those of *units* that no published year opens."""
    return tuple(code for code in units if not opens_ever(request.programme.by_code[code]))


def demand_words(demand: Demand, request: Request) -> str:
    """One demand of *request* in a few words, as in a list."""
    limit = limit_of(request, demand.kind) or 0
    return _demand(demand.kind, limit).format(
        unit=shown(demand.unit), after=shown(demand.after), term=term_or_nothing(demand.term), limit=number(limit)
    )


def _demand(kind: DemandKind, limit: float) -> str:
    match kind:
        case DemandKind.MAX_ECTS:
            return pgettext("demand", "at most {limit} ECTS per semester")
        case DemandKind.MAX_HOURS:
            return pgettext("demand", "at most {limit} h per semester")
        case DemandKind.MAX_UNITS:
            return ngettext("at most {limit} unit per semester", "at most {limit} units per semester", int(limit))
        case DemandKind.START:
            return pgettext("demand", "nothing before {term}")
        case DemandKind.END:
            return pgettext("demand", "finished by {term}")
        case DemandKind.ACCREDITATION:
            return pgettext("demand", "everything before the accreditation ends")
        case DemandKind.AWAY:
            return pgettext("demand", "nothing in {term}")
        case DemandKind.ORDER:
            return pgettext("demand", "{unit} before {after}")
        case DemandKind.STAGES:
            return pgettext("demand", "one stage after the other")
        case DemandKind.REPORT_LAST:
            return pgettext("demand", "the report not before what it rests on")
        case DemandKind.PIN:
            return pgettext("demand", "{unit} kept in {term}")
        case DemandKind.WAIVER:
            return pgettext("demand", "{unit} by waiver in {term}")
        case _:
            assert_never(kind)


def refusal_words(answer: Clash | Undecided) -> str:
    """Why there is no proposal, in a few sentences."""
    if isinstance(answer, Undecided):
        if answer.is_impossible:
            return _(
                "No plan meets these demands. Which of them clash was not worked out for want of time: ask for less."
            )
        return _("No plan was found, and it could not be proven that there is none: ask for less.")
    said = [sentence for clash in (answer, *answer.others) for sentence in _clash_sentences(clash)]
    said += _hours_of_week(answer)
    # What two clashes have in common is said once, after both.
    return " ".join(sentence for place, sentence in enumerate(said) if sentence not in said[place + 1 :])


def _hours_of_week(clash: Clash) -> list[str]:
    """Where a limit of hours that clashes was not entered but follows from the learner's week: how."""
    request = clash.request
    kinds = {demand.kind for each in (clash, *clash.others) for demand in each.demands}
    if DemandKind.MAX_HOURS not in kinds or not is_limited_by_week(request.scenario, request.profile):
        return []
    return [limit_of_week(request.profile)] if request.max_hours == request.profile.semester_hours else []


def _clash_sentences(clash: Clash) -> list[str]:
    """That the demands of one clash cannot be met together."""
    request, units = clash.request, clash.units
    words = [demand_words(demand, request) for demand in clash.demands]
    crowd = [*map(shown, clash.crowd), *named_blocks(clash.crowd_blocks, request)]
    if 0 < len(crowd) <= MOST_NAMED:
        return [_crowd_sentence(crowd, words[0])]
    if clash.blocks:
        blocks = [_blocks_sentence(named_blocks(clash.blocks, request), words)]
        return [*([_together_sentence(words, units)] if units else []), *blocks]
    limits: list[LimitKind] = [kind for kind in LIMITS if any(demand.kind is kind for demand in clash.demands)]
    others = [demand for demand in clash.demands if demand.kind not in LIMITS]
    if not units and len(limits) == 1 and all(demand.kind is DemandKind.END for demand in others):
        end = others[0].term if others else None
        return [_limit_sentence(limits[0], limit_of(request, limits[0]) or 0, end)]
    alone = _alone_sentences(clash.demands[0], clash) if units and len(clash.demands) == 1 else []
    if alone:
        return alone
    found = [_together_sentence(words, units)]
    # The clash is a smallest one: without the limit these units have a place, so room is what they lack.
    return [*found, _no_room_sentence(len(units))] if units and limits else found


def _limit_sentence(kind: LimitKind, limit: float, end: Term | None) -> str:
    """That a limit per semester is not enough, up to *end* or at all."""
    match kind:
        case DemandKind.MAX_ECTS if end:
            text = _("{limit} ECTS per semester are not enough to finish by {term}.")
        case DemandKind.MAX_ECTS:
            text = _("{limit} ECTS per semester are not enough to finish within the years that can be planned.")
        case DemandKind.MAX_HOURS if end:
            text = _("{limit} h per semester are not enough to finish by {term}.")
        case DemandKind.MAX_HOURS:
            text = _("{limit} h per semester are not enough to finish within the years that can be planned.")
        case DemandKind.MAX_UNITS if end:
            text = ngettext(
                "{limit} unit per semester is not enough to finish by {term}.",
                "{limit} units per semester are not enough to finish by {term}.",
                int(limit),
            )
        case DemandKind.MAX_UNITS:
            text = ngettext(
                "{limit} unit per semester is not enough to finish within the years that can be planned.",
                "{limit} units per semester are not enough to finish within the years that can be planned.",
                int(limit),
            )
        case _:
            assert_never(kind)
    return text.format(limit=number(limit), term=term_or_nothing(end))


_ABOUT_OPENINGS = (DemandKind.START, DemandKind.ACCREDITATION, DemandKind.AWAY)
"""Demands whose sentence speaks of the openings that a unit has left."""


def _alone_sentences(demand: Demand, clash: Clash) -> list[str]:
    """That one demand leaves units without a place, even alone; nothing where no sentence says so of that demand."""
    never = opening_nowhere(clash.request, clash.units) if demand.kind in _ABOUT_OPENINGS else ()
    opening = tuple(code for code in clash.units if code not in never)
    text = _alone(demand.kind, len(opening))
    if text is None:
        return []
    found = [text.format(units=named_units(opening), term=term_or_nothing(demand.term))] if opening else []
    return [*found, _only_by_waiver_sentence(never, demand_words(demand, clash.request))] if never else found


def _alone(kind: DemandKind, count: int) -> str | None:
    match kind:
        case DemandKind.END:
            return ngettext(
                "{units} cannot be finished by {term}.",
                "{units}: none of these units can be finished by {term}.",
                count,
            )
        case DemandKind.ACCREDITATION:
            return ngettext(
                "{units} opens in no semester that ends before the accreditation does.",
                "{units}: none of these units opens in a semester that ends before the accreditation does.",
                count,
            )
        case DemandKind.PIN:
            return _(
                "{units} cannot be kept in {term} without a waiver: it does not open there, or enrolment is closed."
            )
        case DemandKind.START:
            return ngettext(
                "{units} has no opening left from {term} on.",
                "{units}: none of these units has an opening left from {term} on.",
                count,
            )
        case DemandKind.REPORT_LAST:
            return _("{units} has no semester that is not before the units and the experience it rests on.")
        case DemandKind.AWAY:
            return ngettext(
                "{units} has no opening outside {term}.",
                "{units}: none of these units has an opening outside {term}.",
                count,
            )
        case (
            DemandKind.MAX_ECTS
            | DemandKind.MAX_HOURS
            | DemandKind.MAX_UNITS
            | DemandKind.ORDER
            | DemandKind.STAGES
            | DemandKind.WAIVER
        ):
            return None
        case _:
            assert_never(kind)


def _together_sentence(demands: Sequence[str], units: Sequence[str]) -> str:
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


def _no_room_sentence(count: int) -> str:
    """Why a limit leaves units, that many, without a place; said after the demands."""
    return ngettext(
        "What already stands in the only semesters it can have leaves too little room.",
        "What already stands in the only semesters they can have leaves too little room.",
        count,
    )


def _blocks_sentence(blocks: Sequence[str], demands: Sequence[str]) -> str:
    """That *demands*, each in words, leave choices, by their names, too few options."""
    text = ngettext(
        "{blocks}: too few of its options have a place left under these demands: {demands}.",
        "{blocks}: for each of these choices, too few options have a place left under these demands: {demands}.",
        len(blocks),
    )
    return text.format(blocks=", ".join(blocks), demands=several(demands))


def _crowd_sentence(names: Sequence[str], demand: str) -> str:
    """That units, and choices, each by its name, get in each other's way under one limit, in words."""
    if len(names) == 1:
        text = _("{units} does not fit into the only semesters it can have under this demand: {demand}.")
    else:
        text = _("{units} do not fit together into the only semesters they can have under this demand: {demand}.")
    return text.format(units=", ".join(names), demand=demand)


def _only_by_waiver_sentence(units: Sequence[str], demand: str) -> str:
    """That *units*, which open nowhere, stand by waiver where one demand, in words, rules it out."""
    text = ngettext(
        "{units} opens in no published year, and its waiver is for a time that this demand rules out: {demand}.",
        "{units} open in no published year, and their waivers are for a time that this demand rules out: {demand}.",
        len(units),
    )
    return text.format(units=named_units(units), demand=demand)


def would_do_words(relaxation: Relaxation, asked: Request) -> str:
    """That the milder request would do, in a sentence; *asked* is the request it is milder than."""
    if relaxation.waived:
        text = ngettext("A waiver for {units} would do.", "Waivers for {units} would do.", len(relaxation.waived))
        return text.format(units=named_units(relaxation.waived))
    if len(relaxation.demands) == 1:
        return _filled_in(_would_do(relaxation.demands[0].kind, relaxation), relaxation)
    demands = several([demand_words(demand, asked) for demand in relaxation.demands])
    return _("Giving up all of these would do: {demands}.").format(demands=demands)


def _filled_in(text: str, relaxation: Relaxation) -> str:
    """*text* with the one demand that is eased, and with what does instead."""
    (demand,) = relaxation.demands
    is_moved = demand.kind in (DemandKind.START, DemandKind.END)
    term = relaxation.term if is_moved else demand.term
    return text.format(unit=shown(demand.unit), term=term_or_nothing(term), limit=number(relaxation.limit or 0))


def _would_do(kind: DemandKind, relaxation: Relaxation) -> str:
    match kind:
        case DemandKind.MAX_ECTS:
            return _("{limit} ECTS per semester would do.")
        case DemandKind.MAX_HOURS:
            return _("{limit} h per semester would do.")
        case DemandKind.MAX_UNITS:
            count = int(relaxation.limit or 0)
            return ngettext("{limit} unit per semester would do.", "{limit} units per semester would do.", count)
        case DemandKind.START:
            return (
                _("Starting in {term} would do.") if relaxation.term else _("Starting as early as possible would do.")
            )
        case DemandKind.END:
            return _("Finishing in {term} would do.") if relaxation.term else _("A later end would do.")
        case DemandKind.ACCREDITATION:
            return _("Going on after the end of the accreditation would do.")
        case DemandKind.AWAY:
            return _("Studying in {term} would do.")
        case DemandKind.ORDER | DemandKind.STAGES:
            return _("Leaving the recommended order aside would do.")
        case DemandKind.REPORT_LAST:
            return _("A report that may come before what it rests on would do.")
        case DemandKind.PIN:
            return _("Letting {unit} move would do.")
        case DemandKind.WAIVER:
            return _("Asking for {unit} in another semester than {term} would do.")
        case _:
            assert_never(kind)


def eased_words(demand: Demand, asked: Request, eased: Relaxation) -> str:
    """What becomes of one demand that is eased with others: the limit that does, or that it is given up."""
    limit = limit_of(eased.request, demand.kind)
    if demand.kind in LIMITS and limit is not None:
        text = pgettext("eased demand", "{now} instead of {asked}")
        before = number(limit_of(asked, demand.kind) or 0)
        return text.format(now=demand_words(demand, eased.request), asked=before)
    return pgettext("eased demand", "without “{demand}”").format(demand=demand_words(demand, asked))


def relaxation_label(relaxation: Relaxation, asked: Request) -> str:
    """The milder request, as on its button; *asked* is the request it is milder than."""
    if relaxation.waived:
        text = ngettext("Allow a waiver for {units}", "Allow waivers for {units}", len(relaxation.waived))
        return text.format(units=named_units(relaxation.waived))
    if len(relaxation.demands) == 1:
        return _filled_in(_ease(relaxation.demands[0].kind, relaxation), relaxation)
    if any(limit_of(relaxation.request, demand.kind) is not None for demand in relaxation.demands):
        demands = several([eased_words(demand, asked, relaxation) for demand in relaxation.demands])
        return _("Ease together: {demands}").format(demands=demands)
    demands = several([demand_words(demand, asked) for demand in relaxation.demands])
    return _("Give up: {demands}").format(demands=demands)


def _ease(kind: DemandKind, relaxation: Relaxation) -> str:
    match kind:
        case DemandKind.MAX_ECTS:
            return _("Allow {limit} ECTS per semester")
        case DemandKind.MAX_HOURS:
            return _("Allow {limit} h per semester")
        case DemandKind.MAX_UNITS:
            count = int(relaxation.limit or 0)
            return ngettext("Allow {limit} unit per semester", "Allow {limit} units per semester", count)
        case DemandKind.START:
            return _("Start in {term}") if relaxation.term else _("Start as early as possible")
        case DemandKind.END:
            return _("Finish in {term}") if relaxation.term else _("Allow a later end")
        case DemandKind.ACCREDITATION:
            return _("Go on after the end of the accreditation")
        case DemandKind.AWAY:
            return _("Study in {term}")
        case DemandKind.ORDER | DemandKind.STAGES:
            return _("Leave the recommended order aside")
        case DemandKind.REPORT_LAST:
            return _("Let the report come before what it rests on")
        case DemandKind.PIN:
            return _("Let {unit} move")
        case DemandKind.WAIVER:
            return _("Ask for {unit} in another semester")
        case _:
            assert_never(kind)
