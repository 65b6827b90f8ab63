"""What the tests of files start from."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st

from csp_planner.storage.codec import read_plan
from csp_planner.storage.errors import FileProblem, PlanFileError

Edit = Callable[[str, Any], bytes]
"""What the fixture ``edited`` is."""
UNIT = {"code": "X1", "title": "", "ects": 1, "hours": None, "kind": "taught", "openings": {}}
SCENARIO = {"name": "S", "start": "2027-S1"}

texts = st.text(st.characters(codec="utf-8"), max_size=50)


def refusal(data: bytes, read: Callable[[bytes], Any] = read_plan) -> tuple[FileProblem, str]:
    """Why *data* is refused, and the place in it."""
    with pytest.raises(PlanFileError) as caught:
        read(data)
    assert caught.value.is_input
    return caught.value.problem, caught.value.where
