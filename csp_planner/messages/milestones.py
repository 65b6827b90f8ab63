"""Lines about what is confirmed by hand, and about what fills a free unit."""

from csp_planner.domain.evaluation.values import Evaluation, Standing
from csp_planner.domain.openings import OpeningFact
from csp_planner.domain.plan import Filling, Plan
from csp_planner.domain.programme import Unit
from csp_planner.domain.text import plain_line
from csp_planner.messages.acquired import standing_word
from csp_planner.messages.catalogue import pgettext
from csp_planner.messages.naming import row_name
from csp_planner.messages.words import ects, opening_chip, tick_words


def milestone_line(plan: Plan, evaluation: Evaluation, code: str) -> str:
    """Row *code*, what it is worth, and since when it is confirmed."""
    tick, worth = plan.profile.tick(code), evaluation.standings[code].ects
    values = {
        "unit": row_name(plan, code).whole,
        "ects": ects(worth),
        "state": "" if tick is None else tick_words(tick, evaluation.today),
    }
    if tick is not None and worth:
        return pgettext("milestone", "{unit} ({ects}): {state}").format_map(values)
    if tick is not None:
        return pgettext("milestone", "{unit}: {state}").format_map(values)
    return pgettext("milestone", "{unit} ({ects})").format_map(values) if worth else values["unit"]


def standing_words(plan: Plan, evaluation: Evaluation, standing: Standing) -> str:
    """Where a row stands: on what grounds it is obtained, since when it is confirmed, or its state in a word."""
    tick, unit = plan.profile.tick(standing.unit), plan.programme.by_code.get(standing.unit)
    is_ticked = tick is not None and (unit is None or plan.programme.is_ticked(unit))
    if tick is not None and is_ticked and standing.term is None and standing.credit is None:
        return tick_words(tick, evaluation.today)
    return standing_word(standing, evaluation.today)


def opening_words(plan: Plan, unit: Unit, fact: OpeningFact, mode: str = "") -> str:
    """How *unit* runs, and in which mode it is taken, as a card says it; that it is to fill, of an empty free unit.

    Nothing of what is not attended and has no openings: no semester is asked for.
    """
    if not unit.is_attended and not unit.openings:
        return ""
    is_empty = unit.is_slot and plan.scenario.filling(unit.code) is None
    return pgettext("chip", "to fill") if is_empty else opening_chip(fact, mode)


def filling_line(filling: Filling, worth: float) -> str:
    """What fills a free unit: its code, its title and its credits."""
    name = " ".join(filter(None, (plain_line(filling.code), plain_line(filling.title))))
    return pgettext("milestone", "{unit} ({ects})").format(unit=name, ects=ects(worth))
