"""Registers the program and its files with the desktop of the current user, and takes that back.

The places are those of freedesktop.org: the menu entry, the file type, the icons and the description for software
centres, all below the user's data folder (``$XDG_DATA_HOME``). Everything here raises plain OSError.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from csp_planner.storage.files import remove, write_atomic
from csp_planner.storage.library import resource_folder

ENTRY = "applications/csp-planner.desktop"
FILE_TYPE = "mime/packages/csp-planner.xml"
DESCRIPTION = "metainfo/org.csp_planner.csp_planner.metainfo.xml"
_TOOLS = {
    "update-mime-database": ("mime", "shared-mime-info"),
    "update-desktop-database": ("applications", "desktop-file-utils"),
}
"""What makes a desktop read its files anew: the folder it is given, and the package that has it."""
_MIME_CACHE = (
    *("XMLnamespaces", "aliases", "generic-icons", "globs", "globs2", "icons"),
    *("magic", "mime.cache", "subclasses", "treemagic", "types", "version"),
)
"""What ``update-mime-database`` writes, which says nothing once no package of file types is left."""
_PLAIN = re.compile(r"[A-Za-z0-9/_.,:+@-]+\Z")
_SPECIAL = '"`$\\'
"""Characters that a quoted word of an ``Exec`` line escapes."""


def data_folder() -> Path:
    """Return the folder where a desktop looks for what the current user installed."""
    from platformdirs import user_data_path

    return user_data_path()


def program() -> tuple[str, ...]:
    """Return the words that start this program, wherever it is installed."""
    beside = Path(sys.executable).with_name("csp-planner")
    return (str(beside),) if beside.exists() else (sys.executable, "-m", "csp_planner")


def install(folder: Path, command: Sequence[str]) -> tuple[str, ...]:
    """Write the menu entry, which starts *command*, the file type and the icons below *folder*.

    Returns the packages whose tools are missing: without them the desktop learns of the file type only later.
    Raises OSError when something cannot be written; nothing of it is left then.
    """
    try:
        for name, data in _files(command):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, data)
    except BaseException:
        uninstall(folder)
        raise
    return _tell(folder)


def uninstall(folder: Path) -> bool:
    """Delete what ``install`` wrote below *folder*, and return whether any of it was there.

    Folders and caches that nothing else needs go too.
    """
    names = [name for name, _data in _files(("csp-planner",))]
    found = any((folder / name).exists() for name in names)
    for name in names:
        remove(folder / name)
    _tell(folder)
    _drop_empty_caches(folder)
    for name in names:
        _prune((folder / name).parent, folder)
    return found


def _files(command: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The files to write, each by its place below the data folder."""
    resources = resource_folder()
    entry = (resources / "desktop" / "csp-planner.desktop").read_text(encoding="utf-8")
    words = " ".join(map(_quoted, command))
    yield ENTRY, entry.replace("Exec=csp-planner ", f"Exec={words} ").encode()
    yield FILE_TYPE, (resources / "desktop" / "csp-planner.xml").read_bytes()
    yield DESCRIPTION, (resources / "desktop" / Path(DESCRIPTION).name).read_bytes()
    icons = resources / "icons"
    yield "icons/hicolor/scalable/apps/csp-planner.svg", (icons / "csp-planner.svg").read_bytes()
    for path in sorted(icons.glob("csp-planner-*.png")):
        size = path.stem.rpartition("-")[2]
        yield f"icons/hicolor/{size}x{size}/apps/csp-planner.png", path.read_bytes()


def _quoted(word: str) -> str:
    """*word* as an ``Exec`` line holds it: quoted, for the line itself and then for the file it stands in.

    A word that needs no quotes has none, because some programs that read the line do not know them.
    """
    if _PLAIN.match(word):
        return word
    inside = "".join(f"\\{character}" if character in _SPECIAL else character for character in word)
    return f'"{inside}"'.replace("\\", "\\\\").replace("%", "%%")


def _tell(folder: Path) -> tuple[str, ...]:
    """Let the desktop read its files anew; returns the packages of the tools that are missing."""
    missing: list[str] = []
    for tool, (name, package) in _TOOLS.items():
        found = shutil.which(tool)
        if found is None:
            missing.append(package)
        elif (folder / name).is_dir():
            subprocess.run([found, folder / name], check=False, capture_output=True)  # noqa: S603 - no word is typed
    return tuple(missing)


def _drop_empty_caches(folder: Path) -> None:
    """Delete the caches that no file type and no menu entry is left for."""
    mime, applications = folder / "mime", folder / "applications"
    if not _has(mime / "packages"):
        for name in _MIME_CACHE:
            remove(mime / name)
        remove(mime / "application" / "x-csp-planner.xml")
        _prune(mime / "application", folder)
    if {path.name for path in applications.glob("*")} <= {"mimeinfo.cache"}:
        remove(applications / "mimeinfo.cache")


def _has(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _prune(folder: Path, top: Path) -> None:
    """Delete *folder* and those above it, below *top*, as far as they are empty."""
    while folder != top and top in folder.parents:
        with suppress(OSError):
            os.rmdir(folder)
        if folder.exists():
            return
        folder = folder.parent
