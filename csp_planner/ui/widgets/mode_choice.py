"""Chooses modes in an order: the one that is ticked first is preferred."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from csp_planner.messages.catalogue import _
from csp_planner.messages.words import mode_word, modes_words
from csp_planner.ui import theme
from csp_planner.ui.widgets.labels import no_key, plain_label

_COLUMNS = 2


class ModeChoice(QWidget):
    """A box to tick for each mode that a sheet offers or that is wanted already, and their order in words."""

    def __init__(self, offered: Sequence[str], wanted: Sequence[str]) -> None:
        super().__init__()
        self.wanted = tuple(wanted)
        """The modes ticked, in the order of preference."""
        self.boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GRID * 3)
        grid.setVerticalSpacing(theme.GRID)
        for number, mode in enumerate(dict.fromkeys((*offered, *wanted))):
            box = self.boxes[mode] = QCheckBox(no_key(mode_word(mode)))
            box.setChecked(mode in wanted)
            box.toggled.connect(lambda ticked, mode=mode: self._tick(mode, ticked))
            grid.addWidget(box, number // _COLUMNS, number % _COLUMNS)
        self._order = plain_label()
        grid.addWidget(self._order, grid.rowCount(), 0, 1, _COLUMNS)
        self._say()

    @property
    def is_needed(self) -> bool:
        """Whether there is any mode to choose."""
        return bool(self.boxes)

    def _tick(self, mode: str, ticked: bool) -> None:
        others = tuple(each for each in self.wanted if each != mode)
        self.wanted = (*others, mode) if ticked else others
        self._say()

    def _say(self) -> None:
        if not self.wanted:
            self._order.setText(_("Any mode will do."))
        elif len(self.wanted) == 1:
            self._order.setText(_("Units taken otherwise are pointed out."))
        else:
            self._order.setText(_("In order of preference: {modes}").format(modes=modes_words(self.wanted)))
