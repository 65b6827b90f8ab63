"""The evaluation of a scenario as plain values, for other programs. The keys are a contract."""

from collections.abc import Iterator

from csp_planner.cli.output.award_json import award_json
from csp_planner.cli.output.cost_json import cost_json
from csp_planner.cli.output.json_values import exact, exact_or_none, text_or_none
from csp_planner.domain.evaluation.cost import cost
from csp_planner.domain.evaluation.modes import mode_taken
from csp_planner.domain.evaluation.outlook import Outlook, outlook_of
from csp_planner.domain.evaluation.values import Condition, Diagnostic, Evaluation, TermLoad, Totals
from csp_planner.domain.openings import Basis
from csp_planner.domain.plan import Plan
from csp_planner.messages.outlook import headline, reason_sentence
from csp_planner.messages.sentences import condition_sentence, diagnostic_sentence
from csp_planner.messages.typography import with_plain_gaps


def evaluation_json(plan: Plan, evaluation: Evaluation) -> dict[str, object]:
    """What ``check --json`` prints: keys in English, terms and days as text, whole numbers without decimals."""
    placed = [standing for standing in evaluation.standings.values() if standing.term is not None]
    placed.sort(key=lambda standing: standing.term.sort_key() if standing.term else (0, 0))
    return {
        "programme": plan.programme.code,
        "scenario": plan.scenario.name,
        "today": evaluation.today.isoformat(),
        "outlook": _outlook(outlook_of(plan, evaluation)),
        "ects": _quantity(evaluation.ects),
        "hours": {**_quantity(evaluation.hours), "unattributed": _unattributed(evaluation.hours)},
        "terms": [_semester_summary(load) for load in evaluation.terms],
        "placements": [
            {
                "unit": standing.unit,
                "term": str(standing.term),
                "state": standing.state.value,
                "waiver": standing.waiver.reason if standing.waiver else None,
                **({"mode": mode} if (mode := mode_taken(plan.programme, standing)) else {}),
            }
            for standing in placed
        ],
        "obtained_otherwise": [*_credits(plan, evaluation), *_taken_elsewhere(evaluation)],
        "conditions": [_condition(condition, evaluation) for condition in evaluation.conditions],
        "award": None if evaluation.award is None else award_json(evaluation.award),
        "complete": evaluation.complete,
        "awarded": evaluation.awarded,
        "to_confirm": list(evaluation.to_confirm),
        "end_term": text_or_none(evaluation.end_term),
        "cost": cost_json(cost(plan, evaluation)),
        "diagnostics": [_diagnostic(diagnostic, plan) for diagnostic in evaluation.diagnostics],
    }


def _outlook(outlook: Outlook) -> dict[str, object]:
    """When the diploma can be had: the answer comes before what it rests on."""
    reason, assumed = outlook.reason, outlook.assumed
    return {
        "reach": outlook.reach.value,
        "term": text_or_none(outlook.term),
        "day": text_or_none(outlook.day),
        "months_assumed": assumed.months if assumed else 0,
        "placement_assumed": assumed.placement_months if assumed else 0,
        "awaited": [credit.unit for credit in outlook.awaited],
        "message": headline(outlook),
        "reason": None
        if reason is None
        else {
            "code": reason.cause.value,
            "units": list(reason.units),
            "term": text_or_none(reason.term),
            "message": reason_sentence(reason),
        },
    }


def _credits(plan: Plan, evaluation: Evaluation) -> Iterator[dict[str, object]]:
    """What was obtained otherwise or asked for; ``outside`` where it is for no row of the sheet."""
    for credit in plan.profile.credits:
        stands, standing = credit.stands(evaluation.today), evaluation.standings.get(credit.unit)
        outside = next((one for one in evaluation.outside if one.credit is credit), None)
        own = outside.ects if outside is not None else credit.ects
        if own is None and standing is not None and standing.credit is credit:
            own = standing.ects
        yield {
            "unit": credit.unit,
            "title": credit.title or None,
            "ground": credit.basis.value,
            "answer": credit.state.value,
            "day": credit.date.isoformat(),
            "state": None if stands is None else stands.value,
            "ects": exact_or_none(own),
            "hours": exact_or_none(credit.hours),
            "counts_for": list(credit.counts_for),
            "outside": credit.unit not in plan.programme.by_code,
        }


def _taken_elsewhere(evaluation: Evaluation) -> Iterator[dict[str, object]]:
    """Units validated by taking them that are no rows of the sheet, and that no credit speaks of."""
    for one in evaluation.outside:
        if one.credit is None and one.attempt is not None:
            yield {
                "unit": one.unit,
                "title": None,
                "ground": "attempt",
                "answer": "granted",
                "day": one.attempt.date.isoformat(),
                "state": one.attempt.state.value,
                "ects": exact_or_none(one.ects),
                "hours": exact_or_none(one.hours),
                "counts_for": [],
                "outside": True,
            }


def _quantity(totals: Totals) -> dict[str, float | None]:
    """The parts of a total, null where the sheet publishes nothing that they could be made of."""
    sums = ("entered", "balance", "obtained", "expected", "in_progress", "planned", "unplaced")
    return {
        "target": exact_or_none(totals.target),
        "listed": exact_or_none(totals.listed),
        **{name: exact(getattr(totals, name)) if totals.known else None for name in sums},
    }


def _unattributed(totals: Totals) -> float | None:
    return exact(totals.unattributed) if totals.known and totals.target is not None else None


def _semester_summary(load: TermLoad) -> dict[str, object]:
    return {
        "term": str(load.term),
        "ects": exact_or_none(load.known_ects),
        "hours": exact_or_none(load.shown_hours),
        "weekly_hours": None if load.weekly_hours is None else exact(round(load.weekly_hours, 2)),
        "units": list(load.units),
        "on_leave": load.off,
        "enrolment_opens": text_or_none(load.enrolment.opens if load.enrolment else None),
        "enrolment_closes": text_or_none(load.enrolment.closes if load.enrolment else None),
        "published": load.basis is Basis.PUBLISHED,
        "openings": load.basis.value,
        "within_accreditation": load.within_accreditation,
    }


def _condition(condition: Condition, evaluation: Evaluation) -> dict[str, object]:
    return {
        "code": condition.code,
        "met": condition.met,
        "planned_for": text_or_none(condition.planned_for),
        "detail": with_plain_gaps(condition_sentence(condition, evaluation)),
    }


def _diagnostic(diagnostic: Diagnostic, plan: Plan) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "unit": diagnostic.unit or None,
        "term": text_or_none(diagnostic.term),
        "message": with_plain_gaps(diagnostic_sentence(diagnostic, plan.programme)),
        "fixes": [
            {"kind": fix.kind.value, "unit": fix.unit or None, "term": text_or_none(fix.term)}
            for fix in diagnostic.fixes
        ],
        "accepted": _accepted(diagnostic),
    }


def _accepted(diagnostic: Diagnostic) -> dict[str, object] | None:
    found = diagnostic.acceptance
    return None if found is None else {"reason": found.reason, "date": found.date.isoformat()}
