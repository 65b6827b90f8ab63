"""Semesters off of the scenario shown: the learner takes nothing in them. Neither edit moves a unit."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from csp_planner.domain.edits.placing import fitting
from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import Part, Term


def set_leave(plan: Plan, semester: Term, today: date) -> Plan | Refusal:
    """Take *semester* off; what is planned in it stays there, and the evaluation says so.

    A semester that has ended is history and is refused; one under way is not, since a learner may leave it.
    """
    if semester.part is Part.ANNUAL:
        return Refusal(reason=Reason.NOT_A_SEMESTER, term=semester)
    if semester in plan.scenario.leaves:
        return plan
    if semester.ends < today:
        return Refusal(reason=Reason.SEMESTER_OVER, term=semester)
    leaves = tuple(sorted((*plan.scenario.leaves, semester), key=Term.sort_key))
    return fitting(plan.with_scenario(replace(plan.scenario, leaves=leaves)), "", semester)


def lift_leave(plan: Plan, semester: Term) -> Plan | Refusal:
    """Take *semester* back as one to study in, however long ago it was; without a leave nothing changes."""
    if semester.part is Part.ANNUAL:
        return Refusal(reason=Reason.NOT_A_SEMESTER, term=semester)
    return lift_leaves(plan, (semester,))


def lift_leaves(plan: Plan, semesters: Collection[Term]) -> Plan:
    """*plan* with all of *semesters* to study in again."""
    leaves = tuple(leave for leave in plan.scenario.leaves if leave not in semesters)
    return plan if leaves == plan.scenario.leaves else plan.with_scenario(replace(plan.scenario, leaves=leaves))
