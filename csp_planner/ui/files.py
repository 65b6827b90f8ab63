"""The questions about files and limits that the window asks."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from csp_planner.messages.catalogue import _

if TYPE_CHECKING:
    from csp_planner.ui.window import MainWindow

SUFFIX = ".cspplan"
CANCELLED: Final = object()
MAX_LIMIT = 60


def ask_open_path(window: "MainWindow") -> Path | None:
    """A file to open."""
    name, _filter = QFileDialog.getOpenFileName(window, _("Open a plan"), _folder(window), _filters())
    return Path(name) if name else None


def ask_save_path(window: "MainWindow") -> Path | None:
    """A file to save to; the dialog itself asks before one is replaced."""
    suggested = str(Path(_folder(window), f"{window.session.plan.programme.code}{SUFFIX}"))
    dialog = QFileDialog(window, _("Save the plan"), suggested, _filters())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(SUFFIX[1:])
    dialog.selectFile(suggested)
    if not dialog.exec():
        return None
    return Path(dialog.selectedFiles()[0])


def _filters() -> str:
    return _("Study plans (*{suffix})").format(suffix=SUFFIX)


def _folder(window: "MainWindow") -> str:
    if window.keeper.path is not None:
        return str(window.keeper.path.parent)
    recent = window.settings.recent
    return str(Path(recent[0]).parent) if recent else str(Path.home())


def ask_leave(window: "MainWindow") -> bool:
    """Ask what becomes of a document that is not safe; whether it may be left."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(_("Save this plan before leaving it?"))
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    box.setDefaultButton(buttons.Save)
    answer = box.exec()
    if answer == buttons.Save:
        return window.ask_save_as()
    if answer == buttons.Discard:
        window.keeper.release_recovery()
        return True
    return False


def ask_limit(window: "MainWindow", now: float | None) -> object:
    """The new load limit, None for no limit, or CANCELLED."""
    value, accepted = QInputDialog.getInt(
        window, _("Load limit"), _("ECTS per semester to keep to (0: no limit)"), int(now or 0), 0, MAX_LIMIT
    )
    if not accepted:
        return CANCELLED
    return float(value) if value else None
