"""The error output. It may be closed or full, and a message that it does not take must not change the exit code."""

import os
import sys
from contextlib import suppress
from typing import TextIO


def complain(sentence: str) -> None:
    """Say *sentence* on the error output, in one line."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(" ".join(sentence.split("\n")) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        drop(sys.stderr)


def drop(stream: TextIO | None) -> None:
    """Forget what *stream* still holds, so that the interpreter does not try to write it again when it ends."""
    if stream is None:
        return
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
