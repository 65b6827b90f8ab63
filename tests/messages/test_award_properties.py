"""Whatever the tree, and whatever is planned: nothing that is open or beyond the award goes unsaid."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from csp_planner.cli.output.evaluation_text import evaluation_text
from csp_planner.domain.award import Block, walk
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import Attempt
from csp_planner.domain.programme import Unit, UnitKind
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.export.compose import plan_content
from csp_planner.export.options import Options
from csp_planner.export.tables import all_tables
from csp_planner.messages.award_tree import award_lines, beyond_words, home_names, verdict_words

from ..awards import PARTS, PROGRAMME, YEAR, plan_with_choices
from ..domain.choosing.test_judge_properties import CODES, trees

TODAY = date(2026, 11, 23)
UNITS = tuple(
    Unit(code=code, title=f"Unité {code}", ects=6, kind=UnitKind.TAUGHT, openings={YEAR: PARTS["S1"]}) for code in CODES
)
states = st.dictionaries(st.sampled_from(CODES), st.sampled_from(("planned", "validated")), max_size=len(CODES))


def plan_of(award: Block, held: Mapping[str, str], branches: list[str]) -> Plan:
    plan = plan_with_choices()
    placed = tuple(
        Placement(unit=code, term=Term.parse("2027-S1")) for code, state in held.items() if state == "planned"
    )
    had = tuple(
        Attempt(unit=code, term=Term.parse("2025-S1"), state=UnitState.VALIDATED, date=TODAY)
        for code, state in held.items()
        if state == "validated"
    )
    scenario = replace(plan.scenario, placements=placed, branches=tuple(branches))
    programme = replace(PROGRAMME, units=UNITS, award=award)
    profile = replace(plan.profile, attempts=had)
    return replace(plan, programme=programme, profile=profile, scenarios=(scenario,))


@given(st.data(), trees(), states)
def test_of_any_tree_nothing_open_or_beyond_goes_unsaid_and_every_output_can_be_made(
    data: st.DataObject, award: Block, held: Mapping[str, str]
) -> None:
    branches = data.draw(st.lists(st.sampled_from([path for path, _block in walk(award)]), max_size=3, unique=True))
    plan = plan_of(award, held, [path for path in branches if path])
    evaluation = evaluate_plan(plan, TODAY)
    lines = award_lines(plan, evaluation)
    paths = [line.path for line in lines]
    assert len(paths) == len(set(paths))
    standing = evaluation.award
    assert standing is not None
    shown = {line.path: line for line in lines}
    for found in standing.open_choices:
        assert shown[found.path].is_open
    for found in standing.unchecked:
        assert shown[found.path].lacks
    beyond = beyond_words(plan, evaluation)
    assert all(code in beyond for code in evaluation.extra)
    homes = home_names(evaluation)
    assert set(held) <= set(homes)
    verdict = verdict_words(evaluation)
    assert verdict
    content = plan_content(plan, evaluation, Options())
    assert content.award is not None
    taken = [line for line in lines if line.is_taken]
    assert len(content.award.blocks) == len(taken)
    assert len(all_tables(plan, evaluation, Options())[1].rows) == len(taken)
    assert verdict in evaluation_text(plan, evaluation)
