"""csp_planner: plan a multi-year diploma, offline, against its published sheet."""

__version__ = "0.2.0"
