"""Makes text of a workbook (XLSX): each sheet its own, a line for each row, with tabs between the cells."""

import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from csp_planner.sheet.content import plain_text
from csp_planner.sheet.values import SheetError, SheetProblem

_ZIP_MARK = b"PK\x03\x04"
_NAME = "XLSX"
_BOOK = "xl/workbook.xml"
_OTHERS = (("word/document.xml", "DOCX"), ("ppt/presentation.xml", "PPTX"), ("content.xml", "OpenDocument"))
"""A part that other files of this make have, and their names."""
_MAX_UNPACKED = 24 * 1024 * 1024
_MAX_PARTS = 500
_MAX_SHEETS = 10
_MAX_ROWS = 2_000
_MAX_COLUMNS = 64


def recognises(data: bytes) -> bool:
    """Return whether *data* is a file of several packed together, as workbooks are."""
    return data.startswith(_ZIP_MARK)


def texts(data: bytes) -> Iterator[str]:
    """Yield the text of each sheet of the workbook *data*. Raises SheetError for what is none or cannot be opened."""
    _check(data)
    from openpyxl import load_workbook  # it takes long to load, and few sheets are workbooks

    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets[:_MAX_SHEETS]:
            rows = sheet.iter_rows(max_row=_MAX_ROWS, max_col=_MAX_COLUMNS, values_only=True)
            yield "\n".join("\t".join(map(_text, row)).rstrip("\t") for row in rows)
    except Exception as error:  # the package has no error of its own for what is damaged
        raise SheetError(SheetProblem.DAMAGED, _NAME) from error


def _check(data: bytes) -> None:
    """Refuse what is no workbook, and one that would take too much when it is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            if _BOOK not in names:
                found = next((name for part, name in _OTHERS if part in names), "ZIP")
                raise SheetError(SheetProblem.OTHER_FORMAT, found)
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
                raise SheetError(SheetProblem.TOO_LARGE)
            for part in parts:
                # Entities that name one another are how little XML becomes much, and no workbook defines any.
                if part.filename.endswith((".xml", ".rels")) and b"<!ENTITY" in packed.read(part):
                    raise SheetError(SheetProblem.DAMAGED, _NAME)
    except SheetError:
        raise
    except Exception as error:  # as many kinds as there are ways to damage such a file
        raise SheetError(SheetProblem.DAMAGED, _NAME) from error


def _text(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return str(cell)
        case int() | float():
            return f"{cell:.10g}"
        case date():
            return cell.isoformat()[:10]
        case _:
            return " ".join(plain_text(str(cell)).split())
