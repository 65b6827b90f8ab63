"""Holds the colours and the fonts and measures text, for paper and picture alike.

All lengths are in tenths of a point (on paper) or of a pixel (in a picture), so that font sizes are whole numbers.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextLayout, QTextOption

from csp_planner.domain.checks import Severity
from csp_planner.domain.states import UnitState
from csp_planner.drawing.start import base_font

UNIT = 10
"""Units of length in a point or a pixel."""
_BEFORE_SIGN = re.compile(" (?=[:;!?»])")
"""A plain space where French typography asks for a no-break one; published sheets have it."""
_LONGEST = 4_000
"""Most characters of one text that are measured; a page holds no more."""


class Ink:
    """Colours, each at least 4.5:1 on white where it is text and 3:1 where it is a shape."""

    TEXT = QColor("#1A1E26")
    MUTED = QColor("#566070")
    EDGE = QColor("#808997")
    LINE = QColor("#D8DCE3")
    PALE = QColor("#F4F5F7")
    WHITE = QColor("#FFFFFF")
    ACCENT = QColor("#1D5BBF")
    OK = QColor("#17774A")
    WARNING = QColor("#8A5200")
    ERROR = QColor("#B3261E")


STATE_INK = {
    UnitState.TO_PLACE: Ink.MUTED,
    UnitState.TO_CONFIRM: Ink.MUTED,
    UnitState.PLANNED: Ink.ACCENT,
    UnitState.ENROLLED: Ink.ACCENT,
    UnitState.IN_PROGRESS: Ink.ACCENT,
    UnitState.VALIDATED: Ink.OK,
    UnitState.OBTAINED_OTHERWISE: Ink.OK,
    UnitState.EXPECTED: Ink.ACCENT,
    UnitState.OPTION: Ink.MUTED,
    UnitState.FAILED: Ink.ERROR,
    UnitState.WITHDRAWN: Ink.MUTED,
}
SEVERITY_INK = {Severity.BLOCKING: Ink.ERROR, Severity.WARNING: Ink.WARNING, Severity.ADVICE: Ink.ACCENT}


@dataclass(frozen=True)
class Face:
    """A font with its measures."""

    font: QFont

    @cached_property
    def metrics(self) -> QFontMetricsF:
        """Measures of the font."""
        return QFontMetricsF(self.font)

    @cached_property
    def height(self) -> float:
        """Height of a line."""
        return self.metrics.height()

    @cached_property
    def ascent(self) -> float:
        """From the top of a line to its baseline."""
        return self.metrics.ascent()

    def width(self, text: str) -> float:
        """Return how far *text* reaches."""
        return self.metrics.horizontalAdvance(text)

    def elided(self, text: str, width: float) -> str:
        """Return *text*, its end replaced by an ellipsis where it is wider than *width*."""
        return self.metrics.elidedText(text[:_LONGEST], Qt.TextElideMode.ElideRight, max(0.0, width))

    def wrapped(self, text: str, width: float, most: int | None = None) -> tuple[str, ...]:
        """Return *text* in lines of at most *width*. What does not fit into *most* lines is replaced by an ellipsis."""
        found: list[str] = []
        text = _BEFORE_SIGN.sub("\u00a0", text)
        for paragraph in text.split("\n"):
            rest = most - len(found) if most is not None else None
            if rest is not None and rest <= 0:
                break
            found += self._paragraph(paragraph, width, rest)
        return tuple(found)

    def _paragraph(self, text: str, width: float, most: int | None) -> list[str]:
        if self.width(text[:_LONGEST]) <= width and len(text) <= _LONGEST:
            return [text]
        if most is not None:
            text = text[:_LONGEST]
        layout = QTextLayout(text, self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        # Qt counts in UTF-16 units, Python in characters.
        units = text.encode("utf-16-le", "replace")
        found: list[str] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start, end = line.textStart() * 2, (line.textStart() + line.textLength()) * 2
            if most is not None and len(found) == most - 1:
                found.append(self.elided(units[start:].decode("utf-16-le", "replace"), width))
                break
            found.append(units[start:end].decode("utf-16-le", "replace").rstrip(" "))
        layout.endLayout()
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """The faces of one output."""

    title: Face
    heading: Face
    strong: Face
    body: Face
    small: Face
    figure: Face
    """For the total reached."""


def faces(body: float, font: QFont | None = None) -> Faces:
    """Return the faces that go with a *body* size, in points or pixels; those of *font*, else of the system's."""
    base = font if font is not None else base_font()
    return Faces(
        title=_face(base, body * 1.8, bold=True),
        heading=_face(base, body * 1.25, bold=True),
        strong=_face(base, body, bold=True),
        body=_face(base, body),
        small=_face(base, body * 0.88),
        figure=_face(base, body * 1.9, bold=True),
    )


def _face(base: QFont, size: float, *, bold: bool = False) -> Face:
    font = QFont(base)
    font.setPixelSize(max(1, round(size * UNIT)))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # A ligature is one character to whoever searches or copies the text.
    font.setFeature(QFont.Tag("liga"), 0)
    return Face(font)
