"""The tables as files a spreadsheet opens.

CSV: UTF-8 with a byte order mark, because spreadsheets take a file without one for the system's old encoding;
lines end in CRLF. In French the separator is the semicolon and the decimal mark the comma, as a spreadsheet set to
French expects; in English comma and point. Days are written as ISO 8601 does.
"""

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from csp_planner.domain.judgement import Evaluation
from csp_planner.domain.plan import Plan
from csp_planner.export.compose import document_title
from csp_planner.export.options import Options
from csp_planner.export.tables import Cell, Table, all_tables, plan_table
from csp_planner.messages.catalogue import language

_BYTE_ORDER_MARK = "\ufeff"
_NARROWEST, _WIDEST = 10, 60
"""Widths of a column, in characters."""


def csv_bytes(plan: Plan, evaluation: Evaluation, options: Options) -> bytes:
    """The units of the plan as a CSV file."""
    french = language() == "fr"
    table = plan_table(plan, evaluation, options)
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=";" if french else ",", lineterminator="\r\n")
    writer.writerow(table.headings)
    for row in table.rows:
        writer.writerow([_written(cell, ("," if french else ".")) for cell in row])
    return (_BYTE_ORDER_MARK + file.getvalue()).encode()


def _written(cell: Cell, decimal_mark: str) -> str:
    match cell:
        case None:
            return ""
        case str():
            return cell
        case date():
            return cell.isoformat()
        case _:
            return f"{cell:.10g}".replace(".", decimal_mark)


def xlsx_bytes(plan: Plan, evaluation: Evaluation, options: Options) -> bytes:
    """Units, semesters, checks and totals as a workbook, a sheet each, with real numbers and days."""
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
    sheet.append(table.headings)
    for cell in sheet[1]:
        cell.font, cell.fill, cell.alignment = bold, fill, wrapped
    for number, row in enumerate(table.rows, 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            cell.alignment = wrapped if isinstance(value, str) and len(value) > _WIDEST else top
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula, whatever it starts with
            elif isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
            elif isinstance(value, float) and not value.is_integer():
                cell.number_format = "0.0#"
    for column, heading in enumerate(table.headings):
        longest = max((len(str(row[column])) for row in table.rows if row[column] is not None), default=0)
        width = min(_WIDEST, max(_NARROWEST, longest, len(heading)) + 2)
        sheet.column_dimensions[get_column_letter(column + 1)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
