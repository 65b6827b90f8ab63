"""What tests of the choices of an award share: a plan begun, and the lines of the left zone."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from csp_planner.domain.award import Block, TakeEcts, TakeUnits
from csp_planner.domain.edits import place
from csp_planner.domain.plan import Plan
from csp_planner.domain.programme import Unit, UnitKind
from csp_planner.domain.terms import Term
from csp_planner.ui.board.line import LineKind
from csp_planner.ui.panels.line_words import CHOICE

from ...awards import PARTS, YEAR, plan_with_choices
from ..hand import TODAY, click_at, on_line, pool


def done(plan: Plan, *placed: tuple[str, str]) -> Plan:
    """*plan* with units placed."""
    for code, term in placed:
        result = place(plan, code, Term.parse(term), TODAY)
        assert isinstance(result, Plan), (code, result)
        plan = result
    return plan


def keys(window):
    return pool(window).cards.keys


def click_line(window, key):
    click_at(window, on_line(window, key))
    QApplication.processEvents()


def inside(window, path):
    """The keys of what the choice at *path* shows."""
    found, rows = [], iter(pool(window).cards)
    next(shown for shown in rows if shown.key == CHOICE + path)
    for shown in rows:
        if not hasattr(shown, "kind") or shown.kind in (LineKind.CHOICE, LineKind.STAGE):
            break
        found.append(shown.key)
    return found


def large(stages: int, due: int, choices: int, options: int) -> Plan:
    """A programme of so many stages, each with units due and choices among options."""
    units: list[Unit] = []

    def rows(count: int) -> tuple[str, ...]:
        first = len(units)
        for number in range(first, first + count):
            title = f"Une unité au titre assez long pour deux lignes, la {number}"
            units.append(
                Unit(code=f"UE{number:03}", title=title, ects=6, kind=UnitKind.TAUGHT, openings={YEAR: PARTS["S1 S2"]})
            )
        return tuple(row.code for row in units[first:])

    blocks: list[Block] = []
    for stage in range(1, stages + 1):
        needed = rows(due)
        inside = tuple(
            Block(
                label=f"Unités d’ouverture et de spécialisation du domaine {number}, au choix de l’auditeur",
                take=TakeUnits(1) if number % 2 else TakeEcts(6),
                members=rows(options),
            )
            for number in range(choices)
        )
        blocks.append(Block(label=f"Année {stage}", members=(*needed, *inside)))
    plan = plan_with_choices()
    award = Block(label="Titre", members=tuple(blocks))
    return replace(plan, programme=replace(plan.programme, units=tuple(units), award=award))
