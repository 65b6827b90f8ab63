"""Fills the tables of an output: units, semesters, checks, and the totals with the conditions."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from csp_planner.domain.evaluation.acquired import Acquired
from csp_planner.domain.evaluation.cost import Cost, cost
from csp_planner.domain.evaluation.modes import mode_taken
from csp_planner.domain.evaluation.values import Evaluation, Standing, TermLoad, Totals
from csp_planner.domain.openings import Basis
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Attempt, Waiver
from csp_planner.domain.states import PAST_STATES
from csp_planner.domain.text import plain_line
from csp_planner.export.compose import learner_name, plan_notes, scenario_name
from csp_planner.export.options import Options
from csp_planner.messages import export as words
from csp_planner.messages import tables as headings
from csp_planner.messages.acquired import acquired_state, outside_word
from csp_planner.messages.award import take_words
from csp_planner.messages.award_tree import (
    award_lines,
    beyond_words,
    block_names,
    home_names,
    verdict_words,
)
from csp_planner.messages.cost import (
    estimate_parts,
    estimate_remark,
    left_name,
    left_words,
    line_name,
    obtained_remark,
    tariff_label,
    unknown_price,
)
from csp_planner.messages.milestones import standing_words
from csp_planner.messages.naming import outside_name, row_name
from csp_planner.messages.opening_words import basis_word, mode_word, runs_words
from csp_planner.messages.sentences import condition_sentence, deadline_sentence
from csp_planner.messages.typography import with_plain_gaps
from csp_planner.messages.words import severity_word, state_word, term_short

Cell = str | float | date | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a name: one row of headings, then values.

    Its texts hold no control characters; some may look like a formula.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


_HOURS_OF_UNIT = 3
_MODE_OF_UNIT = 8
_HOME_OF_UNIT = 12
_HOURS_OF_TERM = (2, 3)
_ENROLMENT_OF_TERM = (5, 6)
_ACCREDITATION_OF_TERM = 8
"""Places of the columns that are left out where there is nothing to say in them."""


def all_tables(plan: Plan, evaluation: Evaluation, options: Options) -> tuple[Table, ...]:
    """Return the tables of units, of the award where it has choices, of semesters, checks and totals."""
    return (
        plan_table(plan, evaluation, options),
        *award_tables(plan, evaluation),
        terms_table(plan, evaluation),
        checks_table(plan, evaluation, options),
        summary_table(plan, evaluation, options),
    )


def plan_table(plan: Plan, evaluation: Evaluation, options: Options) -> Table:
    """Return one row for each unit in the order of the programme, then the failed and withdrawn attempts."""
    notes = _notes_by_unit(plan, options)
    homes = home_names(evaluation)
    rows = [
        (*_unit_row(plan, evaluation, standing, notes, options), homes.get(code))
        for code, standing in evaluation.standings.items()
    ]
    others = [
        _outside_row(one, notes, evaluation.today) for one in evaluation.outside if one.unit not in evaluation.standings
    ]
    past = [attempt for attempt in plan.profile.attempts if attempt.state in PAST_STATES]
    others += [_history_row(plan, attempt, options) for attempt in past]
    rows += [(*row, None) for row in others]
    without = () if evaluation.hours.known else (_HOURS_OF_UNIT,)
    if all(row[_MODE_OF_UNIT] is None for row in rows):
        without += (_MODE_OF_UNIT,)
    if evaluation.award is None:
        without += (_HOME_OF_UNIT,)
    return _table(headings.sheet_names().plan, headings.plan_headings(), rows, without=without)


def _unit_row(
    plan: Plan, evaluation: Evaluation, standing: Standing, notes: dict[str, str], options: Options
) -> tuple[Cell, ...]:
    unit = plan.programme.by_code.get(standing.unit)
    fact, worth = standing.opening, standing.ects if unit else None
    name = row_name(plan, standing.unit)
    state = standing_words(plan, evaluation, standing)
    acquired = None if unit else next((one for one in evaluation.outside if one.unit == standing.unit), None)
    if acquired is not None:
        name, state, worth = outside_name(acquired.unit, acquired.title), outside_word(), acquired.ects
    elif unit is None:
        name = outside_name(standing.unit, "")
    return (
        name.code or None,
        name.title or words.unknown_unit(),
        worth,
        standing.hours,
        state,
        term_short(standing.term) if standing.term else None,
        runs_words(fact) if fact and fact.basis is not Basis.UNKNOWN else None,
        basis_word(fact.basis) if fact else None,
        _mode(mode_taken(plan.programme, standing)),
        _waiver(standing.waiver, options),
        words.own_figures() if standing.entered else None,
        notes.get(standing.unit),
    )


def _outside_row(acquired: Acquired, notes: dict[str, str], today: date) -> tuple[Cell, ...]:
    name, state = outside_name(acquired.unit, acquired.title), acquired_state(acquired, today)
    title, note = name.title or words.unknown_unit(), notes.get(acquired.unit)
    return (name.code or None, title, acquired.ects, acquired.hours, state, None, None, None, None, None, None, note)


def _waiver(waiver: Waiver | None, options: Options) -> str | None:
    """Return the reason of *waiver*; without personal data, only the word for a waiver."""
    if waiver is None:
        return None
    return waiver.reason if options.personal_data else words.waiver_word()


def _mode(mode: str) -> str | None:
    return mode_word(mode) if mode else None


def _history_row(plan: Plan, attempt: Attempt, options: Options) -> tuple[Cell, ...]:
    name = row_name(plan, attempt.unit)
    title = name.title or words.unknown_unit()
    state, term = state_word(attempt.state), term_short(attempt.term)
    waiver = _waiver(attempt.waiver, options)
    worth = attempt.ects, attempt.hours
    return (name.code or None, title, *worth, state, term, None, None, _mode(attempt.mode), waiver, None, None)


def _notes_by_unit(plan: Plan, options: Options) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, text in plan_notes(plan, options):
        found[name] = f"{found[name]} · {text}" if name in found else text
    return found


def award_tables(plan: Plan, evaluation: Evaluation) -> tuple[Table, ...]:
    """Return one row for each block of the award that is asked for; no table where the programme has no choices."""
    award = evaluation.award
    if award is None:
        return ()
    names = block_names(award.root.block)
    rows = [
        (
            names[line.path] if line.path else line.name,
            take_words(award.by_path[line.path].block),
            line.state_word,
            line.progress or None,
            ", ".join(line.counts) or None,
            award.by_path[line.path].ects if line.counts else None,
            line.lacks or None,
            ", ".join(line.extra) or None,
            line.note or None,
        )
        for line in award_lines(plan, evaluation)
        if line.is_taken
    ]
    return (_table(headings.sheet_names().award, headings.award_headings(), rows),)


def terms_table(plan: Plan, evaluation: Evaluation) -> Table:
    """Return one row for each semester of the board, without the columns of what is not published."""
    unpublished = () if evaluation.hours.known else _HOURS_OF_TERM
    if all(load.enrolment is None for load in evaluation.terms):
        unpublished += _ENROLMENT_OF_TERM
    if plan.programme.accreditation is None:
        unpublished += (_ACCREDITATION_OF_TERM,)
    rows = (_term_row(plan, load) for load in evaluation.terms)
    return _table(headings.sheet_names().terms, headings.term_headings(), rows, without=unpublished)


def _term_row(plan: Plan, load: TermLoad) -> tuple[Cell, ...]:
    return (
        term_short(load.term),
        load.known_ects,
        load.shown_hours,
        None if load.weekly_hours is None else round(load.weekly_hours, 1),
        ", ".join(row_name(plan, code).brief for code in load.units),
        *_enrolment_cells(load),
        basis_word(load.basis),
        None if load.within_accreditation is None else headings.yes_no(load.within_accreditation),
        headings.yes_no(not load.overloaded),
        headings.yes_no(load.off),
    )


def _enrolment_cells(load: TermLoad) -> tuple[Cell, Cell]:
    if load.off or load.enrolment is None:
        return None, None
    return load.enrolment.opens, load.enrolment.closes


def checks_table(plan: Plan, evaluation: Evaluation, options: Options) -> Table:
    """Return one row for each diagnostic, the gravest first."""
    rows = (
        (
            severity_word(found.severity),
            row_name(plan, found.unit).brief or None,
            term_short(found.term) if found.term else None,
            with_plain_gaps(words.check_sentence(found, plan.programme, personal_data=options.personal_data)),
            found.code,
        )
        for found in evaluation.diagnostics
    )
    return _table(headings.sheet_names().checks, headings.check_headings(), rows)


def summary_table(plan: Plan, evaluation: Evaluation, options: Options) -> Table:
    """Return whose plan it is, the totals, the conditions and the deadlines.

    Each row has a name and a value; that of a deadline also has its day.
    """
    rows = (*((*row, None) for row in _summary_rows(plan, evaluation, options)), *_deadline_rows(plan, evaluation))
    return _table(headings.sheet_names().summary, headings.summary_headings(), rows)


def _summary_rows(plan: Plan, evaluation: Evaluation, options: Options) -> Iterator[tuple[Cell, ...]]:
    names = words.fact_names()
    learner = learner_name(plan, options)
    if learner:
        yield names.learner, learner
    yield names.programme, words.programme_title(plan.programme.code, plan.programme.title)
    yield names.scenario, scenario_name(plan, plan.active, options)
    yield names.day, evaluation.today
    yield names.end, term_short(evaluation.end_term) if evaluation.end_term else None
    if plan.scenario.leaves:
        yield names.leaves, ", ".join(map(term_short, plan.scenario.leaves))
    of_choices = evaluation.award is not None
    yield from _total_rows(words.ects_name(), evaluation.ects, of_choices=of_choices)
    yield from _total_rows(words.hours_name(), evaluation.hours, of_choices=of_choices)
    yield from _cost_rows(cost(plan, evaluation), options)
    if evaluation.award is not None:
        yield headings.sheet_names().award, verdict_words(evaluation)
        beyond = beyond_words(plan, evaluation)
        if beyond:
            yield headings.remark_name(), beyond
    for condition in evaluation.conditions:
        yield names.condition, with_plain_gaps(condition_sentence(condition, evaluation))


def _cost_rows(found: Cost, options: Options) -> Iterator[tuple[Cell, ...]]:
    """Return the price, or that there is none, then what was entered and the estimate by year, all in euros."""
    known = found.budget
    if known.tariff is not None:
        yield headings.cost_on(tariff_label(known.tariff.label)), known.tariff.euros
        if found.has_obtained:
            yield headings.remark_name(), obtained_remark()
    else:
        yield words.cost_heading(), unknown_price(known)
    for one in known.lines:
        yield with_plain_gaps(line_name(one, personal_data=options.personal_data)), one.euros
    if known.lines:
        yield left_name(), left_words(known) if known.left is None else known.left
    parts = tuple(estimate_parts(found))
    if parts:
        yield headings.remark_name(), estimate_remark()
        yield from parts


def _deadline_rows(plan: Plan, evaluation: Evaluation) -> Iterator[tuple[Cell, ...]]:
    name = words.fact_names().deadline
    for deadline in evaluation.deadlines:
        yield name, deadline_sentence(deadline, plan.programme), deadline.day


def _total_rows(name: str, totals: Totals, *, of_choices: bool) -> Iterator[tuple[Cell, ...]]:
    for part, amount in headings.total_parts(totals, of_choices=of_choices):
        yield headings.part_of(name, part), headings.not_published() if amount is None else amount


def _table(
    name: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], *, without: Collection[int] = ()
) -> Table:
    """Return a table of *rows*, *without* the columns that have these places."""
    kept = [index for index in range(len(columns)) if index not in without]
    return Table(
        name, tuple(columns[index] for index in kept), tuple(tuple(_clean(row[i]) for i in kept) for row in rows)
    )


def _clean(cell: Cell) -> Cell:
    return plain_line(cell) if isinstance(cell, str) else cell
