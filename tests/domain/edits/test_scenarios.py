"""The list of scenarios: made, copied, renamed, moved, deleted, retained."""

from dataclasses import replace

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits.refusal import Reason
from csp_planner.domain.edits.scenarios import (
    delete_scenario,
    duplicate_scenario,
    free_name,
    move_scenario,
    new_scenario,
    rename_scenario,
    retain_scenario,
)
from csp_planner.domain.plan import Acceptance, Plan, Scenario
from csp_planner.domain.wishes import Wishes

from ..helpers import TODAY, acceptance, done, put, refused, term


def named(plan: Plan, *names: str, active: int = 0) -> Plan:
    scenarios = tuple(Scenario(name=name, start=term("2026-S1")) for name in names)
    return replace(plan, scenarios=scenarios, active=active)


def names(plan: Plan) -> str:
    return "".join(scenario.name for scenario in plan.scenarios)


def test_new_scenario_is_empty_with_the_start_and_limits_of_the_one_shown_and_is_shown(empty_plan: Plan) -> None:
    plan = done(edits.set_limits(put(empty_plan, "CCE001", "2027-S1"), 12, 90))
    plan = retain_scenario(done(edits.accept_warning(plan, acceptance("overload"))), 0)
    new = done(new_scenario(edits.set_wishes(plan, Wishes(keep=True)), "  Variante "))
    assert new.active == 1
    assert new.scenario == replace(plan.scenario, name="Variante", placements=(), judged=(), retained=False)
    assert new.scenarios[0] == replace(plan.scenario, wishes=Wishes(keep=True))


def test_what_was_chosen_for_proposals_goes_with_a_copy_and_another_name(empty_plan: Plan) -> None:
    plan = edits.set_wishes(empty_plan, Wishes(report_anytime=True, pinned=("TET010",)))
    renamed = done(rename_scenario(plan, 0, "Autre nom"))
    assert renamed.scenario.wishes == plan.scenario.wishes
    assert done(duplicate_scenario(renamed, 0, "Copie")).scenario.wishes == plan.scenario.wishes


def test_copy_stands_right_after_its_model_is_shown_and_not_retained(empty_plan: Plan) -> None:
    plan = retain_scenario(named(put(empty_plan, "CCE001", "2027-S1"), "a", "b", "c"), 0)
    copied = done(duplicate_scenario(plan, 0, "d"))
    assert (names(copied), copied.active) == ("adbc", 1)
    assert copied.scenario == replace(plan.scenarios[0], name="d", retained=False)
    assert copied.scenarios[0].retained


def test_scenario_is_renamed_and_may_keep_its_name(empty_plan: Plan) -> None:
    plan = named(empty_plan, "a", "b", active=1)
    assert names(done(rename_scenario(plan, 0, " c "))) == "cb"
    assert rename_scenario(plan, 0, "a") is plan
    assert done(rename_scenario(plan, 0, "c")).active == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", Reason.NAME_EMPTY),
        (" \t", Reason.NAME_EMPTY),
        ("x" * 201, Reason.NAME_TOO_LONG),
        (" b ", Reason.NAME_TAKEN),
    ],
)
def test_name_that_cannot_be_given_is_refused(empty_plan: Plan, name: str, reason: Reason) -> None:
    plan = named(empty_plan, "a", "b")
    for result in (new_scenario(plan, name), duplicate_scenario(plan, 0, name), rename_scenario(plan, 0, name)):
        assert refused(result).reason is reason


def test_names_that_would_be_one_in_the_file_are_one(empty_plan: Plan) -> None:
    plan = named(empty_plan, "a", "\ufffd")
    assert refused(rename_scenario(plan, 0, "\ud800")).reason is Reason.NAME_TAKEN


def test_plan_holds_at_most_50_scenarios(empty_plan: Plan) -> None:
    plan = named(empty_plan, *map(str, range(50)))
    assert refused(new_scenario(plan, "un de plus")).reason is Reason.TOO_MANY_SCENARIOS
    assert refused(duplicate_scenario(plan, 3, "un de plus")).reason is Reason.TOO_MANY_SCENARIOS


@pytest.mark.parametrize(
    ("index", "to", "order"), [(0, 2, "bcad"), (3, 0, "dabc"), (1, 2, "acbd"), (2, 1, "acbd"), (1, 1, "abcd")]
)
@pytest.mark.parametrize("active", range(4))
def test_scenario_is_moved_and_the_one_shown_stays_shown(
    empty_plan: Plan, index: int, to: int, order: str, active: int
) -> None:
    plan = named(empty_plan, *"abcd", active=active)
    moved = done(move_scenario(plan, index, to))
    assert (names(moved), moved.scenario.name) == (order, plan.scenario.name)


@pytest.mark.parametrize("to", [-1, 4])
def test_scenario_is_not_moved_out_of_the_list(empty_plan: Plan, to: int) -> None:
    assert refused(move_scenario(named(empty_plan, *"abcd"), 0, to)).reason is Reason.BAD_VALUE


@pytest.mark.parametrize(
    ("active", "deleted", "shown"), [(0, 0, "b"), (1, 1, "c"), (2, 2, "b"), (2, 0, "c"), (0, 2, "a"), (1, 0, "b")]
)
def test_deleting_shows_the_same_scenario_or_a_neighbour(
    empty_plan: Plan, active: int, deleted: int, shown: str
) -> None:
    plan = done(delete_scenario(named(empty_plan, *"abc", active=active), deleted))
    assert (len(plan.scenarios), plan.scenario.name) == (2, shown)


def test_last_scenario_is_not_deleted(empty_plan: Plan) -> None:
    assert refused(delete_scenario(empty_plan, 0)).reason is Reason.LAST_SCENARIO


def test_one_scenario_at_most_is_retained(empty_plan: Plan) -> None:
    plan = named(empty_plan, *"abc")
    assert [one.retained for one in retain_scenario(plan, 1).scenarios] == [False, True, False]
    again = retain_scenario(retain_scenario(plan, 1), 2)
    assert [one.retained for one in again.scenarios] == [False, False, True]
    assert retain_scenario(again, 2) is again
    assert retain_scenario(again, None) == plan


@pytest.mark.parametrize("index", [-1, 3])
def test_scenario_that_is_not_there_is_an_error(empty_plan: Plan, index: int) -> None:
    plan = named(empty_plan, *"abc")
    for edit in (
        lambda: duplicate_scenario(plan, index, "d"),
        lambda: rename_scenario(plan, index, "d"),
        lambda: move_scenario(plan, index, 0),
        lambda: delete_scenario(plan, index),
        lambda: retain_scenario(plan, index),
    ):
        with pytest.raises(IndexError):
            edit()


@pytest.mark.parametrize(
    ("taken", "wanted", "free"),
    [
        (["A"], "B", "B"),
        (["A"], " A ", "A 2"),
        (["A", "A 2"], "A", "A 3"),
        (["A", "A 2"], "A 2", "A 3"),
        (["A", "A 3"], "A", "A 2"),
        (["Rentrée 2027"], "Rentrée 2027", "Rentrée 2027 2"),
        (["A"], "", "2"),
        (["x" * 200], "x" * 200, "x" * 198 + " 2"),
        (["A"], "y" * 300, "y" * 200),
        (["2", "3"], "", "4"),
        (["2"], " ", "3"),
    ],
)
def test_free_name_is_the_wanted_one_or_numbered(empty_plan: Plan, taken: list[str], wanted: str, free: str) -> None:
    plan = named(empty_plan, *taken)
    assert free_name(plan, wanted) == free
    done(new_scenario(plan, free))


def test_warnings_accepted_in_a_scenario_go_with_its_copy(empty_plan: Plan) -> None:
    accepted = Acceptance(code="overload", reason="vu", date=TODAY)
    plan = empty_plan.with_scenario(replace(empty_plan.scenario, judged=(accepted,)))
    assert done(duplicate_scenario(plan, 0, "copie")).scenario.judged == (accepted,)


@pytest.mark.parametrize(
    "name", ["\u202e", "\u2066\u2069", "\u200b", "\ufeff\u00ad", "\x07", "\u3164", "\u200d\u200d", "\u0301"]
)
def test_a_name_of_nothing_that_can_be_seen_is_no_name(empty_plan: Plan, name: str) -> None:
    plan = named(empty_plan, "a", "b")
    for result in (new_scenario(plan, name), duplicate_scenario(plan, 0, name), rename_scenario(plan, 0, name)):
        assert refused(result).reason is Reason.NAME_EMPTY


def test_a_name_is_kept_without_what_cannot_be_seen(empty_plan: Plan) -> None:
    plan = named(empty_plan, "a", "b")
    assert names(done(rename_scenario(plan, 0, "c\u202e\x07d\u200b"))) == "c db"
    assert names(done(rename_scenario(plan, 0, "👩\u200d👧"))) == "👩\u200d👧b"


def test_two_names_do_not_look_the_same(empty_plan: Plan) -> None:
    plan = named(empty_plan, "a", "b\u200b")
    assert refused(rename_scenario(plan, 0, "b")).reason is Reason.NAME_TAKEN
    assert refused(rename_scenario(plan, 1, "a\u2060")).reason is Reason.NAME_TAKEN
    assert free_name(plan, "b\u200b") == "b 2"
