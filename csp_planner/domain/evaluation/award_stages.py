"""Stages (L1, L2, L3) are advice like a recommended order: said once, however many units do not follow them."""

from collections.abc import Iterator, Mapping

from csp_planner.domain.award import stages_of
from csp_planner.domain.checks import Check
from csp_planner.domain.evaluation.situation import STATES_AHEAD, Situation
from csp_planner.domain.evaluation.values import Diagnostic
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term


def stage_checks(situation: Situation) -> Iterator[Diagnostic]:
    """The units of later stages that are over before a unit of an earlier one begins; the first of them is named."""
    if not situation.scenario.follow_recommended_order or situation.award is None:
        return
    latest: tuple[Term, str] | None = None
    early: list[tuple[Term, str, str, str]] = []
    for label, units in _by_stage(situation):
        if latest is not None:
            begins, before = latest
            early += [
                (term.semesters[0], code, before, label)
                for code, (term, state) in units.items()
                if state in STATES_AHEAD and term.last_semester < begins
            ]
        begun = [(term.semesters[0], code) for code, (term, _state) in units.items()]
        latest = max((one for one in (latest, *begun) if one is not None), key=lambda one: one[0], default=None)
    if early:
        _begins, unit, before, label = min(early, key=lambda one: one[0])
        codes = tuple(code for _term, code, _before, _label in early)
        args = {"before": before, "block": label, "units": codes, "count": len(codes)}
        yield Diagnostic(code=Check.STAGE_ORDER, unit=unit, term=situation.standings[unit].term, args=args)


def _by_stage(situation: Situation) -> Iterator[tuple[str, dict[str, tuple[Term, UnitState]]]]:
    """The label of each stage, and where the units stand that count in it."""
    homes: Mapping[str, str] = {} if situation.award is None else situation.award.homes
    for path, stage in stages_of(situation.programme.award):
        standings = (
            situation.standings[code]
            for code, home in homes.items()
            if (home == path or home.startswith(f"{path}.")) and code in situation.standings
        )
        yield stage.label, {each.unit: (each.term, each.state) for each in standings if each.term is not None}
