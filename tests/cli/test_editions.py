"""``sheet compare``, ``sheet check``, ``update FILE PROGRAMME``: what an edition changes, also in a plan."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from csp_planner.domain import edits
from csp_planner.domain.award import MAX_DEPTH, Block, TakeUnits
from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.storage.codec import read_plan, write_programme
from csp_planner.storage.library import builtin_programme
from csp_planner.storage.planfile import load, save

from ..domain.helpers import TODAY as DAY
from ..domain.helpers import with_unit
from .helpers import TODAY, one_line

CRN01 = builtin_programme("CRN01")


def written(path: Path, programme: Programme) -> Path:
    path.write_bytes(write_programme(programme))
    return path


@pytest.fixture
def newer() -> Programme:
    """An edition in which AST004 is worth 4, FPG003 runs in S2 in 2026, CCE001 is gone and a unit is new."""
    row = CRN01.by_code["FPG003"]
    units = [unit for unit in CRN01.units if unit.code != "CCE001"]
    added = replace(CRN01.by_code["CCE001"], code="CCE999")
    new = replace(CRN01, units=(*units, added), published_years=(*CRN01.published_years, 2026))
    new = replace(
        new,
        units=tuple(
            replace(unit, openings={**unit.openings, 2026: unit.openings.get(2025, ())}) if unit.openings else unit
            for unit in new.units
        ),
    )
    plan = with_unit(Plan(programme=new, profile=None, scenarios=()), "AST004", ects=4.0)  # type: ignore[arg-type]
    s2 = CRN01.by_code["TRS002"].openings[2025]
    assert row.openings[2025] != s2
    plan = with_unit(plan, "FPG003", openings={**row.openings, 2026: s2})
    return replace(plan.programme, conditions=replace(new.conditions, units=("AST004",)))


@pytest.fixture
def edition(tmp_path: Path, newer: Programme) -> Path:
    return written(tmp_path / "edition.json", newer)


@pytest.fixture
def held(plan: Path) -> Path:
    """A plan in which FPG003 and CCE001 are planned and AST004 is validated."""
    loaded = load(plan)
    new = loaded.plan
    for code in ("FPG003", "CCE001"):
        new = edits.place(new, code, Term.parse("2027-S1"), DAY)
        assert isinstance(new, Plan)
    new = edits.record_outcome(new, "AST004", UnitState.VALIDATED, DAY, Term.parse("2025-S1"))
    assert isinstance(new, Plan)
    save(plan, new, loaded.digest)
    return plan


def test_compare_says_what_differs_in_words_and_as_json(run, edition):
    code, out, err = run("sheet", "compare", "CRN01", edition, "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert list(found) == ["added", "gone", "changed", "blocks", "facts"]
    assert [one["unit"] for one in found["added"]] == ["CCE999"]
    assert [one["unit"] for one in found["gone"]] == ["CCE001"]
    assert found["changed"] == [
        {
            "unit": "FPG003", "field": "openings", "year": 2026, "before": [{"part": "S1", "modes": []}],
            "after": [{"part": "S2", "modes": []}], "projected": True,
        },
        {"unit": "AST004", "field": "ects", "year": None, "before": 6, "after": 4, "projected": False},
    ]  # fmt: skip
    assert found["blocks"] == []
    assert [(one["fact"], one["name"]) for one in found["facts"]] == [
        ("published_years", None), ("units_to_validate", None),
    ]  # fmt: skip
    code, out, err = run("sheet", "compare", "CRN01", edition)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("Nouvelle : CCE999 ")
    assert lines[1].startswith("Retirée : CCE001 ")
    assert "FPG003 en 2026/2027 : S2 (prévu : S1)." in lines
    assert "AST004 : 4 ECTS (avant : 6 ECTS)." in lines


def test_compare_of_an_edition_with_itself_says_that_nothing_differs(run, plan):
    code, out, err = run("sheet", "compare", "CRN01", plan)
    assert (code, out, err) == (0, "Les deux éditions disent la même chose.\n", "")


def test_compare_says_what_became_of_blocks(run, tmp_path):
    two = Block(label="Choix", take=TakeUnits(1), members=("AST004", "CCE001"))
    old = written(tmp_path / "a.json", replace(CRN01, award=Block(members=(two,))))
    more = replace(two, take=TakeUnits(2), members=("AST004", "FPG003"))
    new = written(
        tmp_path / "b.json", replace(CRN01, award=Block(members=(Block(label="Neuf", members=("TET003",)), more)))
    )
    found = json.loads(run("sheet", "compare", old, new, "--json")[1])["blocks"]
    assert list(found[0]) == ["change", "label", "path_before", "path_after", "field", "before", "after"]
    assert [(one["change"], one["label"], one["field"], one["before"], one["after"]) for one in found] == [
        ("added", "Neuf", None, None, {"label": "Neuf", "take": "all", "members": ["TET003"]}),
        ("changed", "Choix", "take", {"units": 1}, {"units": 2}),
        ("changed", "Choix", "members", ["AST004", "CCE001"], ["AST004", "FPG003"]),
    ]
    out = run("sheet", "compare", old, new)[1]
    assert out.splitlines() == [
        "Bloc « Neuf », nouveau : tout est dû, 1 unité.",
        "Bloc « Choix » : choisir 2 UE (avant : choisir 1 UE).",
        "Bloc « Choix » : avec FPG003, sans CCE001.",
    ]


def test_update_moves_a_plan_to_a_newer_edition_and_loses_nothing(run, held, edition):
    before = held.read_bytes()
    code, out, err = run("update", held, edition, "--dry-run", "--json", *TODAY)
    found = json.loads(out)
    assert (code, err, held.read_bytes()) == (0, "", before)
    assert list(found) == [
        "added", "gone", "changed", "blocks", "facts", "no_longer_fits", "to_link", "entered_otherwise", "other_centre",
        "written",
    ]  # fmt: skip
    common = {"scenario": "Scénario A", "term": "2027-S1", "block": None, "mode": None}
    assert found["no_longer_fits"] == [
        {**common, "unit": "FPG003", "reason": "not-open"},
        {**common, "unit": "CCE001", "reason": "gone"},
    ]
    assert list(found["no_longer_fits"][0]) == ["scenario", "unit", "term", "reason", "block", "mode"]
    assert (found["to_link"], found["written"]) == ([], False)
    code, out, err = run("update", held, edition, *TODAY)
    assert (code, err) == (0, "")
    assert out.splitlines()[-2:] == [
        "FPG003 n’ouvre plus en S1 2027/2028.",
        "CCE001 est placée en S1 2027/2028 et n’est plus dans la fiche.",
    ]
    now = load(held).plan
    assert now.scenario.placements == read_plan(before).scenario.placements
    assert now.profile.attempts[0].ects == 6, "what was obtained keeps its value"
    assert now.programme.by_code["AST004"].ects == 4
    again = held.read_bytes()
    assert run("update", held, edition, *TODAY)[1] == "Le plan est déjà de cette édition.\n"
    assert held.read_bytes() == again


def test_what_was_obtained_of_a_unit_that_is_gone_is_to_link(run, plan, edition):
    loaded = load(plan)
    new = edits.record_outcome(loaded.plan, "CCE001", UnitState.VALIDATED, DAY, Term.parse("2025-S1"))
    assert isinstance(new, Plan)
    save(plan, new, loaded.digest)
    out = json.loads(run("update", plan, edition, "--json", *TODAY)[1])
    row = CRN01.by_code["CCE001"]
    assert out["to_link"] == [
        {"unit": "CCE001", "title": row.title, "ects": row.ects, "hours": row.hours, "likely": ["CCE999"]}
    ]


def test_a_sheet_of_another_diploma_is_refused_and_one_of_another_centre_is_said_to_be(run, held, tmp_path):
    before = held.read_bytes()
    other = written(tmp_path / "autre.json", replace(CRN01, code="XYZ01"))
    code, out, err = run("update", held, other, *TODAY)
    assert (code, out, held.read_bytes()) == (1, "", before)
    assert one_line(err)
    assert "XYZ01" in err
    away = written(tmp_path / "ailleurs.json", replace(CRN01, publisher="Cnam Paris"))
    code, out, err = run("update", held, away, *TODAY)
    assert (code, err) == (0, "")
    assert "Cnam Paris" in out.splitlines()[0]


def test_check_says_whether_the_award_can_be_reached(run, tmp_path):
    code, out, err = run("sheet", "check", "CRN01")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "Le titre peut être obtenu."
    award = Block(members=(Block(label="Choix", take=TakeUnits(3), members=("AST004", "XXX999")),))
    path = written(tmp_path / "p.json", replace(CRN01, award=award))
    code, out, err = run("sheet", "check", path, "--json")
    found = json.loads(out)
    assert (code, err) == (1, "")
    assert list(found) == [
        "programme", "reachable", "ects", "hours", "blocks", "never_open", "absent", "unknown", "in_no_block",
    ]  # fmt: skip
    assert list(found["ects"]) == ["announced", "listed", "least", "most", "agrees"]
    assert [(one["label"], one["problem"], one["prevents"], one["unit"]) for one in found["blocks"]] == [
        ("Choix", "unknown-unit", False, "XXX999"),
        ("Choix", "too-few-units", True, None),
    ]
    assert (found["reachable"], set(found["never_open"])) == (False, {"TET007", "UAS004"})
    code, out, err = run("sheet", "check", path)
    assert (code, err, out.splitlines()[0]) == (1, "", "Le titre ne peut pas être obtenu.")


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "nowhere.json"),
        ("check", "CRN99"),
        ("check", "CRN01", "CRN01"),
        ("compare", "CRN01"),
        ("compare", "CRN01", "nowhere.json"),
        ("read", "a.txt", "b.txt"),
        ("read", "nowhere.txt"),
        ("read", "a.txt", "--year", "26"),
        ("forget", "CRN01"),
        (),
    ],
)
def test_bad_usage_is_one_sentence(run, words):
    code, out, err = run("sheet", *words)
    assert (code, out) == (2, "")
    assert one_line(err)


def test_an_award_that_is_too_deep_is_said_to_be(run, tmp_path):
    award = Block(members=("AST004",))
    for _level in range(MAX_DEPTH):
        award = Block(members=(award,))
    code, out, err = run("sheet", "check", written(tmp_path / "p.json", replace(CRN01, award=award)))
    assert (code, out, one_line(err)) == (2, "", True)
    assert "plus de 200 blocs" in err


@pytest.mark.parametrize("text", ["{", "[]", '{"format": "csp-planner/openings", "version": 2}', ""])
def test_a_file_that_holds_no_programme_is_one_sentence(run, tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text)
    for words in (("sheet", "check", path), ("sheet", "compare", "CRN01", path)):
        code, out, err = run(*words)
        assert (code, out) == (2, "")
        assert one_line(err)
