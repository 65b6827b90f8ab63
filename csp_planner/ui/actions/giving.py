"""Programmes for what a person compares with or goes on to: of the library, or of a sheet that is given and read."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from csp_planner.domain.programme import Programme
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import problem_sentence
from csp_planner.sheet.values import Reading
from csp_planner.storage.errors import PlanFileError
from csp_planner.storage.folders import data_folder
from csp_planner.storage.library import builtin_programme
from csp_planner.storage.planfile import load_programme
from csp_planner.storage.programmes import ProgrammeLine, centre_name, keep_programme, programme_lines
from csp_planner.ui.dialogs.sheet import SheetDialog, Wish
from csp_planner.ui.document.documents import Documents
from csp_planner.ui.document.given import read_given


class Giving(QObject):
    """Reads what was chosen or given. What is in doubt is looked through before it is taken."""

    kept = Signal()
    """The library has another programme."""

    def __init__(self, documents: Documents, window: QWidget) -> None:
        super().__init__(window)
        self._documents, self._window = documents, window
        self.found: Programme | Reading | None = None
        """What was read last."""

    def lines(self) -> list[ProgrammeLine]:
        """What a list shows of the library."""
        return list(programme_lines(data_folder()))

    def load(self, line: ProgrammeLine) -> Programme | str:
        """The programme of *line*; the sentence that says why its file cannot be read."""
        if line.path is None:
            return builtin_programme(line.code)
        try:
            return load_programme(line.path)
        except PlanFileError as error:
            return problem_sentence(error)

    def ask_file(self) -> Path | None:
        """Let the person choose a file that holds a sheet or a programme."""
        from csp_planner.ui.dialogs.files import ask_sheet

        return ask_sheet(self._window, self._documents.folder)

    def read(self, given: bytes | Path | ProgrammeLine) -> str:
        """Read *given*, which ``found`` then holds; the sentence that says why not, if that fails."""
        self.found = None
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            is_line = isinstance(given, ProgrammeLine)
            read = self.load(given) if is_line else read_given(given, self._documents.today)
        finally:
            QGuiApplication.restoreOverrideCursor()
        if isinstance(read, str):
            return read
        self.found = read
        return ""

    def settled(self) -> Programme | None:
        """What was read, once its doubts are looked through; None where the person gave up."""
        found = self.found
        if not isinstance(found, Reading):
            return found
        if not found.guessed and not found.left_out:
            return found.programme
        return self._look_through(found, self._keep_if_wished)

    def ask_to_keep(self) -> ProgrammeLine | None:
        """Let the person give a sheet, look it through and keep it; its line in the library."""
        from csp_planner.ui.dialogs.give_sheet import GiveSheetDialog

        self.found = None
        dialog = GiveSheetDialog(self.read, self.ask_file, self._window)
        dialog.exec()
        dialog.deleteLater()
        found = self.found
        if isinstance(found, Reading):
            kept = self._look_through(found, lambda programme, _wish: self._keep(programme, found.source))
        else:
            kept = found if found is not None and self._keep(found, "") else None
        if kept is None:
            return None
        key = kept.code, centre_name(kept.publisher)
        return next((line for line in self.lines() if (line.code, centre_name(line.centre)) == key), None)

    def _look_through(self, reading: Reading, keep: Callable[[Programme, Wish | None], bool]) -> Programme | None:
        """Show *reading* beside its source until the person is content with it and *keep* has done its part."""
        dialog = SheetDialog(reading, self._window)
        try:
            while dialog.exec() == QDialog.DialogCode.Accepted:
                if keep(dialog.programme, dialog.wish):
                    return dialog.programme
            return None
        finally:
            dialog.deleteLater()

    def _keep_if_wished(self, programme: Programme, wish: Wish | None) -> bool:
        source = self.found.source if isinstance(self.found, Reading) else ""
        return wish is not Wish.KEEP or self._keep(programme, source)

    def _keep(self, programme: Programme, source: str) -> bool:
        """Keep *programme* in the library; where that fails, say so and let the person decide again."""
        try:
            keep_programme(data_folder(), programme, source)
        except PlanFileError as error:
            from csp_planner.ui.dialogs.opening_report import ReportDialog

            said = ReportDialog(_("Keep in the library"), problem_sentence(error), [], [_("Close")], self._window)
            said.exec()
            said.deleteLater()
            return False
        self.kept.emit()
        return True
