"""PDF files of a few lines, put together by hand: text where it is wanted, in a font that every reader has."""

from collections.abc import Sequence

PLACED = tuple[float, float, str]
"""Where a text begins, in points from the left and from the top of the page, and the text."""
HEIGHT, WIDTH = 842, 595


def pdf(
    pages: Sequence[Sequence[PLACED]],
    *,
    contents: Sequence[bytes] = (),
    size: int = 9,
    paper: tuple[float, float] = (WIDTH, HEIGHT),
) -> bytes:
    """A file with a page for each of *pages*, and one for each of *contents*, which say themselves what is drawn."""
    streams = [*(_drawn(page, size, paper[1]) for page in pages), *contents]
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, stream in enumerate(streams):
        box = f"/MediaBox [0 0 {paper[0]} {paper[1]}] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {5 + 2 * index} 0 R >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return assembled(objects)


def assembled(objects: Sequence[bytes]) -> bytes:
    """A file of *objects*, the first of them its catalogue."""
    done, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(done))
        done += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(done))
    return done + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def _drawn(page: Sequence[PLACED], size: int, height: float) -> bytes:
    lines = (
        f"BT /F1 {size} Tf {x:.1f} {height - y:.1f} Td <{text.encode('cp1252').hex()}> Tj ET" for x, y, text in page
    )
    return "\n".join(lines).encode()


def column(lines: Sequence[str], *, x: float = 40, y: float = 60, step: float = 12) -> list[PLACED]:
    """*lines* below one another."""
    return [(x, y + step * index, line) for index, line in enumerate(lines) if line.strip()]
