"""How the program ends on Ctrl+C, or when the system asks it to: at once, and with no file half written."""

import os
import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Lock
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # not every system has them all
_SIGNALS = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))


class _Writing:
    """Counts the files being written, and keeps the signal that waits for them."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.count = 0
        self.waiting: int | None = None


_writing = _Writing()


def exit_code(number: int) -> int:
    """The exit code of a program that signal *number* ended, as a shell counts."""
    return 128 + number


def end_at_once() -> None:
    """Let every signal that asks the program to end do so at once.

    The process ends without an exception, because libraries in C swallow an exception, change it, or abort.
    """
    _handle(_end)


def leave_to(handler: Callable[[int, FrameType | None], None]) -> None:
    """Let *handler* end the program instead."""
    _handle(handler)


def ignore() -> None:
    """Ignore those signals from now on, because all that was asked is done."""
    _handle(signal.SIG_IGN)


def _handle(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for each in _SIGNALS:
        if signal.getsignal(each) is not signal.SIG_IGN:  # as nohup, or a shell in the background, wants it
            signal.signal(each, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    """End at once, or as soon as the files are written; a second signal does not wait for a write that hangs."""
    is_second = _writing.waiting is not None
    # Noted before the count is read: a thread that ends its write in between then sees the signal, and ends it all.
    _writing.waiting = number
    if is_second or not _writing.count:
        os._exit(exit_code(number))


@contextmanager
def undisturbed() -> Generator[None]:
    """Let the end of the program wait until this block has written its files and removed its temporary ones."""
    with _writing.lock:
        _writing.count += 1
    try:
        yield
    finally:
        with _writing.lock:
            _writing.count -= 1
        if _writing.waiting is not None and not _writing.count:
            os._exit(exit_code(_writing.waiting))
