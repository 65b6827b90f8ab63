"""The dialogs on editions and on going on, as a plan fills them, for tests of all dialogs."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from csp_planner.domain.edits.carrying_over import offered
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.editions import EditionChange, to_edition
from csp_planner.storage.programmes import Origin, ProgrammeLine
from csp_planner.ui.dialogs.edition import EditionDialog
from csp_planner.ui.dialogs.going_on import GoingOnDialog, Ways

from ..editions import elsewhere, licence, newer
from .hand import TODAY


def edition_dialog(plan: Plan, window: QWidget) -> EditionDialog:
    """A newer edition of another centre."""
    change = to_edition(plan, newer(elsewhere(plan.programme)), TODAY)
    assert isinstance(change, EditionChange)
    return EditionDialog(change, plan.programme.publisher, window)


def going_on_dialog(plan: Plan, window: QWidget) -> GoingOnDialog:
    """A library of one diploma, that has the titles of *plan*."""
    title = plan.programme.units[0].title
    there = replace(licence(), title=title, units=tuple(replace(unit, title=title) for unit in licence().units))
    line = ProgrammeLine(there.code, there.title, there.publisher, Origin.OWN)
    ways = Ways(
        library=lambda: [line],
        load=lambda _line: there,
        offered=lambda programme: offered(programme, plan, TODAY),
        read_sheet=lambda: None,
    )
    return GoingOnDialog(plan.programme, ways, window)
