"""The command line keeps its contract: words, exit codes, and files left alone when it refuses."""

import json
import os
import subprocess
import sys
import unicodedata
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from csp_planner import __version__
from csp_planner.__main__ import main
from csp_planner.cli import COMMANDS
from csp_planner.domain.terms import Term
from csp_planner.export.kinds import KINDS
from csp_planner.storage.planfile import load

from .helpers import ROOT, TODAY, check, one_line


def placements(path: Path, index: int = 0) -> dict[str, str]:
    return {placement.unit: str(placement.term) for placement in load(path).plan.scenarios[index].placements}


def test_a_new_plan_has_nothing_placed(plan):
    found = load(plan).plan
    assert (found.programme.code, found.profile.name) == ("CRN01", "Camille")
    assert (found.scenario.name, found.scenario.years, found.scenario.max_ects) == ("Scénario A", 3, 24)
    assert str(found.scenario.start) == "2026-S2"
    assert placements(plan) == {}


def test_a_new_plan_takes_its_options(tmp_path, run):
    path = tmp_path / "a.cspplan"
    options = ("--programme", "CRN01", "--start", "2027-S1", "--max-ects", "18,5")
    code, out, err = run("new", path, *options, *TODAY)
    assert (code, err) == (0, "")
    assert "S1 2027/2028" in out
    scenario = load(path).plan.scenario
    assert (scenario.start, scenario.max_ects) == (Term.parse("2027-S1"), 18.5)


def test_a_new_plan_at_the_end_of_the_calendar_can_be_checked(tmp_path, run):
    path = tmp_path / "a.cspplan"
    assert run("new", path, "--start", "2150-S1", *TODAY)[0] == 0
    assert run("check", path, *TODAY)[0] == 1


def test_a_new_plan_never_replaces_a_file(plan, run):
    before = plan.read_bytes()
    code, out, err = run("new", plan, *TODAY)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert "existe déjà" in err
    assert plan.read_bytes() == before


def test_an_annual_unit_lands_in_the_year_and_loads_half_in_each_semester(plan, run):
    code, out, err = run("place", plan, "TET003", "2027-S1", *TODAY)
    assert (code, out, err) == (0, "TET003 placée : Annuel 2027/2028.\n", "")
    assert placements(plan) == {"TET003": "2027-A"}
    loads = {term["term"]: (term["ects"], term["units"]) for term in check(run, plan)["terms"]}
    assert loads["2027-S1"] == loads["2027-S2"] == (4, ["TET003"])


@pytest.mark.parametrize("term", ["2027-S1", "2027-S2"])
def test_the_report_is_placed_whole_in_either_semester(plan, run, term):
    assert run("place", plan, "UA211G", term, *TODAY)[0] == 0
    assert placements(plan) == {"UA211G": term}
    loads = {found["term"]: found["ects"] for found in check(run, plan)["terms"] if found["units"]}
    assert loads == {term: 16}


def test_a_refused_placement_says_why_and_leaves_the_file_alone(plan, run):
    before, stamp = plan.read_bytes(), plan.stat().st_mtime_ns
    code, out, err = run("place", plan, "TET010", "2027-S2", *TODAY)
    assert (code, out) == (1, "")
    assert err.startswith("TET010 n’ouvre qu’au semestre 1. Prochaine ouverture : S1 2028/2029.")
    assert one_line(err)
    assert (plan.read_bytes(), plan.stat().st_mtime_ns) == (before, stamp)
    assert [path.name for path in plan.parent.iterdir()] == [plan.name]


def test_a_unit_that_opens_nowhere_needs_a_waiver(plan, run):
    before = plan.read_bytes()
    code, _out, err = run("place", plan, "TET007", "2027-S1", *TODAY)
    assert code == 1
    assert "n’ouvre dans aucune année publiée" in err
    assert plan.read_bytes() == before
    code, out, _err = run("place", plan, "TET007", "2027-S1", "--waiver", "  Autre\n centre ", *TODAY)
    assert (code, out) == (0, "TET007 placée par dérogation : S1 2027/2028.\n")
    waiver = load(plan).plan.scenario.placements[0].waiver
    assert waiver is not None
    assert (waiver.reason, waiver.date) == ("Autre centre", date(2026, 11, 23))
    assert check(run, plan)["placements"] == [
        {"unit": "TET007", "term": "2027-S1", "state": "planned", "waiver": "Autre centre"}
    ]


def test_a_waiver_nothing_asks_for_is_not_kept(plan, run):
    code, out, _err = run("place", plan, "AST004", "2027-S1", "--waiver", "au cas où", *TODAY)
    assert (code, out) == (0, "AST004 placée : S1 2027/2028.\n")
    assert load(plan).plan.scenario.placements[0].waiver is None


def test_in_2023_the_cells_of_2023_hold(plan, run):
    day = ("--today", "2023-05-02")
    assert run("place", plan, "FPG003", "2023-S2", *day)[0] == 0
    code, _out, err = run("place", plan, "TRS001", "2023-S1", *day)
    assert code == 1
    assert err.startswith("TRS001 n’ouvre pas en 2023/2024.")


def test_a_semester_whose_window_is_closed_takes_nothing(plan, run):
    code, _out, err = run("place", plan, "AST004", "2026-S1", *TODAY)
    assert code == 1
    assert err.startswith("Les inscriptions pour S1 2026/2027 sont closes depuis fin octobre (31/10/2026).")
    assert run("place", plan, "AST004", "2026-S1", "--today", "2026-10-31")[0] == 0


def test_today_may_stand_before_or_after_the_command(plan, run):
    for arguments in (("--today", "2026-10-31", "check", plan), ("--today=2026-10-31", "check", plan)):
        assert "31/10/2026" in run(*arguments)[1]
    assert (
        run("check", "--today", "2026-10-31", plan, "--json")[1]
        == run("check", plan, "--json", "--today=2026-10-31")[1]
    )


def test_a_unit_asked_for_over_a_whole_year_is_sent_to_its_semester_of_that_year(plan, run):
    code, _out, err = run("place", plan, "FPG003", "2023-A", "--today", "2023-05-02")
    assert (code, err) == (1, "FPG003 n’ouvre qu’au semestre 2 en 2023/2024. Prochaine ouverture : S2 2023/2024.\n")


def test_a_command_there_is_not_is_named_with_those_there_are(plan, run):
    for arguments in (
        ("shet", "read", "fiche.txt"),
        ("chek", plan),
        ("--today", "2026-11-23", "chek", plan, "--json"),
    ):
        code, out, err = run(*arguments)
        assert (code, out, one_line(err)) == (2, "", True)
        assert "commande « shet »" in err or "commande « chek »" in err
        assert "new, check, place" in err
    assert "csp-planner check" in run("check", plan, "too many")[2]


def test_unplace_takes_a_unit_off(plan, run):
    run("place", plan, "AST004", "2027-S1", *TODAY)
    assert run("unplace", plan, "AST004", *TODAY) == (0, "AST004 est retirée du plan.\n", "")
    assert placements(plan) == {}
    before = plan.read_bytes()
    code, out, err = run("unplace", plan, "AST004", *TODAY)
    assert (code, out, one_line(err)) == (1, "", True)
    assert plan.read_bytes() == before


def test_placing_where_it_is_writes_nothing(plan, run):
    run("place", plan, "AST004", "2027-S1", *TODAY)
    stamp = plan.stat().st_mtime_ns
    assert run("place", plan, "AST004", "2027-S1", *TODAY)[0] == 0
    assert plan.stat().st_mtime_ns == stamp


def with_second_scenario(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    document["scenarios"].append({**document["scenarios"][0], "name": "Rentrée en février"})
    path.write_text(json.dumps(document), encoding="utf-8")


def test_a_scenario_is_chosen_by_name_and_the_one_shown_stays(plan, run):
    with_second_scenario(plan)
    name = ("--scenario", "Rentrée en février")
    assert run("place", plan, "AST004", "2027-S1", *name, *TODAY)[0] == 0
    assert load(plan).plan.active == 0
    assert (placements(plan, 0), placements(plan, 1)) == ({}, {"AST004": "2027-S1"})
    assert check(run, plan)["scenario"] == "Scénario A"
    assert check(run, plan, *name, *TODAY)["scenario"] == "Rentrée en février"
    assert run("unplace", plan, "AST004", *name, *TODAY)[0] == 0
    code, _out, err = run("check", plan, "--scenario", "Nulle part", *TODAY)
    assert (code, one_line(err)) == (2, True)
    assert "Scénario A, Rentrée en février" in err


@pytest.mark.parametrize("which", ["plan", "programme"])
def test_schema_prints_a_json_schema(run, which):
    code, out, _err = run("schema", which)
    assert code == 0
    assert json.loads(out)["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--today", "hier"),
        ("--today",),
        ("--today", "1989-12-31"),
        ("--today", "2151-01-01"),
        ("--today", "20261123", "check", "PLAN"),
        ("--today", "2026-02-30", "check", "PLAN"),
        ("--nothing",),
        ("check",),
        ("check", "PLAN", "--nothing"),
        ("check", "PLAN", "too", "many"),
        ("place", "PLAN", "AST004"),
        ("place", "PLAN", "AST004", "2027-S3"),
        ("place", "PLAN", "AST004", "1200-S1"),
        ("place", "PLAN", "", "2027-S1"),
        ("unplace", "PLAN", " "),
        ("place", "PLAN", "TET007", "2027-S1", "--waiver", " "),
        ("place", "PLAN", "AST004", "2027-S1", "--mode", " "),
        ("place", "PLAN", "TET007", "2027-S1", "--waiver", "x" * 501),
        ("unplace", "PLAN"),
        ("schema", "other"),
        ("new", "other.cspplan", "--name", "x" * 201),
        ("new", "other.cspplan", "--programme", "../CRN01"),
        ("new", "other.cspplan", "--start", "2027-A"),
        ("new", "other.cspplan", "--max-ects", "0"),
        ("new", "other.cspplan", "--max-ects", "nan"),
        ("new", "other.cspplan", "--max-ects", "1_0"),
        ("new", "other.cspplan", "--max-ects", "1e2"),
        ("new", "other.cspplan", "--max-ects", "-5"),
        ("new", "other.cspplan", "--max-ects", "٣"),
        ("new", "other.cspplan", "--max-ects", "1,000"),
        ("new", "other.cspplan", "--max-ects", "18,505"),
        ("new", "x" * 300),
        ("new", "nowhere/other.cspplan"),
        ("check", "missing.cspplan"),
        ("check", "."),
        ("check", "a\0b"),
    ],
)
def test_bad_usage_is_one_line_and_exit_2(plan, run, monkeypatch, arguments):
    monkeypatch.chdir(plan.parent)
    before = plan.read_bytes()
    code, out, err = run(*(plan.name if argument == "PLAN" else argument for argument in arguments))
    assert (code, out) == (2, "")
    assert one_line(err), err
    assert plan.read_bytes() == before
    assert [path.name for path in plan.parent.iterdir()] == [plan.name]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": "csp-planner/plan", "version": 99}', b"\xff" * 9])
@pytest.mark.parametrize("command", [("check",), ("place", "AST004", "2027-S1"), ("unplace", "AST004")])
def test_a_file_that_cannot_be_read_is_one_line_and_stays(tmp_path, run, command, content):
    path = tmp_path / "bad.cspplan"
    path.write_bytes(content)
    code, out, err = run(command[0], path, *command[1:], *TODAY)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert "bad.cspplan" in err
    assert path.read_bytes() == content


def test_an_edit_that_cannot_be_saved_exits_3(plan, run, monkeypatch):
    from csp_planner.cli import command
    from csp_planner.storage.errors import FileProblem, PlanFileError

    def full(path, *_):
        raise PlanFileError(FileProblem.FULL, path)

    monkeypatch.setattr(command, "save", full)
    code, out, err = run("place", plan, "AST004", "2027-S1", *TODAY)
    assert (code, out, one_line(err)) == (3, "", True)


def test_an_unforeseen_system_error_exits_3_in_one_line(plan, run, monkeypatch):
    from csp_planner.cli.commands import check

    def fail(*_):
        raise OSError(5, "Input/output error", str(plan))

    monkeypatch.setattr(check, "load", fail)
    monkeypatch.setattr("csp_planner.start.drop", lambda _stream: None)
    code, out, err = run("check", plan)
    assert (code, out, one_line(err)) == (3, "", True)


def test_only_the_commands_there_are_are_listed(run):
    code, out, _err = run("--help")
    assert code == 0
    assert all(f"  {name} " in out for name in COMMANDS)
    for name in COMMANDS:
        code, out, _err = run(name, "--help")
        assert code == 0
        assert "--today" in out
        assert out.startswith(f"Utilisation : csp-planner {name}")


def test_version(run):
    assert run("--version") == (0, f"csp-planner {__version__}\n", "")


def test_the_window_is_opened_with_its_file_and_day(monkeypatch, run, plan):
    import types

    opened = []
    fake = types.ModuleType("csp_planner.app")
    fake.run_window = lambda path, today: opened.append((path, today)) or 0
    monkeypatch.setitem(sys.modules, "csp_planner.app", fake)
    day = date(2026, 11, 23)
    assert run(plan, *TODAY)[0] == run(*TODAY, plan)[0] == run(*TODAY)[0] == run()[0] == run(plan)[0] == 0
    assert opened[:3] == [(plan, day), (plan, day), (None, day)]
    assert [path for path, _ in opened[3:]] == [None, plan]


# --- as processes ----------------------------------------------------------------------------------------


def process(*arguments, **more):
    command = [sys.executable, "-m", "csp_planner", *map(str, arguments)]
    environment = {**os.environ, "LANGUAGE": "fr", **more.pop("env", {})}
    return subprocess.run(command, capture_output=True, cwd=ROOT, env=environment, check=False, **more)


def test_the_process_exits_with_the_codes_whatever_its_output_can_show(plan):
    """The codes 2 and 3 are those of a test below."""
    for encoding, arguments, code in (
        ("ascii", ("check", plan), 1),
        ("cp1252", ("place", plan, "AST004", "2027-S1"), 0),
    ):
        done = process(*arguments, *TODAY, env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
        assert (done.returncode, done.stderr) == (code, b"")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_an_output_that_is_not_utf_8_does_not_fail(plan, monkeypatch, encoding):
    def run(*arguments):
        """The exit code, and what is written to outputs in *encoding*."""
        outputs = [TextIOWrapper(BytesIO(), encoding) for _each in range(2)]
        with monkeypatch.context() as patched:
            for name, output in zip(("stdout", "stderr"), outputs, strict=True):
                patched.setattr(sys, name, output)
            code = main([*map(str, arguments), *TODAY])
        for output in outputs:
            output.flush()
        return code, *(output.buffer.getvalue().decode(encoding) for output in outputs)

    code, out, err = run("check", plan)
    assert (code, err) == (1, "")
    assert "CRN01" in out
    assert json.loads(run("check", plan, "--json")[1])["scenario"] == "Scénario A"
    code, out, err = run("place", plan, "TET007", "2027-S1")
    assert (code, out, one_line(err)) == (1, "", True)


def test_a_reader_that_leaves_is_no_error(plan):
    command = f"{sys.executable} -m csp_planner schema plan | head -c 10; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_leaves_changes_no_exit_code(plan):
    command = f"{sys.executable} -m csp_planner check '{plan}' | true; exit ${{PIPESTATUS[0]}}"
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=ROOT, env=buffered, check=False)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_output_exits_3_in_one_line(plan):
    command = f"{sys.executable} -m csp_planner check '{plan}' > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=ROOT, text=True, check=False)
    assert done.returncode == 3
    assert one_line(done.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("errors", ["2>&-", "2>/dev/full"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("check missing.cspplan", 2),
        ("check", 2),
        ("place PLAN AST004 2027-S2", 1),
        ("check PLAN >/dev/full", 3),
        ("", 2),
    ],
)
def test_an_error_output_that_takes_nothing_changes_no_exit_code(plan, arguments, code, errors):
    without_display = "env -u DISPLAY -u WAYLAND_DISPLAY -u QT_QPA_PLATFORM"
    command = f"{without_display} {sys.executable} -m csp_planner {arguments.replace('PLAN', str(plan))} {errors}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (code, b"")


LOADING = """
import json, sys
from csp_planner.__main__ import main
for arguments in json.loads(sys.argv[1]):
    code = main(arguments)
    loaded = {name.split(".")[0] for name in sys.modules}
    said = [arguments[0], code, sorted(loaded & set(sys.argv[2:])), "csp_planner" in loaded]
    print(json.dumps(said), file=sys.stderr)
"""


def test_only_what_draws_or_searches_imports_qt_or_the_solver(example_path):
    """What a command imports stays imported: each of them is told from the one before it."""
    undrawn = [kind.ending for kind in KINDS if not kind.drawn]
    commands = [
        ["--help"],
        ["suggest", "--help"],
        ["check", str(example_path), *TODAY],
        ["check", str(example_path), "--json", *TODAY],
        ["place", str(example_path), "TET010", "2027-S1", *TODAY],
        ["compare", str(example_path), *TODAY],
        ["compare", str(example_path), "--json", *TODAY],
        *(["export", str(example_path), f"{example_path}{ending}", *TODAY] for ending in undrawn),
    ]
    unwanted = ("PySide6", "shiboken6", "pypdf", "ortools", "babel")
    command = [sys.executable, "-c", LOADING, json.dumps(commands), *unwanted]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, text=True, check=True)
    said = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("[")]
    assert [(name, loaded, has_begun) for name, _code, loaded, has_begun in said] == [
        (arguments[0], [], True) for arguments in commands
    ]
    assert all(code in (0, 1) for _name, code, _loaded, _has_begun in said)


@pytest.mark.parametrize("name", ["\u202e", "\u2066\u200b", "\u3164"])
def test_a_name_of_nothing_that_can_be_seen_is_refused(tmp_path, run, plan, name):
    path = tmp_path / "a.cspplan"
    for command in (("new", path, "--name", name), ("suggest", plan, "--name", name)):
        code, out, err = run(*command, *TODAY)
        assert (code, out) == (2, "")
        assert "ne contient rien de visible" in err
        assert one_line(err)
    assert not path.exists()


def test_a_name_is_kept_without_what_cannot_be_seen(tmp_path, run):
    path = tmp_path / "a.cspplan"
    assert run("new", path, "--name", "Ca\u202emi\x1blle", *TODAY)[0] == 0
    assert load(path).plan.profile.name == "Cami lle"


def test_no_hidden_character_reaches_the_terminal(tmp_path, run, plan):
    """Neither of a name in a file nor of a file's own name; JSON says them by escapes."""
    path = tmp_path / "r\u202e\u2066\x9bs.cspplan"
    data = json.loads(plan.read_text(encoding="utf-8"))
    data["scenarios"][0]["name"] = "\u202eA\u2028\u200b\x7f"
    data["programme"]["title"] = "\u2067x\x1b[31m"
    path.write_text(json.dumps(data), encoding="utf-8")
    said = [
        run("check", path, *TODAY),
        run("check", path, "--json", *TODAY),
        run("compare", path, *TODAY),
        run("compare", path, "--json", *TODAY),
        run("place", path, "AST004", "2027-S1", "--scenario", "\u202e", *TODAY),
        run("place", path, "AST004", "2027-S2", *TODAY),
        run("check", f"{path}x", *TODAY),
        run("new", path, *TODAY),
        run("suggest", path, *TODAY),
        run("export", path, f"{path}.doc", *TODAY),
        run("export", path, f"{path}.csv", *TODAY),
    ]
    for code, out, err in said:
        assert code in (0, 1, 2)
        hidden = {ascii(each) for each in (out + err).replace("\n", "") if unicodedata.category(each)[0] == "C"}
        assert hidden == set()
    assert json.loads(said[1][1])["scenario"] == data["scenarios"][0]["name"]
