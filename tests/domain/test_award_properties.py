"""What holds for every award with choices, every plan of it and every choice made in it."""

from collections import Counter
from dataclasses import replace
from datetime import date
from json import loads

from hypothesis import given, settings
from hypothesis import strategies as st

from csp_planner.cli.output.evaluation_json import evaluation_json
from csp_planner.cli.output.evaluation_text import evaluation_text
from csp_planner.cli.output.json_values import to_json
from csp_planner.domain import edits
from csp_planner.domain.amounts import add_up
from csp_planner.domain.award import Block, walk
from csp_planner.domain.choosing.values import BlockState
from csp_planner.domain.edits import Refusal
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Credit, CreditBasis
from csp_planner.domain.programme import Conditions, Programme
from csp_planner.domain.states import UnitState
from csp_planner.messages.award import take_words, yield_words
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.diagnostics import diagnostic_sentence
from csp_planner.storage.codec import read_plan, write_plan

from ..independent.blocks import count
from .choosing.test_judge_properties import CODES as LETTERS
from .choosing.test_judge_properties import trees
from .strategies import CODES, days, edited, placings, plans, sequences

UNITS = tuple(code for code in CODES if code != "EXP001")
codes_used = st.sampled_from(UNITS)
NAMES = dict(zip(LETTERS, UNITS, strict=True))


def renamed(block: Block) -> Block:
    """*block* with the units of the random programmes."""
    members = (NAMES[member] if isinstance(member, str) else renamed(member) for member in block.members)
    return replace(block, members=tuple(members), label="Bloc" if block.blocks else "")


def _chosen(plan: Plan, what: str, path: str, code: str, today: date) -> Plan | Refusal:
    if what == "branch":
        return edits.choose(plan, path.rpartition(".")[0], path)
    return edits.pin(plan, code, path) if what == "pin" else edits.set_aside(plan, code, today)


@st.composite
def awarded(draw: st.DrawFn, base: Programme) -> tuple[Plan, date]:
    """A plan of a random programme with a random award, edited and with things chosen in it, and a day."""
    today = draw(days)
    plan = draw(plans(base))
    award = renamed(draw(trees()))
    programme = replace(plan.programme, award=award)
    if draw(st.booleans()):
        programme = replace(programme, conditions=Conditions())
    plan = edited(replace(plan, programme=programme), draw(sequences), today)
    plan = edited(plan, draw(st.lists(placings, max_size=6)), today)
    for code in UNITS if draw(st.booleans()) else ():
        ects = draw(st.none() | st.sampled_from((3.0, 6.0)))
        held = edits.add_credit(plan, Credit(unit=code, basis=CreditBasis.VES, date=draw(days), ects=ects))
        plan = plan if isinstance(held, Refusal) else held
    paths = st.sampled_from([path for path, _block in walk(award)])
    for _each in range(draw(st.integers(0, 5))):
        made = _chosen(plan, draw(st.sampled_from(("branch", "pin", "aside"))), draw(paths), draw(codes_used), today)
        plan = plan if isinstance(made, Refusal) else made
    return plan, today


def test_random_awards_are_varied_enough_to_prove_something(crn01: Programme) -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=120, database=None)
    @given(data=st.data())
    def look(data: st.DataObject) -> None:
        plan, today = data.draw(awarded(crn01))
        evaluation = evaluate_plan(plan, today)
        assert evaluation.award is not None
        seen.update({each.state.value for each in evaluation.standings.values()})
        seen.update({each.code.value for each in evaluation.diagnostics})
        seen[f"complete {evaluation.complete}"] += 1
        seen[f"root {evaluation.award.root.state.value}"] += 1
        seen["extra"] += bool(evaluation.extra)
        seen["branches"] += bool(plan.scenario.branches)
        seen["pins"] += bool(plan.scenario.pins)
        seen["aside"] += bool(plan.scenario.set_aside)

    look()
    for what in (
        "option", "planned", "choice-open", "block-unchecked", "complete True", "complete False",
        "complete None", "root planned", "extra", "branches", "pins", "aside",
    ):  # fmt: skip
        assert seen[what] >= 2, (what, seen)


@given(data=st.data(), other_day=days)
def test_an_award_is_judged_at_any_date_by_sums_that_agree_with_another_count_saved_worded_and_its_choices_taken_back(
    crn01: Programme, data: st.DataObject, other_day: date
) -> None:
    plan, today = data.draw(awarded(crn01))
    evaluation = evaluate_plan(plan, today)
    it_can_be_judged_at_any_date_and_its_plan_survives_its_file(plan, other_day)
    sums_hold_what_counts_and_nothing_that_is_extra(plan, evaluation)
    what_is_complete_is_so_by_a_count_that_knows_nothing_of_the_program(plan, today, evaluation)
    taking_back_a_choice_gives_the_plan_that_was_before(plan, today, data)
    its_judgement_can_be_worded_in_both_languages(plan, evaluation)


def it_can_be_judged_at_any_date_and_its_plan_survives_its_file(plan: Plan, other_day: date) -> None:
    evaluation = evaluate_plan(plan, other_day)
    assert evaluation.award is not None
    assert [found.path for found in evaluation.award.blocks] == [path for path, _block in walk(plan.programme.award)]
    read = read_plan(write_plan(plan))
    assert read == plan
    assert evaluate_plan(read, other_day) == evaluation


def sums_hold_what_counts_and_nothing_that_is_extra(plan: Plan, evaluation: Evaluation) -> None:
    assert evaluation.award is not None
    rows = [evaluation.standings[unit.code] for unit in plan.programme.units]
    inside = [each for each in rows if each.unit in evaluation.award.due | evaluation.award.counted]
    waiting = (UnitState.TO_PLACE, UnitState.TO_CONFIRM, UnitState.OPTION)
    assert evaluation.ects.reached == add_up(each.ects for each in inside if each.state not in waiting)
    assert not set(evaluation.extra) & (evaluation.award.due | evaluation.award.counted)
    assert all(evaluation.standings[code].state not in waiting for code in evaluation.extra)
    for found in evaluation.award.blocks:
        assert not set(found.counts) & set(found.extra)
        assert found.ects == add_up(evaluation.standings[code].ects for code in set(found.counts))


def what_is_complete_is_so_by_a_count_that_knows_nothing_of_the_program(
    plan: Plan, today: date, evaluation: Evaluation
) -> None:
    assert evaluation.award is not None
    problems = count(loads(write_plan(plan)), str(today))
    if evaluation.complete or evaluation.award.root.state in (BlockState.MET, BlockState.PLANNED):
        assert problems == []
    chosen = {path for found in evaluation.award.blocks for path in found.chosen}
    told = plan.with_scenario(replace(plan.scenario, branches=tuple(sorted(chosen | set(plan.scenario.branches)))))
    lacking = count(loads(write_plan(told)), str(today))
    if lacking == [] and not any(found.missing.blocks for found in evaluation.award.open_choices):
        assert evaluation.award.root.state is not BlockState.OPEN


def taking_back_a_choice_gives_the_plan_that_was_before(plan: Plan, today: date, data: st.DataObject) -> None:
    award = plan.programme.award
    assert award is not None
    path, block = data.draw(st.sampled_from(list(walk(award))))
    parent = path.rpartition(".")[0]
    chosen = edits.choose(plan, parent, path)
    if isinstance(chosen, Plan) and not any(one.rpartition(".")[0] == parent for one in plan.scenario.branches):
        assert path in chosen.scenario.branches
        left = edits.unchoose(chosen, parent, path)
        assert isinstance(left, Plan)
        assert left.scenario.branches == plan.scenario.branches
        if chosen.scenario.placements == plan.scenario.placements:
            assert left == plan
    code = data.draw(codes_used)
    pinned = edits.pin(plan, code, path)
    if isinstance(pinned, Plan):
        assert code in block.leaves
        was = next((pin.block for pin in plan.scenario.pins if pin.unit == code), None)
        assert (edits.unpin(pinned, code) if was is None else edits.pin(pinned, code, was)) == plan
    aside = edits.set_aside(plan, code, today)
    if isinstance(aside, Plan) and code not in plan.scenario.set_aside:
        assert aside.scenario.placement(code) is None
        back = edits.take_back(aside, code)
        assert isinstance(back, Plan)
        assert back == edits.unplace(plan, code) if plan.scenario.placement(code) else back == plan


def its_judgement_can_be_worded_in_both_languages(plan: Plan, evaluation: Evaluation) -> None:
    assert evaluation.award is not None
    for language in ("fr", "en"):
        use_language(language)
        said = [diagnostic_sentence(found, plan.programme) for found in evaluation.diagnostics]
        said += [take_words(found.block) for found in evaluation.award.blocks]
        assert all(said)
        assert not any("{" in line or "}" in line for line in said)
        assert all("{" not in yield_words(found) for found in evaluation.award.blocks)
        assert "{" not in evaluation_text(plan, evaluation)
        document = loads(to_json(evaluation_json(plan, evaluation)))
        assert [found["path"] for found in document["award"]] == [found.path for found in evaluation.award.blocks]
        assert document["complete"] is evaluation.complete
