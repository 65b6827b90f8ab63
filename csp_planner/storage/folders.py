"""Names the user's folders. It creates none of them; whoever writes a file does that.

``CSP_PLANNER_HOME`` puts all of them in one folder, for a copy carried on a stick and for tests.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

_APP = "csp-planner"
_HOME_VARIABLE = "CSP_PLANNER_HOME"


def config_folder() -> Path:
    """Return the folder of the settings."""
    return _portable("config") or _usual().user_config_path


def data_folder() -> Path:
    """Return the folder of the user's library: openings of coming years, for all plans."""
    return _portable("data") or _usual().user_data_path


def state_folder() -> Path:
    """Return the folder of what the program keeps for itself: plans to recover."""
    return _portable("state") or _usual().user_state_path


def log_folder() -> Path:
    """Return the folder of the logs of unexpected errors."""
    return _portable("log") or _usual().user_log_path


def _portable(name: str) -> Path | None:
    home = os.environ.get(_HOME_VARIABLE)
    return Path(home, name).absolute() if home else None


def _usual() -> "PlatformDirs":
    from platformdirs import PlatformDirs  # a copy on a stick does not need it

    return PlatformDirs(_APP, appauthor=False)
