"""How an act asks a person in a dialog."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog  # a start shows no dialog, and is faster without it


def is_accepted(dialog: "QDialog") -> bool:
    """Show *dialog*; True when the person accepts it. Qt deletes it later, so that the caller can still read it."""
    accepted = bool(dialog.exec())
    dialog.deleteLater()
    return accepted
