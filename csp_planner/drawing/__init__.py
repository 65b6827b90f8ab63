"""This package paints outputs with Qt: paper (PDF, printer, preview) and the picture of the board."""
