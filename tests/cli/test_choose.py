"""The commands of an award with choices: branches, units of several choices, units set aside."""

from dataclasses import replace
from pathlib import Path

import pytest

from csp_planner.domain.award import Block, TakeBlocks, TakeUnits
from csp_planner.storage.codec import write_plan
from csp_planner.storage.planfile import load

from ..awards import BRANCHES, DOMAINS, SHES, TWO_OF_FIVE, plan_with_choices
from ..shared import case
from .helpers import TODAY, check, one_line


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plan of a licence with every kind of choice."""
    found = tmp_path / "choix.cspplan"
    found.write_bytes(write_plan(plan_with_choices()))
    return found


def block(run, path: Path, where: str) -> dict:
    """What ``check --json`` says of the block at a path."""
    return next(found for found in check(run, path)["award"] if found["path"] == where)


def done(run, *arguments) -> str:
    code, out, err = run(*arguments, *TODAY)
    assert (code, err) == (0, "")
    return out


def test_a_branch_is_taken_by_its_path_and_its_units_are_due(run, path: Path) -> None:
    assert block(run, path, BRANCHES)["missing"] == {"units": 0, "ects": 0, "blocks": 1}
    assert done(run, "choose", path, BRANCHES, f"{BRANCHES}.1") == "Option : Biologie est choisi.\n"
    found = block(run, path, BRANCHES)
    assert (found["chosen"], found["missing"]["blocks"]) == ([f"{BRANCHES}.1"], 0)
    assert block(run, path, f"{BRANCHES}.1")["due"] == ["BIO201", "BIO202"]
    assert not block(run, path, f"{BRANCHES}.2")["binds"]


@pytest.mark.parametrize("name", ["Biologie", "biologie"])
def test_a_branch_is_taken_by_its_name(run, path: Path, name: str) -> None:
    done(run, "choose", path, BRANCHES, name)
    assert load(path).plan.scenario.branches == (f"{BRANCHES}.1",)


def test_another_branch_replaces_it_and_what_leaves_the_plan_is_named(run, path: Path) -> None:
    done(run, "choose", path, BRANCHES, "Biologie")
    done(run, "place", path, "BIO201", "2027-S1")
    out = done(run, "choose", path, BRANCHES, "Chimie")
    assert out == "Option : Chimie est choisi.\nRetirées du plan : BIO201.\n"
    assert load(path).plan.scenario.branches == (f"{BRANCHES}.2",)


def test_a_branch_taken_back_leaves_the_file_as_it_was(run, path: Path) -> None:
    before = path.read_bytes()
    done(run, "choose", path, BRANCHES, "Chimie")
    assert path.read_bytes() != before
    assert done(run, "choose", path, BRANCHES, "Chimie", "--undo") == "Option : Chimie n’est plus choisi.\n"
    assert path.read_bytes() == before


def test_a_unit_of_two_choices_is_tied_to_one_and_set_free_again(run, path: Path) -> None:
    before = path.read_bytes()
    done(run, "place", path, "ANG100", "2027-S1")
    placed = path.read_bytes()
    assert block(run, path, TWO_OF_FIVE)["counts"] == ["ANG100"]
    assert done(run, "choose", path, SHES, "ANG100") == "ANG100 comptera dans SHES.\n"
    assert (block(run, path, TWO_OF_FIVE)["counts"], block(run, path, SHES)["counts"]) == ([], ["ANG100"])
    done(run, "choose", path, TWO_OF_FIVE, "ANG100", "--undo")  # it is tied to another choice: that stays
    assert block(run, path, SHES)["counts"] == ["ANG100"]
    done(run, "choose", path, SHES, "ANG100", "--undo")
    assert path.read_bytes() == placed != before


def test_a_unit_set_aside_leaves_the_plan_and_is_taken_back(run, path: Path) -> None:
    before = path.read_bytes()
    done(run, "place", path, "OPT101", "2027-S1")
    assert done(run, "set-aside", path, "OPT101") == "OPT101 est écartée, et retirée du plan.\n"
    assert load(path).plan.scenario.set_aside == ("OPT101",)
    assert check(run, path)["placements"] == []
    assert done(run, "set-aside", path, "OPT101", "--undo") == "OPT101 fait de nouveau partie du choix.\n"
    assert path.read_bytes() == before
    assert done(run, "set-aside", path, "OPT102") == "OPT102 est écartée.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("choose", "9.9", "9.9.1"), 1, "Le titre n’a pas de bloc « 9.9 »."),
        (("choose", BRANCHES, "Physique"), 1, "« Option » n’a pas ce parcours."),
        (("choose", "", "1"), 1, "n’a pas ce parcours"),
        (("choose", "1", "SOC101"), 1, "« L1 » n’a pas ce parcours."),
        (("choose", SHES, "OPT101"), 1, "OPT101 n’est pas une UE de « SHES, 6 crédits à choisir parmi »."),
        (("choose", SHES, "XYZ999"), 1, "XYZ999 n’est pas une unité de LG0000A"),
        (("choose", BRANCHES, "Physique", "--undo"), 1, "« Option » n’a pas ce parcours."),
        (("choose", BRANCHES, " "), 2, "Donnez le chemin ou le nom d’un parcours"),
        (("choose", BRANCHES, "Chimie", "--scenario", "Autre"), 2, "Il n’y a pas de scénario « Autre »"),
        (("set-aside", "SOC101"), 1, "SOC101 est due quel que soit le choix : elle ne peut pas être écartée."),
        (("set-aside", "XYZ999"), 1, "XYZ999 n’est pas une unité de LG0000A"),
        (("set-aside", "XYZ999", "--undo"), 1, "XYZ999 n’est pas une unité de LG0000A"),
    ],
)
def test_what_is_refused_is_said_in_a_line_and_leaves_the_file_as_it_was(run, path, arguments, code, said) -> None:
    before = path.read_bytes()
    command, *rest = arguments
    found, out, err = run(command, path, *rest, *TODAY)
    assert (found, out) == (code, "")
    assert one_line(err)
    assert said in err
    assert path.read_bytes() == before


def test_what_is_enrolled_in_is_not_set_aside(run, path: Path) -> None:
    from csp_planner.domain.states import UnitState

    from ..domain.helpers import marked

    path.write_bytes(write_plan(marked(load(path).plan, "OPT101", UnitState.ENROLLED, "2026-S1")))
    code, _out, err = run("set-aside", path, "OPT101", *TODAY)
    assert (code, one_line(err)) == (1, True)
    assert "changez d’abord son état" in err


def test_a_plan_without_choices_has_no_block_to_choose_in(run, plan: Path) -> None:
    before = plan.read_bytes()
    code, _out, err = run("choose", plan, "1", "1.1", *TODAY)
    assert (code, err) == (1, "Le titre n’a pas de bloc « 1 ».\n")
    assert plan.read_bytes() == before
    code, _out, err = run("choose", plan, "", "1", *TODAY)
    assert (code, err) == (1, "Le titre de cette formation n’a pas de blocs : il n’y a rien à y choisir.\n")


def test_a_branch_of_an_award_without_a_name_is_chosen_in_the_award(run, path: Path) -> None:
    plan = load(path).plan
    rooms = Block(
        take=TakeBlocks(1), members=tuple(Block(label=code, members=(code,)) for code in ("OPT101", "OPT102"))
    )
    path.write_bytes(write_plan(replace(plan, programme=replace(plan.programme, award=rooms))))
    assert done(run, "choose", path, "", "OPT101") == "Titre : OPT101 est choisi.\n"
    _code, _out, err = run("choose", path, "", "OPT103", *TODAY)
    assert err == "« tout le titre » n’a pas ce parcours.\n"


def test_two_branches_of_one_name_are_told_apart_by_their_paths(run, path: Path) -> None:
    plan = load(path).plan
    twins = Block(take=TakeBlocks(1), members=tuple(Block(label="Option", members=(code,)) for code in ("A1", "A2")))
    path.write_bytes(write_plan(replace(plan, programme=replace(plan.programme, award=twins))))
    before = path.read_bytes()
    code, _out, err = run("choose", path, "", "Option", *TODAY)
    assert (code, one_line(err)) == (2, True)
    assert "donnez le chemin de l’un d’eux, 1, 2." in err
    assert path.read_bytes() == before
    done(run, "choose", path, "", "2")
    assert load(path).plan.scenario.branches == ("2",)


def test_the_scenario_named_is_the_one_that_chooses(run, path: Path) -> None:
    plan = load(path).plan
    other = replace(plan.scenario, name="Scénario B")
    path.write_bytes(write_plan(replace(plan, scenarios=(plan.scenario, other))))
    done(run, "choose", path, BRANCHES, "Chimie", "--scenario", "Scénario B")
    done(run, "set-aside", path, "OPT101", "--scenario", "Scénario B")
    first, second = load(path).plan.scenarios
    assert (first.branches, first.set_aside) == ((), ())
    assert (second.branches, second.set_aside) == ((f"{BRANCHES}.2",), ("OPT101",))
    assert load(path).plan.active == plan.active


def test_the_award_as_json_has_every_block_in_order(run, path: Path) -> None:
    done(run, "place", path, "SHS203", "2027-S1")
    done(run, "place", path, "DOM211", "2027-S1")
    found = check(run, path)
    assert (found["complete"], found["awarded"], found["to_confirm"]) == (False, False, [])
    paths = ["", "1", "1.1", "2", "2.1", "2.2", "2.2.1", "2.2.2", "2.2.2.1", "2.3", "2.3.1", "2.3.2", "2.3.3"]
    assert [each["path"] for each in found["award"]] == paths
    by_path = {each["path"]: each for each in found["award"]}
    assert {path: by_path[path]["take"] for path in ("1", TWO_OF_FIVE, SHES, BRANCHES)} == {
        "1": "all",
        TWO_OF_FIVE: {"units": 2},
        SHES: {"ects": 6},
        BRANCHES: {"blocks": 1},
    }
    assert by_path["2"]["members"] == ["SOC201", "2.1", "2.2", "2.3", "MEM201"]
    assert by_path[SHES] == {
        "label": "SHES, 6 crédits à choisir parmi",
        "path": SHES,
        "take": {"ects": 6},
        "at_least_blocks": None,
        "binds": True,
        "state": "open",
        "counts": ["SHS203"],
        "extra": [],
        "ects": 4,
        "printed_ects": 6,
        "missing": {"units": 0, "ects": 2, "blocks": 0},
        "due": [],
        "members": ["SHS201", "SHS202", "SHS203", "SHS204", "ANG100"],
        "chosen": [],
        "note": None,
    }
    domains = by_path[DOMAINS]
    assert (domains["missing"], domains["at_least_blocks"]) == ({"units": 2, "ects": 0, "blocks": 1}, 2)
    assert domains["note"] == "en respectant les règles d’exclusion"


def test_what_is_beyond_a_choice_is_extra_and_options_are_not_to_place(run, path: Path) -> None:
    for code in ("OPT101", "OPT103", "OPT105"):
        done(run, "place", path, code, "2027-S1")
    found = block(run, path, TWO_OF_FIVE)
    assert (found["state"], found["counts"], found["extra"]) == ("planned", ["OPT101", "OPT103"], ["OPT105"])
    to_place = [each["unit"] for each in check(run, path)["diagnostics"] if each["code"] == "not-placed"]
    assert to_place == ["SOC101", "SOC102", "SOC201", "MEM201"]


def test_a_plan_without_choices_has_no_award_and_is_said_to_be_complete_or_not(run, plan: Path) -> None:
    found = check(run, plan)
    assert (found["award"], found["complete"], found["awarded"]) == (None, False, False)
    assert "Titre" not in run("check", plan, *TODAY)[1]


def test_the_award_as_text_names_the_path_the_rule_and_what_is_missing(run, path: Path) -> None:
    done(run, "choose", path, BRANCHES, "Chimie")
    for code in ("OPT101", "OPT103", "OPT105"):
        done(run, "place", path, code, "2027-S1")
    lines = [line.strip() for line in run("check", path, *TODAY)[1].splitlines()]
    assert f"[ ] {TWO_OF_FIVE}  Options : 2 sur 2 UE (prévu)" in lines
    assert f"[ ] {SHES}  SHES : 0 sur 6 ECTS (à compléter)" in lines
    assert f"( ) {BRANCHES}.1  Biologie (non choisi)" in lines
    assert not [line for line in lines if f"{DOMAINS}.1" in line]  # a domain is a group of its choice
    assert [line for line in lines if line.startswith("En plus de ce qui est demandé : OPT105")]


def test_two_of_five_block_nothing_once_the_file_can_say_so(run, tmp_path: Path) -> None:
    """Case 04 opens with the verdict of version 1; with its rule written down it is complete."""
    options = tuple(f"OPT40{place}" for place in range(1, 6))
    as_it_was = tmp_path / "04.cspplan"
    as_it_was.write_bytes(case("04").read_bytes())
    found = check(run, as_it_was)
    blocking = {each["unit"] for each in found["diagnostics"] if each["severity"] == "blocking"}
    assert (blocking, found["award"], found["complete"]) == (set(options[2:]), None, False)
    plan = load(as_it_was).plan
    two_of_five = Block(label="Deux UE parmi cinq", take=TakeUnits(2), members=options)
    award = Block(members=("OBL400", two_of_five, "RAP"))
    conditions = replace(plan.programme.conditions, units=())
    programme = replace(plan.programme, award=award, conditions=conditions)
    as_it_was.write_bytes(write_plan(replace(plan, programme=programme)))
    found = check(run, as_it_was)
    assert (found["complete"], found["ects"]["unplaced"], found["ects"]["planned"]) == (True, 0, 20)
    assert not [each for each in found["diagnostics"] if each["unit"] in options and each["severity"] == "blocking"]


def test_an_award_that_is_one_choice_is_shown_as_such(run, path: Path) -> None:
    plan = load(path).plan
    award = Block(take=TakeUnits(2), members=("OPT101", "OPT102", "OPT103"))
    path.write_bytes(write_plan(replace(plan, programme=replace(plan.programme, award=award))))
    done(run, "place", path, "OPT101", "2027-S1")
    lines = [line.strip() for line in run("check", path, *TODAY)[1].splitlines()]
    assert [line for line in lines if "1 sur 2 UE (à compléter)" in line]
