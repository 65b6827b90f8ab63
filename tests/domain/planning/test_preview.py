"""What a move would do, before it is made."""

from datetime import date

from csp_planner.domain import edits
from csp_planner.domain.edits import place_all
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.outlook import outlook_of
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.preview import Verdict, aftermath, verdicts
from csp_planner.domain.terms import year_terms

from ..helpers import TODAY, done, full, put, put_all, term, with_limits, with_unit

TERMS = [shown for year in range(2026, 2029) for shown in year_terms(year)]


def judged(plan: Plan, *codes: str, today: date = TODAY) -> dict[str, Verdict]:
    found = verdicts(plan, evaluate_plan(plan, today), codes, TERMS, today)
    return {str(wanted): verdict for wanted, verdict in found.items()}


def test_verdict_accepts_exactly_what_the_drop_accepts(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"AST002": "2027-A", "PST003": "2026-S2"})
    for codes in (["CCE001"], ["AST002"], ["PST003", "UA211G"], ["TET007"], ["UAS003"]):
        for wanted, verdict in verdicts(plan, evaluate_plan(plan, TODAY), codes, TERMS, TODAY).items():
            dropped = place_all(plan, codes, wanted, TODAY)
            assert verdict.accepted == isinstance(dropped, Plan)
            assert verdict.refusals == (() if isinstance(dropped, Plan) else dropped)


def test_verdict_foresees_the_load_and_end_the_drop_gives(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"AST002": "2027-A", "CCE001": "2027-S1", "PST003": "2026-S2"})
    for codes in (["CCE001"], ["AST002"], ["PST003", "UA211G"], ["TET003"]):
        for wanted, verdict in verdicts(plan, evaluate_plan(plan, TODAY), codes, TERMS, TODAY).items():
            dropped = place_all(plan, codes, wanted, TODAY)
            if not isinstance(dropped, Plan):
                continue
            after = evaluate_plan(dropped, TODAY)
            assert verdict.end_term == after.end_term
            for change in verdict.changes:
                loaded = after.load(change.term)
                assert loaded is not None
                assert change.after == loaded.ects


def test_annual_unit_over_one_semester_changes_both(empty_plan: Plan) -> None:
    verdict = judged(empty_plan, "TET003")["2027-S1"]
    assert verdict.lands == term("2027-A")
    assert [(str(change.term), change.before, change.after) for change in verdict.changes] == [
        ("2027-S1", 0, 4),
        ("2027-S2", 0, 4),
    ]


def test_change_of_several_units_is_that_of_the_semesters_the_first_lands_in(empty_plan: Plan) -> None:
    annual_first, annual_last = (
        judged(empty_plan, *codes)["2027-S1"] for codes in (("TET003", "CCE001"), ("CCE001", "TET003"))
    )
    assert [str(change.term) for change in annual_first.changes] == ["2027-S1", "2027-S2"]
    assert [str(change.term) for change in annual_last.changes] == ["2027-S1"]


def test_verdict_tells_when_the_limit_would_be_passed(empty_plan: Plan) -> None:
    plan = with_limits(put(empty_plan, "FPG003", "2027-S1"), 10)
    assert not judged(plan, "CCE001")["2027-S1"].changes[0].over
    assert judged(plan, "AST004")["2027-S1"].changes[0].over


def test_unit_already_placed_gains_nothing_by_moving(empty_plan: Plan) -> None:
    plan = put(empty_plan, "CCE001", "2027-S1")
    moved, fresh = judged(plan, "CCE001")["2028-S1"], judged(plan, "FPG003")["2028-S1"]
    assert (moved.gained_ects, moved.gained_hours) == (0, 0)
    assert (fresh.gained_ects, fresh.gained_hours) == (6, 51)


def test_unit_without_published_hours_gains_its_ects_alone(empty_plan: Plan) -> None:
    verdict = judged(with_unit(empty_plan, "FPG003", hours=None), "FPG003")["2028-S1"]
    assert (verdict.gained_ects, verdict.gained_hours) == (6, 0)


def test_refused_units_change_nothing(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"UA211G": "2027-S1", "CCE001": "2028-S1"})
    verdict = judged(plan, "TET007", "UA211G")["2028-S2"]
    assert not verdict.accepted
    assert verdict.lands is None
    assert [(change.before, change.after) for change in verdict.changes] == [(0, 0)]
    assert verdict.end_term == term("2028-S1")


def test_a_move_that_completes_the_plan_gives_the_day_of_the_diploma(empty_plan: Plan) -> None:
    complete = full(empty_plan)
    plan = done(edits.unplace(complete, "TET010"))
    assert outlook_of(plan, evaluate_plan(plan, TODAY)).day is None
    after = aftermath(plan, ["TET010"], term("2028-S1"), TODAY)
    assert after is not None
    assert after.outlook == outlook_of(complete, evaluate_plan(complete, TODAY))
    assert aftermath(plan, ["TET010"], term("2028-S2"), TODAY) is None


def test_a_move_against_the_recommended_order_names_the_advice(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"AST004": "2027-S1"})
    after = aftermath(plan, ["AST005"], term("2026-S2"), TODAY)
    assert after is not None
    assert [(found.code, found.unit) for found in after.advice] == [("recommended-order", "AST005")]
    later = aftermath(plan, ["AST005"], term("2027-S2"), TODAY)
    assert later is not None
    assert later.advice == ()


def test_a_unit_put_after_the_report_that_rests_on_it_names_the_advice_and_others_do_not(empty_plan: Plan) -> None:
    plan = put_all(empty_plan, {"UA211G": "2027-S1", "TRS002": "2027-S2"})
    for where, expected in (("2026-S2", []), ("2027-S2", ["report-early"])):
        after = aftermath(plan, ["PST003"], term(where), TODAY)
        assert after is not None
        assert [found.code for found in after.advice] == expected
