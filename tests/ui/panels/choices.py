"""What tests of the choices of an award share: a plan begun, and the lines of the left zone."""

from PySide6.QtWidgets import QApplication

from csp_planner.domain.edits import place
from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import Term
from csp_planner.ui.board.line import LineKind
from csp_planner.ui.panels.line_words import CHOICE

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
