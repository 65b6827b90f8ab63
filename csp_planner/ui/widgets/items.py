"""What delegates ask of the view they paint in."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView


def is_selected(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> bool:
    """Whether the item is selected. The option says so too, but reading it loads all of QStyle at every start."""
    return view.selectionModel().isSelected(index)


def has_focus(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> bool:
    """Whether the item is the one the keys act on."""
    return view.hasFocus() and view.currentIndex() == index
