"""Every kind of output, one row each. Dialogs, the command line and its help all read this table."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.plan import Plan
from csp_planner.export.options import Options
from csp_planner.messages.catalogue import _

if TYPE_CHECKING:
    from csp_planner.export.content import Document

Make = Callable[[Plan, Evaluation, Options], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of output: what it is called, who makes it, and which choices have an effect on it."""

    ending: str
    """How the name of such a file ends, in small letters."""
    label: Callable[[], str]
    """What it is, in the active language."""
    files: Callable[[], str]
    """What a file dialog calls such files."""
    make: Make
    """Gives the bytes of the file. Raises ExportError, or ImportError where a system library is missing."""
    drawn: bool = False
    """Whether it is drawn by Qt, which needs system libraries and a font."""
    on_pages: bool = False
    """Whether it has pages: one for the scenarios side by side, and room for the advisor's signature."""
    with_notes: bool = False
    """Whether it can hold private notes."""
    read_by_guess: bool = False
    """Whether a spreadsheet guesses which of its texts are numbers or days."""


def _pdf(plan: Plan, evaluation: Evaluation, options: Options) -> bytes:
    from csp_planner.drawing.pdf import pdf_bytes
    from csp_planner.export.compose import document

    return pdf_bytes(document(plan, evaluation, options))


def _png(plan: Plan, evaluation: Evaluation, options: Options) -> bytes:
    from csp_planner.drawing.picture import png_bytes
    from csp_planner.export.compose import document_title, plan_content

    return png_bytes(plan_content(plan, evaluation, options), document_title(plan, options))


def comparison_bytes(kind: Kind, document: "Document") -> bytes:
    """Return *document*, scenarios side by side, as an output of *kind*, which is one that is drawn."""
    from csp_planner.drawing.pdf import pdf_bytes
    from csp_planner.drawing.picture import png_bytes

    return pdf_bytes(document) if kind is PDF else png_bytes(document.parts[0], document.title)


def _ics(plan: Plan, evaluation: Evaluation, options: Options) -> bytes:
    from csp_planner.export.calendar import calendar_bytes

    return calendar_bytes(plan, evaluation, options)


def _xlsx(plan: Plan, evaluation: Evaluation, options: Options) -> bytes:
    from csp_planner.export.spreadsheet import xlsx_bytes

    return xlsx_bytes(plan, evaluation, options)


def _csv(plan: Plan, evaluation: Evaluation, options: Options) -> bytes:
    from csp_planner.export.spreadsheet import csv_bytes

    return csv_bytes(plan, evaluation, options)


# Each function above imports what it needs when it is called: a calendar must not wait for Qt.
PDF = Kind(
    ending=".pdf",
    label=lambda: _("Document to print and sign (PDF)"),
    files=lambda: _("PDF documents"),
    make=_pdf,
    drawn=True,
    on_pages=True,
)
PNG = Kind(
    ending=".png",
    label=lambda: _("Picture of the board (PNG)"),
    files=lambda: _("PNG pictures"),
    make=_png,
    drawn=True,
)
ICS = Kind(
    ending=".ics",
    label=lambda: _("Calendar of the deadlines, with reminders (ICS)"),
    files=lambda: _("Calendars"),
    make=_ics,
)
XLSX = Kind(
    ending=".xlsx",
    label=lambda: _("Spreadsheet (XLSX)"),
    files=lambda: _("Spreadsheets"),
    make=_xlsx,
    with_notes=True,
)
CSV = Kind(
    ending=".csv",
    label=lambda: _("Table (CSV)"),
    files=lambda: _("Tables"),
    make=_csv,
    with_notes=True,
    read_by_guess=True,
)
KINDS = (PDF, PNG, ICS, XLSX, CSV)
"""In the order in which they are offered; the first is chosen until another is."""


def kind_of(path: Path) -> Kind | None:
    """The kind of output that *path* names by its ending; None where there is none."""
    return next((kind for kind in KINDS if kind.ending == path.suffix.lower()), None)


def endings(fits: Callable[[Kind], bool] = lambda _kind: True) -> str:
    """The endings of the kinds that *fits* holds for, as a list to read."""
    return ", ".join(kind.ending for kind in KINDS if fits(kind))
