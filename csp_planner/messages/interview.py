"""What is said in an interview: slack, experience, enrolment."""

from datetime import date

from csp_planner.domain.enrolment import EnrolmentDates
from csp_planner.domain.evaluation.experience import ExperienceStatus
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.problems import shown
from csp_planner.messages.words import date_label, enrolment_month, entered_words, number


def slack_words(semesters: int) -> tuple[str, str]:
    """How many semesters a unit can slip before the end moves, as on a card; and the same where there is less room."""
    if semesters <= 0:
        return _("no slack"), _("no slack")
    return (
        ngettext("slack: can slip by {count} semester", "slack: can slip by {count} semesters", semesters).format(
            count=semesters
        ),
        ngettext("slack: {count} semester", "slack: {count} semesters", semesters).format(count=semesters),
    )


def experience_outlook(status: ExperienceStatus, today: date) -> str:
    """What the recorded periods come to: months done, and the day the condition is met."""
    day = status.complete_on or status.reached_on
    values = {
        "done": number(int(status.months)),
        "required": status.required_months,
        "day": date_label(day) if day is not None else "",
        "placement": number(int(status.placement_months)),
    }
    if status.complete_on is not None and status.complete_on <= today:
        text = _("{done} of {required} months today: complete since {day}.")
    elif status.complete_on is not None and status.ongoing:
        text = _("{done} of {required} months today, complete on {day} if the present period goes on.")
    elif status.complete_on is not None:
        text = _("{done} of {required} months today, complete on {day}.")
    elif status.reached_on is not None and status.placement_due:
        text = _(
            "{done} of {required} months today, reached on {day}; "
            "outside the field, the placement is still due ({placement} months recorded)."
        )
    else:
        text = _("{done} of {required} months today; periods are missing to get there.")
    return text.format_map(values)


def enrolment_sentence(dates: EnrolmentDates | None) -> str:
    """When one can enrol, in figures and in the sheet's words: it publishes no day, and maybe nothing of it."""
    if dates is None:
        return _("Enrolment dates: not published.")
    words = enrolment_month(dates)
    values = {"closes": date_label(dates.closes), "words": shown(words)}
    if dates.opens is None:
        text = _("Enrolment until {closes} ({who}).")
        return text.format_map({**values, "who": entered_words(dates.entered) if dates.entered else ""})
    values["opens"] = date_label(dates.opens)
    if dates.entered is not None:
        text = _("Enrolment from {opens} to {closes} ({who}).")
        return text.format_map({**values, "who": entered_words(dates.entered)})
    if words:
        return _("Enrolment from {opens} to {closes} ({words}).").format_map(values)
    return _("Enrolment from {opens} to {closes}.").format_map(values)


def slack_sentence(semesters: int) -> str:
    """How far a unit can slip, in a sentence."""
    if semesters <= 0:
        return _("No slack: taken later, the end moves.")
    text = ngettext(
        "Slack: it can slip by {count} semester before the end moves.",
        "Slack: it can slip by {count} semesters before the end moves.",
        semesters,
    )
    return text.format(count=semesters)
