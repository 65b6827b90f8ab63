"""Keeps what the program remembers between two starts.

None of it is worth an error: a value that cannot be read gives its default.
"""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeGuard, TypeVar, cast

from csp_planner.storage.files import read_bounded, write_atomic

_T = TypeVar("_T")

MAX_RECENT = 10
_FILE_NAME = "settings.json"
_MAX_BYTES = 64 * 1024
_MAX_TEXT = 4_096
_MAX_ZONES = 50
_MAX_ZONE = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Choices of the person at this computer; nothing of a learner but the paths of their files."""

    recent: tuple[str, ...] = ()
    """Plan files, the most recent first."""
    language: str = ""
    """Language code; empty: that of the system."""
    theme: str = ""
    """``light``, ``dark``; empty: that of the system."""
    window: str = ""
    """Size and place of the window, as the toolkit writes it."""
    zones: tuple[int, ...] = ()
    """Widths of the zones of the window, in pixels."""
    last_folder: str = ""
    """Where the last output went; empty: none was made yet."""
    tab_loads: bool = True
    """Whether the tab of each scenario shows the loads of its semesters."""


def load_settings(folder: Path) -> Settings:
    """Return the settings in *folder*, with the default for whatever is missing or cannot be read."""
    try:
        document = json.loads(read_bounded(folder / _FILE_NAME, _MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(document, dict):
        return Settings()
    found = cast(dict[str, Any], document)
    return Settings(
        recent=_items(found.get("recent"), _is_text)[:MAX_RECENT],
        language=_text(found.get("language")),
        theme=_text(found.get("theme")),
        window=_text(found.get("window")),
        zones=_items(found.get("zones"), _is_zone)[:_MAX_ZONES],
        last_folder=_text(found.get("last_folder")),
        tab_loads=found.get("tab_loads") is not False,
    )


def save_settings(folder: Path, settings: Settings) -> bool:
    """Write *settings* into *folder*, which is created if need be, and return whether that worked."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomic(folder / _FILE_NAME, json.dumps(asdict(settings), indent=2).encode() + b"\n", 0o600)
    except OSError:
        return False
    return True


def with_recent(settings: Settings, path: Path) -> Settings:
    """Return *settings* with *path* as the most recent file."""
    newest = os.path.abspath(path)
    others = [known for known in settings.recent if os.path.normcase(known) != os.path.normcase(newest)]
    return replace(settings, recent=(newest, *others)[:MAX_RECENT])


def _items(value: Any, fits: Callable[[Any], TypeGuard[_T]]) -> tuple[_T, ...]:
    return tuple(item for item in cast(list[Any], value) if fits(item)) if isinstance(value, list) else ()


def _is_text(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) <= _MAX_TEXT


def _is_zone(value: Any) -> TypeGuard[int]:
    return type(value) is int and 0 <= value <= _MAX_ZONE


def _text(value: Any) -> str:
    return value if _is_text(value) else ""
