"""Asks which scenarios of another file are to be taken."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import ok_cancel
from csp_planner.ui.widgets.labels import plain_label

WIDTH = 440


class TakeDialog(QDialog):
    """The scenarios of a file, to tick."""

    def __init__(self, file: str, names: Sequence[str], chosen: int, parent: QWidget) -> None:
        """The one at *chosen* is ticked at first."""
        super().__init__(parent)
        self.setWindowTitle(_("Take scenarios"))
        question = _("Which scenarios of “{file}” are to be taken?").format(file=shown(file))
        self.list = QListWidget()
        self.list.setAccessibleName(question)
        self.list.setSpacing(2)
        for index, name in enumerate(names):
            item = QListWidgetItem(shown(name))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if index == chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(chosen)
        buttons = ok_cancel(self)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.list.itemChanged.connect(lambda _item: self._ok.setEnabled(bool(self.indices)))
        column = QVBoxLayout(self)
        theme.space(column, 2, around=3)
        column.addWidget(plain_label(question))
        column.addWidget(self.list)
        column.addWidget(buttons)
        self.setMinimumWidth(WIDTH)
        self.list.setFocus()

    @property
    def indices(self) -> list[int]:
        """The places of the scenarios that are ticked."""
        rows = range(self.list.count())
        return [row for row in rows if self.list.item(row).checkState() is Qt.CheckState.Checked]
