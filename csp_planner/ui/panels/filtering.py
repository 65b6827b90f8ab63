"""How a filter finds cards."""

from csp_planner.domain.text import folded
from csp_planner.ui.board.card import Card


def matches(card: Card, wanted: str) -> bool:
    """Whether every word of *wanted* is in the card's code, title or opening."""
    return not wanted or matches_text(f"{card.label} {card.title} {card.chip} {card.state}", wanted)


def matches_text(text: str, wanted: str) -> bool:
    """Whether every word of *wanted* is in *text*."""
    asked = folded(wanted).split()
    words = folded(text) if asked else ""
    return all(word in words for word in asked)
