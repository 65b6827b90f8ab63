"""What an award comes to without any time, and what is said of it where looking further would cost too much."""

import pytest

from csp_planner.domain.award import Block, TakeEcts, TakeUnits
from csp_planner.solver.award_bounds import AwardBounds, award_bounds
from csp_planner.solver.effort import Effort, Outcome, StoppedError
from csp_planner.solver.reading import problem_of
from csp_planner.solver.solve import answer

from ..awards import plan_with_choices
from .helpers import TODAY, proposed, request_for
from .test_choices import unit, with_award


def bounds(plan) -> AwardBounds:
    found = problem_of(request_for(plan, TODAY)).award
    assert found is not None
    return found


def test_the_composed_award_can_be_met_whole() -> None:
    found = bounds(plan_with_choices())
    assert (found.lacking, found.lacking_bound, found.waived) == (0, 0, 0)
    assert len(found.chosen) == 2 + 1 + 2 + 3
    assert found.branches == ("2.2.1",)


def test_a_shared_unit_is_given_where_most_is_met() -> None:
    """4, 3, 3 and 6 shared by « 6 ECTS » and « 10 ECTS »: {6} and {4, 3, 3}, both met."""
    codes = ("A4", "A3", "B3", "A6")
    award = Block(members=(Block(take=TakeEcts(6), members=codes), Block(take=TakeEcts(10), members=codes)))
    plan = with_award(award, unit("A4", 4), unit("A3", 3), unit("B3", 3), unit("A6", 6))
    found = bounds(plan)
    assert found.lacking == 0
    assert found.chosen == set(codes)


def test_where_a_look_costs_too_much_nothing_is_called_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = problem_of(request_for(plan_with_choices(), TODAY)).ask
    assert ask is not None
    # The first of all looks finds nothing in time: what is known then is that no option need be taken.
    looks = iter([Outcome(None)])
    run = Effort.run
    monkeypatch.setattr(Effort, "run", lambda self, *more: next(looks, None) or run(self, *more))
    found = award_bounds.__wrapped__(ask)  # not what is remembered
    assert found.lacking == 4
    assert found.lacking_bound == 0


def test_more_units_than_a_choice_has_are_all_taken() -> None:
    plan = with_award(Block(members=(Block(take=TakeUnits(3), members=("A1", "A2")),)), unit("A1"), unit("A2"))
    assert len(proposed(plan).placements) == 2
    assert bounds(plan).lacking_units == 1


def test_a_search_that_is_called_off_ends_while_it_looks_at_the_award(monkeypatch: pytest.MonkeyPatch) -> None:
    effort = Effort()
    begun: list[Effort] = []
    run = Effort._run_once

    def stopped_when_begun(self: Effort, *more, **named) -> Outcome:
        begun.append(self)
        effort.stop()  # as another thread does it
        return run(self, *more, **named)

    monkeypatch.setattr(Effort, "_run_once", stopped_when_begun)
    award_bounds.cache_clear()
    with pytest.raises(StoppedError):
        answer(request_for(plan_with_choices(), TODAY), effort)
    (look,) = begun
    assert look is not effort


def test_an_effort_made_elsewhere_is_not_called_off_with_it() -> None:
    effort = Effort()
    with effort.at_work():
        inside = Effort()
    outside = Effort()
    effort.stop()
    outside.spend(0)
    with pytest.raises(StoppedError):
        inside.spend(0)
