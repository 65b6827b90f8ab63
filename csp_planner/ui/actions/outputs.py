"""Makes the outputs: prints, shows a preview, exports to a file, copies the board to the clipboard."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.export.errors import ExportError
from csp_planner.export.options import Options
from csp_planner.messages.catalogue import _
from csp_planner.messages.export import export_sentence, exported
from csp_planner.messages.sentences import problem_sentence
from csp_planner.storage.errors import PlanFileError
from csp_planner.ui.document.documents import Documents
from csp_planner.ui.widgets.buttons import drop_icons

if TYPE_CHECKING:
    from csp_planner.export.content import Document
    from csp_planner.messages.comparison_chart import Measure


class Outputs(QObject):
    """Makes every output from the document's plan, and never from a trial that is only shown."""

    announced = Signal(str)

    def __init__(self, documents: Documents, window: QWidget) -> None:
        super().__init__(window)
        self._documents, self._window = documents, window
        self._options = Options()
        """The choices made last: they hold for every output until they are changed."""

    # Paper

    def print(self) -> None:
        """Print the plan, on the printer the person chooses."""
        self._print(self._document(), self._window)

    def _print(self, document: "Document", parent: QWidget) -> None:
        """Print *document*. Qt asks the printing system for its printers here, and nowhere else in the program."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from csp_planner.drawing.paper import page_layout, paint_document
        from csp_planner.export.write import file_stem

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(document))
        printer.setDocName(file_stem(document.title))  # Qt proposes it as the name of a file to print to
        dialog = QPrintDialog(printer, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # before the printer it points to
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            try:
                paint_document(printer, document, printer.fromPage() or 1, printer.toPage() or None)
            except ExportError as error:
                self._complain(error, None)

    def preview(self) -> None:
        """Show the pages as they would be printed."""
        self._preview(self._document())

    def preview_comparison(self, indices: Sequence[int], measure: "Measure") -> None:
        """Show the page of the scenarios at *indices* side by side, to be printed."""
        self._preview(self._comparison(indices, measure))

    def _comparison(self, indices: Sequence[int], measure: "Measure") -> "Document":
        from csp_planner.export.compose import comparison_document

        plan = self._documents.session.document
        return comparison_document(plan, indices, self._documents.today, self._options, measure)

    def _preview(self, document: "Document") -> None:
        from csp_planner.ui.dialogs.preview import PreviewDialog

        try:
            dialog = PreviewDialog(document, self._window)
        except ExportError as error:
            self._complain(error, None)
            return
        dialog.resize(self._window.size() * 0.9)
        dialog.print_asked.connect(lambda: self._print(document, dialog))
        dialog.exec()
        dialog.deleteLater()

    def _document(self) -> "Document":
        from csp_planner.export.compose import document

        plan = self._documents.session.document
        return document(plan, evaluate_plan(plan, self._documents.today), self._options)

    # Files

    def ask_export(self) -> None:
        """Let the person choose what to make and where, and make it."""
        from csp_planner.export.spreadsheet import changed_when_opened
        from csp_planner.export.write import export
        from csp_planner.ui.dialogs.export import ExportDialog

        session = self._documents.session
        evaluation = evaluate_plan(session.document, self._documents.today)
        changed = changed_when_opened(session.document, evaluation, replace(self._options, private_notes=True))
        dialog = ExportDialog(session.document, self._options, self._folder(), self._window, changed)
        dialog.exec()
        dialog.deleteLater()
        self._window.activateWindow()  # two dialogs close at once, after which a desktop may leave the keys to nobody
        if dialog.path is None:
            return
        path, self._options = dialog.path, dialog.options
        plan = session.document
        try:
            evaluation = evaluate_plan(plan, self._documents.today)
            options = replace(self._options, made=datetime.now().astimezone().timetz())
            export(path, plan, evaluation, options, plan_file=self._documents.keeper.path)
        except (ExportError, PlanFileError) as error:
            self._complain(error, path)
            return
        self._tell(path)

    def export_comparison(self, indices: Sequence[int], measure: "Measure") -> None:
        """Make a picture or a PDF of the scenarios at *indices* side by side, where the person chooses."""
        from csp_planner.export.write import export_comparison
        from csp_planner.ui.dialogs.files import ask_save_comparison

        document = self._comparison(indices, measure)
        path = ask_save_comparison(self._window, self._folder(), document.title)
        if path is None:
            return
        try:
            export_comparison(path, document, plan_file=self._documents.keeper.path)
        except (ExportError, PlanFileError) as error:
            self._complain(error, path)
            return
        self._tell(path)

    def _tell(self, path: Path) -> None:
        """Say that the file at *path* was made, and offer to show it."""
        self._documents.settings = replace(self._documents.settings, last_folder=str(path.parent))
        words = exported(path.name)
        choices = [
            (_("Show the file"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))),
            (_("Open its folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))),
        ]
        self._documents.done.emit(words, choices)
        self.announced.emit(words)

    def _folder(self) -> Path:
        """Choose the folder of the last output, else that of the plan's file, else the home folder."""
        last = Path(self._documents.settings.last_folder)
        if self._documents.settings.last_folder and last.is_dir():
            return last
        return self._documents.keeper.path.parent if self._documents.keeper.path is not None else Path.home()

    def _complain(self, error: ExportError | PlanFileError, path: Path | None) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        if isinstance(error, ExportError):
            from csp_planner.export.kinds import endings

            packages = " ".join(error.packages)
            file = path.name if path is not None else ""
            text = export_sentence(error.problem, file=file, endings=endings(), packages=packages)
        else:
            text = problem_sentence(error)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        drop_icons(box)
        box.exec()

    # Clipboard

    def copy_picture(self) -> None:
        """Put a picture of the board on the clipboard, twice as large as on the screen."""
        from csp_planner.drawing.picture import board_image
        from csp_planner.export.compose import plan_content

        plan = self._documents.session.document
        content = plan_content(plan, evaluate_plan(plan, self._documents.today), self._options)
        try:
            picture = board_image(content)
        except ExportError as error:
            self._complain(error, None)
            return
        QGuiApplication.clipboard().setImage(picture)
        self.announced.emit(_("Picture of the board copied"))
        self._documents.done.emit(_("Picture of the board copied"), [])

    # What may leave

    @property
    def leaves_out_personal_data(self) -> bool:
        """Whether the outputs leave out names and everything personal."""
        return not self._options.personal_data

    def leave_out_personal_data(self, without: bool) -> None:
        """Leave names and everything personal out of the outputs from now on, or put them in."""
        self._options = replace(self._options, personal_data=not without)

    def ask_leaving(self) -> None:
        """Let the person choose what a print and a copied picture contain."""
        from csp_planner.ui.dialogs.export import LeavingDialog

        dialog = LeavingDialog(self._documents.session.document, self._options, self._window)
        if dialog.exec() == dialog.DialogCode.Accepted:
            self._options = dialog.leaving.options
        dialog.deleteLater()
