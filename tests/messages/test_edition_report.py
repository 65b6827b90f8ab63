"""What a newer edition changes, in groups that say how much they hold."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.edition.comparing import compare_programmes
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.editions import EditionChange, to_edition
from csp_planner.domain.programme import Programme
from csp_planner.messages.edition_report import Group, applied_sentence, left_sentence, plan_groups, sheet_groups

from ..awards import PROGRAMME, plan_with_choices
from ..domain.helpers import TODAY, credited, done, put
from ..domain.strategies import days, edited, plans, programmes, sequences
from ..editions import elsewhere, newer


def moved(plan: Plan, new: Programme, today: date = TODAY) -> EditionChange:
    found = to_edition(plan, new, today)
    assert isinstance(found, EditionChange)
    return found


def headings(groups: Iterable[Group]) -> list[str]:
    return [group.heading.replace("\xa0", " ") for group in groups]


def lines(groups: Iterable[Group]) -> list[str]:
    return [line for group in groups for line in group.lines]


def acquired(empty_plan: Plan) -> Plan:
    """TET007 is obtained otherwise, AST004 planned in the autumn of 2027, where it is projected."""
    return put(credited(empty_plan, "TET007"), "AST004", "2027-S1")


def test_what_differs_on_the_sheet_is_told_by_subject_with_its_number(crn01):
    assert headings(sheet_groups(compare_programmes(crn01, newer(crn01)))) == [
        "1 nouvelle ligne",
        "1 ligne qui n’y est plus",
        "1 changement d’ECTS",
        "1 changement d’ouverture",
        "1 changement de règles et de blocs",
        "1 changement de tarif",
        "2 changements de dates",
    ]


def test_what_it_does_to_the_plan_is_told_by_scenario_where_there_are_several(crn01, empty_plan):
    plan = acquired(empty_plan)
    change = moved(plan, newer(crn01))
    assert headings(plan_groups(change)) == ["1 unité ne convient plus", "1 acquis à relier"]
    again = replace(plan, scenarios=(*plan.scenarios, replace(plan.scenario, name="Deux")))
    first = f"« {plan.scenario.name} » : 1 unité ne convient plus"
    assert headings(plan_groups(moved(again, newer(crn01)))) == [
        first, "« Deux » : 1 unité ne convient plus", "1 acquis à relier",
    ]  # fmt: skip


def test_a_branch_that_is_gone_is_a_choice_to_make_again():
    plan = done(edits.choose(plan_with_choices(), "2.2", "2.2.1"))
    assert headings(plan_groups(moved(plan, replace(PROGRAMME, award=None)))) == ["1 choix à refaire"]


def test_another_centre_is_a_change_of_its_own(crn01, empty_plan):
    change = moved(empty_plan, elsewhere(crn01))
    assert change.other_centre
    assert "1 autre changement" in headings(sheet_groups(change.changes))


def test_what_is_left_to_do_is_said_after_it_is_applied(crn01, empty_plan):
    change = moved(acquired(empty_plan), newer(crn01))
    assert applied_sentence(change).splitlines() == [
        "Le plan suit la nouvelle fiche de CRN01. Rien n’a été déplacé.",
        "1 unité ne convient plus",
        "1 acquis à relier",
    ]
    assert left_sentence(replace(change, no_longer_fits=())) == "1 acquis à relier"
    many = tuple(replace(change.plan.scenario, name=f"Scénario {number}") for number in range(5))
    lost = tuple(replace(one, scenario=each.name) for one in change.no_longer_fits for each in many)
    crowd = replace(change, plan=replace(change.plan, scenarios=many), no_longer_fits=lost)
    assert left_sentence(crowd).splitlines() == [
        "5 éléments planifiés ou choisis ne conviennent plus", "1 acquis à relier",
    ]  # fmt: skip
    nothing = moved(empty_plan, newer(crn01))
    assert left_sentence(nothing) == ""
    text = applied_sentence(nothing)
    assert text == "Le plan suit la nouvelle fiche de CRN01. Tout ce qui est planifié convient encore."


@given(data=st.data(), today=days)
def test_the_groups_leave_out_nothing_of_the_report(crn01: Programme, data: st.DataObject, today: date) -> None:
    plan = edited(data.draw(plans(crn01)), data.draw(sequences), today)
    change = moved(plan, replace(data.draw(programmes(crn01)), code=plan.programme.code), today)
    changes = change.changes
    count = sum(map(len, (changes.added, changes.gone, changes.changed, changes.blocks, changes.facts)))
    assert len(lines(sheet_groups(changes))) == count
    assert len(lines(plan_groups(change))) == sum(map(len, (change.no_longer_fits, change.to_link, change.entered)))
    assert bool(left_sentence(change)) == bool(change.no_longer_fits or change.to_link)
