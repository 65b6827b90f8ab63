"""What the views look up in the judgement of one plan. A start without a plan does not import it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from csp_planner.domain.evaluation.attention import Attention, attention_of, is_asked
from csp_planner.domain.evaluation.evaluate import evaluate_plan, still_to_place
from csp_planner.domain.evaluation.outlook import Outlook, outlook_of
from csp_planner.domain.evaluation.values import Evaluation, TermLoad
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.coming_back import Ended, unanswered_terms
from csp_planner.domain.planning.preview import Aftermath, Verdict, aftermath, verdicts
from csp_planner.domain.terms import Term, year_terms


class Reading:
    """Works out once what the views look up again and again in one evaluation."""

    def __init__(self, plan: Plan, evaluation: Evaluation) -> None:
        self.plan, self.evaluation = plan, evaluation
        self._aftermaths: dict[tuple[tuple[str, ...], Term], Aftermath | None] = {}
        """What moves that were asked about would lead to: a hand passes over the same terms again and again."""

    @cached_property
    def board_years(self) -> range:
        """Academic years on the board: the scenario's, and those that hold an attempt."""
        years = self.plan.scenario.board_years
        shown = {load.term.year for load in self.evaluation.terms}
        shown |= {attempt.term.year for attempt in self.plan.profile.attempts}
        return range(min(years[0], *shown), max(years[-1], *shown) + 1)

    @cached_property
    def units_in(self) -> Mapping[Term, list[str]]:
        """Codes of the units that stand in each term, in the order of the programme."""
        found: dict[Term, list[str]] = {}
        for standing in self.evaluation.standings.values():
            if standing.term is not None:
                found.setdefault(standing.term, []).append(standing.unit)
        return found

    @cached_property
    def loads(self) -> Mapping[Term, TermLoad]:
        """The load of each semester."""
        return {load.term: load for load in self.evaluation.terms}

    @cached_property
    def waiting(self) -> tuple[str, ...]:
        """Units that are still to be put in a term."""
        return still_to_place(self.plan.programme, self.evaluation)

    @cached_property
    def open_choices(self) -> int:
        """How many choices of the award lack something."""
        award = self.evaluation.award
        return 0 if award is None else len(award.open_choices)

    @property
    def has_to_place(self) -> bool:
        """Whether units are still to be put in a term: those due, and those yet to be chosen."""
        return bool(self.waiting) or self.open_choices > 0

    @cached_property
    def outlook(self) -> Outlook:
        """When the diploma can be had."""
        return outlook_of(self.plan, self.evaluation)

    @cached_property
    def unanswered(self) -> tuple[Ended, ...]:
        """Terms that have ended, with the units of which it is to be said what became of them."""
        return unanswered_terms(self.plan, self.evaluation.today)

    @cached_property
    def asked(self) -> Mapping[str, Term]:
        """The term of each of these units."""
        return {code: ended.term for ended in self.unanswered for code in ended.units}

    @cached_property
    def attention(self) -> Attention:
        """What there is to do, and what is only good to know."""
        return attention_of(self.evaluation, self.asked)

    @cached_property
    def blocked(self) -> frozenset[str]:
        """Units that something blocking is about, but for those whose term is over: they are asked about."""
        return frozenset(found.unit for found in self.evaluation.blocking if not is_asked(found, self.asked))

    def verdicts(self, codes: Sequence[str]) -> dict[Term, Verdict]:
        """What putting *codes* would do, for every term on the board."""
        terms = [term for year in self.board_years for term in year_terms(year)]
        return verdicts(self.plan, self.evaluation, codes, terms, self.evaluation.today)

    def aftermath(self, codes: Sequence[str], term: Term) -> Aftermath | None:
        """What putting *codes* in *term* would lead to; None where that is refused."""
        key = tuple(codes), term
        if key not in self._aftermaths:
            self._aftermaths[key] = aftermath(self.plan, codes, term, self.evaluation.today)
        return self._aftermaths[key]


def read(plan: Plan, today: date) -> Reading:
    """Judge *plan* at *today*."""
    return Reading(plan, evaluate_plan(plan, today))


class Readings:
    """What there is to look up of each scenario of a document. A scenario is judged once for each value that it takes.

    Plans are values: while scenario, learner and programme are the same objects as before, so is the judgement.
    """

    def __init__(self, today: date) -> None:
        self._today = today
        self._known: dict[int, Reading] = {}
        """By the identity of the scenario, which its plan keeps alive."""

    def of(self, plan: Plan) -> Reading:
        """The reading of the scenario that *plan* shows; those of scenarios that it does not have are forgotten."""
        self._known = {id(one): self._known[id(one)] for one in plan.scenarios if id(one) in self._known}
        known = self._known.get(id(plan.scenario))
        if known is None or known.plan.profile is not plan.profile or known.plan.programme is not plan.programme:
            known = read(plan, self._today)
        elif known.plan is not plan:
            known = Reading(plan, known.evaluation)
        self._known[id(plan.scenario)] = known
        return known
