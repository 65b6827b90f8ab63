"""The error output. It may be closed or full: what cannot be said there must not change the exit code."""

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
    """Forget what *stream* still holds: it has nowhere to go, and the interpreter must not try again when it ends."""
    if stream is None:
        return
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
