"""How the window looks: colours, distances, glyphs, and the style of every control. Other modules ask here."""

from csp_planner.ui.theme.glyphs import GLYPH, glyph, paint_glyph
from csp_planner.ui.theme.look import Scheme, apply, asked_scheme, colour, scaled, scheme_of, tokens
from csp_planner.ui.theme.spacing import space
from csp_planner.ui.theme.tokens import (
    BOX,
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    GRID,
    LIGHT,
    RADIUS,
    RADIUS_LARGE,
    Tokens,
)

__all__ = [
    "BOX",
    "CONTRAST_DARK",
    "CONTRAST_LIGHT",
    "DARK",
    "GLYPH",
    "GRID",
    "LIGHT",
    "RADIUS",
    "RADIUS_LARGE",
    "Scheme",
    "Tokens",
    "apply",
    "asked_scheme",
    "colour",
    "glyph",
    "paint_glyph",
    "scaled",
    "scheme_of",
    "space",
    "tokens",
]
