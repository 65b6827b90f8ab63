"""Finds out whether a window can be shown here before Qt tries, because Qt aborts where it cannot.

This module does not import Qt. It says what is missing in codes; the sentences are in ``messages``.
"""

import ctypes
import os
import re
import sys
from collections.abc import Mapping
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
    "libz.so.1": "zlib1g",
    "libstdc++.so.6": "libstdc++6",
}
"""Debian and Ubuntu package of each library Qt's X11 window needs."""
_WAYLAND_PACKAGES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""Those a Wayland window needs besides."""
_LIBRARY = re.compile(r"(lib[\w+.-]+\.so[.\d]*)")


class Lack(StrEnum):
    """What keeps a window from being shown."""

    DISPLAY = "display"
    PLATFORM = "platform"
    """A screen answers, but ``QT_QPA_PLATFORM`` asks for something else, at which Qt would abort."""
    LIBRARIES = "libraries"


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing, and the packages that would bring it."""

    lack: Lack
    packages: tuple[str, ...] = ()


_ASKED = "QT_QPA_PLATFORM"
_SCREENLESS = frozenset({"offscreen", "minimal"})
"""Qt platforms that draw without a screen."""
_USUAL = ("wayland", "xcb")
"""Qt platforms tried when none is asked for."""


def platforms_that_answer() -> tuple[str, ...]:
    """The Qt platforms that can show a window here, of those Qt will try; found out before Qt is imported."""
    wish = os.environ.get(_ASKED, "")
    asked = tuple(name.partition(":")[0] for name in wish.split(";") if name)
    # Of nothing but separators Qt tries none, and aborts; this one would open a port to the network.
    if (wish and not asked) or "vnc" in asked:
        return ()
    if sys.platform != "linux":
        return asked or ("native",)
    return tuple(filter(_answers, asked or _USUAL))


def missing_display() -> Missing:
    """Why no platform answers."""
    return Missing(Lack.PLATFORM if os.environ.get(_ASKED) and any(map(_answers, _USUAL)) else Lack.DISPLAY)


def _answers(platform: str) -> bool:
    if platform == "xcb":
        return bool(os.environ.get("DISPLAY")) and _x_answers()
    return platform in _SCREENLESS or (platform.startswith("wayland") and _wayland_answers())


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    path = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name)
    if not name or not os.path.exists(path):
        return False
    import socket

    # A compositor that has died leaves its socket behind.
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(path)
    except OSError:
        return False
    return True


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


def missing_for_platforms(platforms: tuple[str, ...], plugins: Path) -> Missing | None:
    """What the first of *platforms* lacks, unless one of them can be loaded.

    To be asked with QtGui imported; *plugins* is the folder of Qt's platform plugins.
    """
    first: Missing | None = None
    for platform in platforms:
        missing = _missing_for_platform(platform, plugins)
        if missing is None:
            return None
        first = first or missing
    return first


def _missing_for_platform(platform: str, plugins: Path) -> Missing | None:
    plugin = plugins / f"libq{platform.partition('-')[0]}.so"
    if sys.platform != "linux" or not plugin.exists():
        return None  # a Qt that is not the wheel's has them elsewhere
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        found = _LIBRARY.search(str(error))
        more = _WAYLAND_PACKAGES if platform.startswith("wayland") else {}
        return Missing(Lack.LIBRARIES, _all_missing(found[1] if found else "", more))
    return None


def _all_missing(first: str, more: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Every package that is missing, not only the one that the loader named, so that one command installs them all."""
    known = {**PACKAGES, **(more or {})}
    names = {known.get(first, first)} if first else set[str]()
    for library, package in known.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            names.add(package)
    return tuple(sorted(names))
