"""Asks why a warning is accepted."""

from PySide6.QtWidgets import QWidget

from csp_planner.messages.catalogue import _
from csp_planner.ui.dialogs.questions import ask_text

MAX_REASON = 500
"""Characters kept of a reason: it is read in one line."""


def ask_reason(parent: QWidget) -> str:
    """The reason given; empty when the person gave up."""
    text = ask_text(parent, _("Accept this warning"), _("Why is it acceptable here?"))
    return " ".join((text or "").split())[:MAX_REASON]
