"""The user's folders. Nothing is created here: whoever writes does that.

``CSP_PLANNER_HOME`` puts all of them in one folder, for a copy carried on a stick and for tests.
"""

import os
from pathlib import Path

_APP = "csp-planner"
_HOME_VARIABLE = "CSP_PLANNER_HOME"


def config_folder() -> Path:
    """Settings."""
    portable = _portable("config")
    if portable:
        return portable
    from platformdirs import user_config_path

    return user_config_path(_APP, appauthor=False)


def state_folder() -> Path:
    """What the program keeps for itself: plans to recover."""
    portable = _portable("state")
    if portable:
        return portable
    from platformdirs import user_state_path

    return user_state_path(_APP, appauthor=False)


def log_folder() -> Path:
    """Logs of unexpected errors."""
    portable = _portable("log")
    if portable:
        return portable
    from platformdirs import user_log_path

    return user_log_path(_APP, appauthor=False)


def _portable(name: str) -> Path | None:
    home = os.environ.get(_HOME_VARIABLE)
    return Path(home, name).absolute() if home else None
