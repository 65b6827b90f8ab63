"""What is decided about an award with choices, each rule with its example, judged as a whole plan is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from csp_planner.domain import edits
from csp_planner.domain.award import Block
from csp_planner.domain.choosing.values import BlockStanding, BlockState, Missing
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.offers import Opening
from csp_planner.domain.plan import Pin, Plan, Scenario
from csp_planner.domain.profile import Credit, CreditBasis, Profile, Tick
from csp_planner.domain.programme import AnnouncedTotals, Conditions, Programme, Unit, UnitKind
from csp_planner.domain.states import UnitState
from csp_planner.messages.award import yield_words
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.diagnostics import diagnostic_sentence

from ..choosing.helpers import branches, credit, everything, units
from ..helpers import TODAY, WAIVER, done, found, full, marked, only, put, put_all, term

EITHER = {2025: Opening.EITHER.offers()}
MILESTONES = frozenset({"UAAD91", "UATE01"})


def plan_of(
    award: Block | None,
    announced: float | None = None,
    kinds: Mapping[str, UnitKind] | None = None,
    **ects: float,
) -> Plan:
    """A plan of units that run in every semester, with nothing placed."""
    special = {code: UnitKind.MILESTONE for code in ects if code in MILESTONES} | dict(kinds or {})
    units = tuple(
        Unit(
            code=code,
            title=f"Unité {code}",
            ects=amount,
            kind=special.get(code, UnitKind.TAUGHT),
            openings={} if code in special and special[code] is not UnitKind.REPORT else EITHER,
        )
        for code, amount in ects.items()
    )
    programme = Programme(
        code="EX1",
        title="Formation d’exemple",
        publisher="Cnam",
        sheet="composée",
        published_years=(2025,),
        announced=AnnouncedTotals(ects=announced),
        units=units,
        award=award,
    )
    scenario = Scenario(name="A", start=term("2027-S1"), max_ects=None)
    return Plan(programme=programme, profile=Profile(), scenarios=(scenario,))


def judged(plan: Plan, today: date = TODAY) -> Evaluation:
    return evaluate_plan(plan, today)


def at(evaluation: Evaluation, path: str) -> BlockStanding:
    assert evaluation.award is not None
    return evaluation.award.by_path[path]


def obtained(plan: Plan, code: str, ects: float | None = None) -> Plan:
    """The plan of a learner who holds a unit, at its own value where one is given."""
    credit = Credit(unit=code, basis=CreditBasis.EARLIER, date=date(2026, 6, 1), ects=ects)
    return done(edits.add_credit(plan, credit))


def chosen(plan: Plan, block: str, member: str) -> Plan:
    return done(edits.choose(plan, block, member))


def test_without_a_tree_all_units_are_due_and_the_workshop_is_said_to_be_in_none_of_the_conditions(
    empty_plan: Plan,
) -> None:
    """CRN01: 12 UE, experience, report planned, UAS004 not: conditions planned, `complete` false."""
    planned = done(edits.unplace(full(empty_plan), "UAS004"))
    evaluation = judged(planned)
    assert all(each.met or each.planned_for is not None for each in evaluation.conditions)
    assert len(evaluation.conditions) == 3
    assert evaluation.complete is False
    assert [each.unit for each in evaluation.blocking] == ["UAS004"]
    use_language("fr")
    said = diagnostic_sentence(evaluation.blocking[0], planned.programme)
    assert "dans aucune des 3 conditions" in said.replace("\u00a0", " ")
    assert judged(full(empty_plan)).complete is True
    assert judged(full(empty_plan)).award is None


def engineer() -> Plan:
    """A degree with four units from at least three domains, SHES, two milestones and three rows of experience."""
    domains = (
        units(1, "IAO1", "IAO2", label="IAO"),
        units(1, "AISL1", "AISL2", label="AISL"),
        units(1, "SIBI1", "SIBI2", label="SIBI"),
    )
    award = everything(
        everything("UAAD91", units(4, *domains, groups=3, label="Blocs fondamentaux"), label="1re année"),
        everything("UATE01", credit(6, "SHS1", "SHS2", "SHS3"), "UAEP05", "UAEP06", label="2e année"),
    )
    codes = ("IAO1", "IAO2", "AISL1", "AISL2", "SIBI1", "SIBI2")
    experience = dict.fromkeys(("UAEP05", "UAEP06"), UnitKind.EXPERIENCE)
    return plan_of(
        award,
        None,
        experience,
        UAAD91=0,
        UATE01=0,
        UAEP05=15,
        UAEP06=15,
        SHS1=3,
        SHS2=3,
        SHS3=4,
        **dict.fromkeys(codes, 6.0),
    )


BY_HAND = {
    "IAO1": "2027-S1",
    "IAO2": "2027-S1",
    "AISL1": "2027-S2",
    "SIBI1": "2027-S2",
    "SHS1": "2028-S1",
    "SHS2": "2028-S1",
}


def test_a_plan_is_complete_with_an_undated_milestone_which_only_keeps_it_from_being_awarded() -> None:
    """CYC9106A by hand is complete with UAAD91 undated."""
    evaluation = judged(put_all(engineer(), BY_HAND))
    assert evaluation.blocking == ()
    assert evaluation.complete is True
    assert evaluation.awarded is False
    assert evaluation.to_confirm == ("UAAD91", "UATE01", "UAEP05", "UAEP06")


def test_all_is_awarded_once_all_is_obtained_and_every_milestone_has_a_day_that_has_come() -> None:
    plan = engineer()
    for code in BY_HAND:
        plan = obtained(plan, code)
    assert (judged(plan).complete, judged(plan).awarded) == (True, False)
    days = tuple(Tick(unit=code, date=date(2026, 5, 1)) for code in ("UAAD91", "UATE01", "UAEP05", "UAEP06"))
    dated = replace(plan, profile=replace(plan.profile, ticks=days))
    assert (judged(dated).complete, judged(dated).awarded, judged(dated).to_confirm) == (True, True, ())
    later = replace(plan, profile=replace(plan.profile, ticks=(*days[:3], Tick(unit="UAEP06", date=date(2027, 5, 1)))))
    assert (judged(later).complete, judged(later).awarded) == (True, False)


def test_waivers_and_expected_credits_make_a_plan_complete_and_not_awarded() -> None:
    plan = plan_of(everything("A", units(1, "B", "C")), A=6, B=6, C=6)
    asked = Credit(unit="A", basis=CreditBasis.VES, date=date(2027, 6, 1))
    plan = done(edits.add_credit(plan, asked))
    plan = put(plan, "B", "2027-S1", WAIVER)
    evaluation = judged(plan)
    assert (evaluation.complete, evaluation.awarded) == (True, False)
    assert (evaluation.ects.expected, evaluation.ects.planned) == (6, 6)


def test_member_blocks_of_a_counting_block_are_only_groups() -> None:
    """CYC9106A: IAO, IAO, AISL, SIBI are 4 units in 3 domains: met, although IAO prints « 1 UE »."""
    evaluation = judged(put_all(engineer(), BY_HAND))
    assert at(evaluation, "1.1").state is BlockState.PLANNED
    assert at(evaluation, "1.1").extra == ()
    assert not found(put_all(engineer(), BY_HAND), "choice-open")


def test_a_unit_in_two_domains_represents_one() -> None:
    """4 units, one in both IAO and EI: one domain."""
    tree = everything(units(4, units(1, "X", "A", "B", "C", label="IAO"), units(1, "X", "D", label="EI"), groups=2))
    plan = put_all(plan_of(tree, X=6, A=6, B=6, C=6, D=6), {"X": "2027-S1"})
    assert at(judged(plan), "1").missing == Missing(units=3, blocks=1)
    plan = put_all(plan, {"A": "2027-S1", "B": "2027-S2", "C": "2027-S2"})
    assert at(judged(plan), "1").state is BlockState.PLANNED  # X is for EI, the others for IAO
    without = done(edits.unplace(put(plan, "D", "2027-S1"), "X"))
    assert at(judged(without), "1").state is BlockState.PLANNED


def test_among_choices_a_code_serves_one_block() -> None:
    """ANG320 alone in LG04101A: L2 met, L3 open « 1 UE »."""
    tree = everything(
        everything(units(1, "ANG100", "ANG320"), label="L2"), everything(units(1, "ANG100", "ANG320"), label="L3")
    )
    plan = put(plan_of(tree, ANG100=6, ANG320=6), "ANG320", "2027-S1")
    evaluation = judged(plan)
    assert (at(evaluation, "1.1").state, at(evaluation, "2.1").missing) == (BlockState.PLANNED, Missing(units=1))
    opened = only(plan, "choice-open")
    assert (opened.args["path"], opened.args["units"], evaluation.complete) == ("2.1", 1, False)
    assert evaluation.ects.planned == 6
    pinned = plan.with_scenario(replace(plan.scenario, pins=(Pin(unit="ANG320", block="2.1"),)))
    assert only(pinned, "choice-open").args["path"] == "1.1"


def test_a_code_due_in_two_blocks_satisfies_both_rows_its_ects_count_once_and_that_is_said() -> None:
    """A code due in two `all` blocks satisfies both rows, its ECTS count once, said."""
    tree = everything(everything("ANG320", "A", label="L2"), everything("ANG320", "B", label="L3"))
    plan = put_all(plan_of(tree, ANG320=6, A=6, B=6), {"ANG320": "2027-S1", "A": "2027-S1", "B": "2027-S2"})
    evaluation = judged(plan)
    assert (evaluation.complete, evaluation.ects.planned, evaluation.ects.listed) == (True, 18, 18)
    assert [at(evaluation, path).state for path in ("1", "2")] == [BlockState.PLANNED, BlockState.PLANNED]
    said = only(plan, "counts-once")
    assert (said.unit, said.args) == ("ANG320", {"blocks": 2, "ects": 6})


def test_all_blocks_are_served_before_choices() -> None:
    plan = put(plan_of(everything(units(1, "A", "B"), everything("A", label="Tronc commun")), A=6, B=6), "A", "2027-S1")
    evaluation = judged(plan)
    assert (at(evaluation, "1").state, at(evaluation, "2").state) == (BlockState.OPEN, BlockState.PLANNED)


def test_units_shared_by_two_blocks_are_shared_out_in_the_best_way() -> None:
    """4, 3, 3, 6 shared by « 6 ECTS » and « 10 ECTS »: {6} and {4, 3, 3}, both met."""
    codes = ("U4", "U3A", "U3B", "U6")
    plan = plan_of(everything(credit(6, *codes), credit(10, *codes)), U4=4, U3A=3, U3B=3, U6=6)
    evaluation = judged(put_all(plan, dict.fromkeys(codes, "2027-S1")))
    assert (at(evaluation, "1").counts, at(evaluation, "2").counts) == (("U6",), ("U4", "U3A", "U3B"))
    assert (evaluation.complete, evaluation.extra) == (True, ())


def test_beyond_what_can_be_tried_an_open_block_is_unchecked_and_nobody_says_complete() -> None:
    codes = tuple(f"U{place}" for place in range(13))
    plan = plan_of(everything(units(10, *codes), units(4, *codes)), **dict.fromkeys(codes, 3.0))
    plan = put_all(plan, dict.fromkeys(codes, "2027-S1"))
    evaluation = judged(plan)
    assert at(evaluation, "2").state is BlockState.UNCHECKED
    assert evaluation.complete is None
    assert only(plan, "block-unchecked").args["untried"] == 1


def test_what_is_beyond_a_block_is_extra_and_outside_the_sums() -> None:
    """6 ECTS: 3 obtained, 3 planned 2028, 4 planned 2027: 6 count, 4 extra."""
    plan = obtained(plan_of(everything(credit(6, "A", "B", "C")), 6, A=3, B=3, C=4), "A")
    plan = put_all(plan, {"B": "2028-S1", "C": "2027-S1"})
    evaluation = judged(plan)
    standing = at(evaluation, "1")
    assert (standing.counts, standing.extra, standing.ects) == (("A", "B"), ("C",), 6)
    assert evaluation.extra == ("C",)
    assert (evaluation.ects.obtained, evaluation.ects.planned, evaluation.ects.unplaced) == (3, 3, 0)
    assert evaluation.load(term("2027-S1")).ects == 4  # type: ignore[union-attr]


def test_so_many_units_meet_a_block_whatever_they_yield_and_the_printed_total_is_compared_only() -> None:
    """« 3 UE, total 18 » at 4+6+6: met, « 16 pour 18 imprimés »."""
    plan = plan_of(everything(replace(units(3, "A", "B", "C", "D"), printed_ects=18)), 18, A=4, B=6, C=6, D=6)
    evaluation = judged(put_all(plan, dict.fromkeys("ABC", "2027-S1")))
    use_language("fr")
    assert (at(evaluation, "1").state, evaluation.complete) == (BlockState.PLANNED, True)
    assert yield_words(at(evaluation, "1")).replace("\u00a0", " ") == "16 ECTS pour 18 imprimés"
    assert (evaluation.ects.reached, evaluation.ects.unplaced) == (16, 0)
    agreeing = judged(put_all(plan, dict.fromkeys("BCD", "2027-S1")))
    assert yield_words(at(agreeing, "1")) == ""


def test_a_lower_own_value_reopens_no_row_and_blocks_in_ects_count_it() -> None:
    """Validated at 4, row 6: met, 4 obtained, « il manque 2 ECTS » warned."""
    due = obtained(plan_of(everything("A"), A=6), "A", 4)
    evaluation = judged(due)
    assert (evaluation.complete, evaluation.awarded, evaluation.ects.obtained) == (True, True, 4)
    assert only(due, "value-short").args["missing_ects"] == 2
    counted = obtained(plan_of(everything(credit(6, "A", "B")), A=6, B=6), "A", 4)
    assert at(judged(counted), "1").missing == Missing(ects=2)
    by_count = obtained(plan_of(everything(units(1, "A", "B")), A=6, B=6), "A", 4)
    assert at(judged(by_count), "1").state is BlockState.MET


def test_a_unit_that_failed_and_is_planned_again_has_the_value_of_its_row() -> None:
    """Failed at 4, planned again: 6."""
    plan = plan_of(everything(credit(6, "A", "B")), A=6, B=6)
    plan = marked(plan, "A", UnitState.FAILED, "2025-S1")
    failed = replace(plan.profile.attempts[0], ects=4)
    plan = replace(plan, profile=replace(plan.profile, attempts=(failed,)))
    again = judged(put(plan, "A", "2027-S1"))
    assert (at(again, "1").state, at(again, "1").ects, again.ects.planned) == (BlockState.PLANNED, 6, 6)


def test_a_credit_linked_to_two_rows_satisfies_each_and_its_ects_count_once() -> None:
    """OLD (6) for NEW1 (4) and NEW2 (4): both met, 6 obtained, balance −2."""
    plan = plan_of(everything(everything("NEW1", "NEW2", label="L1"), units(1, "A", "B")), NEW1=4, NEW2=4, A=6, B=6)
    old = Credit(
        unit="OLD",
        basis=CreditBasis.EARLIER,
        date=date(2026, 6, 1),
        ects=6,
        counts_for=("NEW1", "NEW2"),
        title="Ancienne",
    )
    evaluation = judged(done(edits.add_credit(plan, old)))
    assert at(evaluation, "1").state is BlockState.MET
    assert (evaluation.ects.obtained, evaluation.ects.balance) == (6, -2)


def in_branches() -> Plan:
    option = branches(1, everything("A", "PST001", label="Clinique"), everything("B", "PST001", label="Sociale"))
    return plan_of(everything(option), A=6, B=6, PST001=6)


def test_a_unit_in_both_branches_leaves_the_choice_open_and_one_of_its_own_chooses() -> None:
    """PST001, in both branches, placed: still open."""
    plan = put(in_branches(), "PST001", "2027-S1")
    assert only(plan, "choice-open").args["branch"] == 1
    begun = put(plan, "A", "2027-S2")
    assert not found(begun, "choice-open")
    assert judged(begun).complete is True
    assert judged(begun).standings["B"].state is UnitState.OPTION


def test_the_branch_that_is_stored_goes_before_the_one_begun() -> None:
    plan = put(chosen(in_branches(), "1", "1.2"), "PST001", "2027-S1")
    assert [each.unit for each in found(plan, "not-placed")] == ["B"]
    begun = put(plan, "A", "2027-S2")
    evaluation = judged(begun)
    assert at(evaluation, "1").chosen == ("1.2",)
    assert evaluation.extra == ("A",)


def test_a_rule_that_cannot_be_read_is_neither_met_nor_missed() -> None:
    """BCH3702A: null; CYC9106A: true."""
    block = Block(label="Stage", take=None, members=("X",), note="Selon l’avis du jury")
    plan = put(plan_of(everything("A", block), A=6, X=6), "A", "2027-S1")
    evaluation = judged(plan)
    assert (evaluation.complete, evaluation.awarded, evaluation.blocking) == (None, False, ())
    assert only(plan, "block-unchecked").args["note"] == "Selon l’avis du jury"
    assert not found(plan, "not-placed")
    open_besides = judged(plan_of(everything("A", block), A=6, X=6))
    assert open_besides.complete is False  # what is missing is missing, whatever the rule says


def test_a_note_about_exclusions_changes_nothing() -> None:
    noted = replace(units(1, "A", "B"), note="en respectant les règles d’exclusion")
    plan = put(plan_of(everything(noted), A=6, B=6), "A", "2027-S1")
    assert judged(plan).complete is True
    assert not found(plan, "block-unchecked")


def licence() -> Plan:
    return plan_of(
        everything(everything("AST001", "AST002", label="L1"), everything("FAD142", "FAD118", label="L3")),
        AST001=6,
        AST002=6,
        FAD142=6,
        FAD118=6,
    )


def test_stages_are_advice_like_a_recommended_order_and_at_most_one_line() -> None:
    """LG04101A: FAD142 not before AST001."""
    early = put_all(licence(), {"FAD142": "2027-S1", "FAD118": "2027-S1", "AST001": "2027-S2", "AST002": "2027-S1"})
    said = only(early, "stage-order")
    assert (said.unit, said.args) == (
        "FAD142",
        {"before": "AST001", "block": "L3", "units": ("FAD142", "FAD118"), "count": 2},
    )
    assert judged(early).complete is True
    together = put_all(licence(), dict.fromkeys(("FAD142", "FAD118", "AST001", "AST002"), "2027-S1"))
    assert not found(together, "stage-order")
    assert not found(put(licence(), "FAD142", "2027-S1"), "stage-order")  # AST001 has no place yet
    assert not found(edits.set_order(early, False), "stage-order")


def test_what_was_taken_before_an_earlier_stage_is_a_fact_and_no_longer_advised_against() -> None:
    plan = marked(licence(), "FAD142", UnitState.VALIDATED, "2025-S1")
    assert not found(put(plan, "AST001", "2027-S1"), "stage-order")


def two_of_five() -> Plan:
    options = ("OPT401", "OPT402", "OPT403", "OPT404", "OPT405")
    award = everything("OBL400", units(2, *options, label="Deux UE parmi cinq"), "RAP")
    plan = plan_of(award, 20, {"RAP": UnitKind.REPORT}, **dict.fromkeys(options, 6.0), OBL400=6, RAP=2)
    programme = replace(plan.programme, conditions=Conditions(report_unit="RAP"))
    return replace(plan, programme=programme)


def test_two_of_five_placed_are_complete_and_the_other_three_are_neither_blocking_nor_to_be_reached() -> None:
    """Case 04's twin: two placed: complete; the other three are neither blocking nor in what is to be reached."""
    plan = put_all(two_of_five(), {"OBL400": "2027-S1", "OPT401": "2027-S1", "OPT404": "2028-S1", "RAP": "2028-S2"})
    evaluation = judged(plan)
    assert (evaluation.complete, evaluation.blocking, evaluation.to_place) == (True, (), ())
    ects = evaluation.ects
    assert (ects.target, ects.listed, ects.reached, ects.unplaced) == (20, 20, 20, 0)
    options = {code for code, each in evaluation.standings.items() if each.state is UnitState.OPTION}
    assert options == {"OPT402", "OPT403", "OPT405"}
    assert not found(plan, "totals-differ")


def test_one_of_two_placed_lacks_a_unit_of_the_choice_and_no_option_by_name() -> None:
    plan = put_all(two_of_five(), {"OBL400": "2027-S1", "OPT401": "2027-S1", "RAP": "2028-S2"})
    evaluation = judged(plan)
    assert [(each.code, each.unit) for each in evaluation.blocking] == [("choice-open", "")]
    assert (evaluation.to_place, evaluation.ects.unplaced) == ((), 6)
    third = put_all(plan, {"OPT402": "2028-S1", "OPT403": "2028-S1"})
    assert judged(third).extra == ("OPT403",)
    assert judged(third).ects.reached == 20


def test_options_set_aside_are_options_like_the_others_and_those_due_cannot_be() -> None:
    aside = done(edits.set_aside(two_of_five(), "OPT401", TODAY))
    assert judged(aside).blocking == judged(two_of_five()).blocking
    assert isinstance(edits.set_aside(two_of_five(), "OBL400", TODAY), edits.Refusal)


def test_what_a_condition_names_outside_all_blocks_is_due_counts_and_keeps_the_award_from_being_obtained() -> None:
    plan = plan_of(everything("AAA001"), REP001=6, AAA001=6, kinds={"REP001": UnitKind.REPORT})
    plan = replace(plan, programme=replace(plan.programme, conditions=Conditions(report_unit="REP001")))
    plan = obtained(plan, "AAA001")
    assert judged(plan).complete is False
    planned = put(plan, "REP001", "2027-S1")
    evaluation = judged(planned)
    assert (evaluation.complete, evaluation.awarded, evaluation.extra) == (True, False, ())
    assert evaluation.ects.reached == 12
    assert judged(obtained(plan, "REP001")).awarded


def test_nothing_is_awarded_while_a_condition_is_not_met() -> None:
    plan = plan_of(everything("AAA001"), AAA001=6)
    programme = replace(plan.programme, conditions=Conditions(experience_months=18))
    plan = obtained(replace(plan, programme=programme), "AAA001")
    assert judged(plan).awarded is False
