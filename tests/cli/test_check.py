"""What `check` says of a plan, as a text and as JSON."""

from .helpers import TODAY, check


def test_check_prints_the_contract(plan, run):
    run("place", plan, "AST005", "2026-S2", *TODAY)
    found = check(run, plan)
    assert set(found) >= {"programme", "scenario", "today", "ects", "hours", "terms", "placements", "conditions"}
    assert found["today"] == "2026-11-23"
    totals = {"target", "listed", "entered", "balance", "obtained", "expected"}
    totals |= {"in_progress", "planned", "unplaced"}
    assert set(found["ects"]) == totals
    assert set(found["hours"]) == totals | {"unattributed"}
    assert (found["ects"]["target"], found["ects"]["listed"]) == (120, 122)
    assert (found["hours"]["target"], found["hours"]["listed"], found["hours"]["unattributed"]) == (657, 603, 54)
    assert all(isinstance(value, int) for value in (*found["ects"].values(), *found["hours"].values()))
    assert [term["term"] for term in found["terms"]][:3] == ["2026-S1", "2026-S2", "2027-S1"]
    second = found["terms"][1]
    assert (second["enrolment_opens"], second["enrolment_closes"]) == ("2026-05-01", "2027-03-15")
    assert (second["published"], second["within_accreditation"], second["units"]) == (False, True, ["AST005"])
    assert [condition["code"] for condition in found["conditions"]] == ["units", "experience", "report"]
    assert all(set(condition) == {"code", "met", "planned_for", "detail"} for condition in found["conditions"])
    assert found["end_term"] == "2026-S2"
    keys = {"code", "severity", "unit", "term", "message", "fixes", "accepted"}
    assert all(set(diagnostic) == keys and diagnostic["message"] for diagnostic in found["diagnostics"])
    placed = next(each for each in found["diagnostics"] if (each["code"], each["unit"]) == ("not-placed", "AST004"))
    assert placed["fixes"] == [{"kind": "move", "unit": "AST004", "term": "2027-S1"}]


def test_check_begins_with_when_the_diploma_can_be_had(plan, run):
    run("place", plan, "AST005", "2026-S2", *TODAY)
    out = run("check", plan, *TODAY)[1]
    assert out.splitlines()[:3] == ["Planifié jusqu’à S2 2026/2027", "13 unités restent à placer.", ""]
    found = check(run, plan)
    assert found["outlook"] | {"reason": None} == {
        "reach": "until",
        "term": "2026-S2",
        "day": None,
        "months_assumed": 0,
        "placement_assumed": 0,
        "awaited": [],
        "message": "Planifié jusqu’à S2 2026/2027",
        "reason": None,
    }
    assert set(found["outlook"]["reason"]) == {"code", "units", "term", "message"}
    assert found["outlook"]["reason"]["code"] == "to-place"


def test_check_exits_1_while_something_blocks_and_0_when_nothing_does(plan, run):
    code, out, err = run("check", plan, *TODAY)
    assert (code, err) == (1, "")
    assert "bloquant" in out
    assert "TET007 n’ouvre dans aucune année publiée" in out
    where = {
        "PST003": "2026-S2", "AST005": "2026-S2", "FPG003": "2027-S1", "CCE001": "2027-S1", "AST004": "2027-S1",
        "TRS001": "2027-S1", "TET003": "2027-A", "TRS002": "2027-S2", "CCE003": "2027-S2", "TET010": "2028-S1",
        "AST002": "2028-A", "UA211G": "2028-S2", "TET007": "2028-S1", "UAS004": "2028-S2",
    }  # fmt: skip
    for unit, term in where.items():
        assert run("place", plan, unit, term, "--waiver", "Autre centre", *TODAY)[0] == 0
    assert run("check", plan, *TODAY)[0] == 0
    found = check(run, plan)
    assert (found["end_term"], found["outlook"]["reach"], found["outlook"]["day"]) == (
        "2028-S2",
        "diploma",
        "2029-06-30",
    )
    assert found["outlook"]["months_assumed"] == 18
    assert run("check", plan, *TODAY)[1].startswith("Titre en juin 2029\nS2 2028/2029 · ")


def test_check_speaks_the_language_asked_for(plan, run, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    assert "blocking" in run("check", plan, *TODAY)[1]
