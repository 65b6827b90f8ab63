"""``openings`` and ``update``: a year entered once, given to a colleague, and what it does to a plan."""

import json

import pytest

from csp_planner.domain.offers import Opening
from csp_planner.domain.terms import Term
from csp_planner.storage.planfile import load

from .helpers import TODAY, one_line


def openings(run, *words):
    return run("openings", *words, *TODAY)


def test_a_year_is_entered_shown_exported_and_read_by_another_user(run, tmp_path, monkeypatch):
    code, out, err = openings(
        run, "set", "2026", "FPG003=S2", "TET007=NONE", "TET003=EITHER", "--source", "secrétariat"
    )
    assert (code, err) == (0, "")
    assert "2026/2027" in out
    assert "secrétariat" in out
    shown = json.loads(openings(run, "show", "--json")[1])
    assert shown["years"][0]["openings"] == {"FPG003": "S2", "TET007": None, "TET003": "either"}
    file = tmp_path / "ouvertures.json"
    assert openings(run, "export", file)[0] == 0
    monkeypatch.setenv("CSP_PLANNER_HOME", str(tmp_path / "colleague"))
    assert "Rien" in openings(run, "show")[1]
    assert openings(run, "read", file)[0] == 0
    assert json.loads(openings(run, "show", "--json")[1]) == shown


def test_a_second_set_corrects_the_units_it_names_and_keeps_the_others(run):
    openings(run, "set", "2026", "FPG003=S2", "AST004=S1", "--source", "secrétariat")
    openings(run, "set", "2026", "fpg003=s1".upper())
    year = json.loads(openings(run, "show", "--json")[1])["years"][0]
    assert (year["openings"], year["source"]) == ({"FPG003": "S1", "AST004": "S1"}, "secrétariat")


def test_update_says_what_changed_and_what_no_longer_fits_and_moves_nothing(run, plan):
    assert run("place", plan, "FPG003", "2027-S1", *TODAY)[0] == 0
    openings(run, "set", "2027", "FPG003=S2")
    before = plan.read_bytes()
    code, out, err = run("update", plan, "--dry-run", "--json", *TODAY)
    found = json.loads(out)
    assert (code, err, plan.read_bytes()) == (0, "", before)
    assert found["changed"] == [{"unit": "FPG003", "year": 2027, "before": "S1", "after": "S2"}]
    assert found["no_longer_fits"] == [{"scenario": "Scénario A", "unit": "FPG003", "term": "2027-S1"}]
    code, out, err = run("update", plan, *TODAY)
    assert (code, err) == (0, "")
    assert "FPG003" in out
    now = load(plan).plan
    assert now.scenario.placement("FPG003").term == Term.parse("2027-S1")
    assert now.programme.by_code["FPG003"].openings[2027] == Opening.SEMESTER_2.offers()
    assert run("check", plan, "--json", *TODAY)[0] == 1
    again = plan.read_bytes()
    assert "plus récent" in run("update", plan, *TODAY)[1]
    assert plan.read_bytes() == again


@pytest.mark.parametrize(
    "words",
    [
        ("set", "2026"),
        ("set", "26", "FPG003=S2"),
        ("set", "1200", "FPG003=S2"),
        ("set", "2026", "FPG003"),
        ("set", "2026", "FPG003=S3"),
        ("set", "2026", "XXX=S1"),
        ("set", "2026", "UAS003=S1"),
        ("set", "2026", "FPG003=S2", "XXX=S1"),
        ("set", "2026", "FPG003=S2", "--programme", "XXX"),
        ("export",),
        ("export", "out.json"),
        ("read", "nowhere.json"),
        ("show", "more"),
        ("forget", "2026"),
    ],
)
def test_bad_usage_is_one_sentence_and_keeps_nothing(run, words):
    code, out, err = openings(run, *words)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert json.loads(openings(run, "show", "--json")[1])["years"] == []


def test_a_file_that_names_an_unknown_unit_is_read_not_at_all(run, tmp_path):
    openings(run, "set", "2026", "FPG003=S2")
    file = tmp_path / "ouvertures.json"
    openings(run, "export", file)
    file.write_text(file.read_text().replace("FPG003", "XYZ001"))
    code, _out, err = openings(run, "read", file)
    assert (code, "XYZ001" in err) == (2, True)
    assert json.loads(openings(run, "show", "--json")[1])["years"][0]["openings"] == {"FPG003": "S2"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"format": "csp-planner/plan", "version": 1}', "pas d’ouvertures"),
        ('{"format": "csp-planner/openings", "version": 99}', "pour lire ces ouvertures"),
        ("{", "endommagé"),
    ],
)
def test_a_file_that_holds_no_readable_openings_is_said_to_hold_none(run, tmp_path, text, words):
    file = tmp_path / "o.json"
    file.write_text(text)
    code, out, err = openings(run, "read", file)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert words in err
