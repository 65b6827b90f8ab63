"""Makes a PDF. Qt paints it; then it gets its language, its title and text that can be searched."""

import re
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from csp_planner.drawing.paper import page_layout, paint_document
from csp_planner.drawing.start import make_ready
from csp_planner.export.content import Document

_RESOLUTION = 720
"""Dots per inch: one for each unit of the painting."""
_TAB = re.compile(rb"<0009>(?=[^\[]*\])")
"""A tab in the table of characters of a font."""
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
      <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
    </rdf:Description>
  </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
"""Metadata for programs that catalogue files. Qt's own would hold the time and a random number."""


def pdf_bytes(document: Document) -> bytes:
    """Return the bytes of *document* as a PDF file. Raises ExportError where there is no font."""
    make_ready()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(page_layout(document))
    writer.setDocumentXmpMetadata(_XMP.format(title=escape(document.title), language=document.language).encode())
    paint_document(writer, document)
    return _finished(bytes(buffer.data().data()), document)


def _finished(data: bytes, document: Document) -> bytes:
    """Return *data* with what Qt leaves out, and without the time at which it was written."""
    painted = PdfReader(BytesIO(data))
    painted.trailer.pop("/ID", None)  # it depends on the time, and the copy would take it over
    file = PdfWriter(clone_from=painted)
    file.pdf_header = "%PDF-1.4"
    root = file.root_object
    root[NameObject("/Lang")] = TextStringObject(document.language)
    preferences = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(value=True)})
    root[NameObject("/ViewerPreferences")] = preferences
    file.metadata = {"/Title": document.title, "/Creator": "csp-planner", "/CreationDate": _moment(document.day)}
    for page in file.pages:
        _mend_spaces(page)
    done = BytesIO()
    file.write(done)
    return done.getvalue()


def _moment(day: date) -> str:
    return f"D:{day:%Y%m%d}000000Z"


def _mend_spaces(page: Any) -> None:
    """Have every font say that its blank is a space. Qt calls it a tab, and a search for two words finds nothing."""
    for font in page["/Resources"].get("/Font", {}).values():
        table = font.get_object().get("/ToUnicode")
        if table is not None:
            stream = table.get_object()
            stream.set_data(_TAB.sub(b"<0020>", stream.get_data()))
