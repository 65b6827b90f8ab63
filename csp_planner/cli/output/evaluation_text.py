"""The evaluation of a scenario as a text to read in a terminal."""

from collections.abc import Iterator
from itertools import pairwise

from csp_planner.cli.output.table import GAP, table
from csp_planner.domain.choosing.values import BlockState
from csp_planner.domain.evaluation.cost import cost
from csp_planner.domain.evaluation.modes import mode_taken
from csp_planner.domain.evaluation.outlook import outlook_of
from csp_planner.domain.evaluation.values import Diagnostic, Evaluation, TermLoad, Totals
from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import Part
from csp_planner.messages.acquired import holding_lines, signed
from csp_planner.messages.award_tree import award_lines, beyond_words, printed_words, verdict_words
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.cost import cost_sentences
from csp_planner.messages.milestones import milestone_line
from csp_planner.messages.naming import row_name
from csp_planner.messages.opening_words import basis_word, mode_word
from csp_planner.messages.outlook import outlook_lines
from csp_planner.messages.problems import shown
from csp_planner.messages.sentences import condition_sentence, deadline_sentence, diagnostic_sentence
from csp_planner.messages.words import date_label, ects, hours, number, severity_word, term_label, term_short


def evaluation_text(plan: Plan, evaluation: Evaluation) -> str:
    """What *evaluation* says of the scenario *plan* shows."""
    sections = (
        outlook_lines(outlook_of(plan, evaluation)),
        _heading(plan, evaluation),
        _totals(evaluation),
        _terms(plan, evaluation),
        _conditions(evaluation),
        _award(plan, evaluation),
        _obtained(plan, evaluation),
        _to_confirm(plan, evaluation),
        _deadlines(plan, evaluation),
        _cost(plan, evaluation),
        _diagnostics(plan, evaluation.diagnostics),
    )
    return "\n\n".join("\n".join(lines) for lines in map(list, sections) if lines)


def _heading(plan: Plan, evaluation: Evaluation) -> Iterator[str]:
    programme = plan.programme
    yield pgettext("programme", "{code}: {title}").format(code=shown(programme.code), title=shown(programme.title))
    scenario = shown(plan.scenario.name)
    yield _("Scenario “{scenario}”, on {day}").format(scenario=scenario, day=date_label(evaluation.today))


def _totals(evaluation: Evaluation) -> Iterator[str]:
    of_choices = evaluation.award is not None
    in_ects = _ects_of_parcours(evaluation.ects) if of_choices else _ects_total(evaluation.ects)
    yield in_ects.format_map(_amounts(evaluation.ects))
    yield _hours_total(evaluation.hours).format_map(_amounts(evaluation.hours))
    yield from _own_values(evaluation)
    entered = evaluation.ects.entered, evaluation.hours.entered
    if any(standing.entered for standing in evaluation.standings.values()):
        text = (
            _("Your own entries add {ects} and {hours} to the rows of the sheet.")
            if evaluation.hours.known
            else _("Your own entries add {ects} to the rows of the sheet.")
        )
        yield text.format(ects=ects(entered[0]), hours=hours(entered[1]))
    if evaluation.hours.unattributed:
        text = (
            _("Hours still attributed to no unit: {hours}.")
            if entered[1]
            else _("The sheet attributes {hours} to no unit.")
        )
        yield text.format(hours=hours(evaluation.hours.unattributed))


def _own_values(evaluation: Evaluation) -> Iterator[str]:
    """What is asked for and not obtained yet, and what own values make of the sums."""
    in_ects, in_hours = evaluation.ects, evaluation.hours
    if in_ects.expected or in_hours.expected:
        text = _("Asked for and not obtained yet: {ects} and {hours}.")
        if not in_hours.known:
            text = _("Asked for and not obtained yet: {ects}.")
        yield text.format(ects=ects(in_ects.expected), hours=hours(in_hours.expected))
    if in_ects.balance or in_hours.balance:
        text = _("Balance of what was obtained at another value than its row: {ects} ECTS, {hours} h.")
        if not in_hours.known:
            text = _("Balance of what was obtained at another value than its row: {ects} ECTS.")
        yield text.format(ects=signed(in_ects.balance), hours=signed(in_hours.balance))


def _ects_total(totals: Totals) -> str:
    if totals.target is None:
        return _(
            "ECTS: {reached} (obtained {obtained}, under way {in_progress}, planned {planned}; to place {unplaced}); "
            "the rows of the sheet add up to {listed}, and it announces no total."
        )
    return _(
        "ECTS: {reached} of {target} announced (obtained {obtained}, under way {in_progress}, planned {planned}; "
        "to place {unplaced}); the rows of the sheet add up to {listed}."
    )


def _ects_of_parcours(totals: Totals) -> str:
    """The same where there are choices: what the rows add up to says nothing, what the parcours prints may."""
    is_printed = bool(printed_words(totals))
    if totals.target is None and is_printed:
        return _(
            "ECTS: {reached} (obtained {obtained}, under way {in_progress}, planned {planned}; to place or to choose "
            "{unplaced}); this parcours prints {listed}, and the sheet announces no total."
        )
    if totals.target is None:
        return _(
            "ECTS: {reached} (obtained {obtained}, under way {in_progress}, planned {planned}; to place or to choose "
            "{unplaced}); the sheet announces no total."
        )
    if is_printed:
        return _(
            "ECTS: {reached} of {target} announced (obtained {obtained}, under way {in_progress}, planned {planned}; "
            "to place or to choose {unplaced}); this parcours prints {listed}."
        )
    return _(
        "ECTS: {reached} of {target} announced (obtained {obtained}, under way {in_progress}, planned {planned}; "
        "to place or to choose {unplaced})."
    )


def _hours_total(totals: Totals) -> str:
    """What there is to say of hours: the total, the rows, both or neither may be unpublished."""
    if not totals.known:
        if not totals.is_published:
            return _("Hours: not published.")
        return _("Hours: the sheet announces {target}, and publishes those of no unit.")
    if totals.target is None and totals.listed is None:
        return _(
            "Hours: {reached} (obtained {obtained}, under way {in_progress}, planned {planned}; to place {unplaced}), "
            "as you entered them; the sheet publishes none."
        )
    if totals.target is None:
        return _(
            "Hours: {reached} (obtained {obtained}, under way {in_progress}, planned {planned}; to place {unplaced}); "
            "the rows of the sheet add up to {listed}, and it announces no total."
        )
    if totals.listed is None:
        return _(
            "Hours: {reached} of {target} announced (obtained {obtained}, under way {in_progress}, planned {planned}; "
            "to place {unplaced}), as you entered them; the rows of the sheet have none."
        )
    return _(
        "Hours: {reached} of {target} announced (obtained {obtained}, under way {in_progress}, planned {planned}; "
        "to place {unplaced}); the rows of the sheet add up to {listed}."
    )


def _amounts(totals: Totals) -> dict[str, str]:
    names = ("reached", "target", "obtained", "in_progress", "planned", "unplaced", "listed")
    amounts: dict[str, float | None] = {name: getattr(totals, name) for name in names}
    return {name: "" if amount is None else number(amount) for name, amount in amounts.items()}


def _terms(plan: Plan, evaluation: Evaluation) -> Iterator[str]:
    rows = [_row(plan, evaluation, load) for load in evaluation.terms if load.units]
    yield _("Semesters") if rows else _("Nothing is planned yet.")
    yield from table(rows)
    if plan.scenario.leaves:
        yield GAP + _("On leave: {semesters}").format(semesters=", ".join(map(term_short, plan.scenario.leaves)))
    if evaluation.end_term is not None:
        yield GAP + _("Ends with: {term}").format(term=term_label(evaluation.end_term))


def _row(plan: Plan, evaluation: Evaluation, load: TermLoad) -> tuple[str, ...]:
    units = [_unit(plan, evaluation, code) for code in load.units]
    return (
        term_short(load.term),
        ects(load.known_ects),
        *((hours(load.shown_hours),) if evaluation.hours.known else ()),
        basis_word(load.basis),
        ", ".join(units),
    )


def _unit(plan: Plan, evaluation: Evaluation, code: str) -> str:
    """A unit by its code; beside it that it is annual, and how it is taken where there are several ways."""
    standing = evaluation.standings[code]
    values = {"unit": row_name(plan, code).brief, "mode": mode_word(mode_taken(plan.programme, standing))}
    is_annual = standing.term is not None and standing.term.part is Part.ANNUAL
    if values["mode"]:
        text = _("{unit} (annual, {mode})") if is_annual else pgettext("taken in a mode", "{unit} ({mode})")
    else:
        text = _("{unit} (annual)") if is_annual else "{unit}"
    return text.format_map(values)


def _conditions(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.conditions:
        yield _("Conditions of the award")
    for condition in evaluation.conditions:
        yield f"{GAP}{'[x]' if condition.met else '[ ]'} {condition_sentence(condition, evaluation)}"


def _award(plan: Plan, evaluation: Evaluation) -> Iterator[str]:
    """The award block by block, where the programme has choices; a mark stands before each block that is obtained."""
    lines = award_lines(plan, evaluation)
    if lines:
        yield verdict_words(evaluation)
    for line in lines:
        if line.is_branch:
            mark = "(x)" if line.is_taken else "( )"
        else:
            mark = "[x]" if line.state is BlockState.MET else "[ ]"
        text = pgettext("block", "{block} ({state})").format(block=line.headline, state=line.state_word)
        path = f"{line.path}  " if line.path else ""  # what ``choose`` asks for
        yield f"{GAP * (line.depth + 1)}{mark} {path}{text}"
        yield from (f"{GAP * (line.depth + 3)}{detail}" for detail in line.details())
    beyond = beyond_words(plan, evaluation)
    if beyond:
        yield GAP + beyond


def _obtained(plan: Plan, evaluation: Evaluation) -> Iterator[str]:
    lines = list(holding_lines(plan, evaluation))
    if lines:
        yield _("Obtained otherwise or asked for")
    for line in lines:
        yield GAP + line


def _to_confirm(plan: Plan, evaluation: Evaluation) -> Iterator[str]:
    """Milestones and experience without published months: those that wait for a day, then those that have one."""
    rows = plan.programme.by_code
    ticks = [one for one in plan.profile.ticks if one.unit not in rows or plan.programme.is_ticked(rows[one.unit])]
    if not evaluation.to_tick and not ticks:
        return
    yield _("To confirm") if evaluation.to_tick else _("Confirmed")
    for code in evaluation.to_tick:
        yield f"{GAP}[ ] {milestone_line(plan, evaluation, code)}"
    for tick in ticks:
        mark = "[x]" if tick.date <= evaluation.today else "[ ]"
        yield f"{GAP}{mark} {milestone_line(plan, evaluation, tick.unit)}"


def _deadlines(plan: Plan, evaluation: Evaluation) -> Iterator[str]:
    coming = [deadline for deadline in evaluation.deadlines if deadline.day >= evaluation.today]
    if coming:
        yield _("Next deadlines")
    for deadline in coming:
        yield GAP + deadline_sentence(deadline, plan.programme)


def _cost(plan: Plan, evaluation: Evaluation) -> Iterator[str]:
    sentences = list(cost_sentences(cost(plan, evaluation)))
    if sentences:
        yield _("Cost")
    for sentence in sentences:
        yield GAP + sentence


def _diagnostics(plan: Plan, diagnostics: tuple[Diagnostic, ...]) -> Iterator[str]:
    if not diagnostics:
        yield _("Nothing to check.")
        return
    text = ngettext("To check: {count} point", "To check: {count} points", len(diagnostics))
    yield text.format(count=len(diagnostics))
    heads = [""] + [severity_word(found.severity) for found in diagnostics]
    for (before, head), found in zip(pairwise(heads), diagnostics, strict=True):
        if head != before:
            yield f"{GAP}{head}"
        yield f"{GAP * 2}- {diagnostic_sentence(found, plan.programme)}"
