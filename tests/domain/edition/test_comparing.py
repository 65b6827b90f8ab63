"""What differs between two editions: rows, their values, blocks, and what is said of the whole."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import edits
from csp_planner.domain.edition.comparing import compare_programmes
from csp_planner.domain.edition.values import BlockField, Fact, ProgrammeChanges, UnitField
from csp_planner.domain.offers import Offer, Opening
from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.profile import Profile
from csp_planner.domain.programme import Programme, Tariff, UnitKind
from csp_planner.domain.terms import Part, Term
from csp_planner.storage.library import builtin_programme

from ..strategies import programmes
from .helpers import S1, S2, Block, TakeEcts, TakeUnits, branches, sheet, unit

CRN01 = builtin_programme("CRN01")
OLD = sheet(unit("A"), unit("B"), unit("C"))


def test_an_edition_changes_nothing_of_itself():
    assert compare_programmes(CRN01, CRN01) == ProgrammeChanges()
    assert not compare_programmes(CRN01, replace(CRN01, sheet="autre", source="autre")), (
        "where it is written is no fact"
    )


def test_rows_are_added_gone_and_changed_field_by_field():
    new = sheet(unit("A", 4), replace(unit("C"), title="Autre", hours=None, kind=UnitKind.WORKSHOP), unit("D"))
    found = compare_programmes(OLD, new)
    assert [one.code for one in found.added] == ["D"]
    assert [one.code for one in found.gone] == ["B"]
    assert [(one.unit, one.field, one.before, one.after) for one in found.changed] == [
        ("A", UnitField.ECTS, 6, 4),
        ("C", UnitField.TITLE, "Unité C", "Autre"),
        ("C", UnitField.HOURS, 50, None),
        ("C", UnitField.KIND, UnitKind.TAUGHT, UnitKind.WORKSHOP),
    ]
    assert list(found.by_unit) == ["A", "C"]


def test_openings_are_compared_by_year_and_a_new_year_with_what_was_expected_of_it():
    later = {2025: S1, 2026: S2}
    new = sheet(unit("A", openings=later), unit("B", openings={2025: S1, 2026: S1}), unit("C"), years=(2025, 2026))
    found = compare_programmes(OLD, new).changed
    assert [(one.unit, one.field, one.year, one.before, one.after, one.projected) for one in found] == [
        ("A", UnitField.OPENINGS, 2026, S1, S2, True),
        ("C", UnitField.OPENINGS, 2026, S1, None, True),
    ]


def test_other_modes_are_another_opening_but_another_order_of_them_is_none():
    evening, both = (Offer(Part.S1, ("evening",)),), (Offer(Part.S1, ("evening", "daytime")),)
    turned = (Offer(Part.S1, ("daytime", "evening")),)
    in_evening, in_both = sheet(unit("A", openings={2025: evening})), sheet(unit("A", openings={2025: both}))
    (change,) = compare_programmes(in_evening, in_both).changed
    assert (change.before, change.after, change.projected) == (evening, both, False)
    assert not compare_programmes(in_both, sheet(unit("A", openings={2025: turned})))


def test_a_year_that_is_printed_no_more_is_said_once_of_the_whole_sheet():
    both = {2024: S1, 2025: S1}
    old = sheet(unit("A", openings=both), unit("B", openings=both), years=(2024, 2025))
    found = compare_programmes(old, sheet(unit("A"), unit("B")))
    assert found.changed == ()
    assert [(one.fact, one.before, one.after) for one in found.facts] == [(Fact.PUBLISHED_YEARS, (2024, 2025), (2025,))]


def test_what_the_user_entered_has_no_part_in_it():
    plan = Plan(programme=CRN01, profile=Profile(), scenarios=(Scenario(name="A", start=Term.parse("2027-S1")),))
    plan = edits.enter_opening(plan, "FPG003", 2025, Opening.SEMESTER_2, "appel", date(2026, 11, 23))
    plan = edits.set_accreditation(plan, date(2031, 8, 31))
    assert plan.programme != CRN01
    assert not compare_programmes(plan.programme, CRN01)
    assert not compare_programmes(CRN01, plan.programme)


def test_prices_dates_conditions_and_totals_are_facts():
    dearer = tuple(
        replace(one, euros=one.euros + 100) if index == 0 else one for index, one in enumerate(CRN01.tariffs)
    )
    other = Tariff(code="autre", label={"fr": "Autre"}, euros=1)
    assert CRN01.accreditation is not None
    assert CRN01.enrolment_semester_1 is not None
    new = replace(
        CRN01,
        tariffs=(*dearer[:-1], other),
        announced=replace(CRN01.announced, ects=60),
        accreditation=replace(CRN01.accreditation, ends=date(2032, 8, 31)),
        enrolment_semester_1=replace(
            CRN01.enrolment_semester_1, closes=replace(CRN01.enrolment_semester_1.closes, day=5)
        ),
        conditions=replace(CRN01.conditions, experience_months=24, units=tuple(reversed(CRN01.conditions.units))),
    )
    found = compare_programmes(CRN01, new).facts
    assert [(one.fact, one.name) for one in found] == [
        (Fact.ANNOUNCED_ECTS, ""), (Fact.ACCREDITATION, ""), (Fact.ENROLMENT_1, ""), (Fact.EXPERIENCE_MONTHS, ""),
        (Fact.TARIFF, dearer[0].code), (Fact.TARIFF, "autre"), (Fact.TARIFF, dearer[-1].code),
    ]  # fmt: skip
    assert found[-1].after is None
    assert found[-2].before is None


def changes(old: Block, new: Block) -> list[tuple[object, ...]]:
    found = compare_programmes(sheet(award=old), sheet(award=new)).blocks
    return [(one.label, one.field, one.path_before, one.path_after, one.value_before, one.value_after) for one in found]


def test_a_block_is_known_by_its_label_wherever_it_stands():
    one, two = Block(label="Un", members=("A", "B")), Block(label="Deux", take=TakeUnits(1), members=("C", "D"))
    less = replace(two, take=TakeEcts(6), members=("D", "E"))
    assert changes(Block(members=(one, two)), Block(members=(two, one))) == []
    assert changes(Block(members=(one, two)), Block(members=(less, one))) == [
        ("Deux", BlockField.TAKE, "2", "1", TakeUnits(1), TakeEcts(6)),
        ("Deux", BlockField.MEMBERS, "2", "1", ("C", "D"), ("D", "E")),
    ]


def test_a_block_of_another_name_is_the_same_where_its_units_are():
    old = branches(Block(label="A", members=("A", "B")), Block(label="B", members=("C", "D")))
    new = branches(Block(label="B", members=("A", "B")), Block(label="C", members=("C", "D")))
    assert changes(old, new) == [
        ("B", BlockField.LABEL, "1", "1", "A", "B"),
        ("C", BlockField.LABEL, "2", "2", "B", "C"),
    ]


def test_blocks_that_share_neither_name_nor_units_are_gone_and_added():
    old = branches(Block(label="A", members=("A",)), Block(label="B", members=("B",)))
    new = branches(Block(label="A", members=("A",)), Block(label="Z", members=("Z",)))
    assert changes(old, new) == [("Z", None, None, "2", None, None), ("B", None, "2", None, None, None)]


def test_unnamed_blocks_are_paired_by_their_place():
    old, new = Block(members=(Block(members=("A",)),)), Block(members=(Block(members=("B",)),))
    assert changes(old, new) == [("", BlockField.MEMBERS, "1", "1", ("A",), ("B",))]


def test_a_block_that_moved_into_another_one_is_moved_and_not_gone():
    inner = Block(label="Langue", members=("L",))
    old = Block(members=(Block(label="Un", members=("A", inner)), Block(label="Deux", members=("B",))))
    new = Block(members=(Block(label="Un", members=("A",)), Block(label="Deux", members=("B", inner))))
    assert changes(old, new) == [("Langue", BlockField.PLACE, "1.1", "2.1", "1.1", "2.1")]


def test_an_award_that_comes_or_goes_is_all_its_blocks():
    award = Block(members=("A", Block(label="Un", members=("B",))))
    assert [one.path_after for one in compare_programmes(OLD, replace(OLD, award=award)).blocks] == ["", "1"]
    assert [one.path_before for one in compare_programmes(replace(OLD, award=award), OLD).blocks] == ["", "1"]


@given(data=st.data())
def test_two_random_editions_are_alike_exactly_where_nothing_changes(data: st.DataObject):
    old: Programme = data.draw(programmes(CRN01))
    new: Programme = data.draw(programmes(CRN01))
    there, back = compare_programmes(old, new), compare_programmes(new, old)
    assert not compare_programmes(old, old)
    assert {one.code for one in there.added} == {one.code for one in back.gone}
    fields = {(one.unit, one.field) for one in there.changed if one.field is not UnitField.OPENINGS}
    assert fields == {(one.unit, one.field) for one in back.changed if one.field is not UnitField.OPENINGS}
