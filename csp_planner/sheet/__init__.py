"""Programmes read from what centres publish: one reader per kind of source, pure functions, one ``Reading``."""
