"""What reading a sheet costs, printed: CPU time and memory of a process of its own for each.

``uv run pytest tests/benchmarks/test_sheets.py -s`` shows the figures.
"""

import os
import resource
import time

import pytest

from csp_planner.sheet.reading import read_sheet
from csp_planner.sheet.values import MAX_SHEET_BYTES, SheetError

from ..sheet.papers import column, pdf
from ..sheet.printing import as_csv, as_recap, as_xlsx
from ..sheet.sources import small_programme
from ..sheet.test_mutated import LARGEST
from .hostile_papers import HOSTILE

pytestmark = pytest.mark.benchmark
HEADS = ("", "Unités obligatoires\tAnnée 2025/2026\n", "Code;Titre;ECTS;Bloc\n", "Tarif\n")


def four_pages() -> bytes:
    """A sheet on paper: a page of units, and three of text."""
    prose = [f"{number}. {'On apprend ici beaucoup de choses. ' * 3}" for number in range(60)]
    lines = as_recap(small_programme()).replace("🕒 ", "").replace("\t", "      ").split("\n")
    return pdf([column(lines), *([column(prose)] * 3)])


def cost(data: bytes) -> tuple[float, int, str]:
    """Seconds of CPU, MB at most and the outcome of reading *data* in another process."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        started = time.process_time()
        try:
            outcome = f"{len(read_sheet(data, default_year=2026).programme.units)} units"
        except SheetError as error:
            outcome = str(error)
        taken = time.process_time() - started
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        os.write(theirs, f"{taken} {memory} {outcome}".encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as said:
        seconds, memory, outcome = said.read().split(" ", 2)
    os.waitpid(child, 0)
    return float(seconds), int(memory), outcome


def test_sheets_of_usual_size() -> None:
    programme = small_programme()
    sheets = {"text": as_recap(programme).encode(), "CSV": as_csv(programme), "XLSX": as_xlsx(programme)}
    for name, data in {**sheets, "PDF of 4 pages": four_pages()}.items():
        seconds, memory, outcome = cost(data)
        print(f"{name}: {seconds * 1000:.0f} ms, {memory} MB, {outcome}")
        assert outcome == "5 units"


def test_the_largest_sheets(short: bool) -> None:
    worst = 0.0
    for head in HEADS[:1] if short else HEADS:
        for name, piece in LARGEST.items():
            data = (head.encode() + piece * (MAX_SHEET_BYTES // len(piece)))[:MAX_SHEET_BYTES]
            seconds, memory, outcome = cost(data)
            worst = max(worst, seconds)
            print(f"5 MiB of {name} after {head[:12]!r}: {seconds:.2f} s, {memory} MB, {outcome}")
            assert outcome
    print(f"the slowest: {worst:.2f} s")


def test_pdf_files_made_to_cost_much(short: bool) -> None:
    worst = 0.0
    for name in list(HOSTILE)[:3] if short else HOSTILE:
        data = HOSTILE[name]()
        seconds, memory, outcome = cost(data)
        worst = max(worst, seconds)
        print(f"{name}, {len(data) // 1024} KiB: {seconds:.2f} s, {memory} MB, {outcome}")
        assert outcome
    print(f"the slowest: {worst:.2f} s")
