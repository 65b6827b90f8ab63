"""Names the user's folders. It creates none of them; whoever writes a file does that.

``CSP_PLANNER_HOME`` puts all of them in one folder, for a copy carried on a stick and for tests.
"""

import os
from pathlib import Path

_APP = "csp-planner"
_HOME_VARIABLE = "CSP_PLANNER_HOME"


def config_folder() -> Path:
    """Return the folder of the settings."""
    portable = _portable("config")
    if portable:
        return portable
    from platformdirs import user_config_path

    return user_config_path(_APP, appauthor=False)


def data_folder() -> Path:
    """Return the folder of the user's library: openings of coming years, for all plans."""
    portable = _portable("data")
    if portable:
        return portable
    from platformdirs import user_data_path

    return user_data_path(_APP, appauthor=False)


def state_folder() -> Path:
    """Return the folder of what the program keeps for itself: plans to recover."""
    portable = _portable("state")
    if portable:
        return portable
    from platformdirs import user_state_path

    return user_state_path(_APP, appauthor=False)


def log_folder() -> Path:
    """Return the folder of the logs of unexpected errors."""
    portable = _portable("log")
    if portable:
        return portable
    from platformdirs import user_log_path

    return user_log_path(_APP, appauthor=False)


def _portable(name: str) -> Path | None:
    home = os.environ.get(_HOME_VARIABLE)
    return Path(home, name).absolute() if home else None
