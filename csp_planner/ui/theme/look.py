"""The look in use: which colours, and how they come to Qt."""

from enum import StrEnum
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from csp_planner.ui.theme.glyphs import use_glyphs
from csp_planner.ui.theme.sheet import style_sheet
from csp_planner.ui.theme.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Tokens


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
    shown = _system_scheme() if scheme is Scheme.SYSTEM else scheme
    _Current.tokens = LOOKS[shown]
    _Current.colours = {}
    use_glyphs(shown.value)
    app.setPalette(_palette())
    sheet = style_sheet(_Current.tokens)
    if sheet != app.styleSheet():  # to put it on again would style every widget anew
        app.setStyleSheet(sheet)


LOOKS = {
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
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour("disabled"))
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
