"""What is said of a proposed plan: what it rests on, and why it cannot be earlier.

Reasons and criteria come by their stable codes: the proposal stands above the messages and calls them.
"""

from collections.abc import Sequence

from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.clash import named_units, several, term_or_nothing
from csp_planner.messages.problems import shown
from csp_planner.messages.words import ects, number


def held_reason(units: Sequence[str], end: Term) -> str:
    """That what is enrolled in or under way ends there anyway."""
    text = ngettext(
        "{units} is enrolled in, under way or validated in {term}.",
        "{units} are enrolled in, under way or validated in {term}.",
        len(units),
    )
    return text.format(units=named_units(units), term=term_or_nothing(end))


def openings_reason(units: Sequence[str], earlier: Term) -> str:
    """That units open too late."""
    text = ngettext(
        "{units} has no opening that would let the plan end in {term}.",
        "{units}: none of these units has an opening that would let the plan end in {term}.",
        len(units),
    )
    return text.format(units=named_units(units), term=term_or_nothing(earlier))


def late_waiver_reason(units: Sequence[str], earlier: Term) -> str:
    """That units which open nowhere stand late, by waiver."""
    text = ngettext(
        "{units} opens in no published year, and its waiver places it too late for the plan to end in {term}.",
        "{units} open in no published year, and their waivers place them too late for the plan to end in {term}.",
        len(units),
    )
    return text.format(units=named_units(units), term=term_or_nothing(earlier))


def unknown_reason(*, others_known: bool) -> str:
    """That the reasons, or those beyond the ones that are known, were not found within the effort allowed."""
    if others_known:
        return _("What else keeps it from ending earlier was not established in time.")
    return _("Why it cannot end earlier was not established in time.")


def demand_reason(
    code: str,
    earlier: Term,
    *,
    unit: str = "",
    after: str = "",
    term: Term | None = None,
    asked: float | None = None,
    limit: float | None = None,
) -> str:
    """That without a demand, or with a milder one, the plan could end in *earlier*."""
    return _demand_reason(code, asked).format(
        unit=shown(unit),
        after=shown(after),
        term=term_or_nothing(term),
        asked=number(asked or 0),
        limit=number(limit or 0),
        earlier=term_or_nothing(earlier),
    )


def _demand_reason(code: str, asked: float | None) -> str:
    match code:
        case "max-ects":
            return _("With {limit} ECTS per semester instead of {asked}, the plan could end in {earlier}.")
        case "max-hours":
            return _("With {limit} h per semester instead of {asked}, the plan could end in {earlier}.")
        case "max-units":
            return ngettext(
                "With {limit} units per semester instead of {asked} unit, the plan could end in {earlier}.",
                "With {limit} units per semester instead of {asked}, the plan could end in {earlier}.",
                int(asked or 0),
            )
        case "start":
            return _("If it could start before {term}, the plan could end in {earlier}.")
        case "away":
            return _("If {term} could be used, the plan could end in {earlier}.")
        case "order":
            return _("Without the recommended order ({unit} before {after}), the plan could end in {earlier}.")
        case "report-last":
            return _("If the report could come before what it rests on, the plan could end in {earlier}.")
        case "pin":
            return _("If {unit} did not have to stay in {term}, the plan could end in {earlier}.")
        case _:
            return _("If it could go on after the end of the accreditation, the plan could end in {earlier}.")


def together_reason(demands: Sequence[str], earlier: Term) -> str:
    """That several demands, each in words, prevent an earlier end together; without any, the openings do."""
    if not demands:
        return _("The openings leave no plan that ends in {term}.").format(term=term_or_nothing(earlier))
    text = _("Together, these demands leave no plan that ends in {term}: {demands}.")
    return text.format(term=term_or_nothing(earlier), demands=several(demands))


def preference_reason(code: str, earlier: Term) -> str:
    """That something else was put before an early end."""
    if code == "keep":
        text = _("The present plan is changed as little as possible; from scratch, it could end in {term}.")
    else:
        text = _("An even load comes first; otherwise the plan could end in {term}.")
    return text.format(term=term_or_nothing(earlier))


def heavy_sentence(units: Sequence[str]) -> str:
    """That *units* pass a limit by themselves, and stand alone for that."""
    text = ngettext(
        "{units} passes the limit by itself: it has its semester for itself.",
        "{units} pass the limit by themselves: each has its semester for itself.",
        len(units),
    )
    return text.format(units=named_units(units))


def unplaced_sentence(unit: str) -> str:
    """That a unit is left unplaced."""
    return _("{unit} opens in none of the years ahead: it is left unplaced, unless a waiver is allowed.").format(
        unit=shown(unit)
    )


def criterion_label(code: str) -> str:
    """The name of a criterion."""
    match code:
        case "changes":
            return pgettext("criterion", "Units moved")
        case "overrun":
            return pgettext("criterion", "Semesters past the board")
        case "end":
            return pgettext("criterion", "End")
        case "waivers":
            return pgettext("criterion", "Waivers")
        case "advice":
            return pgettext("criterion", "Advice not followed")
        case "heaviest":
            return pgettext("criterion", "Heaviest semester")
        case _:
            return pgettext("criterion", "Away from an equal load")


def criterion_value(code: str, value: float, term: Term | None = None) -> str:
    """The value of a criterion; *term* for the one that is a semester."""
    if term is not None:
        return term_or_nothing(term)
    return ects(value) if code in ("heaviest", "excess") else number(value)


def progress_sentence(step: int, steps: int, criterion: str) -> str:
    """Which criterion, in words, the search is at."""
    return _("Step {step} of {steps}: {label}…").format(step=step, steps=steps, label=criterion)


def explaining_sentence() -> str:
    """That the plan is found and its reasons are looked for."""
    return _("Why not earlier…")


def proof_sentence() -> str:
    """That the proposal is the best there is."""
    return _("Proven: no plan is better.")


def gap_sentence(criterion: str, value: str, bound: str) -> str:
    """How far a proposal may be from the best one, by a criterion in words."""
    text = _("A better plan may exist ({criterion}: {value} here, {bound} at best).")
    return text.format(criterion=criterion, value=value, bound=bound)


def unexamined_sentence(criteria: Sequence[str]) -> str:
    """That the search ended before some criteria, in words, were looked at."""
    return _("Not examined for want of time: {criteria}.").format(criteria=", ".join(criteria))


def end_sentence(end: Term | None) -> str:
    """When the proposed plan ends."""
    if end is None:
        return _("Nothing is left to place.")
    return _("The proposed plan ends in {term}.").format(term=term_or_nothing(end))


def scenario_name() -> str:
    """What a proposed scenario is called when it is given no name."""
    return _("Proposal")


def waiver_reason() -> str:
    """The reason written into a waiver that a proposal grants."""
    return _("Proposed placement, to be agreed with the centre")
