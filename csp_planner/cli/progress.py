"""How far a long command is, in one line of the terminal that is written over and wiped at the end."""

import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress

_WIPE = "\r\x1b[K"


class ProgressLine:
    """The line. Where the error output is no terminal, nothing is written."""

    def __init__(self) -> None:
        self._is_seen = sys.stderr is not None and sys.stderr.isatty()

    def say(self, text: str) -> None:
        """Show *text* in place of what was shown before."""
        room = shutil.get_terminal_size().columns - 1  # a full line would wrap, and could not be wiped
        self._write(_WIPE + text[:room])

    def wipe(self) -> None:
        """Leave the line empty."""
        self._write(_WIPE)

    def _write(self, text: str) -> None:
        if self._is_seen:
            with suppress(OSError):  # whoever looked is gone
                sys.stderr.write(text)
                sys.stderr.flush()


@contextmanager
def progress_line() -> Generator[ProgressLine]:
    """A line that is wiped whatever happens."""
    line = ProgressLine()
    try:
        yield line
    finally:
        line.wipe()
