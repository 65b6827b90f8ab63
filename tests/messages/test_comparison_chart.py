"""The picture of scenarios side by side, in words."""

from dataclasses import replace

import pytest

from csp_planner.domain import edits
from csp_planner.domain.edits.scenarios import duplicate_scenario
from csp_planner.domain.evaluation.loads import Limits
from csp_planner.domain.planning.comparison import compare
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.comparison import comparison_sections, comparison_table
from csp_planner.messages.comparison_chart import Fit, Measure, Sign, can_show_week, chart_words, verdict_of
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load

from ..domain.helpers import done, put, put_all, taught, with_unit


@pytest.fixture
def example():
    return load(example_files()[0]).plan


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def column_with(example, today, *, ects=None, week=None, over_ects=0, over_hours=0):
    """The first scenario with these limits, passed so often."""
    (column,) = compare(example, [0], today).columns
    bars = tuple(
        replace(bar, over_ects=at < over_ects, over_hours=at < over_hours) for at, bar in enumerate(column.bars)
    )
    limits = Limits(ects, week * 15 if week else None)
    return replace(column, bars=bars, limits=limits, weekly_limit=week)


VERDICTS = {
    "tient dans 18 ECTS et 6 h par semaine": {"ects": 18, "week": 6},
    "tient dans 18 ECTS": {"ects": 18},
    "tient dans 6 h par semaine": {"week": 6},
    "dépasse 18 ECTS trois fois": {"ects": 18, "over_ects": 3},
    "dépasse 18 ECTS une fois": {"ects": 18, "week": 6, "over_ects": 1},
    "dépasse 6 h par semaine deux fois": {"ects": 18, "week": 6, "over_hours": 2},
    "dépasse 18 ECTS deux fois, et 6 h par semaine une fois": {
        "ects": 18,
        "week": 6,
        "over_ects": 2,
        "over_hours": 1,
    },
    "aucune limite de charge": {},
}


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_scenario_is_said_to_keep_within_its_limits_or_how_often_it_passes_them(example, today, verdict):
    said, fit = verdict_of(column_with(example, today, **VERDICTS[verdict]))
    assert plain(said) == verdict
    assert fit is (Fit.WITHIN if "tient" in said else Fit.OVER if "dépasse" in said else Fit.UNTOLD)


def test_a_scenario_with_nothing_in_it_keeps_within_no_limit(example, today):
    (column,) = compare(example.with_scenario(replace(example.scenario, placements=())), [0], today).columns
    assert verdict_of(column) == ("à ouvrir pour placer des UE ou faire proposer un plan", Fit.UNTOLD)


def test_all_charts_have_one_scale_that_holds_the_highest_load_and_limit(example, today):
    chart = chart_words(compare(example, [0, 1], today))
    assert chart.most == 29
    high = replace(example, scenarios=tuple(replace(each, max_ects=40) for each in example.scenarios))
    assert chart_words(compare(high, [0, 1], today)).most == 40


def test_hours_a_week_are_drawn_where_a_week_is_spoken_of(example, today):
    assert not can_show_week(compare(example, [0], today))
    busy = replace(example, profile=replace(example.profile, weekly_hours=8))
    compared = compare(busy, [0], today)
    assert can_show_week(compared)
    (panel,) = chart_words(compared, Measure.WEEK).panels
    assert (panel.limit, plain(panel.limit_words)) == (8, "8 h par semaine")
    assert [bar.figure for bar in panel.bars][:2] == ["9,2", "16,6"]


def test_the_legend_tells_only_of_what_is_drawn(example, today):
    def signs(plan):
        return [sign for sign, _text in chart_words(compare(plan, [0], today)).legend]

    every = [Sign.COLUMN, Sign.LIMIT, Sign.OVER, Sign.BOUNDARY, Sign.EXPERIENCE, Sign.REPORT]
    assert signs(example) == every
    unlimited = example.with_scenario(replace(example.scenario, max_ects=None))
    assert Sign.LIMIT not in signs(unlimited)
    assert Sign.OVER not in signs(unlimited)


def test_other_names_stand_in_for_those_that_must_not_leave(example, today):
    chart = chart_words(compare(example, [0, 1], today), names=["scénario 1", "scénario 2"])
    assert [panel.name for panel in chart.panels] == ["scénario 1", "scénario 2"]
    assert "Au plus tôt" not in repr(chart)


def test_a_unit_differs_only_between_scenarios_that_hold_something(example, today):
    first, second = example.scenarios
    empty = replace(first, name="Vide", placements=())
    same = replace(first, name="Copie")
    plan = replace(example, scenarios=(first, same, empty, second))
    assert comparison_table(compare(plan, [0, 1, 2], today)).units == ()
    assert comparison_table(compare(plan, [0, 2], today)).units
    units = comparison_table(compare(plan, [0, 2, 3], today)).units
    assert {row.head for row in units} == {row.head for row in comparison_table(compare(plan, [0, 3], today)).units}
    assert all(row.values[1] == "–" for row in units)


def test_a_unit_taken_otherwise_says_in_which_mode_only_where_that_differs(example, today):
    ways = {2025: taught("evening", "daytime")}
    known = with_unit(with_unit(example, "AST004", openings=ways), "TRS002", openings=ways)
    alone = replace(known, scenarios=(replace(known.scenario, placements=()),), active=0)
    plan = done(duplicate_scenario(put_all(alone, {"AST004": "2027-S1", "TRS002": "2027-S1"}), 0, "Autre"))
    other = put(done(edits.set_mode(plan, "AST004", "daytime", today)), "TRS002", "2028-S1")
    compared = compare(other, [0, 1], today)
    rows = {row.head: [plain(value) for value in row.values] for row in comparison_table(compared).units}
    assert rows == {
        "AST004": ["S1 2027/2028, soir ou samedi", "S1 2027/2028, journée"],
        "TRS002": ["S1 2027/2028", "S1 2028/2029"],
    }
    _figures, units = comparison_sections(compared)
    assert {head.split()[0]: [plain(value) for value in values] for head, values in units.rows} == rows


def test_words_are_english_where_english_is_spoken(example, today):
    use_language("en")
    busy = replace(example, profile=replace(example.profile, weekly_hours=8))
    (panel,) = chart_words(compare(busy, [0], today)).panels
    assert plain(panel.verdict) == "passes 24 ECTS once, and 8 h a week twice"
    assert plain(panel.bars[1].name) == (
        "A · Au plus tôt, Semester 1 2027/2028, 29 ECTS, 16.6 h a week, passes 24 ECTS, passes 8 h a week,"
        " experience reached"
    )
