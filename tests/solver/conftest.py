"""Sentences are read in French here, whatever the machine speaks."""

import pytest

from csp_planner.messages.catalogue import use_language


@pytest.fixture(autouse=True)
def _french() -> None:
    use_language("fr")
