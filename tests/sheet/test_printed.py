"""A programme that is printed in a layout is read back equal."""

from hypothesis import given, settings
from hypothesis import strategies as st

from csp_planner.domain.programme import Programme
from csp_planner.sheet.reading import read_sheet

from .printing import as_csv, as_recap, as_xlsx
from .strategies import recap_programmes, table_programmes


@given(recap_programmes(), st.sampled_from(("utf-8", "utf-8-sig", "utf-16")))
@settings(max_examples=40, deadline=None)
def test_recap_sheet_is_read_back_equal(programme: Programme, encoding: str) -> None:
    reading = read_sheet(as_recap(programme).encode(encoding), default_year=2026)
    assert reading.programme == programme
    assert not reading.left_out


@given(table_programmes(), st.sampled_from(";,\t|"))
@settings(max_examples=40, deadline=None)
def test_table_is_read_back_equal(programme: Programme, delimiter: str) -> None:
    reading = read_sheet(as_csv(programme, delimiter), default_year=2026)
    assert reading.programme == programme
    assert not reading.left_out
    assert not reading.guessed


@given(table_programmes())
@settings(max_examples=15, deadline=None)
def test_workbook_is_read_back_equal(programme: Programme) -> None:
    assert read_sheet(as_xlsx(programme), default_year=2026).programme == programme
