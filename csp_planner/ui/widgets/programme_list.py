"""The programmes of the library as a list that is searched by code, title or centre."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from csp_planner.domain.text import folded, plain_line
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.storage.programmes import ProgrammeLine
from csp_planner.ui import theme
from csp_planner.ui.widgets.labels import plain_label, tip

_LEAST_LINES = 4
_LINE = Qt.ItemDataRole.UserRole


class ProgrammeList(QWidget):
    """A field to search in, and the programmes that have every word that is typed there."""

    chosen = Signal(object)
    """The line of another programme that is chosen."""
    begun = Signal()
    """Enter, or a double click, on a programme."""

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Code, title or centre"))
        self.search.setAccessibleName(_("Search in the programmes"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Programmes"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setMinimumHeight(_LEAST_LINES * (2 * self.fontMetrics().height() + 2 * theme.GRID))
        column = QVBoxLayout(self)
        theme.space(column, 2)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self._nothing = plain_label(_("No programme has these words."))
        self._nothing.hide()
        column.addWidget(self._nothing)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda now, _before: self._choose(now))
        self.list.itemActivated.connect(lambda _item: self.begun.emit())

    @property
    def line(self) -> ProgrammeLine | None:
        """The programme that is chosen."""
        item = self.list.currentItem()
        return None if item is None else item.data(_LINE)

    def show_lines(self, lines: Sequence[ProgrammeLine], chosen: str) -> None:
        """Show *lines*; the one that was chosen stays so, else the one with the code *chosen* is."""
        before = self.line
        self.list.ensurePolished()  # else lines that are made before it is shown lack the padding of the theme
        self.list.clear()
        for line in lines:
            item = QListWidgetItem(_text(line))
            item.setData(_LINE, line)
            item.setToolTip(tip(_text(line)))
            self.list.addItem(item)
        found = next((row for row, line in enumerate(lines) if line == before), None)
        if found is None:
            found = next((row for row, line in enumerate(lines) if line.code == chosen), 0)
        self.list.setCurrentRow(found)
        self._filter()

    def choose(self, line: ProgrammeLine | None) -> None:
        """Choose *line*, where it is in the list; a search that hides it is given up."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(_LINE) == line:
                if item.isHidden():
                    self.search.clear()
                self.list.setCurrentItem(item)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_LINE))

    def _filter(self) -> None:
        words = folded(self.search.text()).split()
        first: QListWidgetItem | None = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            text = folded(item.text())
            is_hidden = not all(word in text for word in words)
            item.setHidden(is_hidden)
            first = first or (None if is_hidden else item)
        current = self.list.currentItem()
        if words and first is not None and (current is None or current.isHidden()):
            self.list.setCurrentItem(first)
        self._nothing.setVisible(bool(words) and first is None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows of the search field go through the list, and Enter begin with what is chosen."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._nothing.isHidden():  # else what is chosen is not what is searched for
                    self.begun.emit()
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        row = self.list.currentRow() + by
        while 0 <= row < self.list.count() and self.list.item(row).isHidden():
            row += by
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)


def _text(line: ProgrammeLine) -> str:
    """Code and title, and the centre on a line of its own."""
    name = "  ".join(filter(None, (plain_line(line.code), plain_line(line.title))))
    centre = plain_line(line.centre)
    return pgettext("programme", "{name}\n{centre}").format(name=name, centre=centre) if centre else name
