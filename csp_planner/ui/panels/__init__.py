"""The zones beside the board."""
