"""The guide and the keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from csp_planner.messages.catalogue import _
from csp_planner.messages.guide import guide
from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import drop_icons


class GuideDialog(QDialog):
    """One page of guide, one of keys."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget) -> None:
        """Show *keys* and what each of them does."""
        super().__init__(parent)
        self._rows = keys
        self.setWindowTitle(_("Guide and keys"))
        tabs = QTabWidget()
        tabs.addTab(self._guide(), _("Guide"))
        tabs.addTab(self._keys(), _("Keys"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        drop_icons(buttons)
        layout = QVBoxLayout(self)
        theme.space(layout, 3, around=3)
        layout.addWidget(tabs, 1)
        layout.addWidget(buttons)
        # As tall as it needs, within what the screen has.
        room = self.screen().availableSize()
        self.resize(min(640, room.width() - 80), min(640, room.height() - 100))

    def _guide(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        theme.space(column, 1, around=3)
        for heading, text in guide():
            title = _label(heading)
            title.setFont(theme.scaled(self.font(), 1.05, bold=True))
            column.addWidget(title)
            column.addWidget(_label(text))
            column.addSpacing(theme.GRID * 2)
        column.addStretch(1)
        return _scrolled(inside, _("Guide"))

    def _keys(self) -> QScrollArea:
        inside = QWidget()
        grid = QGridLayout(inside)
        theme.space(grid, 2, around=3)
        grid.setHorizontalSpacing(theme.GRID * 6)
        grid.setColumnStretch(1, 1)
        for row, (key, what) in enumerate(self._rows):
            name = _label(key)
            name.setWordWrap(False)
            name.setFont(theme.scaled(self.font(), 1, bold=True))
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_label(what), row, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return _scrolled(inside, _("Keys"))


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _scrolled(inside: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inside)
    return area
