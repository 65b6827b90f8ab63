"""Scenarios in a terminal: loads as columns of characters."""

from dataclasses import replace

import pytest

from csp_planner.cli.output.comparison_columns import BLOCKS, PLAIN, column_lines, signs_for
from csp_planner.domain.planning.comparison import compare
from csp_planner.domain.terms import Term
from csp_planner.messages.comparison_chart import chart_words
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load


@pytest.fixture
def example():
    return load(example_files()[0]).plan


def drawn(plan, today, signs=BLOCKS, width=80):
    chart = chart_words(compare(plan, [0], today))
    return list(column_lines(chart, ["A"], signs, width))


def test_each_semester_is_a_column_under_its_figure(example, today):
    lines = drawn(example, today)
    assert lines[3:12] == [
        "        ┊ ▲29",
        "        ┊ ▒▒▒",
        "  ┄┄┄16┄┊┄▒▒▒┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄16┄",
        "    ▃▃▃ ┊ ▒▒▒    13         ▃▃▃",
        "    ███ ┊ ▒▒▒   ▆▆▆         ███",
        "    ███ ┊ ▒▒▒   ███         ███",
        "    ███ ┊ ▒▒▒   ███         ███",
        "   S2 26┊S1 27 S2 27 S1 28 S2 28",
        "           E                 R",
    ]


def test_a_terminal_that_lacks_the_blocks_gets_plain_characters(example, today):
    text = "\n".join(drawn(example, today, PLAIN)[3:10])
    assert text.isascii()
    assert "XXX" in text
    assert "^29" in text
    assert "###" in text


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252", None, "no-such-encoding"])
def test_signs_are_plain_where_the_encoding_lacks_them(encoding):
    assert signs_for(encoding) is PLAIN


def test_signs_are_blocks_in_utf_8():
    assert signs_for("utf-8") is BLOCKS


@pytest.mark.parametrize("width", [10, 40, 80, 500])
def test_many_semesters_go_on_below_and_never_past_the_width(example, today, width):
    scenario = replace(example.scenario, leaves=(Term.parse("2045-S1"),))
    lines = drawn(example.with_scenario(scenario), today, width=width)
    columns = [line for line in lines if "S1 27" in line or "S1 45" in line or "┄┄" in line[:5]]
    assert any("S1 45" in line for line in columns)
    assert max(map(len, columns)) <= max(40, min(width, 120))


def test_a_semester_off_says_so_under_its_name(example, today):
    scenario = replace(example.scenario, leaves=(Term.parse("2028-S1"),))
    assert any("congé" in line for line in drawn(example.with_scenario(scenario), today))
