"""The right zone alone; the panel of a proposal, and a click on its button with the wait for its last word."""

import pytest
from PySide6.QtWidgets import QApplication

from ..hand import button
from .asking import PATIENCE_MS, panel_of
from .zones import RightZone


@pytest.fixture
def open_zone(qtbot):
    """The right zone alone, with a plan."""

    def show(plan, **given):
        zone = RightZone(plan, **given)
        qtbot.addWidget(zone, before_close_func=lambda zone: zone.advising.advisor.close())
        with qtbot.waitExposed(zone):
            zone.show()
        QApplication.processEvents()
        return zone

    return show


@pytest.fixture
def zone(open_zone, example):
    """The right zone alone, with the example."""
    return open_zone(example)


@pytest.fixture
def blank_zone(open_zone, blank):
    """The right zone alone, with a plan with nothing placed."""
    return open_zone(blank)


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
