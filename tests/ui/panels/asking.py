"""What the tests of the proposal's panel share."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from csp_planner.ui.panels.proposal import ProposalPanel
from csp_planner.ui.widgets.buttons import TextRow

from ..hand import button, shown_texts, workspace_of

PATIENCE_MS = 30_000


def panel_of(window) -> ProposalPanel:
    window.propose()
    found = workspace_of(window).side.currentWidget()
    assert isinstance(found, ProposalPanel)
    return found


def propose_in(panel: ProposalPanel, qtbot) -> None:
    """Click « Proposer » and wait for the last word."""
    button(panel, "Proposer").click()
    qtbot.waitUntil(lambda: not panel._busy.isVisible(), timeout=PATIENCE_MS)
    # What is added to a visible panel is shown a moment later.
    for widget in panel._answer.rows:
        qtbot.waitUntil(widget.isVisible, timeout=PATIENCE_MS)


def said(panel: ProposalPanel) -> str:
    rows = [row.text() for row in offers(panel)]
    return "\n".join([*shown_texts(panel, QLabel), *rows]).replace("\u00a0", " ")


def offers(panel: ProposalPanel) -> list[TextRow]:
    """What can be clicked in the answer."""
    return [row for row in panel.findChildren(TextRow) if row.isVisible()]


def choose_much(panel: ProposalPanel) -> None:
    """A choice of every kind."""
    choices = panel.choices
    choices._objectives.button(1).click()
    for box in (choices._keep, choices._order, choices._report, choices._accredited, choices._waivers):
        box.click()
    choices._ects.enter(13)
    choices._hours.enter(140)
    choices._units.enter(3)
    choices._start.setCurrentIndex(3)
    choices._end.setCurrentIndex(9)
    for items in (choices._pins, choices._away):
        items.item(1).setCheckState(Qt.CheckState.Checked)
