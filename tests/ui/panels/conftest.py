"""The panel of a proposal, and a click on its button with the wait for its last word."""

import pytest

from ..hand import button
from .asking import PATIENCE_MS, panel_of


@pytest.fixture
def panel(blank_window):
    found = panel_of(blank_window)
    yield found
    found.advisor.close()


@pytest.fixture
def propose(qtbot, panel):
    """Click « Proposer » and wait for the last word."""

    def propose() -> None:
        button(panel, "Proposer").click()
        qtbot.waitUntil(lambda: not panel._busy.isVisible(), timeout=PATIENCE_MS)
        # What is added to a visible panel is shown a moment later.
        for widget in panel._answer.rows:
            qtbot.waitUntil(widget.isVisible, timeout=PATIENCE_MS)

    return propose
