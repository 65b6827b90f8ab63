"""Every check of a plan, each with its stable code and how much it matters.

To add one, add a member here, find it in ``evaluation/diagnose.py``, give it its sentence in
``messages/diagnostics.py`` and say in ``evaluation/acceptance.py`` how bad it can be: the type checker points at the
last two while they are missing.
"""

from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic matters."""

    BLOCKING = "blocking"
    """It keeps the diploma from being reached: it is mended or waived, never just accepted."""
    WARNING = "warning"
    ADVICE = "advice"


class Check(StrEnum):
    """What can be said of a plan. The codes stand in files and in ``check --json``: they never change."""

    severity: Severity

    def __new__(cls, code: str, severity: Severity) -> "Check":
        """A member that is its code and knows its severity."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.severity = severity
        return member

    NOT_PLACED = "not-placed", Severity.BLOCKING
    NOT_OPEN = "not-open", Severity.BLOCKING
    NEVER_OPEN = "never-open", Severity.BLOCKING
    UNIT_ABSENT = "unit-absent", Severity.BLOCKING
    """The newest edition of the sheet has the unit no more, though an older one had it."""
    ENROLMENT_CLOSED = "enrolment-closed", Severity.BLOCKING
    TERM_OVER = "term-over", Severity.BLOCKING
    ON_LEAVE = "on-leave", Severity.BLOCKING
    """A plan stands in a semester off."""
    CHOICE_OPEN = "choice-open", Severity.BLOCKING
    """A choice of the award lacks units, credits, domains or a branch."""
    UNIT_MISSING = "unit-missing", Severity.BLOCKING
    """The award asks for a unit of which the programme has no row."""
    UNIT_UNKNOWN = "unit-unknown", Severity.WARNING
    RESULT_EARLY = "result-early", Severity.WARNING
    """A result is recorded in a term that has not begun."""
    TAKEN_ON_LEAVE = "taken-on-leave", Severity.WARNING
    """A unit is enrolled in, under way or validated in a semester off: one of the two is not so."""
    TERM_UNKNOWN = "term-unknown", Severity.WARNING
    """No year at all is known of a planned unit: whether it runs in its term is not known."""
    TERM_BEGUN = "term-begun", Severity.WARNING
    """Units are only planned in a semester that began a while ago, and nobody knows until when one can enrol."""
    MODE_CHANGED = "mode-changed", Severity.WARNING
    """The way chosen for a planned unit is no longer among those offered."""
    MODE_NOT_WANTED = "mode-not-wanted", Severity.WARNING
    """A planned unit is taken in none of the ways that the learner wants."""
    BLOCK_UNCHECKED = "block-unchecked", Severity.WARNING
    """Nobody can say whether a block of the award is met: its rule could not be read, or there are too many ways."""
    OVERLOAD = "overload", Severity.WARNING
    WEEKLY_LOAD = "weekly-load", Severity.WARNING
    PAST_ACCREDITATION = "past-accreditation", Severity.WARNING
    CREDIT_EXPECTED = "credit-expected", Severity.WARNING
    """A unit rests on an answer that is awaited, or whose day has passed."""
    CREDIT_UNLINKED = "credit-unlinked", Severity.WARNING
    """A unit acquired outside the present sheet counts for no row of it."""
    VALUE_SHORT = "value-short", Severity.WARNING
    """What was obtained is worth less than the rows it counts for."""
    TICK_UNUSED = "tick-unused", Severity.WARNING
    """A row was confirmed by hand and is attended now, or judged by its dates: the tick is kept and counts nothing."""
    EXPERIENCE_SHORT = "experience-short", Severity.WARNING
    PLACEMENT_MISSING = "placement-missing", Severity.WARNING
    WAIVER_PAST = "waiver-past", Severity.WARNING
    """A unit placed by waiver was not enrolled in before its semester was over, or before enrolment closed."""
    WAIVER = "waiver", Severity.ADVICE
    PROJECTED_OPENING = "projected-opening", Severity.ADVICE
    OPENING_IRREGULAR = "opening-irregular", Severity.ADVICE
    """The opening is projected from years that differ: in turn, or in no order."""
    RHYTHM_CONTRADICTED = "rhythm-contradicted", Severity.ADVICE
    """The sheet publishes a year otherwise than the rhythm that the user entered has it."""
    RECOMMENDED_ORDER = "recommended-order", Severity.ADVICE
    STAGE_ORDER = "stage-order", Severity.ADVICE
    """Units of a later stage are planned before units of an earlier one."""
    REPORT_EARLY = "report-early", Severity.ADVICE
    HOURS_UNPUBLISHED = "hours-unpublished", Severity.ADVICE
    OVERRIDE_ENTERED = "figure-entered", Severity.ADVICE
    """ECTS or hours of a unit were entered by the user in place of the sheet's."""
    COUNTS_ONCE = "counts-once", Severity.ADVICE
    """A unit is due in several blocks: it satisfies each, and its ECTS count once."""
    TOTALS_DIFFER = "totals-differ", Severity.ADVICE
