"""What a person does with sheets: read one, look it through, keep it in the library, begin a plan of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import academic_year_of
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import problem_sentence, shown
from csp_planner.storage.errors import PlanFileError
from csp_planner.storage.folders import data_folder
from csp_planner.storage.programmes import (
    Origin,
    ProgrammeLine,
    centre_name,
    drop_programme,
    keep_programme,
    programme_lines,
    source_of,
)
from csp_planner.ui.actions.asking import is_accepted
from csp_planner.ui.document.documents import Documents

if TYPE_CHECKING:  # what reads sheets is large
    from csp_planner.sheet.values import Reading


class SheetActs(QObject):
    """Reads what is given, shows it beside its source, and does what is wished. What reads sheets is loaded on use."""

    kept = Signal()
    """The library has another programme, or one less."""
    used = Signal(object)
    """A programme that a plan is to be begun of, while none is open."""

    def __init__(self, documents: Documents, window: QWidget) -> None:
        super().__init__(window)
        self._documents, self._window = documents, window
        self._read_last: Programme | Reading | None = None
        self.newest: ProgrammeLine | None = None
        """The line of the programme that was kept last."""

    # Giving and reading

    def ask(self) -> None:
        """Let the person paste, drop or open a sheet; then look it through."""
        from csp_planner.ui.dialogs.give_sheet import GiveSheetDialog

        self._read_last = None
        dialog = GiveSheetDialog(self._read, self._ask_file, self._window)
        dialog.exec()
        dialog.deleteLater()
        self._look_through_last()

    def take(self, given: bytes | Path) -> None:
        """Read what was dropped on the window, and look it through; or say why it cannot be read."""
        trouble = self._read(given)
        if trouble:
            self._documents.said.emit(trouble, [(_("Read a sheet…"), self.ask)])
        self._look_through_last()

    def _ask_file(self) -> Path | None:
        from csp_planner.ui.dialogs.files import ask_sheet

        return ask_sheet(self._window, self._documents.folder)

    def _read(self, given: bytes | Path) -> str:
        """Read *given*; the sentence that says why not, if that fails."""
        from csp_planner.ui.document.given import read_given

        self._read_last = None
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            read = read_given(given, self._documents.today)
        finally:
            QGuiApplication.restoreOverrideCursor()
        if isinstance(read, str):
            return read
        self._read_last = read
        return ""

    def _look_through_last(self) -> None:
        """Look through what was read last; what the program itself wrote has no source beside it."""
        from csp_planner.sheet.values import Reading

        last = self._read_last
        if last is not None:
            self._look_through(last if isinstance(last, Reading) else Reading(programme=last, source=""))

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

    def _look_through(self, reading: "Reading", *, is_kept: bool = False) -> None:
        """Show what was read beside its source; keep it as it was corrected, and use it where that is wished.

        *is_kept*: the library has it, so it is kept again only where it was corrected.
        """
        from csp_planner.ui.dialogs.sheet import SheetDialog, Wish

        dialog = SheetDialog(reading, self._window)
        is_taken, programme, wish = is_accepted(dialog), dialog.programme, dialog.wish
        if not is_taken or wish is None:
            return
        is_same = is_kept and programme == reading.programme
        trouble = None if is_same else self._kept_or_why(programme, reading.source)
        if wish is Wish.USE:
            self.begin(programme)  # the plan holds its programme, whatever became of the library
        if trouble is not None:
            self._say_unkept(trouble, programme, reading.source)
        elif wish is Wish.KEEP:
            self._say_kept(programme)

    def begin(self, programme: Programme) -> None:
        """Begin a plan of *programme*, unless the person wants to stay with the open one."""
        if not self._documents.is_open:
            self.used.emit(programme)
        elif self._documents.may_leave():
            self._documents.begin_with(programme)

    # The library

    def _keep(self, programme: Programme, source: str) -> None:
        """Keep *programme* in the library, and say so, or why it cannot be."""
        trouble = self._kept_or_why(programme, source)
        if trouble is None:
            self._say_kept(programme)
        else:
            self._say_unkept(trouble, programme, source)

    def _kept_or_why(self, programme: Programme, source: str) -> PlanFileError | None:
        try:
            keep_programme(data_folder(), programme, source)
        except PlanFileError as error:
            return error
        key = programme.code, centre_name(programme.publisher)
        own = (line for line in self.lines() if (line.code, centre_name(line.centre)) == key)
        self.newest = next(own, None)
        self.kept.emit()
        return None

    def _say_kept(self, programme: Programme) -> None:
        text = _("{programme} is kept in the library.")
        self._documents.done.emit(text.format(programme=shown(programme.code)), [])

    def _say_unkept(self, trouble: PlanFileError, programme: Programme, source: str) -> None:
        again: tuple[str, Callable[[], object]] = (_("Try again"), lambda: self._keep(programme, source))
        self._documents.said.emit(problem_sentence(trouble), [again])

    def lines(self) -> tuple[ProgrammeLine, ...]:
        """What a list shows of the library."""
        return programme_lines(data_folder())

    def programme(self, line: ProgrammeLine) -> Programme | None:
        """The programme of *line*; None, and it is said why, where its file cannot be read."""
        found = _loaded(line)
        if isinstance(found, PlanFileError):
            self._documents.said.emit(problem_sentence(found), [])
            return None
        return found

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
        self._look_through(Reading(programme=programme, source=source or programme.sheet), is_kept=True)

    def remove(self, line: ProgrammeLine) -> None:
        """Take the programme of *line* out of the library; the plans that hold it keep it."""
        if line.origin is Origin.BUILT_IN or line.path is None:
            return
        programme = _loaded(line)
        try:
            source = source_of(line.path)
            drop_programme(line.path)
        except PlanFileError as error:
            self._documents.said.emit(problem_sentence(error), [])
            return
        self.newest = None
        self.kept.emit()
        text = _("{programme} was removed from the library; plans that were made of it keep it.")
        choices: list[tuple[str, Callable[[], object]]] = []
        if isinstance(programme, Programme):
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
        dialog = SheetDialog(Reading(programme=before, source=""), self._window, of_plan=True)
        is_taken, after = is_accepted(dialog), dialog.programme
        if not is_taken or after == before:
            return

        def renew(plan: Plan) -> Plan | Refusal:
            renewed = renew_programme(plan, after, self._documents.today)
            return renewed if isinstance(renewed, Refusal) else renewed.plan

        session.do(_("Correct the programme"), renew)


def _loaded(line: ProgrammeLine) -> Programme | PlanFileError:
    """The programme of *line*, or why its file cannot be read."""
    from csp_planner.storage.library import builtin_programme
    from csp_planner.storage.planfile import load_programme

    if line.path is None:
        return builtin_programme(line.code)
    try:
        return load_programme(line.path)
    except PlanFileError as error:
        return error
