"""A proposal chooses: so many of several, credits with the smallest surplus, branches and domains; each unit once."""

from dataclasses import replace

from csp_planner.domain import edits
from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.choosing.values import BlockState
from csp_planner.domain.edits.refusal import Refusal
from csp_planner.domain.offers import Mode, Offer
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import Attempt, Profile
from csp_planner.domain.programme import Conditions, Unit, UnitKind
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term
from csp_planner.proposal.answer import Criterion, Proposal
from csp_planner.proposal.chosen import Ground, chosen_of, open_choices

from ..awards import AWARD, BRANCHES, DOMAINS, DUE, PROGRAMME, SHES, TWO_OF_FIVE, YEAR, plan_with_choices
from .helpers import TODAY, applied, judged, proposed, term, value, where


def done(plan: Plan | Refusal) -> Plan:
    assert isinstance(plan, Plan), plan
    return plan


def with_award(award: Block, *units: Unit, plan: Plan | None = None) -> Plan:
    """A plan of the composed programme with another award, and some rows more."""
    plan = plan or plan_with_choices()
    programme = replace(PROGRAMME, award=award, units=(*PROGRAMME.units, *units))
    return replace(plan, programme=programme)


def unit(code: str, ects: float = 6, part: Part | None = Part.S1, mode: Mode = Mode.EVENING) -> Unit:
    offers = () if part is None else (Offer(part, (mode.value,)),)
    return Unit(code=code, title=code, kind=UnitKind.TAUGHT, ects=ects, openings={YEAR: offers})


def placed(plan: Plan, **terms: str) -> Plan:
    """*plan* with units placed, whatever stands against it."""
    placements = tuple(Placement(unit=code, term=term(text)) for code, text in terms.items())
    return plan.with_scenario(replace(plan.scenario, placements=(*plan.scenario.placements, *placements)))


def chosen(plan: Plan, proposal: Proposal, path: str) -> tuple[str, ...]:
    """What counts in a block once *proposal* is taken."""
    award = judged(plan, proposal).award
    assert award is not None
    found = award.by_path[path]
    assert found.state is not BlockState.OPEN
    return found.chosen or found.counts


def test_all_that_is_due_is_placed_and_every_choice_met_without_anything_beyond() -> None:
    plan = plan_with_choices()
    found = proposed(plan)
    evaluation = judged(plan, found)
    assert found.optimal
    assert evaluation.complete
    assert evaluation.extra == ()
    assert set(DUE) <= set(where(found))
    assert len(found.placements) == len(DUE) + 2 + 1 + 2 + 3


def test_two_of_five_takes_two() -> None:
    plan = plan_with_choices()
    assert len(chosen(plan, proposed(plan), TWO_OF_FIVE)) == 2


def test_six_credits_are_taken_with_the_smallest_surplus() -> None:
    """6 ECTS of 3, 3, 4, 6 and 4: one of 6 or both of 3, never 3 and 4."""
    plan = plan_with_choices()
    for limit in (12, 24, 40):
        found = proposed(plan, max_ects=limit)
        assert set(chosen(plan, found, SHES)) in ({"SHS204"}, {"SHS201", "SHS202"})
        assert value(found, Criterion.SURPLUS) == 0
    without = done(edits.set_aside(done(edits.set_aside(plan, "SHS204", TODAY)), "SHS202", TODAY))
    found = proposed(without)
    (choice,) = (each for each in chosen_of(found) if each.path == SHES)
    assert (choice.ground, choice.surplus) == (Ground.SURPLUS, 1)
    assert len(choice.members) == 2


def test_an_option_that_ends_the_plan_earlier_goes_before_a_smaller_surplus() -> None:
    """The end comes first: 4 and 4 in semester 1 end earlier than 6 in semester 2."""
    award = Block(members=(Block(label="SHES", take=TakeEcts(6), members=("A1", "A2", "B1")),))
    plan = with_award(award, unit("A1", 4), unit("A2", 4), unit("B1", 6, Part.S2))
    found = proposed(plan)
    assert set(where(found)) == {"A1", "A2"}
    assert value(found, Criterion.SURPLUS) == 2
    assert found.optimal


def test_a_branch_is_taken_whole_and_its_units_say_which() -> None:
    plan = plan_with_choices()
    found = proposed(plan)
    assert chosen(plan, found, BRANCHES) == ("2.2.1",)
    assert {"BIO201", "BIO202"} <= set(where(found))
    assert not {"CHI201", "CHI202", "CHI203"} & set(where(found))
    assert applied(plan, found).scenario.branches == ()


def test_a_branch_chosen_binds_and_so_does_one_that_is_begun() -> None:
    plan = plan_with_choices()
    for bound in (done(edits.choose(plan, BRANCHES, "2.2.2")), placed(plan, CHI203="2028-S1")):
        found = proposed(bound)
        assert chosen(bound, found, BRANCHES) == ("2.2.2",)
        assert "CHI201" in where(found)
        assert not {"BIO201", "BIO202"} & set(where(found))
        assert len({"CHI202", "CHI203"} & set(where(found))) == 1


def test_a_branch_whose_units_stand_in_both_is_written_down() -> None:
    """« PST001, in both branches, placed: still open »: what units do not say is stored."""
    branch = [Block(label=name, members=("PST001",)) for name in ("Parcours A", "Parcours B")]
    award = Block(members=(Block(label="Parcours", take=TakeBlocks(1), members=tuple(branch)),))
    plan = with_award(award, unit("PST001"))
    found = proposed(plan)
    assert set(where(found)) == {"PST001"}
    assert applied(plan, found).scenario.branches == ("1.1",)
    assert judged(plan, found).complete


def test_a_branch_without_any_rule_that_can_be_read_is_not_taken_for_an_early_end() -> None:
    empty = Block(label="Sans contenu", note="voir le centre", take=None)
    full = Block(label="Chimie", members=("CHI201", "CHI202"))
    plan = with_award(Block(members=(Block(label="Option", take=TakeBlocks(1), members=(empty, full)),)))
    assert set(where(proposed(plan))) == {"CHI201", "CHI202"}


def test_three_units_come_from_at_least_two_domains() -> None:
    plan = plan_with_choices()
    for aside in ("DOM221", "DOM231"):
        limited = done(edits.set_aside(plan, aside, TODAY))
        found = chosen(limited, proposed(limited), DOMAINS)
        assert len(found) == 3
        assert {"DOM211", "DOM212"} < set(found)


def test_a_unit_in_two_domains_represents_one() -> None:
    domains = (Block(members=("A1", "A2")), Block(members=("A1", "A3")), Block(members=("A4",)))
    award = Block(members=(Block(take=TakeUnits(2), at_least_blocks=2, members=domains),))
    plan = with_award(award, unit("A1"), unit("A2"), unit("A3"), unit("A4", part=None))
    found = proposed(plan)
    assert len(where(found)) == 2
    assert judged(plan, found).complete


def test_english_counts_in_one_of_its_two_choices() -> None:
    """ANG100 stands in both stages: placed, it fills one choice, and the other takes something else."""
    plan = placed(plan_with_choices(), ANG100="2027-S2")
    found = proposed(plan)
    options, ects = chosen(plan, found, TWO_OF_FIVE), chosen(plan, found, SHES)
    assert ("ANG100" in options) + ("ANG100" in ects) == 1
    assert judged(plan, found).complete
    pinned = done(edits.pin(plan, "ANG100", SHES))
    found = proposed(pinned)
    assert "ANG100" in chosen(pinned, found, SHES)
    assert "ANG100" not in chosen(pinned, found, TWO_OF_FIVE)
    assert len(chosen(pinned, found, TWO_OF_FIVE)) == 2


def test_a_unit_due_elsewhere_fills_no_choice() -> None:
    award = Block(members=("A1", Block(take=TakeUnits(1), members=("A1", "A2"))))
    plan = with_award(award, unit("A1"), unit("A2"))
    assert set(where(proposed(plan))) == {"A1", "A2"}


def test_units_set_aside_are_out_and_units_placed_are_in() -> None:
    plan = done(edits.set_aside(plan_with_choices(), "OPT101", TODAY))
    plan = placed(plan, OPT105="2028-S1", OPT104="2027-A", OPT103="2028-S2")
    found = proposed(plan)
    assert "OPT101" not in where(found)
    assert {"OPT103", "OPT104", "OPT105"} <= set(where(found))  # one more than is asked for stays, too
    assert applied(plan, found).scenario.set_aside == ("OPT101",)


def test_what_is_obtained_counts_and_what_it_fills_takes_nothing_more() -> None:
    attempt = Attempt(unit="OPT105", term=Term(2025, Part.S1), state=UnitState.VALIDATED, ects=6, date=TODAY)
    plan = replace(plan_with_choices(), profile=Profile(attempts=(attempt,)))
    found = proposed(plan)
    assert "OPT105" in chosen(plan, found, TWO_OF_FIVE)
    assert len([code for code in where(found) if code.startswith("OPT")]) == 1


def test_a_choice_that_no_option_meets_is_said_first_and_met_by_waiver_where_that_is_allowed() -> None:
    award = Block(members=(Block(label="Langue", take=TakeUnits(1), members=("A1", "A2")), "B1"))
    plan = with_award(award, unit("A1", part=None), unit("A2", part=None), unit("B1"))
    found = proposed(plan, allow_waivers=False)
    assert value(found, Criterion.LEFT_OUT) == 1
    assert [each.path for each in open_choices(found)] == ["1"]
    assert set(where(found)) == {"B1"}
    waived = proposed(plan, allow_waivers=True)
    assert [item.unit for item in waived.placements if item.needs_waiver] == ["A1"]
    assert judged(plan, waived).complete


def test_no_waiver_is_asked_for_where_other_options_open() -> None:
    """An option that opens nowhere could end the plan earlier by waiver: it is not taken for that."""
    award = Block(members=(Block(take=TakeUnits(1), members=("A1", "A2")),))
    plan = with_award(award, unit("A1", part=None), unit("A2", part=Part.S2))
    assert where(proposed(plan, allow_waivers=True)) == {"A2": "2027-S2"}


def test_wanted_modes_are_preferred_among_options() -> None:
    award = Block(members=(Block(take=TakeUnits(1), members=("A1", "A2")),))
    plan = with_award(award, unit("A1", mode=Mode.DAYTIME), unit("A2", mode=Mode.DISTANCE_OPEN))
    plan = replace(plan, profile=Profile(modes=(Mode.DISTANCE_OPEN,)))
    assert set(where(proposed(plan))) == {"A2"}


def test_options_as_good_are_taken_in_the_order_of_the_sheet() -> None:
    award = Block(members=(Block(take=TakeUnits(2), members=("A3", "A1", "A2", "A4")),))
    plan = with_award(award, *(unit(f"A{number}") for number in (1, 2, 3, 4)))
    assert set(where(proposed(plan))) == {"A1", "A2"}


def test_of_branches_as_good_the_first_of_the_sheet_is_taken() -> None:
    members = (Block(members=("A1",)), Block(members=("A2",)), Block(members=("A3",)))
    award = Block(members=(Block(take=TakeBlocks(2), members=members),))
    plan = with_award(award, *(unit(f"A{number}") for number in (3, 2, 1)))
    assert set(where(proposed(plan))) == {"A1", "A2"}


def test_a_choice_of_units_comes_as_close_to_the_printed_total_as_it_can() -> None:
    """« 3 UE, total 18 » of 4, 6, 6 and 6: the three of 6."""
    block = Block(take=TakeUnits(3), members=("A1", "A2", "A3", "A4"), printed_ects=18)
    plan = with_award(Block(members=(block,)), unit("A1", 4), *(unit(f"A{number}") for number in (2, 3, 4)))
    assert set(where(proposed(plan))) == {"A2", "A3", "A4"}


def test_rows_that_are_confirmed_and_not_attended_are_never_proposed() -> None:
    milestone = replace(unit("TOEIC", 0, None), kind=UnitKind.MILESTONE)
    award = Block(members=("TOEIC", Block(take=TakeUnits(1), members=("TOEIC", "A1"))))
    plan = with_award(award, milestone, unit("A1"))
    assert set(where(proposed(plan))) == {"A1"}


def test_a_proposal_taken_is_the_best_already() -> None:
    plan = plan_with_choices()
    new = applied(plan, proposed(plan))
    again = proposed(new)
    assert again.is_present
    assert again.optimal
    assert where(again) == where(proposed(plan))


def test_the_same_question_has_the_same_answer() -> None:
    assert proposed(plan_with_choices()) == proposed(plan_with_choices())


def test_without_an_award_all_units_are_placed_as_before() -> None:
    plan = replace(plan_with_choices(), programme=replace(PROGRAMME, award=None))
    found = proposed(plan)
    assert len(found.placements) == len(PROGRAMME.units)
    assert Criterion.SURPLUS not in [level.criterion for level in found.levels]
    assert chosen_of(found) == ()


def test_every_choice_says_what_was_chosen_and_why() -> None:
    found = proposed(plan_with_choices())
    said = {each.path: each for each in chosen_of(found)}
    assert list(said) == [TWO_OF_FIVE, SHES, BRANCHES, DOMAINS]
    assert said[SHES].ground is Ground.EXACT
    assert said[BRANCHES].members == ("2.2.1",)
    assert said[TWO_OF_FIVE].ground is Ground.BEST
    again = {each.path: each.ground for each in chosen_of(proposed(applied(plan_with_choices(), found)))}
    assert set(again.values()) == {Ground.ALREADY}
    assert AWARD.is_choice is False


def test_where_too_many_units_are_shared_to_try_every_way_they_are_pinned() -> None:
    """28 units of 3 and 4 ECTS in two choices: sheet order alone would leave one open, which nobody could check."""
    codes = tuple(f"A{number:02}" for number in range(28))
    units = [unit(code, 3 if number % 2 else 4) for number, code in enumerate(codes)]
    award = Block(members=(Block(take=TakeEcts(25), members=codes), Block(take=TakeEcts(27), members=codes)))
    plan = with_award(award, *units)
    found = proposed(plan)
    evaluation = judged(plan, found)
    assert evaluation.complete is True
    assert evaluation.award is not None
    assert not evaluation.award.unchecked
    assert value(found, Criterion.SURPLUS) == 0
    pins = {pin.unit for pin in applied(plan, found).scenario.pins}
    assert pins <= set(where(found))
    assert applied(plan_with_choices(), proposed(plan_with_choices())).scenario.pins == ()


def test_a_report_that_a_condition_names_is_placed_where_it_is_one_option_of_a_choice_or_in_no_block() -> None:
    """It is due whatever is chosen; where it is an option it fills a place of the choice."""
    choice = Block(label="Fin", take=TakeUnits(1), members=("OPT101", "REP001"))
    for award in (Block(members=(choice,)), Block(members=("OPT101",))):
        plan = with_award(award, replace(unit("REP001"), kind=UnitKind.REPORT))
        plan = replace(plan, programme=replace(plan.programme, conditions=Conditions(report_unit="REP001")))
        found = proposed(plan)
        assert set(where(found)) == ({"REP001"} if award.blocks else {"OPT101", "REP001"})
        assert judged(plan, found).complete
        assert found.unplaced == ()
