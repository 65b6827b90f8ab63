"""The stages of an award (L1, L2, L3) as advice: which stage a unit counts in, and which units come before their stage.

A unit comes early where it is over before one of an earlier stage begins, as the evaluation says it too
(``domain.evaluation.award_stages``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from csp_planner.domain.award import Block, parent_of, stages_of, walk
from csp_planner.domain.choosing.judge import judge
from csp_planner.domain.choosing.values import AwardStanding, Choices, Holding, Rank
from csp_planner.domain.evaluation.awarding import choices_of, holdings_in
from csp_planner.domain.evaluation.evaluate import evaluate
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.solver.choice import Choice

if TYPE_CHECKING:
    from csp_planner.solver.problem import Problem


@dataclass(frozen=True, slots=True)
class Early:
    """A unit that is over before one of an earlier stage begins."""

    unit: str
    other: str
    """The unit of an earlier stage that begins last."""


def stages_in(problem: "Problem") -> "Stages | None":
    """The stages of the award, where there are several and the learner wants to be told of an order."""
    request = problem.request
    is_followed = request.scenario.follow_recommended_order or request.follow_order
    award, found = request.programme.award, stages_of(request.programme.award)
    return Stages(problem, award, tuple(path for path, _block in found)) if award and found and is_followed else None


class Stages:
    """The stages of one award, for one problem."""

    def __init__(self, problem: "Problem", award: Block, paths: tuple[str, ...]) -> None:
        self._problem, self._award, self._paths = problem, award, paths
        self._possible: dict[str, set[int | None]] = {}
        """For each unit of the award: the stages that it stands in; None is outside of all."""
        for path, block in walk(award):
            for code in block.codes:
                self._possible.setdefault(code, set()).add(self.stage_at(path))
        self._known: dict[frozenset[str], dict[str, int]] = {}

    def __len__(self) -> int:
        return len(self._paths)

    def stage_at(self, path: str) -> int | None:
        """The place of the stage that the block at *path* stands in; None outside of all stages."""
        return next(
            (place for place, stage in enumerate(self._paths) if path == stage or path.startswith(f"{stage}.")), None
        )

    @cached_property
    def due(self) -> Mapping[str, int]:
        """The stage of each unit that counts in one whatever is chosen."""
        award = self._now.award
        if award is None:
            return {}
        sure = award.homes if self._problem.ask is None else {code: award.homes[code] for code in sorted(award.due)}
        return self._places(sure)

    @cached_property
    def chosen(self) -> Mapping[str, Mapping[int, tuple[str, ...]]]:
        """For each unit that may count in a choice: by stage, the paths of the choices inside it."""
        found: dict[str, dict[int, tuple[str, ...]]] = {}
        ask = self._problem.ask
        for each in ask.countings if ask is not None else ():
            stage = self.stage_at(each.path)
            for code in each.leaves if stage is not None else ():
                if code not in self.due and stage is not None:
                    places = found.setdefault(code, {})
                    places[stage] = (*places.get(stage, ()), each.path)
        return found

    def sure(self, code: str) -> int | None:
        """The stage that unit *code* counts in where it is placed; None where it is in none or what is chosen tells."""
        if code in self.due:
            return self.due[code]
        # An option that is taken counts; a unit that is placed anyway may be beyond the need.
        stages = self._possible.get(code, set())
        return next(iter(stages)) if len(stages) == 1 and code in self._problem.optional else None

    def is_unsure(self, code: str) -> bool:
        """Whether it depends on what is chosen which stage unit *code* counts in, if any."""
        return code not in self.due and self.sure(code) is None and code in self.chosen

    def homes(self, placed: Mapping[str, Choice]) -> Mapping[str, int]:
        """The stage that each unit counts in where *placed* is the plan, as the evaluation will see it."""
        codes = frozenset(placed)
        if codes not in self._known:
            self._known[codes] = self._places(self._judged(placed).homes)
        return self._known[codes]

    def early(self, placed: Mapping[str, Choice]) -> tuple[Early, ...]:
        """The units that come before their stage in the plan *placed*, as far as anything placed is the cause.

        They are in the order of time.
        """
        return tuple(each for _first, each in sorted(self._early(placed), key=lambda found: found[0]))

    def _early(self, placed: Mapping[str, Choice]) -> Iterator[tuple[int, Early]]:
        """Each with the semester it begins in."""
        problem, homes = self._problem, self.homes(placed)
        held = {code: Choice(term) for code, term in problem.held.items()}
        latest: tuple[int, str] | None = None
        fixed = 0  # the semester that what stands in the stages before begins in at the latest
        for stage in range(len(self)):
            codes = [code for code, home in homes.items() if home == stage]
            for code in codes if latest is not None else ():
                unit = placed.get(code) or (held[code] if code in problem.ordered else None)
                is_free = unit is not None and (code in placed or unit.last >= fixed)
                if latest is not None and unit is not None and is_free and unit.last < latest[0]:
                    yield unit.first, Early(code, latest[1])
            for code in codes:
                begun = placed.get(code) or held.get(code)
                if begun is not None and (latest is None or begun.first > latest[0]):
                    latest = begun.first, code
                if code in held and code not in placed:
                    fixed = max(fixed, held[code].first)

    def _places(self, homes: Mapping[str, str]) -> dict[str, int]:
        found = ((code, self.stage_at(path)) for code, path in homes.items())
        return {code: stage for code, stage in found if stage is not None}

    @cached_property
    def _now(self) -> Evaluation:
        request = self._problem.request
        return evaluate(request.programme, request.scenario, request.profile, request.today)

    def _judged(self, placed: Mapping[str, Choice]) -> AwardStanding:
        problem = self._problem
        held = {code: item for code, item in holdings_in(self._now.standings).items() if code not in problem.present}
        for code, choice in placed.items():
            held[code] = Holding(Rank.PLANNED, problem.effective.by_code[code].ects, choice.term)
        chosen, taken = choices_of(problem.request.scenario), problem.award_taking(placed.keys())
        branches = dict(chosen.branches)
        for path in taken.branches if taken is not None else ():
            branches[parent_of(path)] = branches.get(parent_of(path), frozenset()) | {path}
        return judge(self._award, held, Choices(branches=branches, pins=chosen.pins))
