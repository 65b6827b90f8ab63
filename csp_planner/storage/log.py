"""Writes errors that nobody foresaw to a log in the user's folder, for whoever is asked to mend them."""

from csp_planner import __version__
from csp_planner.storage.folders import log_folder

LOG_BYTES, LOGS_KEPT = 256 * 1024, 2


def write_log(detail: str) -> None:
    """Add *detail*, mostly a traceback, to the log. A log that cannot be written raises nothing."""
    # Only trouble brings them: the handlers need sockets and pickles, which cost every start 7 ms and 1 MiB.
    import logging
    from logging.handlers import RotatingFileHandler

    try:
        folder = log_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        log = logging.getLogger("csp_planner")
        if not log.handlers:
            log.propagate = False
            log.addHandler(RotatingFileHandler(folder / "csp-planner.log", maxBytes=LOG_BYTES, backupCount=LOGS_KEPT))
        log.error("csp-planner %s\n%s", __version__, detail)
    except OSError:
        return  # a full disk must not turn one trouble into two
