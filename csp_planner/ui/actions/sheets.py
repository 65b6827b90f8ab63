"""What a person does with sheets: read one, look it through, keep it in the library, begin a plan of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import academic_year_of
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import problem_sentence, shown
from csp_planner.storage.errors import FileProblem, PlanFileError, loading_problem
from csp_planner.storage.files import read_bounded
from csp_planner.storage.folders import data_folder
from csp_planner.storage.programmes import (
    Origin,
    ProgrammeLine,
    drop_programme,
    keep_programme,
    programme_lines,
    source_of,
)
from csp_planner.ui.document.documents import Documents


class SheetActs(QObject):
    """Reads what is given, shows it beside its source, and does what is wished. What reads sheets is loaded on use."""

    kept = Signal()
    """The library has another programme, or one less."""

    def __init__(self, documents: Documents, window: QWidget) -> None:
        super().__init__(window)
        self._documents, self._window = documents, window
        self._read_last: object = None

    # Giving and reading

    def ask(self) -> None:
        """Let the person paste, drop or open a sheet; then look it through."""
        from csp_planner.sheet.values import Reading
        from csp_planner.ui.dialogs.give_sheet import GiveSheetDialog

        self._read_last = None
        dialog = GiveSheetDialog(self._read, self._ask_file, self._window)
        dialog.exec()
        dialog.deleteLater()
        if isinstance(self._read_last, Reading):
            self._look_through(self._read_last)

    def take(self, given: bytes | Path) -> None:
        """Read what was dropped on the window, and look it through; or say why it cannot be read."""
        from csp_planner.sheet.values import Reading

        trouble = self._read(given)
        if trouble:
            self._documents.said.emit(trouble, [(_("Read a sheet…"), self.ask)])
        elif isinstance(self._read_last, Reading):
            self._look_through(self._read_last)

    def _ask_file(self) -> Path | None:
        from csp_planner.ui.dialogs.files import ask_sheet

        return ask_sheet(self._window, self._documents.folder)

    def _read(self, given: bytes | Path) -> str:
        """Read *given*; the sentence that says why not, if that fails."""
        from csp_planner.messages.sheet import sheet_problem_sentence
        from csp_planner.sheet.reading import read_sheet
        from csp_planner.sheet.values import MAX_SHEET_BYTES, SheetError, SheetProblem

        self._read_last = None
        name = given.name if isinstance(given, Path) else _("pasted text")
        try:
            data = read_bounded(given, MAX_SHEET_BYTES) if isinstance(given, Path) else given
        except OSError as error:
            problem = loading_problem(error)
            if problem is FileProblem.TOO_LARGE:
                return sheet_problem_sentence(SheetError(SheetProblem.TOO_LARGE), name)
            return problem_sentence(PlanFileError(problem, given if isinstance(given, Path) else None))
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._read_last = read_sheet(data, default_year=academic_year_of(self._documents.today))
        except SheetError as error:
            return sheet_problem_sentence(error, name)
        finally:
            QGuiApplication.restoreOverrideCursor()
        return ""

    def make(self) -> None:
        """Let the person make a programme from nothing."""
        from csp_planner.sheet.values import Reading

        year = academic_year_of(self._documents.today)
        empty = Programme(
            code=_("MINE"),
            title=_("My programme"),
            publisher="",
            sheet=_("entered by hand"),
            published_years=(year,),
            units=(),
        )
        self._look_through(Reading(programme=empty, source=""))

    def _look_through(self, reading: object) -> None:
        """Show what was read beside its source; keep and use it as it was corrected."""
        from csp_planner.sheet.values import Reading
        from csp_planner.ui.dialogs.sheet import SheetDialog, Wish

        if not isinstance(reading, Reading):
            return
        dialog = SheetDialog(reading, self._window, is_read=bool(reading.source))
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        programme, wish = dialog.programme, dialog.wish
        dialog.deleteLater()
        if not accepted or wish is None or not self._keep(programme, reading.source):
            return
        if wish is Wish.USE:
            self.begin(programme)
        else:
            text = _("{programme} is kept in the library.")
            self._documents.done.emit(text.format(programme=shown(programme.code)), [])

    def begin(self, programme: Programme) -> None:
        """Begin a plan of *programme*, unless the person wants to stay with the open one."""
        if self._documents.may_leave():
            self._documents.begin_with(programme)

    # The library

    def _keep(self, programme: Programme, source: str) -> bool:
        try:
            keep_programme(data_folder(), programme, source)
        except PlanFileError as error:
            again: tuple[str, Callable[[], object]] = (_("Try again"), lambda: self._keep(programme, source))
            self._documents.said.emit(problem_sentence(error), [again])
            return False
        self.kept.emit()
        return True

    def lines(self) -> tuple[ProgrammeLine, ...]:
        """What a list shows of the library."""
        return programme_lines(data_folder())

    def programme(self, line: ProgrammeLine) -> Programme | None:
        """The programme of *line*; None, and it is said why, where its file cannot be read."""
        from csp_planner.storage.library import builtin_programme
        from csp_planner.storage.planfile import load_programme

        if line.path is None:
            return builtin_programme(line.code)
        try:
            return load_programme(line.path)
        except PlanFileError as error:
            self._documents.said.emit(problem_sentence(error), [])
            return None

    def show_source(self, line: ProgrammeLine) -> None:
        """Show the programme of *line* beside what it was read from."""
        from csp_planner.sheet.values import Reading

        programme = self.programme(line)
        if programme is None:
            return
        try:
            source = source_of(line.path) if line.path is not None else programme.sheet
        except PlanFileError as error:
            self._documents.said.emit(problem_sentence(error), [])
            return
        self._look_through(Reading(programme=programme, source=source or programme.sheet))

    def remove(self, line: ProgrammeLine) -> None:
        """Take the programme of *line* out of the library; the plans that hold it keep it."""
        if line.origin is Origin.BUILT_IN or line.path is None:
            return
        programme = self.programme(line)
        try:
            source = source_of(line.path)
            drop_programme(line.path)
        except PlanFileError as error:
            self._documents.said.emit(problem_sentence(error), [])
            return
        self.kept.emit()
        text = _("{programme} was removed from the library; plans that were made of it keep it.")
        choices: list[tuple[str, Callable[[], object]]] = []
        if programme is not None:
            choices = [(_("Bring it back"), lambda: self._keep(programme, source))]
        self._documents.done.emit(text.format(programme=shown(line.code)), choices)

    # The programme of the open plan

    def correct(self) -> None:
        """Let the person correct the programme of the open plan; what is entered beside the sheet stays so."""
        from csp_planner.domain.edition.published import as_published
        from csp_planner.domain.edits.editions import renew_programme
        from csp_planner.domain.edits.refusal import Refusal
        from csp_planner.sheet.values import Reading
        from csp_planner.ui.dialogs.sheet import SheetDialog

        session = self._documents.session
        if not session.may_edit():
            return
        before = as_published(session.document.programme)
        dialog = SheetDialog(Reading(programme=before, source=""), self._window, is_read=False)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        after = dialog.programme
        dialog.deleteLater()
        if not accepted or after == before:
            return

        def renew(plan: Plan) -> Plan | Refusal:
            renewed = renew_programme(plan, after, self._documents.today)
            return renewed if isinstance(renewed, Refusal) else renewed.plan

        session.do(_("Correct the programme"), renew)
