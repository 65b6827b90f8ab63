"""Parts of the window alone; the panel of a proposal, and a click on its button with the wait for its last word."""

import pytest

from ..alone import Comparison, LeftZone, RightZone, show
from .asking import panel_of, propose_in


@pytest.fixture
def open_zone(qtbot):
    """The right zone alone, with a plan."""
    return lambda plan, **given: show(RightZone(plan, **given), qtbot)


@pytest.fixture
def open_pool(qtbot):
    """The left zone alone, with a plan."""
    return lambda plan: show(LeftZone(plan), qtbot)


@pytest.fixture
def open_page(qtbot):
    """The page that compares scenarios alone, with a plan."""
    return lambda plan, **given: show(Comparison(plan, **given), qtbot)


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
