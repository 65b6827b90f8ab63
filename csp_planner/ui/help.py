"""The keys, and what this program is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QMessageBox, QVBoxLayout, QWidget

from csp_planner import __version__
from csp_planner.messages.catalogue import _


class KeysDialog(QDialog):
    """What every key does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        for keys, what in (
            (_("Arrows"), _("From card to card and from semester to semester")),
            (_("Enter or Space"), _("Pick the card up; then put it down")),
            (_("Arrows, card in hand"), _("From one open semester to the next")),
            (_("Escape"), _("Put the card back where it was")),
            (_("Delete"), _("Take the card off the plan")),
            (_("Menu key or right click"), _("Move to, waiver, mark as…")),
            ("Ctrl+Z, Ctrl+Shift+Z", _("Undo, redo")),
            ("Ctrl+N, Ctrl+O, Ctrl+S", _("New, open, save")),
            ("Ctrl+F", _("Find a unit")),
            ("F8, F9", _("Fold the left zone, the right zone")),
            ("F1", _("This list")),
        ):
            label = QLabel(what)
            label.setTextFormat(Qt.TextFormat.PlainText)
            form.addRow(keys, label)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addWidget(buttons)


def show_about(parent: QWidget) -> None:
    """Say what this program is, and its version."""
    box = QMessageBox(parent)
    box.setWindowTitle(_("About"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(
        _("csp-planner {version}. Plans a diploma against its published sheet, on this computer only.").format(
            version=__version__
        )
    )
    box.exec()
