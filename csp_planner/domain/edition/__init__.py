"""Editions of a programme: what a newer sheet changes, and what a sheet comes to on its own."""
