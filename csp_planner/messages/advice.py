"""What is said of advice: what was asked, the end before and after, what moves, and what could not be kept."""

from csp_planner.domain.amounts import exceeds
from csp_planner.domain.choosing.values import BlockState
from csp_planner.domain.evaluation.attention import ORDER_ADVICE
from csp_planner.domain.evaluation.loads import is_limited_by_week, limits_of
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.terms import Term
from csp_planner.messages.award_tree import told_name
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.clash import demand_words, named_units, several
from csp_planner.messages.problems import shown
from csp_planner.messages.words import month_label, number, term_short
from csp_planner.proposal.advice import Advice
from csp_planner.proposal.questions import (
    Complete,
    Fails,
    FewerEcts,
    GivenUp,
    Lighten,
    Place,
    PlanOn,
    Replan,
    Sooner,
    StartsLater,
    TermOff,
)


def advice_sentence(advice: Advice) -> str:
    """What was asked, what comes of it for the end and the units, and what is in the way; in a line."""
    found = (
        _question(advice),
        _outcome(advice),
        _order(advice),
        _unanswered(advice),
        _unplaced(advice),
        _waivers(advice),
        _given_up(advice),
    )
    return " ".join(filter(None, found))


def _question(advice: Advice) -> str:
    match advice.question:
        case Fails(unit=unit):
            return _("What if {unit} is not obtained?").format(unit=shown(unit))
        case TermOff(semester=semester):
            return _("What if {term} is skipped?").format(term=term_short(semester))
        case FewerEcts(limit=limit):
            return _("What if there are {limit} ECTS per semester at most?").format(limit=number(limit))
        case StartsLater():
            return _("What if it starts one semester later?")
        case Sooner():
            return _("And to end one semester earlier?")
        case Lighten(semester=semester):
            return _lightened(advice, semester)
        case Place(unit=unit):
            standing = advice.evaluation.standings[unit]
            if standing.term is None:
                return ""  # that no semester is left for it is said
            return _("{unit} in {term}.").format(unit=shown(unit), term=term_short(standing.term))
        case Replan():
            return _("Planned again.")
        case PlanOn():
            return _("What comes next:")
        case Complete(block=block):
            return _completed(advice, block)


def _completed(advice: Advice, path: str) -> str:
    """What a choice of the award is completed with."""
    award = advice.evaluation.award
    found = None if award is None else award.by_path.get(path)
    if award is None or found is None:
        return ""
    names = {"block": told_name(award.root.block, path), "units": named_units(found.counts)}
    if found.missing and found.state is BlockState.OPEN:
        return _("{block} cannot be completed.").format_map(names)
    return _("{block}: {units}.").format_map(names)


def _lightened(advice: Advice, semester: Term) -> str:
    """The load before and after, in the measure whose limit is passed."""
    before, after = advice.before.load(semester), advice.evaluation.load(semester)
    scenario, profile = advice.plan.scenario, advice.plan.profile
    limits = limits_of(scenario, profile)
    text, loads = _("{term}: {before} → {after} ECTS."), [each.ects if each else 0 for each in (before, after)]
    if before is not None and exceeds(before.hours, limits.hours) and not exceeds(before.ects, limits.ects):
        by_week = is_limited_by_week(scenario, profile)
        text = _("{term}: {before} → {after} h of class a week.") if by_week else _("{term}: {before} → {after} h.")
        weeks = profile.weeks if by_week and profile.weeks else 1
        loads = [round(each.hours / weeks, 1) if each else 0 for each in (before, after)]
    return text.format(term=term_short(semester), before=number(loads[0]), after=number(loads[1]))


def _outcome(advice: Advice) -> str:
    """The end before and after, and how many units stand in another term than before."""
    before, after, later = advice.end_before, advice.end_after, advice.semesters_later
    moved = sum(move.before is not None and move.after is not None for move in advice.moves)
    if after is None or advice.unplaced:
        text = _("The end cannot be told.")
    elif before is None:
        text = _("End: {after}.")
    elif not later and not moved:
        text = _("End unchanged ({after}), no unit moved.")
    elif not later:
        text = ngettext(
            "End unchanged ({after}), {count} unit moved.", "End unchanged ({after}), {count} units moved.", moved
        )
    elif not moved:
        text = _("End: {before} → {after}, no unit moved.")
    else:
        text = ngettext(
            "End: {before} → {after}, {count} unit moved.", "End: {before} → {after}, {count} units moved.", moved
        )
    return text.format(
        before=month_label(before.ends) if before else "", after=month_label(after.ends) if after else "", count=moved
    )


def _order(advice: Advice) -> str:
    """Why units move that the question is not about."""
    if _against_order(advice.evaluation) >= _against_order(advice.before):
        return ""
    return _("The recommended order is followed again.")


def _against_order(evaluation: Evaluation) -> int:
    return sum(found.code in ORDER_ADVICE for found in evaluation.diagnostics)


def _unanswered(advice: Advice) -> str:
    """What is left alone where the plan goes on: nobody has said yet what became of it."""
    count = len(advice.unanswered)
    if not count or not isinstance(advice.question, (PlanOn, Replan)):
        return ""
    return ngettext(
        "{count} unit without an answer stays where it is.",
        "{count} units without an answer stay where they are.",
        count,
    ).format(count=count)


def _unplaced(advice: Advice) -> str:
    if not advice.unplaced:
        return ""
    return _("No open semester is left for: {units}.").format(units=named_units(advice.unplaced))


def _waivers(advice: Advice) -> str:
    if not advice.waivers:
        return ""
    text = ngettext(
        "A waiver is to be asked for: {units}.", "Waivers are to be asked for: {units}.", len(advice.waivers)
    )
    return text.format(units=named_units(advice.waivers))


def _given_up(advice: Advice) -> str:
    if not advice.given_up:
        return ""
    return _("Could not be kept: {demands}.").format(demands=several([_gift(each) for each in advice.given_up]))


def _gift(given_up: GivenUp) -> str:
    """One thing given up in a few words, and what is done instead where a figure or a semester says it."""
    easing = given_up.relaxation
    if easing.waived:
        return pgettext("given up", "no waiver for {units}").format(units=named_units(easing.waived))
    words = several([demand_words(demand, given_up.asked) for demand in easing.demands])
    if easing.limit is not None:
        return pgettext("given up", "{demand} ({limit} here)").format(demand=words, limit=number(easing.limit))
    if easing.term is not None:
        return pgettext("given up", "{demand} ({limit} here)").format(demand=words, limit=term_short(easing.term))
    return words
