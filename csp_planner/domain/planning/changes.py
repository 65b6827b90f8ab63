"""What one step of the history changed."""

from csp_planner.domain.plan import Plan


def units_changed(before: Plan, after: Plan) -> tuple[str, ...]:
    """Units that stand elsewhere in *after*, or of which something else is known, in the order of the programme."""
    facts, facts_after = _facts(before), _facts(after)
    codes = dict.fromkeys([*(unit.code for unit in after.programme.units), *facts, *facts_after])
    return tuple(code for code in codes if code and facts.get(code) != facts_after.get(code))


def _facts(plan: Plan) -> dict[str, list[object]]:
    """What the plan says of each unit: in the scenario shown, and of the learner."""
    scenario, profile = plan.scenario, plan.profile
    facts: dict[str, list[object]] = {}
    for records in (scenario.placements, scenario.judged, profile.attempts):
        for record in records:
            facts.setdefault(record.unit, []).append(record)
    for credit in profile.credits:
        for row in credit.rows:
            facts.setdefault(row, []).append(credit)
    for filling in scenario.fillings:
        facts.setdefault(filling.slot, []).append(filling)
    for records in (profile.figures, profile.notes, profile.ticks):
        for record in records:
            facts.setdefault(record.unit, []).append(record)
    return facts
