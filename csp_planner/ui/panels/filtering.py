"""How a filter finds cards."""

import unicodedata

from csp_planner.ui.board.card import Card


def plain(text: str) -> str:
    """*text* without case or accents, so that “methodes” finds “Méthodes”."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def matches(card: Card, wanted: str) -> bool:
    """Whether every word of *wanted* is in the card's code, title or opening."""
    return not wanted or matches_text(f"{card.label} {card.title} {card.chip} {card.state}", wanted)


def matches_text(text: str, wanted: str) -> bool:
    """Whether every word of *wanted* is in *text*."""
    asked = plain(wanted).split()
    words = plain(text) if asked else ""
    return all(word in words for word in asked)
