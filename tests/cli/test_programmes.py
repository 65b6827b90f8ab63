"""``programmes``: the library listed, added to, taken from; and plans made with what is in it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from csp_planner.storage.codec import write_programme
from csp_planner.storage.folders import data_folder
from csp_planner.storage.library import builtin_programme
from csp_planner.storage.planfile import load
from csp_planner.storage.programmes import Origin, keep_programme, library_of, source_of

from ..sheet.printing import as_recap
from ..sheet.sources import small_programme
from .helpers import TODAY, one_line

CRN01 = builtin_programme("CRN01")
OTHER = replace(CRN01, code="XYZ01", title="Autre titre", publisher="Cnam Paris")


def names(run) -> list[str]:
    return [one["name"] for one in json.loads(run("programmes", "--json")[1])["programmes"]]


def test_the_library_is_listed_with_code_title_centre_and_where_from(run):
    keep_programme(data_folder(), OTHER)
    code, out, err = run("programmes", "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert list(found) == ["programmes", "damaged"]
    first, second = found["programmes"]
    assert list(first) == ["name", "code", "title", "publisher", "origin", "ects", "years", "path"]
    assert (first["name"], first["origin"], first["path"], first["ects"]) == ("CRN01", "built-in", None, 120)
    assert (second["title"], second["publisher"], second["origin"]) == ("Autre titre", "Cnam Paris", "own")
    assert second["years"] == [2023, 2024, 2025]
    lines = run("programmes")[1].splitlines()
    assert [line.split()[0] for line in lines] == ["CRN01", "XYZ01"]
    assert "Cnam Paris" in lines[1]
    assert lines[1].endswith("à vous")


def test_a_programme_or_that_of_a_plan_is_added_and_removed(run, plan, tmp_path):
    path = tmp_path / "p.json"
    path.write_bytes(write_programme(OTHER))
    assert run("programmes", "add", path)[0] == 0
    assert names(run) == ["CRN01", "XYZ01"]
    assert run("programmes", "add", plan)[0] == 0
    assert names(run) == ["CRN01", "XYZ01"], "the edition of the plan is the user's own now"
    assert run("programmes", "remove", "XYZ01")[0] == 0
    assert run("programmes", "remove", "CRN01")[0] == 0
    assert names(run) == ["CRN01"]
    code, out, err = run("programmes", "remove", "CRN01")
    assert (code, out) == (2, "")
    assert one_line(err)


def test_a_damaged_file_is_said_to_be_and_the_others_are_listed(run):
    keep_programme(data_folder(), OTHER)
    broken = data_folder() / "programmes" / "abc.json"
    broken.write_text("{")
    code, out, err = run("programmes", "--json")
    found = json.loads(out)
    assert (code, [one["name"] for one in found["programmes"]]) == (0, ["CRN01", "XYZ01"])
    assert found["damaged"] == [{"path": str(broken), "problem": "damaged"}]
    assert one_line(err)
    assert "abc.json" in err


def test_a_plan_is_made_for_a_programme_of_the_library_and_the_centre_tells_two_apart(run, tmp_path):
    keep_programme(data_folder(), OTHER)
    assert run("new", tmp_path / "a.cspplan", "--programme", "XYZ01", *TODAY)[0] == 0
    assert load(tmp_path / "a.cspplan").plan.programme == OTHER
    keep_programme(data_folder(), replace(OTHER, publisher="Cnam Lille"))
    code, out, err = run("new", tmp_path / "b.cspplan", "--programme", "XYZ01", *TODAY)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert "XYZ01@cnam-lille, XYZ01@cnam-paris" in err
    assert run("new", tmp_path / "b.cspplan", "--programme", "XYZ01@cnam-lille", *TODAY)[0] == 0
    assert load(tmp_path / "b.cspplan").plan.programme.publisher == "Cnam Lille"
    code, _out, err = run("new", tmp_path / "c.cspplan", "--programme", "RIEN", *TODAY)
    assert (code, "CRN01, XYZ01@cnam-lille, XYZ01@cnam-paris" in err) == (2, True)


def test_the_programme_of_a_plan_is_added_without_what_was_entered_in_it(run, plan):
    run("openings", "set", "2026", "FPG003=S2", *TODAY)
    assert run("update", plan, *TODAY)[0] == 0
    assert load(plan).plan.programme != CRN01
    assert run("programmes", "add", plan)[0] == 0
    (kept,) = library_of(data_folder()).called("CRN01")
    assert (kept.programme, kept.origin) == (CRN01, Origin.OWN)


def test_openings_are_entered_for_a_programme_of_the_library(run):
    keep_programme(data_folder(), OTHER)
    code, _out, err = run("openings", "set", "2026", "FPG003=S2", "--programme", "XYZ01", *TODAY)
    assert (code, err) == (0, "")
    shown = json.loads(run("openings", "show", "--programme", "XYZ01", "--json", *TODAY)[1])
    assert shown["years"][0]["openings"] == {"FPG003": "S2"}
    assert json.loads(run("openings", "show", "--json", *TODAY)[1])["years"] == []


@pytest.mark.parametrize("words", [("add",), ("add", "nowhere.json"), ("remove",), ("show", "CRN01"), ("forget",)])
def test_bad_usage_is_one_sentence_and_keeps_nothing(run, words):
    code, out, err = run("programmes", *words)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert names(run) == ["CRN01"]


def test_an_unreadable_file_among_several_adds_none_of_them(run, tmp_path: Path):
    good, bad = tmp_path / "p.json", tmp_path / "q.json"
    good.write_bytes(write_programme(OTHER))
    bad.write_text("{")
    code, _out, err = run("programmes", "add", good, bad)
    assert (code, one_line(err)) == (2, True)
    assert names(run) == ["CRN01"]


def test_a_sheet_is_added_with_its_source_and_its_doubts_are_said(run, tmp_path):
    sheet, picture = tmp_path / "fiche.txt", tmp_path / "image.png"
    sheet.write_text(as_recap(small_programme()), encoding="utf-8")
    code, _out, err = run("programmes", "add", sheet)
    assert code == 0
    assert "Supposé" in err
    assert names(run) == ["CRN01", "XYZ01"]
    (kept,) = library_of(data_folder()).called("XYZ01")
    assert kept.path is not None
    assert source_of(kept.path) == sheet.read_text(encoding="utf-8")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    code, _out, err = run("programmes", "add", picture)
    assert (code, one_line(err)) == (2, True)
    assert "PNG" in err
