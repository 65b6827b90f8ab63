"""Whole sentences from codes and arguments: the one place the window, the command line and the outputs read from.

Each is a translatable sentence with places for its arguments; none is glued together from pieces.
"""

from datetime import date

from csp_planner.domain.enrolment import enrolment_dates
from csp_planner.domain.evaluation.values import (
    Condition,
    Deadline,
    DeadlineKind,
    Evaluation,
    Fix,
    FixKind,
    Requirement,
)
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.diagnostics import diagnostic_sentence
from csp_planner.messages.outlook import NAMED
from csp_planner.messages.problems import problem_sentence, shown
from csp_planner.messages.refusals import grounds_sentence, refusal_brief, refusal_reason, refusal_sentence
from csp_planner.messages.words import date_label, enrolment_month, number, term_short

__all__ = [
    "condition_brief",
    "condition_sentence",
    "deadline_sentence",
    "diagnostic_sentence",
    "fix_label",
    "grounds_sentence",
    "problem_sentence",
    "refusal_brief",
    "refusal_reason",
    "refusal_sentence",
]


def condition_sentence(condition: Condition, evaluation: Evaluation) -> str:
    """How far one of the conditions of the award is."""
    match condition.code:
        case Requirement.UNITS:
            text = _units(condition)
        case Requirement.EXPERIENCE:
            text = _experience(condition, evaluation)
        case Requirement.REPORT:
            text = _report(condition)
    planned_for = condition.planned_for
    return text.format(
        done=number(int(condition.done)),
        planned=number(condition.planned),
        required=number(condition.required),
        missing=", ".join(shown(unit) for unit in condition.missing),
        term=term_short(planned_for) if isinstance(planned_for, Term) else "",
        day=date_label(planned_for) if isinstance(planned_for, date) else "",
        months=number(int(evaluation.experience.placement_months if evaluation.experience else 0)),
    )


def condition_brief(condition: Condition, evaluation: Evaluation) -> str:
    """The same where there is little room: many units that are missing are only counted."""
    if condition.code is Requirement.UNITS and len(condition.missing) > NAMED:
        text = _("{done} of {required} units obtained, {planned} planned.")
        return text.format(
            done=number(condition.done), planned=number(condition.planned), required=number(condition.required)
        )
    return condition_sentence(condition, evaluation)


def _units(condition: Condition) -> str:
    required = int(condition.required)
    if condition.met:
        return ngettext("The {required} unit is obtained.", "All {required} units are obtained.", required)
    if isinstance(condition.planned_for, date) and condition.awaits:
        return _("{done} of {required} units obtained, the last answer expected on {day}.")
    if isinstance(condition.planned_for, date):
        return _("{done} of {required} units obtained, the last one expected on {day}.")
    if condition.planned_for is not None:
        return _("{done} of {required} units obtained, the last one planned in {term}.")
    if not condition.missing:  # what is left is not attended: it waits for its day, and has no place
        return _("{done} of {required} units obtained, {planned} planned.")
    return _("{done} of {required} units obtained, {planned} planned; to place: {missing}.")


def _experience(condition: Condition, evaluation: Evaluation) -> str:
    if condition.met:
        return ngettext(
            "The {required} month of experience is done.",
            "The {required} months of experience are done.",
            int(condition.required),
        )
    if condition.planned_for is not None:
        return _("{done} of {required} months done, complete on {day} if nothing changes.")
    experience = evaluation.experience
    if experience is not None and experience.reached_on is not None and experience.placement_due:
        return _("{done} of {required} months done; the placement due outside the field is missing.")
    return _("{done} of {required} months done; periods are missing to get there.")


def _report(condition: Condition) -> str:
    if condition.met:
        return _("The report is defended and validated.")
    if isinstance(condition.planned_for, date) and condition.awaits:
        return _("The report was asked for: an answer is expected on {day}.")
    if isinstance(condition.planned_for, date):
        return _("The report is expected on {day}.")
    if condition.planned_for is not None:
        return _("The report is planned in {term}.")
    return _("The report and its defence are still to place.")


def deadline_sentence(deadline: Deadline, programme: Programme | None = None) -> str:
    """What must be done by when. With the *programme*, in the sheet's words too: it publishes no day to enrol by."""
    words = ""
    if programme is not None and deadline.term is not None:
        dates = enrolment_dates(programme, deadline.term)
        words = enrolment_month(dates) if dates is not None else ""
    accreditation = programme.accreditation if programme is not None else None
    published = accreditation.published if accreditation is not None else None
    return _deadline(deadline, bool(words), published is not None).format(
        published=date_label(published) if published else "",
        day=date_label(deadline.day),
        words=shown(words),
        term=term_short(deadline.term) if deadline.term else "",
        units=", ".join(shown(unit) for unit in deadline.units),
    )


def _deadline(deadline: Deadline, has_words: bool, is_entered: bool) -> str:
    is_annual = deadline.term is not None and deadline.term.part is Part.ANNUAL
    match deadline.code:
        case DeadlineKind.ENROLMENT_CLOSES if is_annual and has_words:
            return _("{day} ({words}): last day to enrol in {units} (annual).")
        case DeadlineKind.ENROLMENT_CLOSES if is_annual:
            return _("{day}: last day to enrol in {units} (annual).")
        case DeadlineKind.ENROLMENT_CLOSES if has_words:
            return _("{day} ({words}): last day to enrol in {units} for {term}.")
        case DeadlineKind.ENROLMENT_CLOSES:
            return _("{day}: last day to enrol in {units} for {term}.")
        case DeadlineKind.ACCREDITATION_ENDS if is_entered:
            return _("{day}: the accreditation ends (a date you entered; the sheet says {published}).")
        case DeadlineKind.ACCREDITATION_ENDS:
            return _("{day}: the accreditation ends.")
        case DeadlineKind.EXPERIENCE_REACHED:
            return _("{day}: the experience asked for is reached.")
        case DeadlineKind.ANSWER_EXPECTED:
            return _("{day}: answer expected for {units}.")


def fix_label(fix: Fix) -> str:
    """What a repair does, as on its button."""
    match fix.kind:
        case FixKind.UNPLACE:
            text = _("Take {unit} off the plan")
        case FixKind.REBALANCE:
            text = _("Lighten {term}") if fix.term is not None else _("Lighten the semester")
        case FixKind.CHOOSE:
            text = _("Choose…")
        case FixKind.LINK:
            text = _("Link {unit} to rows…")
        case FixKind.ANSWER:
            text = _("Answer…")
        case FixKind.REPLAN:
            text = _("Plan again…")
        case FixKind.LIFT_LEAVE:
            text = _("Lift the leave of {term}") if fix.term is not None else _("Lift the leave")
        case FixKind.MOVE:
            text = _("Place {unit} (opens in {term})")
        case FixKind.WAIVE:
            text = _("Waiver for {unit} in {term}…") if fix.term is not None else _("Place {unit} with a waiver…")
    return text.format(unit=shown(fix.unit), term=term_short(fix.term) if fix.term else "")
