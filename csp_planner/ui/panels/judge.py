"""Asks why a warning is accepted."""

from PySide6.QtWidgets import QInputDialog, QWidget

from csp_planner.messages.catalogue import _

MAX_REASON = 500


def ask_reason(parent: QWidget) -> str:
    """The reason given; empty when the person gave up."""
    text, accepted = QInputDialog.getText(parent, _("Accept this warning"), _("Why is it acceptable here?"))
    return " ".join(text.split())[:MAX_REASON] if accepted else ""
