"""Asks why a warning is accepted."""

from PySide6.QtWidgets import QWidget

from csp_planner.domain.limits import MAX_REASON
from csp_planner.messages.catalogue import _
from csp_planner.ui.dialogs.questions import ask_text


def ask_reason(parent: QWidget) -> str:
    """The reason given; empty when the person gave up."""
    text = ask_text(parent, _("Accept this warning"), _("Why is it acceptable here?"), MAX_REASON)
    return " ".join((text or "").split())
