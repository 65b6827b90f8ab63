"""Turns a plan and its evaluation into what a page says. Its functions are pure; they speak the active language."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from csp_planner.domain.codes import read_aloud
from csp_planner.domain.enrolment import EnrolmentDates, enrolment_dates
from csp_planner.domain.evaluation.acquired import Acquired
from csp_planner.domain.evaluation.evaluate import still_to_place
from csp_planner.domain.evaluation.loads import weekly_limit
from csp_planner.domain.evaluation.modes import mode_taken
from csp_planner.domain.evaluation.outlook import outlook_of
from csp_planner.domain.evaluation.values import Evaluation, Standing, TermLoad, Totals
from csp_planner.domain.openings import Basis, is_published, usual_opening
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Attempt
from csp_planner.domain.programme import Unit
from csp_planner.domain.states import DISPENSED_STATES, PAST_STATES, UnitState
from csp_planner.domain.terms import Part, Term, year_label, year_terms
from csp_planner.domain.text import plain_line, plain_lines
from csp_planner.export.awarding import award_text
from csp_planner.export.comparing import comparison_content
from csp_planner.export.content import (
    AnswerText,
    Card,
    ChecksText,
    ComparisonContent,
    ConditionText,
    Document,
    Fact,
    PlanContent,
    SemesterText,
    Share,
    ShareText,
    TotalText,
    YearText,
)
from csp_planner.export.costing import cost_text
from csp_planner.export.options import Options
from csp_planner.export.text import cut
from csp_planner.messages import export as words
from csp_planner.messages.acquired import (
    acquired_state,
    balance_sentence,
    outside_word,
    worth_words,
)
from csp_planner.messages.award_tree import printed_words
from csp_planner.messages.catalogue import language
from csp_planner.messages.comparison_chart import Measure
from csp_planner.messages.loads import personal_work
from csp_planner.messages.milestones import opening_words, standing_words
from csp_planner.messages.naming import outside_name, row_name
from csp_planner.messages.opening_words import year_about
from csp_planner.messages.outlook import outlook_lines
from csp_planner.messages.problems import shown
from csp_planner.messages.sentences import condition_sentence, deadline_sentence
from csp_planner.messages.tables import comparison_title, scenario_column
from csp_planner.messages.words import leave_word, severity_heading, state_word, term_short, waiver_word

LONGEST_NAME = 120
"""A name of more characters than this is cut on a page."""
MAX_NOTE = 2_000


def plan_content(plan: Plan, evaluation: Evaluation, options: Options) -> PlanContent:
    """Return what a page says of the scenario that *plan* shows, as *evaluation* judges it."""
    programme = plan.programme
    code = plain_line(programme.code)
    return PlanContent(
        language=language(),
        kind=words.document_kind(),
        title=words.programme_title(code, cut(plain_line(programme.title), LONGEST_NAME * 2)),
        issued=words.issued_on(evaluation.today),
        source=words.source_line(plain_line(programme.sheet)),
        facts=tuple(_facts(plan, options)),
        answer=_answer(plan, evaluation),
        totals=tuple(_totals(evaluation)),
        conditions=tuple(
            ConditionText(is_met=condition.met, sentence=condition_sentence(condition, evaluation))
            for condition in evaluation.conditions
        ),
        award=award_text(plan, evaluation, MAX_NOTE),
        years=_years(plan, evaluation),
        boundary=words.accreditation_boundary(programme),
        to_place=tuple(
            _card(plan, evaluation, evaluation.standings[code]) for code in still_to_place(programme, evaluation)
        ),
        outside_terms=tuple(_outside_terms(plan, evaluation)),
        deadlines=tuple(deadline_sentence(deadline, programme) for deadline in evaluation.deadlines),
        checks=_checks(plan, evaluation, options),
        cost=cost_text(plan, evaluation, options),
        notes=tuple(
            Fact(name=plain_line(read_aloud(name)), value=cut(plain_lines(text), MAX_NOTE))
            # Two people sign the page and others file it, so private notes stay out of it.
            for name, text in plan_notes(plan, replace(options, private_notes=False))
        ),
        signatures=tuple(_signatures(learner_name(plan, options), options)),
        words=words.page_words(),
    )


def learner_name(plan: Plan, options: Options) -> str:
    """Return the learner's name; empty where *options* keep names in."""
    return cut(shown(plan.profile.name), LONGEST_NAME) if options.personal_data else ""


def scenario_name(plan: Plan, index: int, options: Options) -> str:
    """Return the scenario's name; only its number where *options* keep names in, for it may hold a person's."""
    if not options.personal_data:
        return words.numbered_scenario(index + 1)
    return cut(shown(plan.scenarios[index].name), LONGEST_NAME)


def advisor_name(options: Options) -> str:
    """Return the advisor's name; empty where *options* keep names in."""
    return cut(plain_line(options.advisor), LONGEST_NAME) if options.personal_data else ""


def _answer(plan: Plan, evaluation: Evaluation) -> AnswerText:
    first, *others = outlook_lines(outlook_of(plan, evaluation))
    return AnswerText(headline=first, lines=tuple(others))


def _facts(plan: Plan, options: Options) -> Iterator[Fact]:
    labels = words.fact_names()
    yield from _people(plan, options)
    name = scenario_name(plan, plan.active, options)
    yield Fact(name=labels.scenario, value=scenario_column(name, plan.scenario.retained))
    if plan.scenario.leaves:
        yield Fact(name=labels.leaves, value=", ".join(map(term_short, plan.scenario.leaves)))


def _people(plan: Plan, options: Options) -> Iterator[Fact]:
    labels = words.fact_names()
    learner, advisor = learner_name(plan, options), advisor_name(options)
    if learner:
        yield Fact(name=labels.learner, value=learner)
    if advisor:
        yield Fact(name=labels.advisor, value=advisor)


def _totals(evaluation: Evaluation) -> Iterator[TotalText]:
    """The totals of which the sheet publishes anything."""
    found, of_choices = evaluation.ects, evaluation.award is not None
    listed = printed_words(found) if of_choices else words.listed_label(found)
    yield _total(words.ects_name(), found, words.of_ects_target(found.target), listed)
    found = evaluation.hours
    if found.is_published:
        listed = "" if of_choices else words.listed_label(found)
        yield _total(words.hours_name(), found, words.of_hours_target(found.target, known=found.known), listed)


def _total(name: str, totals: Totals, target: str, listed: str) -> TotalText:
    labels = words.share_labels(totals)
    amounts = {
        Share.OBTAINED: (totals.obtained, labels["obtained"]),
        **({Share.EXPECTED: (totals.expected, labels["expected"])} if totals.expected else {}),
        Share.UNDER_WAY: (totals.in_progress, labels["in_progress"]),
        Share.PLANNED: (totals.planned, labels["planned"]),
        Share.TO_PLACE: (totals.unplaced, labels["unplaced"]),
    }
    if totals.unattributed:
        amounts[Share.UNATTRIBUTED] = (totals.unattributed, labels["unattributed"])
    if not totals.known:
        amounts = {}
    return TotalText(
        name=name,
        reached=words.reached_label(totals) if totals.known else "",
        target=target,
        remarks=tuple(
            filter(
                None,
                (
                    listed,
                    words.entered_label(totals) if totals.entered else "",
                    balance_sentence(totals),
                ),
            )
        ),
        scale=max(1.0, totals.full, totals.reached),
        shares=tuple(ShareText(share=share, amount=amount, words=text) for share, (amount, text) in amounts.items()),
    )


def _years(plan: Plan, evaluation: Evaluation) -> tuple[YearText, ...]:
    inside: dict[Term, list[Card]] = {}
    for attempt in plan.profile.attempts:
        if attempt.state in PAST_STATES:
            inside.setdefault(attempt.term, []).append(_history_card(plan, evaluation, attempt))
    for standing in evaluation.standings.values():
        if standing.term is not None:
            inside.setdefault(standing.term, []).append(_card(plan, evaluation, standing))
    years = {term.year for term in inside} | {load.term.year for load in evaluation.terms}
    return tuple(_year(plan, evaluation, year, inside) for year in range(min(years), max(years) + 1))


def _year(plan: Plan, evaluation: Evaluation, year: int, inside: dict[Term, list[Card]]) -> YearText:
    annual, first, second = year_terms(year)
    load, ends = evaluation.loads.in_year(year), plan.programme.accredited_until
    halves = [half for half in evaluation.terms if half.term.year == year and half.units]
    load_hours = load.hours if any(half.hours_known for half in halves) else None
    return YearText(
        year=year,
        name=year_label(year),
        about=year_about(plan.programme, year),
        is_published=is_published(plan.programme, year),
        load=words.load_amount(load.ects, load_hours) if load.ects or load.hours else "",
        is_after_accreditation=ends is not None and first.ends > ends,
        annual_name=words.semester_name(annual),
        annual=tuple(inside.get(annual, ())),
        semesters=(
            _semester(plan, evaluation, first, inside),
            _semester(plan, evaluation, second, inside),
        ),
    )


def _semester(plan: Plan, evaluation: Evaluation, term: Term, inside: dict[Term, list[Card]]) -> SemesterText:
    load = evaluation.load(term)
    dates = enrolment_dates(plan.programme, term)
    ends = plan.programme.accredited_until
    late_alone = ends is not None and term.part is Part.S2 and term.ends > ends >= Term(term.year, Part.S1).ends
    is_off = load is not None and load.off
    return SemesterText(
        term=term,
        name=words.semester_name(term),
        load=words.semester_load(load, plan.scenario.max_ects) if load and load.units else "",
        is_overloaded=bool(load and load.overloaded),
        weekly=_weekly(plan, load),
        personal="".join(personal_work(load, plan.profile)) if load is not None else "",
        is_off=is_off,
        enrolment=leave_word() if is_off else _enrolment(dates, evaluation.today),
        renewal=words.subject_to_renewal() if late_alone else "",
        cards=tuple(inside.get(term, ())),
    )


def _enrolment(dates: EnrolmentDates | None, today: date) -> str:
    return "" if dates is None else words.enrolment_label(dates, is_closed=today > dates.closes)


def _weekly(plan: Plan, load: TermLoad | None) -> str:
    profile = plan.profile
    if load is None or not load.weekly_hours or not profile.weeks:
        return ""
    return words.weekly_load(load.weekly_hours, profile.weeks, weekly_limit(plan.scenario, profile))


def _card(plan: Plan, evaluation: Evaluation, standing: Standing) -> Card:
    unit = plan.programme.by_code.get(standing.unit)
    if unit is None:
        return _unknown_card(standing.unit, standing.state)
    fact = standing.opening or usual_opening(plan.programme, unit, plan.scenario.board_years[-1])
    name, is_attended = row_name(plan, unit.code), unit.is_attended and standing.state not in DISPENSED_STATES
    return Card(
        code=name.code,
        title=name.title,
        amount=words.unit_amount(standing.ects, standing.hours, has_hours=evaluation.hours.known),
        state=standing.state,
        state_word=state_word(standing.state),
        opening=opening_words(plan, unit, fact, mode_taken(plan.programme, standing)) if is_attended else "",
        is_projected=is_attended and fact.basis is Basis.PROJECTED,
        waiver=waiver_word(standing),
        own_figures=words.own_figures() if standing.entered else "",
    )


def _history_card(plan: Plan, evaluation: Evaluation, attempt: Attempt) -> Card:
    """Return the card of an attempt that was failed or withdrawn; no total counts it."""
    unit: Unit | None = plan.programme.by_code.get(attempt.unit)
    if unit is None:
        return _unknown_card(attempt.unit, attempt.state)
    name = row_name(plan, unit.code)
    return Card(
        code=name.code,
        title=name.title,
        amount=words.unit_amount(unit.ects, unit.hours, has_hours=evaluation.hours.known),
        state=attempt.state,
        state_word=state_word(attempt.state),
    )


def _unknown_card(code: str, state: UnitState) -> Card:
    return Card(
        code=plain_line(read_aloud(code)),
        title=outside_word() if state is UnitState.VALIDATED else words.unknown_unit(),
        amount="",
        state=state,
        state_word=state_word(state),
    )


def _outside_terms(plan: Plan, evaluation: Evaluation) -> Iterator[Card]:
    for unit in plan.programme.units:
        standing = evaluation.standings[unit.code]
        if unit.is_attended and standing.state not in DISPENSED_STATES:
            continue
        yield replace(_card(plan, evaluation, standing), state_word=standing_words(plan, evaluation, standing))
    for acquired in evaluation.outside:
        yield _acquired_card(acquired, evaluation.today)


def _acquired_card(acquired: Acquired, today: date) -> Card:
    """Return the card of a unit that is no row of the sheet."""
    name = outside_name(acquired.unit, acquired.title)
    return Card(
        code=name.code,
        title=name.title or outside_word(),
        amount=worth_words(acquired.ects, acquired.hours),
        state=acquired.state or UnitState.WITHDRAWN,
        state_word=acquired_state(acquired, today),
    )


def _checks(plan: Plan, evaluation: Evaluation, options: Options) -> tuple[ChecksText, ...]:
    found: list[ChecksText] = []
    for severity, diagnostics in groupby(evaluation.diagnostics, lambda diagnostic: diagnostic.severity):
        sentences = tuple(
            words.check_sentence(diagnostic, plan.programme, personal_data=options.personal_data)
            for diagnostic in diagnostics
        )
        name = words.checks_heading(severity_heading(severity), len(sentences))
        found.append(ChecksText(severity=severity, name=name, sentences=sentences))
    return tuple(found)


def plan_notes(plan: Plan, options: Options) -> Iterator[tuple[str, str]]:
    """Notes that may leave, each with what it is about.

    Those on attempts, credits, figures and periods say nothing of privacy: they count as private.
    """
    if not options.personal_data:
        return
    profile = plan.profile
    notes = [(note.unit, note.text) for note in profile.notes if options.private_notes or not note.private]
    if options.private_notes:
        notes += [(item.unit, item.note) for item in (*profile.attempts, *profile.credits, *profile.figures)]
        notes += [(words.experience_name(), period.note) for period in profile.experience]
    yield from ((name, text) for name, text in notes if plain_line(text))


def document_title(plan: Plan, options: Options) -> str:
    """Return the title that an output carries."""
    code, scenario = plain_line(plan.programme.code), scenario_name(plan, plan.active, options)
    return words.document_title(code, scenario, learner_name(plan, options))


def _signatures(learner: str, options: Options) -> Iterator[Fact]:
    labels = words.fact_names()
    yield Fact(name=labels.learner, value=learner)
    yield Fact(name=labels.advisor, value=advisor_name(options))


def document(plan: Plan, evaluation: Evaluation, options: Options) -> Document:
    """Return the scenario that *plan* shows as a document.

    With ``options.comparison``, all scenarios follow side by side on a page of their own.
    """
    parts: list[PlanContent | ComparisonContent] = [plan_content(plan, evaluation, options)]
    if options.comparison and len(plan.scenarios) > 1:
        parts.append(_comparison(plan, range(len(plan.scenarios)), evaluation.today, options))
    return Document(
        language=language(),
        title=document_title(plan, options),
        footer=words.footer(
            plain_line(plan.programme.code), scenario_name(plan, plan.active, options), evaluation.today
        ),
        day=evaluation.today,
        parts=tuple(parts),
    )


def _comparison(
    plan: Plan, indices: Sequence[int], today: date, options: Options, measure: Measure = Measure.ECTS
) -> ComparisonContent:
    names = [scenario_name(plan, index, options) for index in indices]
    return comparison_content(plan, indices, names, today, tuple(_people(plan, options)), measure)


def comparison_document(
    plan: Plan, indices: Sequence[int], today: date, options: Options, measure: Measure = Measure.ECTS
) -> Document:
    """Return a document of its own with the scenarios at *indices* side by side, their columns in *measure*."""
    code = plain_line(plan.programme.code)
    title = comparison_title(code, learner_name(plan, options))
    content = _comparison(plan, indices, today, options, measure)
    footer = words.footer(code, content.kind, today)
    return Document(language=language(), title=title, footer=footer, day=today, parts=(content,))
