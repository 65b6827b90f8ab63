"""The questions about files that the window asks."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QMessageBox

from csp_planner.domain.plan import Plan
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.ui.widgets.buttons import drop_icons

if TYPE_CHECKING:
    from csp_planner.ui.document.documents import Documents

SUFFIX = ".cspplan"


def ask_open_path(documents: "Documents") -> Path | None:
    """A file to open."""
    dialog = QFileDialog(documents.window, _("Open a plan"), _folder(documents), _filters())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return chosen(dialog)


def ask_save_path(documents: "Documents") -> Path | None:
    """A file to save to; the dialog itself asks before one is replaced."""
    suggested = str(Path(_folder(documents), plan_name(documents.session.document)))
    dialog = QFileDialog(documents.window, _("Save the plan"), suggested, _filters())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(SUFFIX[1:])
    dialog.selectFile(suggested)
    return chosen(dialog)


def plan_name(plan: Plan) -> str:
    """A name for a plan's file, made as that of an output; no scenario's, as the file holds them all."""
    from csp_planner.export.write import file_stem

    return f"{file_stem(f'{plan.programme.code} {plan.profile.name}')}{SUFFIX}"


def chosen(dialog: QFileDialog) -> Path | None:
    """Let the person choose in *dialog*, in the program's language; None when they gave up."""
    # Qt's French lacks these since Qt gave them other mnemonics.
    label = QFileDialog.DialogLabel
    dialog.setLabelText(label.LookIn, _("&Look in:"))
    dialog.setLabelText(label.FileName, _("File &name:"))
    dialog.setLabelText(label.FileType, _("Files of &type:"))
    for box in dialog.findChildren(QDialogButtonBox):  # none where the system has a dialog of its own
        drop_icons(box)
    accepted = dialog.exec()
    dialog.deleteLater()
    return Path(dialog.selectedFiles()[0]) if accepted else None


def _filters() -> str:
    return _("Study plans (*{suffix})").format(suffix=SUFFIX)


def _folder(documents: "Documents") -> str:
    if documents.keeper.path is not None:
        folders = documents.keeper.path.parents  # the nearest that is still there
        return str(next((folder for folder in folders if folder.is_dir()), Path.home()))
    recent = documents.settings.recent
    return str(Path(recent[0]).parent) if recent else str(Path.home())


def ask_leave(documents: "Documents") -> bool:
    """Ask what becomes of a document that is not safe; whether it may be left."""
    box = QMessageBox(documents.window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    path = documents.keeper.path
    if path is None:
        lost = _("It is in no file yet: closed without keeping, it would be lost.")
    else:
        lost = _("Its last changes are not in {file}: they would be lost.").format(file=shown(path.name))
    box.setText("\n\n".join((_("Save this plan before leaving it?"), lost)))
    buttons = QMessageBox.StandardButton
    words = {
        buttons.Save: _("&Save…"),
        buttons.Discard: _("Close &without keeping"),
        buttons.Cancel: _("&Cancel"),
    }
    for button, text in words.items():
        box.addButton(button).setText(text)
    box.setDefaultButton(buttons.Save)
    drop_icons(box)
    answer = box.exec()
    if answer == buttons.Save:
        return documents.ask_save_as()
    if answer == buttons.Discard:
        documents.keeper.release_recovery()
        return True
    return False
