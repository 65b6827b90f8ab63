"""The questions about files that the window asks."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QMessageBox, QWidget

from csp_planner.domain.plan import Plan
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.ui.widgets.buttons import drop_icons

SUFFIX = ".cspplan"
OPENINGS_SUFFIX = ".json"
PROGRAMME_SUFFIX = ".json"


class Leave(Enum):
    """What a person wants with a document that is not safe."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


def ask_open_path(window: QWidget, folder: Path, title: str = "") -> Path | None:
    """Ask for a plan to open, first looked for in *folder*; None when the person gave up.

    *title* says what for, where it is not shown in the place of the plan that is open.
    """
    programmes = "" if title else ";;" + _("Programmes (*{suffix})").format(suffix=PROGRAMME_SUFFIX)
    dialog = QFileDialog(window, title or _("Open a plan"), str(folder), _filters() + programmes)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return chosen(dialog)


def ask_save_path(window: QWidget, folder: Path, plan: Plan) -> Path | None:
    """Ask for a file to save *plan* to; None when the person gave up. Qt asks before a file is replaced."""
    suggested = str(Path(folder, plan_name(plan)))
    dialog = QFileDialog(window, _("Save the plan"), suggested, _filters())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(SUFFIX[1:])
    dialog.selectFile(suggested)
    return chosen(dialog)


def ask_save_comparison(window: QWidget, folder: Path, title: str) -> Path | None:
    """Ask where scenarios side by side, called *title*, are to go as a picture or a PDF; None when they gave up."""
    from csp_planner.export.kinds import PDF, PNG
    from csp_planner.export.write import file_stem

    filters = [f"{kind.files()} (*{kind.ending})" for kind in (PNG, PDF)]
    suggested = str(Path(folder, f"{file_stem(title)}{PNG.ending}"))
    dialog = QFileDialog(window, _("Export the comparison"), suggested, ";;".join(filters))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(PNG.ending[1:])
    dialog.filterSelected.connect(
        lambda chosen: dialog.setDefaultSuffix((PNG if chosen == filters[0] else PDF).ending[1:])
    )
    dialog.selectFile(suggested)
    return chosen(dialog)


def ask_give_openings(window: QWidget, folder: Path, programme: str) -> Path | None:
    """Ask for a file to write the openings of *programme* to, for a colleague; None when the person gave up."""
    from csp_planner.export.write import file_stem

    suggested = str(
        Path(folder, f"{file_stem(_('openings-{programme}').format(programme=programme))}{OPENINGS_SUFFIX}")
    )
    dialog = QFileDialog(window, _("Give these openings to a colleague"), suggested, _openings_filter())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(OPENINGS_SUFFIX[1:])
    dialog.selectFile(suggested)
    return chosen(dialog)


def ask_read_openings(window: QWidget, folder: Path) -> Path | None:
    """Ask for a file of openings that a colleague gave; None when the person gave up."""
    dialog = QFileDialog(window, _("Read openings"), str(folder), _openings_filter())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return chosen(dialog)


def ask_sheet(window: QWidget, folder: Path) -> Path | None:
    """Ask for a sheet of a centre; None when the person gave up."""
    kinds = _("Sheets (*.txt *.html *.htm *.pdf *.json *.csv *.xlsx)")
    dialog = QFileDialog(window, _("Read a sheet"), str(folder), ";;".join((kinds, _("All files (*)"))))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return chosen(dialog)


def _openings_filter() -> str:
    return _("Openings (*{suffix})").format(suffix=OPENINGS_SUFFIX)


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


def ask_leave(window: QWidget, path: Path | None) -> Leave:
    """Ask what becomes of a document that is not safe in its file at *path*, or that has none."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
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
        return Leave.SAVE
    return Leave.DISCARD if answer == buttons.Discard else Leave.STAY
