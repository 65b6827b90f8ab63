"""What scrolls ends at one edge, with a scroll bar beside it or without one."""

from PySide6.QtWidgets import QLayout, QScrollArea


def end_at_one_edge(area: QScrollArea, layout: QLayout) -> None:
    """Let *layout*, of what *area* scrolls, end where it ends now: a scroll bar stands in the room at its right."""
    bar, right = area.verticalScrollBar(), layout.contentsMargins().right()

    def fit(_least: int, most: int) -> None:
        edges = layout.contentsMargins()
        edges.setRight(right - (bar.sizeHint().width() if most else 0))
        layout.setContentsMargins(edges)

    bar.rangeChanged.connect(fit)
