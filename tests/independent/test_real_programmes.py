"""Real programmes with choices, planned at random in their files: the program and the count from the file agree."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ..shared import shared
from .blocks import count
from .program import TODAY, run

SHEETS = (
    "cnam-paris_BCH3702A_bachelor_transitions.json",
    "cnam-paris_CPN9600A_technicien_labo_2_options.json",
    "cnam-paris_CYC9106A_ingenieur_cyber.html",
    "cnam-paris_DUS0901A_deust_assistant_juridique.json",
    "cnam-paris_LG04101A_licence_formation_travail.json",
    "cnam-paris_MR14102A_master_sciences_education.json",
)
SHARES = (0, 0.5, 0.9, 1)
"""Which parts of the units are planned."""


def branches(path: str, block: dict[str, Any], choose: random.Random) -> Iterator[str]:
    """Paths of branches that are taken, at random, as many as each block takes."""
    inside = [member for member in block["members"] if not isinstance(member, str)]
    members = [(f"{path}.{place}" if path else str(place), member) for place, member in enumerate(inside, start=1)]
    if isinstance(block["take"], dict) and "blocks" in block["take"]:
        members = choose.sample(members, min(block["take"]["blocks"], len(members)))
        yield from (where for where, _member in members)
    elif block["take"] != "all":
        return
    for where, member in members:
        yield from branches(where, member, choose)


@pytest.fixture(params=SHEETS, ids=[name.split("_")[1] for name in SHEETS])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> bytes:
    """The file of a plan of a real programme with nothing placed."""
    sheet, programme, plan = (
        shared(f"sheets/cnam/{request.param}"),
        tmp_path / "programme.json",
        tmp_path / "empty.cspplan",
    )
    run("sheet", "read", sheet, "-o", programme, "--year", "2026")
    run("new", plan, "--programme", programme, "--start", "2027-S1")
    return plan.read_bytes()


def test_the_program_says_of_each_block_what_the_count_says(empty: bytes, tmp_path: Path) -> None:
    for share in SHARES:
        agrees_with_the_count(json.loads(empty), random.Random(share), share, tmp_path / f"{share}.cspplan")


def agrees_with_the_count(document: dict[str, Any], choose: random.Random, share: float, file: Path) -> None:
    award, scenario = document["programme"]["award"], document["scenarios"][0]
    order = {path: place for place, path in enumerate(paths("", award))}
    scenario["branches"] = sorted(branches("", award, choose), key=order.__getitem__)
    rows = [unit for unit in document["programme"]["units"] if unit["kind"] not in ("milestone", "experience")]
    planned = choose.sample([unit["code"] for unit in rows], round(share * len(rows)))
    scenario["placements"] = [placed(unit) for unit in rows if unit["code"] in planned]
    file.write_text(json.dumps(document))
    checked = json.loads(run("check", file, "--json")[1])
    problems = count(document, TODAY)
    assert (checked["award"][0]["state"] == "open") == bool(problems), (share, problems)
    lacks = [found for found in checked["award"] if found["binds"] and (found["due"] or any(found["missing"].values()))]
    assert {line.split(":")[0] for line in problems} == {found["path"] or "award" for found in lacks}, share
    unchecked = {found["state"] for found in checked["award"] if found["binds"]} & {"unchecked"}
    assert checked["complete"] is (False if problems else None if unchecked else True), share


def placed(unit: dict[str, Any]) -> dict[str, Any]:
    """A unit where it opens, as far as the sheet says so; elsewhere by a waiver."""
    offers = unit["openings"].get("2026")
    if not offers:
        return {"unit": unit["code"], "term": "2027-S1", "waiver": {"reason": "Autre centre", "date": TODAY}}
    return {"unit": unit["code"], "term": f"2027-{offers[0]['part']}"}


def paths(path: str, block: dict[str, Any]) -> Iterator[str]:
    """The paths of all blocks, in the order of the sheet."""
    yield path
    inside = [member for member in block["members"] if not isinstance(member, str)]
    for place, member in enumerate(inside, start=1):
        yield from paths(f"{path}.{place}" if path else str(place), member)
