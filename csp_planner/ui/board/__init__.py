"""The board: academic years, terms, cards, and carrying a card."""
