"""Whether a window can be shown here, found out before Qt is asked: Qt aborts where it cannot.

Knows no Qt. Each answer is what is missing, in codes; the sentences are in ``messages``.
"""

import ctypes
import os
import re
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""Debian and Ubuntu package of each library Qt's X11 window needs."""
_LIBRARY = re.compile(r"(lib[\w+.-]+\.so[.\d]*)")


class Lack(StrEnum):
    """What keeps a window from being shown."""

    DISPLAY = "display"
    LIBRARIES = "libraries"


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing, and the packages that would bring it."""

    lack: Lack
    packages: tuple[str, ...] = ()


def is_offscreen() -> bool:
    """Whether Qt was told to draw without a screen."""
    return os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in {"offscreen", "minimal", "vnc"}


def missing_display() -> Missing | None:
    """What is missing before Qt is imported; None when a screen answers."""
    if sys.platform != "linux" or is_offscreen():
        return None
    if _wayland_answers():
        return None
    if not os.environ.get("DISPLAY"):
        return Missing(Lack.DISPLAY)
    return None if _x_answers() else Missing(Lack.DISPLAY)


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(name) and Path(folder, name).is_socket()


def _x_answers() -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # the missing library is named when Qt's own are looked at
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def missing_for(error: ImportError) -> Missing | None:
    """What Qt's import lacked; None when it failed for another reason."""
    found = _LIBRARY.search(str(error))
    return Missing(Lack.LIBRARIES, _all_missing(found[1])) if found else None


def missing_for_x(qt_folder: Path) -> Missing | None:
    """What Qt's X11 plugin lacks. To be asked with QtGui imported; *qt_folder* holds ``plugins``."""
    if sys.platform != "linux" or is_offscreen() or _wayland_answers():
        return None
    plugin = qt_folder / "plugins" / "platforms" / "libqxcb.so"
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        found = _LIBRARY.search(str(error))
        return Missing(Lack.LIBRARIES, _all_missing(found[1] if found else ""))
    return None


def _all_missing(first: str) -> tuple[str, ...]:
    """Every package that lacks, not only the first one the loader named: one command is to be enough."""
    names = {PACKAGES.get(first, first)} if first else set[str]()
    for library, package in PACKAGES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            names.add(package)
    return tuple(sorted(names))
