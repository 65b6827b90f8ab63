"""What is said of a proposed plan: what it rests on, how good it is, and why it cannot end earlier."""

from collections.abc import Sequence
from typing import assert_never

from csp_planner.domain.terms import Term, semester_of
from csp_planner.messages.answer import goal_words
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.chosen import named_blocks
from csp_planner.messages.clash import demand_words, eased_words, named_units, opening_nowhere, several, term_or_nothing
from csp_planner.messages.problems import shown
from csp_planner.messages.typography import with_plain_gaps
from csp_planner.messages.words import ects, number
from csp_planner.proposal.answer import Criterion, Level, Progress, Proposal, Reason, ReasonKind
from csp_planner.proposal.request import DemandKind, Request, limit_of


def reason_words(reason: Reason, proposal: Proposal) -> str:
    """One reason why the plan cannot end earlier, in a sentence."""
    request, earlier = proposal.request, reason.earlier
    match reason.kind:
        case ReasonKind.HELD:
            return _held_sentence(reason.units, proposal.end_term or earlier)
        case ReasonKind.CREDIT:
            text = ngettext(
                "The answer about {units} is expected in {term}.",
                "The answers about {units} are expected in {term}.",
                len(reason.units),
            )
            return text.format(units=named_units(reason.units), term=term_or_nothing(proposal.end_term or earlier))
        case ReasonKind.OPENINGS:
            never = opening_nowhere(request, reason.units)
            opening = tuple(code for code in reason.units if code not in never)
            found = [_openings_sentence(opening, earlier)] if opening else []
            found += [_late_waiver_sentence(never, earlier)] if never else []
            found += [_late_blocks_sentence(reason.blocks, request, earlier)] if reason.blocks else []
            return " ".join(found)
        case ReasonKind.DEMAND:
            return _demand_sentence(reason, proposal)
        case ReasonKind.TOGETHER:
            return _together_sentence(reason, request)
        case ReasonKind.KEEP:
            text = _("The present plan is changed as little as possible; from scratch, it could end in {term}.")
            return text.format(term=term_or_nothing(earlier))
        case ReasonKind.STEADY:
            text = _("An even load comes first; otherwise the plan could end in {term}.")
            return text.format(term=term_or_nothing(earlier))
        case ReasonKind.INTRODUCTION:
            return _introduction_sentence(reason, request)
        case ReasonKind.UNKNOWN if len(proposal.reasons) > 1:
            return _("What else keeps it from ending earlier was not established in time.")
        case ReasonKind.UNKNOWN:
            return _("Why it cannot end earlier was not established in time.")
        case _:
            assert_never(reason.kind)


def _introduction_sentence(reason: Reason, request: Request) -> str:
    """What it would cost to take the first unit of the sheet sooner."""
    match reason.costs:
        case Criterion.ADVICE if reason.demands:
            text = _("{units} cannot start before {term} without giving up advice: {advice}.")
        case Criterion.END | Criterion.DELAY | Criterion.OVERRUN:
            text = _("{units} cannot start before {term} without a later end of the plan.")
        case Criterion.WAIVERS:
            text = _("{units} cannot start before {term} without one more waiver.")
        case Criterion.MODES:
            text = _("{units} cannot start before {term} without one more unit in no mode wanted.")
        case Criterion.STAGES:
            text = _("{units} cannot start before {term} without one more unit before its stage.")
        case Criterion.HEAVIEST | Criterion.EXCESS:
            text = _("{units} cannot start before {term} without a less even load.")
        case _:
            text = _("{units} cannot start before {term}: what is asked leaves no plan that has it sooner.")
    advice = several([demand_words(each, request) for each in reason.demands])
    return text.format(units=named_units(reason.units), term=term_or_nothing(reason.earlier), advice=advice)


def _held_sentence(units: Sequence[str], end: Term) -> str:
    """That what is enrolled in or under way ends there anyway."""
    text = ngettext(
        "{units} is enrolled in, under way or validated in {term}.",
        "{units} are enrolled in, under way or validated in {term}.",
        len(units),
    )
    return text.format(units=named_units(units), term=term_or_nothing(end))


def _openings_sentence(units: Sequence[str], earlier: Term) -> str:
    """That units open too late."""
    text = ngettext(
        "{units} has no opening that would let the plan end in {term}.",
        "{units}: none of these units has an opening that would let the plan end in {term}.",
        len(units),
    )
    return text.format(units=named_units(units), term=term_or_nothing(earlier))


def _late_blocks_sentence(blocks: Sequence[str], request: Request, earlier: Term) -> str:
    """That too few options of choices open early enough."""
    text = ngettext(
        "{blocks}: too few of its options have an opening that would let the plan end in {term}.",
        "{blocks}: for each of these choices, too few options have an opening that would let the plan end in {term}.",
        len(blocks),
    )
    return text.format(blocks=", ".join(named_blocks(blocks, request)), term=term_or_nothing(earlier))


def _late_waiver_sentence(units: Sequence[str], earlier: Term) -> str:
    """That units which open nowhere stand late, by waiver."""
    text = ngettext(
        "{units} opens in no published year, and its waiver places it too late for the plan to end in {term}.",
        "{units} open in no published year, and their waivers place them too late for the plan to end in {term}.",
        len(units),
    )
    return text.format(units=named_units(units), term=term_or_nothing(earlier))


def _demand_sentence(reason: Reason, proposal: Proposal) -> str:
    """That without one demand, or with a milder one, the plan could end earlier."""
    (demand,), request = reason.demands, proposal.request
    months = proposal.assumed_months
    if demand.kind is DemandKind.REPORT_LAST and months:
        text = ngettext(
            "If the report did not have to wait for what it rests on, {months} month of experience still to do"
            " included, the plan could end in {earlier}.",
            "If the report did not have to wait for what it rests on, {months} months of experience still to do"
            " included, the plan could end in {earlier}.",
            months,
        )
        return text.format(months=months, earlier=term_or_nothing(reason.earlier))
    asked = limit_of(request, demand.kind) or 0
    eased = (reason.relaxation.limit if reason.relaxation else None) or 0
    return _demand(demand.kind, asked).format(
        unit=shown(demand.unit),
        after=shown(demand.after),
        term=term_or_nothing(demand.term),
        asked=number(asked),
        limit=number(eased),
        earlier=term_or_nothing(reason.earlier),
    )


def _demand(kind: DemandKind, asked: float) -> str:
    match kind:
        case DemandKind.MAX_ECTS:
            return _("With {limit} ECTS per semester instead of {asked}, the plan could end in {earlier}.")
        case DemandKind.MAX_HOURS:
            return _("With {limit} h per semester instead of {asked}, the plan could end in {earlier}.")
        case DemandKind.MAX_UNITS:
            return ngettext(
                "With {limit} units per semester instead of {asked} unit, the plan could end in {earlier}.",
                "With {limit} units per semester instead of {asked}, the plan could end in {earlier}.",
                int(asked),
            )
        case DemandKind.START:
            return _("If it could start before {term}, the plan could end in {earlier}.")
        case DemandKind.END:
            raise ValueError("an end that is demanded does not keep a plan from ending earlier")
        case DemandKind.ACCREDITATION:
            return _("If it could go on after the end of the accreditation, the plan could end in {earlier}.")
        case DemandKind.AWAY:
            return _("If {term} could be used, the plan could end in {earlier}.")
        case DemandKind.ORDER:
            return _("Without the recommended order ({unit} before {after}), the plan could end in {earlier}.")
        case DemandKind.STAGES:
            return _("If stages did not have to follow one another, the plan could end in {earlier}.")
        case DemandKind.REPORT_LAST:
            return _("If the report could come before what it rests on, the plan could end in {earlier}.")
        case DemandKind.PIN:
            return _("If {unit} did not have to stay in {term}, the plan could end in {earlier}.")
        case DemandKind.WAIVER:
            return _("If the waiver of {unit} were not for {term}, the plan could end in {earlier}.")
        case _:
            assert_never(kind)


def _together_sentence(reason: Reason, request: Request) -> str:
    """That several demands prevent an earlier end together, and what would do; without any, the openings do."""
    term, eased = term_or_nothing(reason.earlier), reason.relaxation
    if not reason.demands:
        return _("The openings leave no plan that ends in {term}.").format(term=term)
    if eased is not None:
        text = _("For the plan to end in {term}, several demands would have to be eased together: {demands}.")
        return text.format(term=term, demands=several([eased_words(each, request, eased) for each in eased.demands]))
    text = _("Together, these demands leave no plan that ends in {term}: {demands}.")
    return text.format(term=term, demands=several([demand_words(each, request) for each in reason.demands]))


def heavy_sentence(units: Sequence[str]) -> str:
    """That *units* pass a limit by themselves, and stand alone for that."""
    text = ngettext(
        "{units} passes the limit by itself: it has its semester for itself.",
        "{units} pass the limit by themselves: each has its semester for itself.",
        len(units),
    )
    return text.format(units=named_units(units))


def criterion_words(level: Level) -> tuple[str, str]:
    """The name of a criterion, and what the plan reaches."""
    return _criterion_label(level.criterion), _criterion_value(level.criterion, level.value)


def _criterion_label(criterion: Criterion) -> str:
    match criterion:
        case Criterion.LEFT_OUT:
            return pgettext("criterion", "Units left out")
        case Criterion.DELAY:
            return pgettext("criterion", "Semesters past the present end")
        case Criterion.CHANGES:
            return pgettext("criterion", "Units moved")
        case Criterion.OVERRUN:
            return pgettext("criterion", "Semesters past the board")
        case Criterion.END:
            return pgettext("criterion", "End")
        case Criterion.WAIVERS:
            return pgettext("criterion", "Waivers")
        case Criterion.MODES:
            return pgettext("criterion", "Units in no mode wanted")
        case Criterion.ADVICE:
            return pgettext("criterion", "Advice not followed")
        case Criterion.STAGES:
            return pgettext("criterion", "Units before their stage")
        case Criterion.INTRODUCTION:
            return pgettext("criterion", "First unit of the sheet, semesters late")
        case Criterion.SURPLUS:
            return pgettext("criterion", "Beyond what the choices ask for")
        case Criterion.HEAVIEST:
            return pgettext("criterion", "Heaviest semester")
        case Criterion.EXCESS:
            return pgettext("criterion", "Away from an equal load")
        case _:
            assert_never(criterion)


def _criterion_value(criterion: Criterion, value: float) -> str:
    match criterion:
        case Criterion.END:
            # Where nothing is placed there is no end, and its number is 0.
            return term_or_nothing(semester_of(round(value))) if value else number(value)
        case Criterion.SURPLUS | Criterion.HEAVIEST | Criterion.EXCESS:
            return ects(value)
        case (
            Criterion.LEFT_OUT
            | Criterion.DELAY
            | Criterion.CHANGES
            | Criterion.OVERRUN
            | Criterion.WAIVERS
            | Criterion.MODES
            | Criterion.ADVICE
            | Criterion.STAGES
            | Criterion.INTRODUCTION
        ):
            return number(value)
        case _:
            assert_never(criterion)


def progress_words(progress: Progress) -> str:
    """How far the search is."""
    label = _criterion_label(progress.criterion)
    return _("Step {step} of {steps}: {label}…").format(step=progress.step + 1, steps=progress.steps, label=label)


def explaining_sentence() -> str:
    """That the plan is found and its reasons are looked for."""
    return _("Why not earlier…")


def proof_words(proposal: Proposal) -> str:
    """Whether the proposal is proven to be the best, or how far it may be from it."""
    if proposal.optimal:
        return _("Proven: no plan is better.")
    open_levels = [level for level in proposal.levels if not level.proven]
    if open_levels:
        level = open_levels[0]
        label, value = criterion_words(level)
        text = _("A better plan may exist ({criterion}: {value} here, {bound} at best).")
        return text.format(criterion=label, value=value, bound=_criterion_value(level.criterion, level.bound))
    criteria = ", ".join(_criterion_label(criterion) for criterion in proposal.unexamined)
    return _("Not examined for want of time: {criteria}.").format(criteria=criteria)


def scenario_name() -> str:
    """What a proposed scenario is called when it is given no name."""
    return _("Proposal")


def proposal_name(request: Request) -> str:
    """What a proposal is called that is kept as a scenario: what was asked for tells several of them apart."""
    goal = goal_words(request.objective)
    ects_limit, hours_limit = request.max_ects, request.max_hours
    if hours_limit == request.profile.semester_hours:
        hours_limit = None  # it follows from the learner's week, in every scenario, and tells none apart
    values = {"goal": goal, "limit": number(ects_limit or 0), "hours": number(hours_limit or 0)}
    if ects_limit is not None and hours_limit is not None:
        name = _("{goal}, {limit} ECTS, {hours} h").format_map(values)
    elif ects_limit is not None:
        name = _("{goal}, {limit} ECTS").format_map(values)
    elif hours_limit is not None:
        name = _("{goal}, {hours} h").format_map(values)
    else:
        name = goal
    return with_plain_gaps(name)  # plain, as a person types it to find it by its name


def waiver_reason() -> str:
    """The reason written into a waiver that a proposal grants."""
    return _("Proposed placement, to be agreed with the centre")
