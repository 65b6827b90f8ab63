"""Names of groups."""

from csp_planner.domain.judgement import Severity
from csp_planner.messages.catalogue import pgettext


def severity_heading(severity: Severity) -> str:
    """The name of a group of diagnostics."""
    return {
        Severity.BLOCKING: pgettext("group", "BLOCKING"),
        Severity.WARNING: pgettext("group", "TO WATCH"),
        Severity.ADVICE: pgettext("group", "GOOD TO KNOW"),
    }[severity]
