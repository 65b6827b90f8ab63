"""Colours and spacing, in one place: a small table of tokens for each look."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

GRID = 4
RADIUS = 6
RADIUS_LARGE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
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
    soft_accent="#5C8BD6",
    ok="#17774A",
    ok_fill="#E6F4EC",
    warning="#8A5200",
    warning_fill="#FFF3DC",
    error="#B3261E",
    error_fill="#FDECEA",
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
)


CONTRAST_LIGHT = Tokens(
    background="#FFFFFF",
    surface="#FFFFFF",
    line="#6B6B6B",
    edge="#000000",
    text="#000000",
    muted="#262626",
    accent="#00308F",
    accent_fill="#DCE8FF",
    on_accent="#FFFFFF",
    soft_accent="#3B66C4",
    ok="#00512C",
    ok_fill="#D9F2E4",
    warning="#5C3600",
    warning_fill="#FFEFC9",
    error="#8B0000",
    error_fill="#FFE1DE",
)
CONTRAST_DARK = Tokens(
    background="#000000",
    surface="#000000",
    line="#9A9A9A",
    edge="#FFFFFF",
    text="#FFFFFF",
    muted="#E2E2E2",
    accent="#A9CBFF",
    accent_fill="#0B2350",
    on_accent="#000000",
    soft_accent="#7FA9F0",
    ok="#8FF0B8",
    ok_fill="#06301A",
    warning="#FFD36E",
    warning_fill="#3A2A00",
    error="#FFB0A8",
    error_fill="#480E0B",
)


class Scheme(StrEnum):
    """Which set of colours a person asks for."""

    SYSTEM = ""
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"


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


def asked_scheme() -> Scheme:
    """The scheme asked for last."""
    return _Current.scheme


def apply(app: QApplication, scheme: Scheme) -> None:
    """Use the colours of *scheme* from now on."""
    _Current.scheme = scheme
    _Current.tokens = _TOKENS[_system_scheme() if scheme is Scheme.SYSTEM else scheme]
    _Current.colours = {}
    palette = _palette()
    app.setPalette(palette)
    # Fusion draws the edge of a control 40 % darker than the window behind it, which vanishes on a dark one.
    palette.setColor(QPalette.ColorRole.Window, colour("edge").lighter(140))
    for control in _EDGED:
        app.setPalette(palette, control)  # pyright: ignore[reportArgumentType]  # the stub wants bytes, the call a str
    palette.setColor(QPalette.ColorRole.Window, colour("surface"))  # the ground of the top bar, in which it lies
    app.setPalette(palette, "QMenuBar")  # pyright: ignore[reportArgumentType]


_EDGED = (
    "QAbstractSpinBox",
    "QCheckBox",
    "QComboBox",
    "QLineEdit",
    "QListWidget",
    "QMenu",
    "QPushButton",
    "QRadioButton",
    "QToolButton",
)
_TOKENS = {
    Scheme.LIGHT: LIGHT,
    Scheme.DARK: DARK,
    Scheme.CONTRAST_LIGHT: CONTRAST_LIGHT,
    Scheme.CONTRAST_DARK: CONTRAST_DARK,
}


def _system_scheme() -> Scheme:
    """What the system asks for: dark or light, and high contrast."""
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() is Qt.ColorScheme.Dark
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return Scheme.CONTRAST_DARK if dark else Scheme.CONTRAST_LIGHT
    return Scheme.DARK if dark else Scheme.LIGHT


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
