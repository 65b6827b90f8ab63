"""Corrections of a programme: each cell of a sheet that was read."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain import correcting
from csp_planner.domain.award import Block, TakeEcts, TakeUnits, walk
from csp_planner.domain.codes import is_made_up
from csp_planner.domain.correcting import Corrected, Fault, Unchanged
from csp_planner.domain.offers import Offer
from csp_planner.domain.programme import Conditions, Programme, UnitKind
from csp_planner.domain.terms import Part
from csp_planner.storage.codec import read_programme, write_programme

from ..awards import BRANCHES, PROGRAMME, SHES, TWO_OF_FIVE


def done(result: Corrected) -> Programme:
    assert isinstance(result, Programme), result
    assert read_programme(write_programme(result)) == result
    return result


def fault(result: Corrected) -> Fault:
    assert isinstance(result, Unchanged)
    return result.fault


def members(programme: Programme, path: str) -> tuple[object, ...]:
    assert programme.award is not None
    return dict(walk(programme.award))[path].members


def test_a_row_gets_another_code_wherever_it_stands() -> None:
    rules = Conditions(units=("SOC101", "SHS201"), report_unit="MEM201", experience_unit="SHS201")
    plain = replace(PROGRAMME, conditions=rules)
    found = done(correcting.recode(plain, "SHS201", " SHS299 "))
    assert "SHS299" in found.by_code
    assert members(found, SHES)[0] == "SHS299"
    assert (found.conditions.units, found.conditions.experience_unit) == (("SOC101", "SHS299"), "SHS299")
    assert done(correcting.recode(found, "SHS299", "SHS201")) == plain


def test_a_code_that_is_no_code_or_is_another_row_is_refused() -> None:
    assert fault(correcting.recode(PROGRAMME, "SHS201", "SHS202")) is Fault.CODE_TAKEN
    assert fault(correcting.recode(PROGRAMME, "SHS201", "A\nB")) is Fault.NOT_A_CODE
    assert fault(correcting.recode(PROGRAMME, "SHS201", "A" * 65)) is Fault.TOO_LONG
    assert fault(correcting.recode(PROGRAMME, "ZZZ", "A")) is Fault.UNKNOWN


def test_a_row_whose_code_is_taken_away_is_known_by_its_title() -> None:
    found = done(correcting.recode(PROGRAMME, "SHS201", ""))
    code = next(unit.code for unit in found.units if unit.title == "Épistémologie")
    assert is_made_up(code)
    assert members(found, SHES)[0] == code


def test_titles_amounts_and_kinds_are_corrected() -> None:
    found = done(correcting.retitle(PROGRAMME, "SHS201", " Logique "))
    found = done(correcting.set_amounts(found, "SHS201", ects=3.75, hours=37.33))
    found = done(correcting.set_kind(found, "SHS201", UnitKind.WORKSHOP))
    unit = found.by_code["SHS201"]
    assert (unit.title, unit.ects, unit.hours, unit.kind) == ("Logique", 3.75, 37.33, UnitKind.WORKSHOP)
    assert fault(correcting.retitle(PROGRAMME, "SHS201", " ")) is Fault.EMPTY
    assert fault(correcting.set_amounts(PROGRAMME, "SHS201", ects=-1, hours=None)) is Fault.BAD_AMOUNT
    assert fault(correcting.set_amounts(PROGRAMME, "SHS201", ects=1, hours=0.001)) is Fault.TOO_FINE
    assert fault(correcting.set_kind(PROGRAMME, "ZZZ", UnitKind.TAUGHT)) is Fault.UNKNOWN


def test_offers_of_a_year_are_set_and_taken_away() -> None:
    found = done(correcting.set_offers(PROGRAMME, "SHS201", 2026, (Offer(Part.S2),)))
    assert found.by_code["SHS201"].openings[2026] == (Offer(Part.S2),)
    assert found.published_years == (2025, 2026)
    closed = done(correcting.set_offers(found, "SHS201", 2026, ()))
    assert closed.by_code["SHS201"].openings[2026] == ()
    gone = done(correcting.set_offers(closed, "SHS201", 2026, None))
    assert 2026 not in gone.by_code["SHS201"].openings
    assert fault(correcting.set_offers(PROGRAMME, "SHS201", 1200, ())) is Fault.BAD_YEAR


def test_the_offers_of_a_year_that_was_guessed_are_those_of_another() -> None:
    found = done(correcting.move_year(PROGRAMME, 2025, 2026))
    assert (found.published_years, set(found.by_code["SHS201"].openings)) == ((2026,), {2026})
    assert done(correcting.move_year(found, 2026, 2025)) == PROGRAMME
    assert done(correcting.move_year(PROGRAMME, 2025, 2025)) == PROGRAMME
    two = done(correcting.set_offers(PROGRAMME, "SHS201", 2026, ()))
    assert fault(correcting.move_year(two, 2025, 2026)) is Fault.BAD_YEAR


def test_the_programme_is_called_otherwise_and_announces_other_totals() -> None:
    found = done(correcting.rename(PROGRAMME, code="LG1", title="Licence", publisher=""))
    assert (found.code, found.title, found.publisher) == ("LG1", "Licence", "")
    assert fault(correcting.rename(PROGRAMME, code="", title="x", publisher="")) is Fault.EMPTY
    assert fault(correcting.rename(PROGRAMME, code="A", title="", publisher="")) is Fault.EMPTY
    assert done(correcting.announce(found, ects=180, hours=None)).announced.ects == 180
    assert fault(correcting.announce(found, ects=0.001, hours=None)) is Fault.TOO_FINE


def test_rows_are_added_moved_and_dropped() -> None:
    found = done(correcting.add_row(PROGRAMME, "Projet", TWO_OF_FIVE))
    code = found.units[-1].code
    assert members(found, TWO_OF_FIVE)[-1] == code
    moved = done(correcting.move_row(found, code, SHES))
    assert code in members(moved, SHES)
    assert code not in members(moved, TWO_OF_FIVE)
    assert done(correcting.drop_row(moved, code)) == PROGRAMME
    assert fault(correcting.add_row(PROGRAMME, "Projet", "9")) is Fault.UNKNOWN
    assert fault(correcting.move_row(PROGRAMME, "SOC101", "9")) is Fault.UNKNOWN
    assert fault(correcting.drop_row(PROGRAMME, "ZZZ")) is Fault.UNKNOWN


def test_a_dropped_row_leaves_the_conditions_too() -> None:
    rules = Conditions(units=("SOC101", "MEM201"), report_unit="MEM201")
    found = done(correcting.drop_row(replace(PROGRAMME, conditions=rules), "MEM201"))
    assert (found.conditions.units, found.conditions.report_unit) == (("SOC101",), None)


def test_blocks_get_another_rule_and_name() -> None:
    found = done(correcting.set_block(PROGRAMME, TWO_OF_FIVE, label="Options", take=TakeEcts(12), at_least_blocks=None))
    assert found.award is not None
    assert dict(walk(found.award))[TWO_OF_FIVE].take == TakeEcts(12)
    assert fault(correcting.set_block(PROGRAMME, "9", label="", take="all", at_least_blocks=None)) is Fault.UNKNOWN
    long = correcting.set_block(PROGRAMME, "1", label="x" * 201, take=TakeUnits(1), at_least_blocks=None)
    assert fault(long) is Fault.TOO_LONG


def test_the_first_block_makes_an_award_of_all_rows() -> None:
    flat = replace(PROGRAMME, award=None)
    found = done(correcting.add_block(flat, "", "Options"))
    assert found.award is not None
    assert found.award.codes == tuple(flat.by_code)
    assert [block.label for block in found.award.blocks] == ["Options"]
    assert done(correcting.drop_block(found, "")) == flat
    assert fault(correcting.add_block(flat, "", " ")) is Fault.EMPTY
    assert fault(correcting.add_block(flat, "3", "x")) is Fault.UNKNOWN


def test_the_rows_of_a_block_that_goes_stay_with_the_block_that_held_it() -> None:
    found = done(correcting.drop_block(PROGRAMME, TWO_OF_FIVE))
    assert members(found, "1") == ("SOC101", "SOC102", "OPT101", "OPT102", "OPT103", "OPT104", "OPT105", "ANG100")
    assert fault(correcting.drop_block(PROGRAMME, "8")) is Fault.UNKNOWN


def test_the_rows_of_a_branch_that_goes_are_due_in_the_block_above_the_branches() -> None:
    found = done(correcting.drop_block(PROGRAMME, f"{BRANCHES}.1"))
    assert members(found, "2")[-2:] == ("BIO201", "BIO202")
    assert [one.label for one in members(found, BRANCHES) if isinstance(one, Block)] == ["Chimie"]
    assert set(found.award.leaves if found.award else ()) == set(PROGRAMME.by_code)


@given(path=st.sampled_from([path for path, _block in walk(PROGRAMME.award) if path] if PROGRAMME.award else []))
def test_no_row_is_lost_with_a_block(path: str) -> None:
    found = done(correcting.drop_block(PROGRAMME, path))
    assert found.award is not None
    assert set(found.award.leaves) == set(PROGRAMME.by_code)


@pytest.mark.parametrize("code", sorted(PROGRAMME.by_code))
def test_any_row_can_be_dropped(code: str) -> None:
    found = done(correcting.drop_row(PROGRAMME, code))
    assert found.award is not None
    assert code not in found.award.leaves
