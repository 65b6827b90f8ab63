"""Parts of the window alone; the panel of a proposal, and a click on its button with the wait for its last word."""

import pytest
from PySide6.QtWidgets import QApplication

from .asking import panel_of, propose_in
from .zones import Comparison, LeftZone, RightZone


@pytest.fixture
def show_alone(qtbot):
    """Show a part of the window alone."""

    def show(part):
        qtbot.addWidget(part, before_close_func=lambda part: part.advising.advisor.close())
        with qtbot.waitExposed(part):
            part.show()
        QApplication.processEvents()
        return part

    return show


@pytest.fixture
def open_zone(show_alone):
    """The right zone alone, with a plan."""
    return lambda plan, **given: show_alone(RightZone(plan, **given))


@pytest.fixture
def open_pool(show_alone):
    """The left zone alone, with a plan."""
    return lambda plan: show_alone(LeftZone(plan))


@pytest.fixture
def open_page(show_alone):
    """The page that compares scenarios alone, with a plan."""
    return lambda plan, **given: show_alone(Comparison(plan, **given))


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
