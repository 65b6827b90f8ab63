"""Writes the tables as files that a spreadsheet opens.

A CSV file is UTF-8 with a byte order mark, because spreadsheets take a file without one for the system's old encoding;
its lines end in CRLF. The separator and the decimal mark are those that a spreadsheet set to the language expects:
semicolon and comma in French, comma and point in English. Days are written as ISO 8601 does. A text that would start a
formula has an apostrophe before it; one that looks like a number or a day cannot be kept from becoming one, which
``changed_when_opened`` tells in advance.

In an XLSX file each cell has its type, so that a text stays as it is, also once it is edited.
"""

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.plan import Plan
from csp_planner.export.compose import document_title
from csp_planner.export.options import Options
from csp_planner.export.tables import Cell, Table, all_tables, plan_table
from csp_planner.export.text import defused, reads_as_a_value
from csp_planner.messages.typography import csv_separator, decimal_mark

_BYTE_ORDER_MARK = "\ufeff"
_NARROWEST, _WIDEST, _WIDEST_OF_MANY = 8, 60, 40
"""Widths of a column, in characters; in a table of many columns, which must be legible on paper too, less."""
_MANY = 6
_MOST_TEXT = 255
"""Some spreadsheets show ### in a cell of the format for texts that holds more characters than this."""
_MARGIN = 0.5
"""Margin of a printed sheet, in inches."""


def csv_bytes(plan: Plan, evaluation: Evaluation, options: Options) -> bytes:
    """Return the bytes of a CSV file with the units of the plan."""
    table = plan_table(plan, evaluation, options)
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=csv_separator(), lineterminator="\r\n")
    writer.writerow(table.headings)
    for row in table.rows:
        writer.writerow([_written(cell, decimal_mark()) for cell in row])
    return (_BYTE_ORDER_MARK + file.getvalue()).encode()


def _written(cell: Cell, decimal_mark: str) -> str:
    match cell:
        case None:
            return ""
        case str():
            return defused(cell)
        case date():
            return cell.isoformat()
        case _:
            return f"{cell:.10g}".replace(".", decimal_mark)


def changed_when_opened(plan: Plan, evaluation: Evaluation, options: Options) -> tuple[str, ...]:
    """Return the texts of the CSV file that a spreadsheet may turn into numbers or days, each once."""
    rows = plan_table(plan, evaluation, options).rows
    texts = (cell for row in rows for cell in row if isinstance(cell, str))
    return tuple(dict.fromkeys(text for text in texts if reads_as_a_value(defused(text))))


def xlsx_bytes(plan: Plan, evaluation: Evaluation, options: Options) -> bytes:
    """Return the bytes of a workbook with units, semesters, checks and totals on a sheet each."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "csp-planner"
    book.properties.title = document_title(plan, options)
    for table in all_tables(plan, evaluation, options):
        _fill(book.create_sheet(table.name), table)
    done = BytesIO()
    book.save(done)
    return done.getvalue()


def _fill(sheet: Any, table: Table) -> None:
    """Write *table* on *sheet*: headings that stay in sight, columns as wide as what they hold."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    bold, fill = Font(bold=True), PatternFill("solid", fgColor="E8F0FC")
    top, wrapped = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
    widest = _WIDEST_OF_MANY if len(table.headings) >= _MANY else _WIDEST
    sheet.append(table.headings)
    for cell in sheet[1]:
        cell.font, cell.fill, cell.alignment = bold, fill, wrapped
    for number, row in enumerate(table.rows, 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            cell.alignment = wrapped if isinstance(value, str) and len(value) > widest else top
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula, whatever it starts with
                if len(value) <= _MOST_TEXT:
                    cell.number_format = "@"  # nor a formula or a number once it is edited
            elif isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
            elif isinstance(value, float) and not value.is_integer():
                cell.number_format = "0.0#"
    for column, heading in enumerate(table.headings):
        longest = max((len(str(row[column])) for row in table.rows if row[column] is not None), default=0)
        word = max(map(len, heading.split()))  # a longer heading is wrapped
        width = min(widest, max(_NARROWEST, longest, word)) + 2
        sheet.column_dimensions[get_column_letter(column + 1)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _fit_to_paper(sheet)


def _fit_to_paper(sheet: Any) -> None:
    """Have *sheet* printed on A4 landscape, as wide as the page, with its headings on each page."""
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0  # as many pages long as it takes
    sheet.print_title_rows = "1:1"
    sheet.page_margins.left = sheet.page_margins.right = _MARGIN
    sheet.page_margins.top = sheet.page_margins.bottom = _MARGIN
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"
