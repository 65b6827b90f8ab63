"""What reading a sheet costs, printed: a page of 200 KB, its copied text, and its maquette.

``uv run pytest tests/benchmarks/test_pages.py -s`` shows the figures.
"""

import json
import time
from collections.abc import Callable

import pytest

from csp_planner.sheet import maquette, page, pasted
from csp_planner.sheet.values import Reading

from ..sheet.made import group, item, sheet
from ..sheet.pages import page_of, pasted_of

pytestmark = pytest.mark.benchmark
ROWS = 490
FACTS = sheet(
    *(item(f"i{n}", f"TST{n:03}", group=f"g{n // 10}" if n % 2 else None, offer={"S1": ["Soir"]}) for n in range(ROWS)),
    groups=tuple(group(f"g{n}", "choice", f"Choix {n}, 1 UE à choisir parmi", rule={"ue_count": 1}) for n in range(49)),
)
PAGE = page_of(FACTS).replace("<div class='details'>", "<div class='details'>" + "<!-- " + "x" * 200 + " -->", ROWS)
SOURCES: dict[str, tuple[Callable[[str, int], Reading], str]] = {
    "page": (page.read, PAGE),
    "pasted": (pasted.read, pasted_of(FACTS)),
    "maquette": (maquette.read, json.dumps(FACTS)),
}


@pytest.mark.parametrize("kind", SOURCES)
def test_what_a_sheet_of_490_rows_costs(kind: str, short: bool) -> None:
    read, text = SOURCES[kind]
    spent: list[float] = []
    for _time in range(1 if short else 7):
        start = time.process_time()
        reading = read(text, 2026)
        spent.append(time.process_time() - start)
        assert len(reading.programme.units) == ROWS
    print(f"\n{kind}: {len(text.encode()) / 1024:.0f} KB read in {min(spent) * 1000:.0f} ms")
