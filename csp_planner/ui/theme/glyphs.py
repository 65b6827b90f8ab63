"""The glyphs of the window, coloured by the tokens: undo, redo, add, close, more, back, and those of the controls.

Each is drawn once, in black, in a file of its own. What Qt shows of them comes from memory, where they are kept in the
colours in use: as ``:/look/NAME.svg`` for what stands on a ground, ``NAME-off`` for what cannot be used now, and
``NAME-on`` for what stands on the accent. An SVG is crisp at every scale.
"""

from struct import pack
from typing import ClassVar

from PySide6.QtCore import QRect, qRegisterResourceData, qUnregisterResourceData
from PySide6.QtGui import QIcon, QPainter

from csp_planner.storage.library import resource_folder
from csp_planner.ui.theme.tokens import Tokens

GLYPH = 16
"""Width and height of a glyph, in pixels."""
FOLDER = "look"
_TONES = {"": "text", "-off": "disabled", "-on": "on_accent"}
_FORMAT = 1
"""Version of the format that Qt keeps such files in."""
_FOLDER_FLAG, _ANY_COUNTRY, _ANY_LANGUAGE = 2, 0, 1


class _Drawn:
    black: ClassVar[dict[str, str]] = {}
    """The files as they are, by name."""
    kept: tuple[bytes, bytes, bytes] | None = None
    """What Qt reads from; it must stay where it is."""


def draw_glyphs(tokens: Tokens) -> None:
    """Keep every glyph in the colours of *tokens*."""
    if not _Drawn.black:
        files = (resource_folder() / "icons" / "glyphs").glob("*.svg")
        _Drawn.black = {path.stem: path.read_text(encoding="utf-8") for path in files}
    drawn = {
        f"{name}{end}.svg": text.replace("#000000", getattr(tokens, tone)).encode()
        for name, text in _Drawn.black.items()
        for end, tone in _TONES.items()
    }
    if _Drawn.kept is not None:
        qUnregisterResourceData(_FORMAT, *_Drawn.kept)
    _Drawn.kept = _as_resource(drawn)
    qRegisterResourceData(_FORMAT, *_Drawn.kept)


def glyph(name: str) -> QIcon:
    """The glyph *name* for a button. It takes the colours in use whenever it is painted."""
    icon = QIcon(f":/{FOLDER}/{name}.svg")
    icon.addFile(f":/{FOLDER}/{name}-off.svg", mode=QIcon.Mode.Disabled)
    return icon


def paint_glyph(painter: QPainter, name: str, area: QRect) -> None:
    """Paint the glyph *name* in the middle of *area*."""
    square = QRect(0, 0, GLYPH, GLYPH)
    square.moveCenter(area.center())
    QIcon(f":/{FOLDER}/{name}.svg").paint(painter, square)


def _as_resource(files: dict[str, bytes]) -> tuple[bytes, bytes, bytes]:
    """*files*, in one folder, as Qt reads them from memory: tree, names, and contents."""
    ordered = sorted(files, key=_hash)  # Qt looks for a name by halving
    names, places = bytearray(), dict[str, int]()
    for name in (FOLDER, *ordered):
        places[name] = len(names)
        names += pack(">HI", len(name), _hash(name)) + name.encode("utf-16-be")
    contents, tree = bytearray(), bytearray()
    tree += pack(">IHII", 0, _FOLDER_FLAG, 1, 1)
    tree += pack(">IHII", places[FOLDER], _FOLDER_FLAG, len(ordered), 2)
    for name in ordered:
        tree += pack(">IHHHI", places[name], 0, _ANY_COUNTRY, _ANY_LANGUAGE, len(contents))
        contents += pack(">I", len(files[name])) + files[name]
    return bytes(tree), bytes(names), bytes(contents)


def _hash(name: str) -> int:
    """The number by which Qt finds *name*."""
    found = 0
    for char in name:
        found = (found << 4) + ord(char)
        found ^= (found & 0xF0000000) >> 23
        found &= 0x0FFFFFFF
    return found
