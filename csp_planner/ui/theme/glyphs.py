"""The glyphs of the window, in the colours of each look: undo, redo, add, close, more, back, and those of the controls.

Each is drawn once, in black, in a file of its own, from which ``.ci/icons`` makes those of every look: ``NAME.svg`` for
what stands on a ground, ``NAME-off.svg`` for what cannot be used now, ``NAME-on.svg`` for what stands on the accent. An
SVG is crisp at every scale.
"""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QIcon, QPainter

from csp_planner.storage.library import resource_folder

GLYPH = 16
"""Width and height of a glyph, in pixels."""
TONES = {"": "text", "-off": "disabled", "-on": "on_accent"}
"""The token that each file of a glyph has its colour from, by the end of its name."""


class _Current:
    folder: ClassVar[Path] = Path()


def glyph_folder() -> Path:
    """Where the black glyphs are, and in it those of each look, in a folder of its name."""
    return resource_folder() / "icons" / "glyphs"


def use_glyphs(look: str) -> None:
    """Take the glyphs of *look* from now on."""
    _Current.folder = glyph_folder() / look


def glyph_path(name: str) -> str:
    """The file of the glyph *name* in the look in use, as a style sheet writes it."""
    return (_Current.folder / f"{name}.svg").as_posix()


def glyph(name: str) -> QIcon:
    """The glyph *name* for a button, in the look in use."""
    icon = QIcon(glyph_path(name))
    icon.addFile(glyph_path(f"{name}-off"), mode=QIcon.Mode.Disabled)
    return icon


def paint_glyph(painter: QPainter, name: str, area: QRect) -> None:
    """Paint the glyph *name* in the middle of *area*."""
    square = QRect(0, 0, GLYPH, GLYPH)
    square.moveCenter(area.center())
    QIcon(glyph_path(name)).paint(painter, square)
