"""The right zone alone; the panel of a proposal, and a click on its button with the wait for its last word."""

import pytest
from PySide6.QtWidgets import QApplication

from .asking import panel_of, propose_in
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
def panel(blank_zone):
    return panel_of(blank_zone)


@pytest.fixture
def propose(qtbot, panel):
    """Click « Proposer » and wait for the last word."""

    return lambda: propose_in(panel, qtbot)
