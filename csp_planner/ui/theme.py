"""Colours and spacing, in one place: a small token table for light and for dark."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

GRID = 4
RADIUS = 6
RADIUS_LARGE = 8


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours. ``*_fill`` are backgrounds for text in the colour of the same name."""

    background: str
    surface: str
    line: str
    edge: str
    """For borders that carry meaning: 3:1 against background and surface."""
    text: str
    muted: str
    accent: str
    accent_fill: str
    on_accent: str
    soft_accent: str
    ok: str
    ok_fill: str
    warning: str
    warning_fill: str
    error: str
    error_fill: str
    hatch: str


LIGHT = Tokens(
    background="#F4F5F7",
    surface="#FFFFFF",
    line="#D8DCE3",
    edge="#808997",
    text="#1A1E26",
    muted="#566070",
    accent="#1D5BBF",
    accent_fill="#E8F0FC",
    on_accent="#FFFFFF",
    soft_accent="#6E9BDD",
    ok="#17774A",
    ok_fill="#E6F4EC",
    warning="#8A5200",
    warning_fill="#FFF3DC",
    error="#B3261E",
    error_fill="#FDECEA",
    hatch="#E9ECF1",
)
DARK = Tokens(
    background="#15181E",
    surface="#1E222A",
    line="#343A46",
    edge="#7B8494",
    text="#E9ECF1",
    muted="#A3ACBA",
    accent="#8AB4F8",
    accent_fill="#1F2E4A",
    on_accent="#0D1320",
    soft_accent="#5F86C4",
    ok="#6FD39B",
    ok_fill="#16301F",
    warning="#F2B94B",
    warning_fill="#382A10",
    error="#F28B82",
    error_fill="#3C1B19",
    hatch="#1C2129",
)


class Scheme(StrEnum):
    """Which set of colours a person asks for."""

    SYSTEM = ""
    LIGHT = "light"
    DARK = "dark"


def scheme_of(text: str) -> Scheme:
    """The scheme a settings file names; the system's when it names none."""
    return Scheme(text) if text in list(Scheme) else Scheme.SYSTEM


class _Current:
    tokens = LIGHT
    scheme = Scheme.SYSTEM
    colours: ClassVar[dict[str, QColor]] = {}


def tokens() -> Tokens:
    """The colours in use."""
    return _Current.tokens


def colour(name: str) -> QColor:
    """The token *name* as a colour."""
    found = _Current.colours.get(name)
    if found is None:
        found = _Current.colours[name] = QColor(getattr(_Current.tokens, name))
    return found


def is_dark() -> bool:
    """Whether the dark colours are in use."""
    return _Current.tokens is DARK


def apply(app: QApplication, scheme: Scheme | None = None) -> None:
    """Put on the colours of *scheme*, from now on; None: those asked for last."""
    if scheme is not None:
        _Current.scheme = scheme
    dark = _Current.scheme is Scheme.DARK
    if _Current.scheme is Scheme.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    _Current.tokens = DARK if dark else LIGHT
    _Current.colours = {}
    app.setPalette(_palette())


def _palette() -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "background",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "background",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.Accent: "accent",
        QPalette.ColorRole.ToolTipBase: "text",
        QPalette.ColorRole.ToolTipText: "surface",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Midlight: "line",
    }
    for role, name in roles.items():
        palette.setColor(role, colour(name))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour("edge"))
    return palette


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """*font* at another size, so that everything follows the system's font size."""
    new = QFont(font)
    if font.pixelSize() > 0:
        new.setPixelSize(max(1, round(font.pixelSize() * factor)))
    else:
        new.setPointSizeF(font.pointSizeF() * factor)
    new.setBold(bold)
    return new
