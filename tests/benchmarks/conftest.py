"""Benchmarks print what things cost: ``uv run pytest tests/benchmarks -s``; ``--short`` only shows that they run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--short", action="store_true", help="run each benchmark as briefly as can be")


@pytest.fixture(scope="session")
def short(request: pytest.FixtureRequest) -> bool:
    """Whether figures do not matter."""
    return request.config.getoption("--short")
