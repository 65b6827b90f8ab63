"""Whatever stands in a maquette, it is refused or read as a programme that files hold."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from csp_planner.domain.award import MAX_BLOCKS, MAX_DEPTH, depth_of, walk
from csp_planner.sheet import maquette
from csp_planner.sheet.values import SheetError
from csp_planner.storage.codec import read_programme, write_programme

from .handed import YEAR

WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "UAEP05",
            "US12",
            "A",
            "A" * 65,
            "Expérience de 18 mois",
            "une UE à choisir",
            "3 domaines parmi 5",
            "\x9c",
            "x" * 10_001,
            "Mémoire",
        ]
    ),
)
COUNTS = st.none() | st.integers(0, 10**9)
AMOUNTS = st.none() | st.integers(0, 10**9) | st.floats(0, 1e7) | st.sampled_from([6, 3.75, 6.005])
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
ROWS = st.fixed_dictionaries(
    {
        "code": WORDS,
        "title": WORDS,
        "ects": AMOUNTS,
        "year": st.sampled_from([None, "y1", "y2"]),
        "group": st.sampled_from([None, None, "g1", "g2", "g3", "g4"]),
        "offer": st.dictionaries(st.sampled_from(["S1", "S2", "A", "Q"]), st.lists(WORDS, max_size=2), max_size=3),
        "offer_notes": st.lists(WORDS, max_size=1),
    }
)


RULES = st.fixed_dictionaries({"ue_count": COUNTS, "credits": AMOUNTS, "min_domains": COUNTS, "total_ects": AMOUNTS})
GROUPS = st.tuples(
    *(
        st.fixed_dictionaries(
            {
                "id": st.just(f"g{place}"),
                "kind": st.sampled_from(["choice", "parent", "alternative", "branch"]),
                "label": WORDS,
                "rule": RULES,
                "year": st.sampled_from(["y1", "y2"]),
                "parent": st.sampled_from([None, *(f"g{above}" for above in range(1, place))]),
            }
        )
        for place in range(1, 5)
    )
)
YEARS = st.tuples(*(st.fixed_dictionaries({"id": st.just(name), "label": WORDS}) for name in ("y1", "y2")))
MAQUETTES = st.fixed_dictionaries(
    {
        "title": WORDS,
        "code": WORDS,
        "total_credits": AMOUNTS,
        "url": WORDS,
        "years": YEARS,
        "groups": GROUPS,
        "items": st.lists(ROWS, min_size=1, max_size=8),
    }
)
"""Maquettes that may hold anything where they have words and figures."""


@settings(max_examples=60, deadline=None)
@given(MAQUETTES)
def test_what_is_read_is_a_programme_that_files_hold(facts: dict[str, Any]) -> None:
    reading = maquette.read(json.dumps(facts), YEAR)
    programme = reading.programme
    assert read_programme(write_programme(programme)) == programme
    if programme.award is not None:
        assert depth_of(programme.award) <= MAX_DEPTH
        assert sum(1 for _block in walk(programme.award)) <= MAX_BLOCKS
        assert set(programme.award.leaves) == set(programme.by_code)
    lines = reading.source.split("\n")
    said = [*(one.line for one in reading.understood), *reading.left_out]
    said += [guess.line for guess in reading.guessed if guess.line is not None]
    assert {line.number for line in said} == set(range(1, len(lines) + 1))
    assert all(lines[line.number - 1] == line.text for line in said)


@settings(max_examples=40, deadline=None)
@given(MAQUETTES, st.sampled_from(["title", "years", "groups", "items", "url", "total_credits"]), ANY)
def test_what_is_no_maquette_is_refused_and_nothing_else_happens(facts: dict[str, Any], key: str, value: Any) -> None:
    try:
        reading = maquette.read(json.dumps({**facts, key: value}), YEAR)
    except SheetError:
        return
    assert read_programme(write_programme(reading.programme)) == reading.programme
