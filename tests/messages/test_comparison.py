"""When a scenario ends, in words."""

from dataclasses import replace

from csp_planner.domain.edits import place
from csp_planner.domain.edits.scenarios import new_scenario
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.comparison import compare
from csp_planner.domain.profile import Waiver
from csp_planner.domain.terms import Part, Term
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.comparison import comparison_sections, comparison_table, end_words
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load


def test_end_is_not_said_to_be_incomplete_once_every_unit_has_a_term(today):
    plan = load(example_files()[0]).plan
    for code in evaluate_plan(plan, today).to_place:
        plan = place(plan, code, Term(2028, Part.S1), today, Waiver(reason="Autre centre", date=today))
        assert isinstance(plan, Plan)
    (column,) = compare(plan, [0], today).columns
    assert column.complete
    assert end_words(column) == "S2 2028/2029"
    assert end_words(replace(column, complete=False)) == "S2 2028/2029, incomplet"
    assert end_words(replace(column, complete=False, end_term=None)) == "–"
    use_language("en")
    assert end_words(replace(column, complete=False)) == "S2 2028/2029, incomplete"


def test_the_semester_with_the_fewest_hours_says_which_report_is_left_out(today):
    plan = load(example_files()[0]).plan
    rows = dict(comparison_sections(compare(plan, [0], today))[0].rows)
    (said,) = rows["Plus léger, heures"]
    assert said.replace("\xa0", " ") == "111 h (S2 2027/2028), hors rapport seul en S2 2028/2029"


def test_nothing_is_said_in_one_way_whatever_the_row_counts(today):
    plan = new_scenario(load(example_files()[0]).plan, "Vide")
    assert isinstance(plan, Plan)
    compared = compare(plan, [0, 2], today)
    for row in comparison_table(compared).figures:
        if row.head not in ("Points bloquants", "Coût, Mon compte formation (CPF)", "À placer"):
            assert row.values[-1] == "–", row.head
    said = {cell for _head, cells in comparison_sections(compared)[0].rows for cell in cells}
    assert not said & {"0", "0 semestre", ""}
