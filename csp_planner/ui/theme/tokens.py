"""The colours and the spacing of the window: a small table of tokens for each look."""

from dataclasses import dataclass

GRID = 4
RADIUS = 6
RADIUS_LARGE = 8
BOX = "box"
"""Name of the frames that the style sheet draws as a card."""


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
    hover: str
    """The ground of what the pointer is on."""
    pressed: str
    """The ground of what is being pressed."""
    disabled: str
    """Words and glyphs of what cannot be used now: 3:1 against background and surface."""


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
    hover="#ECEFF4",
    pressed="#DFE4EC",
    disabled="#808997",
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
    hover="#282E38",
    pressed="#333B48",
    disabled="#7B8494",
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
    hover="#E8E8E8",
    pressed="#D2D2D2",
    disabled="#6B6B6B",
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
    hover="#262626",
    pressed="#3C3C3C",
    disabled="#9A9A9A",
)
