"""A plan moved to a newer edition of its programme: nothing placed or obtained is lost, and what to do is said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.award import Block
from csp_planner.domain.edition.published import as_published
from csp_planner.domain.edition.values import UnitField
from csp_planner.domain.edits import Reason, Refusal
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.offers import Offer, Opening
from csp_planner.domain.plan import Filling, Pin, Plan, Scenario
from csp_planner.domain.planning.editions import EditionChange, Unfit, to_edition
from csp_planner.domain.profile import Credit, CreditBasis, CreditState, Profile, Tick
from csp_planner.domain.programme import Accreditation, Conditions, Programme, UnitKind
from csp_planner.domain.rhythms import Rhythm
from csp_planner.domain.states import OBTAINED_STATES, UnitState
from csp_planner.domain.terms import Part
from csp_planner.domain.year_openings import YearOpenings

from ..edition.helpers import S1, S2, branches, sheet, unit, without
from ..helpers import TODAY, credited, done, marked, put, term
from ..strategies import CODES, days, edited, leaving_out, plans, programmes, sequences

SHEET = sheet(unit("A"), unit("B"), unit("C", 4))


def plan_of(programme: Programme, *, profile: Profile | None = None, **scenario: object) -> Plan:
    first = Scenario(name="Un", start=term("2027-S1"), **scenario)
    return Plan(programme=programme, profile=profile or Profile(), scenarios=(first,))


def moved(plan: Plan, new: Programme, today: date = TODAY) -> EditionChange:
    found = to_edition(plan, new, today)
    assert isinstance(found, EditionChange)
    return found


def said(found: EditionChange) -> list[tuple[object, ...]]:
    return [(one.why, one.scenario, one.unit, one.term and str(one.term)) for one in found.no_longer_fits]


def test_another_diploma_is_refused():
    refusal = to_edition(plan_of(SHEET), replace(SHEET, code="AUT01"), TODAY)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.OTHER_SHEET


def test_a_sheet_of_another_centre_is_said_to_be_one():
    assert not moved(plan_of(SHEET), replace(SHEET, publisher="centre  a")).other_centre
    assert moved(plan_of(SHEET), replace(SHEET, publisher="Centre B")).other_centre


def test_a_validated_unit_keeps_its_value_when_its_row_is_worth_something_else():
    plan = marked(put(plan_of(SHEET), "A", "2027-S1"), "A", UnitState.VALIDATED)
    plan = marked(put(plan, "B", "2027-S1"), "B", UnitState.ENROLLED)
    found = moved(plan, sheet(unit("A", 4), unit("B", 3), unit("C", 4)))
    validated, enrolled = found.plan.profile.attempts
    assert (validated.ects, validated.hours) == (6, None), "its hours are the row's still"
    assert enrolled.ects is None, "what is to come is worth what the sheet says"
    judged = evaluate_plan(found.plan, TODAY)
    assert (judged.standings["A"].ects, judged.standings["B"].ects) == (6, 3)
    assert [(one.unit, one.field) for one in found.changes.changed] == [("A", UnitField.ECTS), ("B", UnitField.ECTS)]


def test_a_figure_that_was_entered_goes_on_speaking_for_what_was_obtained():
    plan = credited(done(edits.set_override(plan_of(SHEET), "A", 5, None, TODAY)), "A")
    found = moved(plan, sheet(unit("A", 4), unit("B"), unit("C", 4)))
    assert found.plan.profile.credits == plan.profile.credits
    assert evaluate_plan(found.plan, TODAY).standings["A"].ects == 5


def test_a_credited_unit_that_is_gone_keeps_title_and_worth_and_is_to_link():
    plan = credited(plan_of(SHEET), "A")
    new = sheet(replace(unit("A2"), title="unité  A"), unit("B"), unit("C", 4))
    found = moved(plan, new)
    (credit,) = found.plan.profile.credits
    assert (credit.unit, credit.title, credit.ects, credit.hours) == ("A", "Unité A", 6, 50)
    (link,) = found.to_link
    assert (link.unit, link.title, link.ects, link.likely) == ("A", "Unité A", 6, ("A2",))
    linked = done(edits.change_credit(found.plan, replace(credit, counts_for=("A2",))))
    assert evaluate_plan(linked, TODAY).standings["A2"].state is UnitState.OBTAINED_OTHERWISE


def test_a_validated_unit_that_is_gone_stays_acquired_at_its_worth():
    plan = marked(put(plan_of(SHEET), "C", "2027-S1"), "C", UnitState.VALIDATED)
    found = moved(plan, without(SHEET, "C"))
    (attempt,) = found.plan.profile.attempts
    assert (attempt.ects, attempt.hours) == (4, 50)
    assert [(one.unit, one.title, one.ects, one.likely) for one in found.to_link] == [("C", "Unité C", 4, ())]
    assert found.no_longer_fits == ()


def test_a_confirmed_row_that_is_gone_or_is_attended_now_becomes_a_credit():
    milestones = sheet(
        unit("M", 2, {}, UnitKind.MILESTONE), unit("N", 3, {}, UnitKind.MILESTONE), unit("O", 1, {}, UnitKind.MILESTONE)
    )
    plan = plan_of(milestones)
    for code in ("M", "N", "O"):
        plan = done(edits.tick(plan, code, TODAY))
    found = moved(plan, sheet(unit("N", 3), unit("O", 1, {}, UnitKind.MILESTONE)))
    assert found.plan.profile.ticks == (Tick(unit="O", date=TODAY),)
    assert [(one.unit, one.title, one.ects) for one in found.plan.profile.credits] == [
        ("M", "Unité M", 2),
        ("N", "", None),
    ]
    assert evaluate_plan(found.plan, TODAY).standings["N"].state is UnitState.OBTAINED_OTHERWISE


def test_a_unit_that_was_validated_stays_obtained_where_dates_decide_about_its_row_now():
    plan = marked(put(plan_of(SHEET), "A", "2027-S1"), "A", UnitState.VALIDATED)
    experience = sheet(unit("A", 6, {}, UnitKind.EXPERIENCE), unit("B"), unit("C", 4))
    new = replace(experience, conditions=Conditions(experience_unit="A", experience_months=18))
    found = moved(plan, new)
    assert [(one.unit, one.basis, one.ects) for one in found.plan.profile.credits] == [("A", CreditBasis.EARLIER, None)]
    assert evaluate_plan(found.plan, TODAY).standings["A"].state is UnitState.OBTAINED_OTHERWISE


def test_a_credit_for_two_rows_keeps_its_worth_when_one_of_them_goes():
    old = Credit(unit="OLD", basis=CreditBasis.VES, date=TODAY, title="Ancienne", counts_for=("A", "C"))
    found = moved(plan_of(SHEET, profile=Profile(credits=(old,))), without(SHEET, "C"))
    (credit,) = found.plan.profile.credits
    assert (credit.ects, credit.hours, credit.counts_for) == (10, 100, ("A", "C"))
    assert found.to_link == ()


def test_what_is_only_asked_for_is_worth_what_the_sheet_says_when_it_comes():
    asked = Credit(unit="A", basis=CreditBasis.VES, date=date(2027, 6, 1), state=CreditState.ASKED)
    found = moved(plan_of(SHEET, profile=Profile(credits=(asked,))), sheet(unit("A", 4)))
    assert found.plan.profile.credits == (asked,)


def test_what_is_planned_stays_and_is_named_where_it_no_longer_fits():
    evening = {2025: (Offer(Part.S1, ("evening", "daytime")),)}
    day = {2025: (Offer(Part.S1, ("daytime", "hybrid")),)}
    old = sheet(unit("A"), unit("B"), unit("C"), unit("D", openings=evening), unit("E"), unit("F"))
    plan = plan_of(old)
    for code in "ABCDF":
        plan = put(plan, code, "2027-S1")
    plan = marked(put(plan, "E", "2027-S1"), "E", UnitState.ENROLLED)
    new = sheet(unit("B", openings={2025: S2}), unit("C", kind=UnitKind.MILESTONE), unit("D", openings=day), unit("F"))
    found = moved(plan, new)
    assert found.plan.scenarios == plan.scenarios
    assert said(found) == [
        (Unfit.GONE, "Un", "A", "2027-S1"),
        (Unfit.NOT_OPEN, "Un", "B", "2027-S1"),
        (Unfit.NOT_ATTENDED, "Un", "C", "2027-S1"),
        (Unfit.MODE_GONE, "Un", "D", "2027-S1"),
        (Unfit.GONE, "", "E", "2027-S1"),
    ]
    assert found.no_longer_fits[3].mode == "evening"


def test_what_was_entered_is_laid_over_the_newer_sheet_and_what_it_says_otherwise_is_named():
    plan = plan_of(SHEET)
    plan = done(edits.enter_opening(plan, "A", 2026, Opening.SEMESTER_2, "appel", TODAY))
    plan = done(edits.enter_opening(plan, "B", 2026, Opening.SEMESTER_2, "appel", TODAY))
    plan = done(edits.enter_rhythm(plan, "C", Rhythm.ODD, "le centre", TODAY))
    plan = edits.decline_openings(
        plan, YearOpenings(programme="TST01", year=2028, source="", date=TODAY, openings={"A": None})
    )
    plan = done(edits.set_override(plan, "C", 5, None, TODAY))
    later = {2025: S1, 2026: S2}
    new = sheet(unit("A", openings=later), unit("B", openings={2025: S1, 2026: S1}), unit("C"), years=(2025, 2026))
    found = moved(plan, new)
    rows = found.plan.programme.by_code
    assert rows["A"].entered == {}, "the sheet says so itself now"
    assert rows["B"].openings[2026] == S2
    assert (rows["B"].entered[2026].source, rows["B"].entered[2026].sheet) == ("appel", S1)
    assert [(one.unit, one.year) for one in found.entered] == [("B", 2026)]
    assert rows["C"].rhythm == plan.programme.by_code["C"].rhythm
    assert found.plan.programme.declined == {2028: TODAY}
    assert found.plan.profile == plan.profile
    assert edits.forget_openings(found.plan, 2026).programme.by_code["B"].openings[2026] == S1
    assert moved(found.plan, new).entered == (), "it is said once"


def test_an_end_of_the_accreditation_that_was_entered_stands_beside_the_newer_one():
    dated = replace(SHEET, accreditation=Accreditation(ends=date(2028, 8, 31)))
    plan = edits.set_accreditation(plan_of(dated), date(2030, 8, 31))
    renewed = replace(dated, accreditation=Accreditation(ends=date(2033, 8, 31)))
    assert moved(plan, renewed).plan.programme.accreditation == Accreditation(
        ends=date(2030, 8, 31), published=date(2033, 8, 31)
    )
    same = replace(dated, accreditation=Accreditation(ends=date(2030, 8, 31)))
    assert moved(plan, same).plan.programme.accreditation == same.accreditation
    assert moved(plan, SHEET).plan.programme.accreditation == plan.programme.accreditation


def test_years_that_the_newer_sheet_no_longer_prints_stay_known():
    old = sheet(unit("A", openings={2024: S1, 2025: S2}), unit("B"), years=(2024, 2025))
    new = sheet(unit("A", openings={2026: S1}), unit("D", openings={2026: S1}), years=(2026,))
    programme = moved(plan_of(old), new).plan.programme
    assert programme.published_years == (2024, 2025, 2026)
    assert programme.by_code["A"].openings == {2024: S1, 2025: S2, 2026: S1}
    assert programme.by_code["D"].openings == {2026: S1}
    corrected = sheet(unit("A", openings={2024: S2, 2026: S1}), years=(2024, 2026))
    programme = moved(plan_of(old), corrected).plan.programme
    assert programme.by_code["A"].openings == {2024: S2, 2026: S1}, "of the years it speaks of, it is right"
    assert programme.published_years == (2024, 2026)


PATHS = Block(members=("A", branches(Block(label="Nord", members=("B",)), Block(label="Sud", members=("C", "D")))))
TURNED = Block(members=(Block(label="Langue", members=("L",)), "A", branches(*reversed(PATHS.blocks[0].blocks))))


def test_branches_and_pins_follow_their_blocks():
    plan = plan_of(sheet(award=PATHS), branches=("1.2",), pins=(Pin(unit="D", block="1.2"), Pin(unit="B", block="1.1")))
    found = moved(plan, sheet(award=TURNED))
    assert found.no_longer_fits == ()
    assert found.plan.scenario.branches == ("2.1",)
    assert found.plan.scenario.pins == (Pin(unit="D", block="2.1"), Pin(unit="B", block="2.2"))


def test_choices_whose_block_is_gone_are_named_and_choose_nothing_else():
    plan = plan_of(sheet(award=PATHS), branches=("1.2",), pins=(Pin(unit="D", block="1.2"),))
    other = branches(Block(label="Nord", members=("B",)), Block(label="Est", members=("X", "Y")))
    found = moved(plan, sheet(award=Block(members=("A", other))))
    assert (found.plan.scenario.branches, found.plan.scenario.pins) == ((), ())
    assert [(one.why, one.unit, one.block) for one in found.no_longer_fits] == [
        (Unfit.BRANCH, "", "Sud"), (Unfit.PIN, "D", "Sud"),
    ]  # fmt: skip
    assert [one.why for one in moved(plan, sheet()).no_longer_fits] == [Unfit.BRANCH, Unfit.PIN]


def test_a_branch_that_is_no_choice_any_more_is_named():
    plan = plan_of(sheet(award=PATHS), branches=("1.2",))
    due = replace(PATHS, members=("A", replace(PATHS.blocks[0], take="all")))
    assert [one.why for one in moved(plan, sheet(award=due)).no_longer_fits] == [Unfit.BRANCH]


def test_what_fills_a_slot_stays_and_is_named_where_the_slot_is_gone_or_the_unit_a_row():
    slot = unit("S", 4, {}, UnitKind.SLOT)
    plan = plan_of(sheet(unit("A"), slot), fillings=(Filling(slot="S", code="ROB104"),))
    for new in (sheet(unit("A")), sheet(unit("A"), slot, unit("ROB104"))):
        found = moved(plan, new)
        assert found.plan.scenario.fillings == plan.scenario.fillings
        assert said(found) == [(Unfit.FILLING, "Un", "S", None)]


def random_plan(data: st.DataObject, base: Programme) -> tuple[Plan, Programme, date]:
    today = data.draw(days)
    plan = edited(data.draw(plans(base)), data.draw(sequences), today)
    for code in data.draw(st.sets(st.sampled_from(CODES), max_size=3)):
        result = edits.record_outcome(plan, code, UnitState.VALIDATED, today, term("2024-S1"))
        plan = result if isinstance(result, Plan) else plan
    if data.draw(st.booleans()):
        year, opening = data.draw(st.integers(2022, 2030)), data.draw(st.none() | st.sampled_from(Opening))
        result = edits.enter_opening(plan, "AAA001", year, opening, "appel", today)
        plan = result if isinstance(result, Plan) else plan
    new = data.draw(programmes(base) | st.just(as_published(plan.programme)))
    if data.draw(st.booleans()):
        new = leaving_out(new, data.draw(st.sampled_from(("hours", "accreditation", "months of experience"))))
    return plan, new, today


def obtained(plan: Plan, today: date) -> dict[str, tuple[float | None, float | None]]:
    """What is obtained by a record, row or not, and what it is worth; an experience by its dates aside."""
    judged = evaluate_plan(plan, today)
    by_dates = {unit.code for unit in plan.programme.units if not (unit.is_attended or plan.programme.is_ticked(unit))}
    outside = {one.unit: (one.ects, one.hours) for one in judged.outside if one.state in OBTAINED_STATES}
    rows = {
        code: (standing.ects, standing.hours)
        for code, standing in judged.standings.items()
        if standing.state in OBTAINED_STATES
        and (code not in by_dates or standing.credit)
        and code in plan.programme.by_code
    }
    return {**outside, **rows}


@given(data=st.data())
def test_nothing_placed_or_obtained_is_lost(crn01: Programme, data: st.DataObject) -> None:
    plan, new, today = random_plan(data, crn01)
    found = moved(plan, new, today)
    assert [one.placements for one in found.plan.scenarios] == [one.placements for one in plan.scenarios]
    assert [(one.unit, one.term, one.state) for one in found.plan.profile.attempts] == [
        (one.unit, one.term, one.state) for one in plan.profile.attempts
    ]
    before, after = obtained(plan, today), obtained(found.plan, today)
    for code, (ects, hours) in before.items():
        assert code in after, code
        assert ects is None or after[code][0] == ects, code
        assert hours is None or after[code][1] == hours, code


@given(data=st.data())
def test_what_was_entered_is_never_lost(crn01: Programme, data: st.DataObject) -> None:
    plan, new, today = random_plan(data, crn01)
    programme = moved(plan, new, today).plan.programme
    for unit_before in plan.programme.units:
        row = programme.by_code.get(unit_before.code)
        for year in unit_before.entered if row is not None else ():
            assert row is not None
            assert row.parts[year] == unit_before.parts[year]
        assert row is None or unit_before.rhythm is None or row.rhythm == unit_before.rhythm


@given(data=st.data())
def test_its_own_edition_changes_nothing_and_applying_one_twice_is_applying_it_once(
    crn01: Programme, data: st.DataObject
) -> None:
    plan, new, today = random_plan(data, crn01)
    same = moved(plan, as_published(plan.programme), today)
    assert same.plan == plan
    assert (same.no_longer_fits, same.to_link, same.entered, bool(same.changes)) == ((), (), (), False)
    once = moved(plan, new, today).plan
    again = moved(once, new, today)
    assert again.plan == once
    assert (again.no_longer_fits, again.to_link, bool(again.changes)) == ((), (), False)


def rearranged(award: Block, order: Sequence[int]) -> Block:
    """*award* with the members of its root in another order."""
    return replace(award, members=tuple(award.members[index] for index in order))


@given(order=st.permutations(range(4)), chosen=st.sampled_from(("1.1", "1.2", "3.1")))
def test_a_branch_is_the_same_branch_in_whatever_order_the_sheet_puts_its_blocks(order, chosen) -> None:
    award = Block(
        members=(
            branches(Block(label="Nord", members=("A",)), Block(label="Sud", members=("B",)), label="Région"),
            Block(label="Socle", members=("C", "D")),
            branches(Block(members=("E", "F")), Block(members=("G",)), label="Option"),
            "H",
        )
    )
    labels = {"1.1": ("A",), "1.2": ("B",), "3.1": ("E", "F")}
    found = moved(plan_of(sheet(award=award), branches=(chosen,)), sheet(award=rearranged(award, order)))
    (path,) = found.plan.scenario.branches
    block = found.plan.programme.award
    assert block is not None
    for step in path.split("."):
        block = block.blocks[int(step) - 1]
    assert block.codes == labels[chosen]
    assert found.no_longer_fits == ()


@pytest.mark.parametrize("label", ["Option", ""])
def test_a_branch_of_other_units_and_another_name_is_never_taken_for_the_one_chosen(label: str) -> None:
    old = branches(Block(label=label, members=("A",)), Block(label="Autre", members=("B",)))
    new = branches(Block(label="Neuf" if label else "", members=("X",)), Block(label="Autre", members=("B",)))
    found = moved(plan_of(sheet(award=old), branches=("1",)), sheet(award=new))
    assert found.plan.scenario.branches == ()
    assert [one.why for one in found.no_longer_fits] == [Unfit.BRANCH]
