"""What is said first of a plan: its end, what it supposes, the rules it keeps, the advice it does not follow."""

from collections.abc import Sequence

from csp_planner.domain.openings import Closure, closure_of
from csp_planner.domain.terms import academic_year_of, year_label
from csp_planner.domain.wishes import Objective
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.chosen import open_choice_sentences
from csp_planner.messages.clash import demand_words, named_units, several, term_or_nothing
from csp_planner.messages.problems import shown
from csp_planner.proposal.answer import Criterion, Level, Proposal, Unfollowed
from csp_planner.proposal.chosen import open_choices
from csp_planner.proposal.request import Demand, DemandKind, awaited_rows, award_notices, demands_of

_UNTOLD = (Criterion.LEFT_OUT, Criterion.ADVICE, Criterion.STAGES, Criterion.INTRODUCTION)
"""Criteria said otherwise than by a figure: by the units left out, the advice not followed, and the plan itself."""


def answer_sentences(proposal: Proposal) -> list[str]:
    """What is said first: the units left out, whether the present plan is the best already, and when the plan ends."""
    found = [*left_out_sentences(proposal), *open_choice_sentences(proposal)]
    if proposal.is_present:
        found.append(present_sentence(is_proven=proposal.optimal))
    if proposal.end_term is None and proposal.unplaced:
        return found  # all that is left to place is left out: there is no end to tell
    awaited = awaited_rows(proposal.request)
    return [*found, _end_sentence(proposal), *([_awaited_sentence(awaited)] if awaited else [])]


def _awaited_sentence(units: tuple[str, ...]) -> str:
    """That the plan rests on what was asked for."""
    text = ngettext("This supposes that {units} is granted.", "This supposes that {units} are granted.", len(units))
    return text.format(units=named_units(units))


def left_out_sentences(proposal: Proposal) -> list[str]:
    """That units are not placed, with the cause: a sentence for each cause."""
    request = proposal.request
    programme, year = request.programme, academic_year_of(request.today)
    by_cause: dict[Closure | None, list[str]] = {}
    for code in proposal.unplaced:
        closure = closure_of(programme, programme.by_code[code], year)
        told = closure if closure in (Closure.ABSENT, Closure.RHYTHM) else None
        by_cause.setdefault(told, []).append(code)
    edition = year_label(programme.newest_edition) if programme.newest_edition is not None else ""
    return [
        _left_out(cause, len(units)).format(units=named_units(units), edition=edition)
        for cause, units in by_cause.items()
    ]


def _left_out(cause: Closure | None, count: int) -> str:
    match cause:
        case Closure.ABSENT:
            return ngettext(
                "{units} is absent from the {edition} edition: it is left unplaced, unless a waiver is allowed.",
                "{units} are absent from the {edition} edition: they are left unplaced, unless waivers are allowed.",
                count,
            )
        case Closure.RHYTHM:
            return ngettext(
                "{units} does not run any more, as you entered: it is left unplaced, unless a waiver is allowed.",
                "{units} do not run any more, as you entered: they are left unplaced, unless waivers are allowed.",
                count,
            )
        case _:
            return ngettext(
                "{units} opens in none of the years ahead: it is left unplaced, unless a waiver is allowed.",
                "{units} open in none of the years ahead: they are left unplaced, unless waivers are allowed.",
                count,
            )


def present_sentence(*, is_proven: bool) -> str:
    """That the present plan is what is proposed."""
    return _("Your plan is already the best.") if is_proven else _("No plan was found that is better than yours.")


def _end_sentence(proposal: Proposal) -> str:
    """When the plan ends or, where units are missing, until when it goes; and the experience it supposes."""
    end = proposal.end_term
    if end is None:
        return _("Nothing is left to place.")
    is_complete = not (proposal.unplaced or award_notices(proposal.request) or open_choices(proposal))
    months, placement = proposal.assumed_months, proposal.assumed_placement
    text = _ends(months, placement) if is_complete else _planned_until(months, placement)
    return text.format(term=term_or_nothing(end), months=months, placement=placement)


def _ends(months: int, placement: int) -> str:
    if not months:
        return _("The proposed plan ends in {term}.")
    if not placement:
        return ngettext(
            "The proposed plan ends in {term}; it supposes {months} month of experience still to do.",
            "The proposed plan ends in {term}; it supposes {months} months of experience still to do.",
            months,
        )
    if placement == months:
        return ngettext(
            "The proposed plan ends in {term}; it supposes {months} month of placement still to do.",
            "The proposed plan ends in {term}; it supposes {months} months of placement still to do.",
            months,
        )
    return _(
        "The proposed plan ends in {term}; it supposes {months} months of experience still to do,"
        " {placement} of them as a placement."
    )


def _planned_until(months: int, placement: int) -> str:
    if not months:
        return _("Planned until {term}.")
    if not placement:
        return ngettext(
            "Planned until {term}; this supposes {months} month of experience still to do.",
            "Planned until {term}; this supposes {months} months of experience still to do.",
            months,
        )
    if placement == months:
        return ngettext(
            "Planned until {term}; this supposes {months} month of placement still to do.",
            "Planned until {term}; this supposes {months} months of placement still to do.",
            months,
        )
    return _(
        "Planned until {term}; this supposes {months} months of experience still to do,"
        " {placement} of them as a placement."
    )


def same_plan_sentence(proposal: Proposal, other: Proposal) -> str:
    """That *other*, which was asked for another goal, is the same plan, and why that is so."""
    goal = goal_words(other.request.objective)
    levels = [level for each in (proposal, other) for level in each.levels]
    if any(level.criterion is Criterion.OVERRUN and level.value for level in levels):
        text = _(
            "The same plan as with “{goal}”: past the years of the board, an even load has no more semesters to"
            " spread over."
        )
    elif proposal.optimal and other.optimal:
        text = _("The same plan as with “{goal}”: it is the best for both.")
    else:
        text = _("The same plan as with “{goal}”.")
    return text.format(goal=goal)


def goal_words(objective: Objective) -> str:
    """What a proposal aims at."""
    match objective:
        case Objective.EARLIEST:
            return _("As early as possible")
        case Objective.STEADY:
            return _("An even load")


def rules_sentence(proposal: Proposal, *, with_waivers: bool = True) -> str:
    """Which rules the plan keeps, in one sentence; *with_waivers* to be asked for, unless these are said elsewhere."""
    rules = _rules(proposal, with_waivers=with_waivers)
    if not rules:
        return _("No rule was asked for.")
    return _("The plan keeps to these rules: {rules}.").format(rules=several(rules))


def _rules(proposal: Proposal, *, with_waivers: bool) -> list[str]:
    """The rules that were asked for, then the waivers the plan needs and those that hold a unit, each in words."""
    request = proposal.request
    placed = {item.unit for item in proposal.placements}
    demands = [demand for demand in demands_of(request) if _is_told(demand, placed, proposal)]
    found = [demand_words(demand, request) for demand in demands]
    if request.tolerant:
        found.append(pgettext("rule", "a semester over a limit bears no more than it does now"))
    if request.follow_order:
        found.append(pgettext("rule", "the recommended order"))
    asked = tuple(item.unit for item in proposal.placements if item.needs_waiver)
    if asked and with_waivers:
        text = ngettext("a waiver to be asked for: {units}", "waivers to be asked for: {units}", len(asked))
        found.append(text.format(units=named_units(asked)))
    pinned = _units(proposal, DemandKind.PIN)
    if pinned:
        text = ngettext("{units} kept in its place", "{units} kept in their places", len(pinned))
        found.append(text.format(units=named_units(pinned)))
    waived = _units(proposal, DemandKind.WAIVER)
    if waived:
        text = ngettext("{units} stays where its waiver is", "{units} stay where their waivers are", len(waived))
        found.append(text.format(units=named_units(waived)))
    return found


_TOLD_TOGETHER = (DemandKind.ORDER, DemandKind.STAGES, DemandKind.PIN, DemandKind.WAIVER)
"""Demands of which there are many: they are said in a few words for all."""


def _is_told(demand: Demand, placed: set[str], proposal: Proposal) -> bool:
    """Whether a demand is worth saying: no plan goes into the past, and without a report nothing is asked of it."""
    if demand.kind is DemandKind.AWAY and demand.term is not None:
        return demand.term.ends >= proposal.request.today
    if demand.kind is DemandKind.REPORT_LAST:
        return proposal.request.programme.conditions.report_unit in placed
    return demand.kind not in _TOLD_TOGETHER and demand.kind is not DemandKind.START


def _units(proposal: Proposal, kind: DemandKind) -> tuple[str, ...]:
    return tuple(demand.unit for demand in demands_of(proposal.request) if demand.kind is kind)


def unfollowed_sentence(item: Unfollowed) -> str:
    """One piece of advice that the plan does not follow."""
    if item.is_report:
        return _report_sentence([item])
    if item.is_stage:
        return _stage_sentence([item])
    return _("{unit} is better taken after {other}.").format(unit=shown(item.unit), other=shown(item.other))


def unfollowed_sentences(proposal: Proposal) -> list[tuple[str, str]]:
    """All advice that the plan does not follow, each with the unit it is about; stages and report are spoken of once.

    Nothing where the person wants no reminder of the order.
    """
    request = proposal.request
    if not (request.scenario.follow_recommended_order or request.follow_order):
        return []
    report = [item for item in proposal.unfollowed if item.is_report]
    early = [item for item in proposal.unfollowed if item.is_stage]
    found = [
        (item.unit, unfollowed_sentence(item)) for item in proposal.unfollowed if not (item.is_report or item.is_stage)
    ]
    found += [(early[0].unit, _stage_sentence(early))] if early else []
    return [*found, (report[0].unit, _report_sentence(report))] if report else found


def _stage_sentence(items: Sequence[Unfollowed]) -> str:
    """That units come before those of an earlier stage; the first of them is named."""
    text = ngettext(
        "{unit} is better taken after {other}, of an earlier stage.",
        "{count} units come before those of earlier stages: {unit} before {other}.",
        len(items),
    )
    return text.format(unit=shown(items[0].unit), other=shown(items[0].other), count=len(items))


def _report_sentence(items: Sequence[Unfollowed]) -> str:
    text = ngettext(
        "The report {unit} ends before {others}, which it rests on.",
        "The report {unit} ends before {others}, which it rests on.",
        len(items),
    )
    return text.format(unit=shown(items[0].unit), others=named_units([item.other for item in items]))


def told_levels(proposal: Proposal) -> tuple[Level, ...]:
    """The criteria whose figures tell something."""
    return tuple(level for level in proposal.levels if level.criterion not in _UNTOLD and _tells(level))


def _tells(level: Level) -> bool:
    return level.criterion is not Criterion.SURPLUS or level.value > 0
