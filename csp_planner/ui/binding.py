"""How PySide is brought in: without what it does at every start for features that this program does not use.

A bare window of PySide 6.11 is there after 100 ms. In 25 of them, Shiboken compiles the modules that describe every
call, out of an archive it carries. They are of use where a call has wrong arguments, so here they wait for one. Once
it is imported, PySide reads the source of each further module, to see whether that wants other spellings (``from
__feature__ import snake_case``): 8 ms for the modules of this window, which want none.
"""

import builtins
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

_ARCHIVE = "shibokensupport/"
_USED_AT_ONCE = ("/__init__.py", "/loader.py", "/importhandler.py", "/feature.py")
_ONE_THAT_WAITS = """
from {this} import attribute_of
__getattr__ = attribute_of({filename!r}, globals())
"""
_MAPPING = "/mapping.py"
_MAPPING_THAT_WAITS = """
def update_mapping():  # Shiboken looks in the dictionary of this module, past its __getattr__
    return __getattr__("update_mapping")()
"""

_waiting: dict[str, Any] = {}
"""The source of modules that wait, by the name in the archive."""
_running = RLock()


def bring_in() -> None:
    """Import PySide. Raises ImportError where Qt lacks a library."""
    with _waiting_modules():
        import PySide6  # noqa: F401 - imports Shiboken
    from PySide6 import QtCore  # noqa: F401 - puts PySide's own import function in place

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


@contextmanager
def _waiting_modules() -> Iterator[None]:
    """Let modules that Shiboken compiles out of its archive wait until something in them is asked for."""
    at_once = builtins.compile

    def compile_or_wait(source: Any, filename: Any, mode: str, *more: Any, **named: Any) -> Any:
        name = str(filename)
        if name.startswith(_ARCHIVE) and not name.endswith(_USED_AT_ONCE):
            _waiting[name] = source
            source = _ONE_THAT_WAITS.format(this=__name__, filename=name)
            source += _MAPPING_THAT_WAITS * name.endswith(_MAPPING)
        return at_once(source, filename, mode, *more, **named)

    builtins.compile = compile_or_wait
    try:
        yield
    finally:
        builtins.compile = at_once


def attribute_of(filename: str, namespace: dict[str, Any]) -> Callable[[str], Any]:
    """The ``__getattr__`` of a module that waits: it runs the module's source in *namespace* first.

    Wrong calls are looked for on the window's thread; two threads that make their first ones at the same time may
    find a module half run.
    """

    def attribute(name: str) -> Any:
        if not name.startswith("__"):
            _run(filename, namespace)
        try:
            return namespace[name]
        except KeyError:
            raise AttributeError(f"module {namespace['__name__']!r} has no attribute {name!r}") from None

    return attribute


def _run(filename: str, namespace: dict[str, Any]) -> None:
    with _running:
        # Out of the way first: what the module imports may come back to it.
        source = _waiting.pop(filename, None)
        if source is None:
            return
        try:
            exec(compile(source, filename, "exec"), namespace)  # noqa: S102 - as Shiboken would have
        except BaseException:
            _waiting[filename] = source  # the next call tries again
            raise
