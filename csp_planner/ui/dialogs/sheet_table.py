"""The table in which the rows of a programme are looked through and corrected."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from csp_planner.domain.limits import MAX_TEXT
from csp_planner.domain.offers import Opening
from csp_planner.domain.programme import UnitKind
from csp_planner.messages.catalogue import _
from csp_planner.messages.editions import kind_word
from csp_planner.messages.opening_words import opening_word
from csp_planner.ui import theme
from csp_planner.ui.dialogs.sheet_model import BLOCK, CODE, KIND, TITLE, SheetModel
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.items import has_focus

Index = QModelIndex | QPersistentModelIndex
_CHOSEN = "chosen"
"""Property of a list in which an entry was chosen, perhaps the one that it had."""


_AROUND = 4 * theme.GRID
"""Pixels of a column beside its words."""


def _words_of(column: int) -> Sequence[str]:
    """The longest words that are usual in a column."""
    match column:
        case _ if column > BLOCK:
            return [opening_word(Opening.EITHER), opening_word(Opening.SEMESTER_2_OR_ANNUAL)]
        case _ if column == KIND:
            return [f"{kind_word(kind)} ?" for kind in UnitKind]
        case _ if column == CODE:
            return ["MMM000"]
        case _:
            return []


class CellDelegate(QStyledItemDelegate):
    """Edits kinds and blocks by a list, all else by a line of text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor: QWidget | None = None
        """What a cell is being corrected in."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        self.editor = self._new_editor(parent, index)
        return self.editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.editor = None
        super().destroyEditor(editor, index)

    def _new_editor(self, parent: QWidget, index: Index) -> QWidget:
        choices = self._choices(index)
        if choices is None:
            line = QLineEdit(parent)
            line.setMaxLength(MAX_TEXT)
            line.setFrame(False)
            return line
        choice = Choice()
        choice.setParent(parent)
        for value, text in choices:
            choice.addItem(text, value)
        choice.activated.connect(lambda _index: self._commit(choice))
        # Its list opens at once: an arrow on a closed one would already take the next entry.
        QTimer.singleShot(0, choice, choice.showPopup)
        return choice

    def _commit(self, choice: QComboBox) -> None:
        choice.setProperty(_CHOSEN, True)
        self.commitData.emit(choice)
        self.closeEditor.emit(choice)

    def _choices(self, index: Index) -> list[tuple[str, str]] | None:
        if index.column() == KIND:
            return [(kind.value, kind_word(kind)) for kind in UnitKind]
        model = index.model()
        if index.column() == BLOCK and isinstance(model, SheetModel):
            return model.choices_of_block()
        return None

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            # A row that stands in several blocks is at none of the entries.
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
        elif isinstance(editor, QLineEdit):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            if editor.property(_CHOSEN):  # else it was only looked at
                model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        view = self.parent()
        if isinstance(view, QTableView) and has_focus(view, index):
            painter.save()
            painter.setPen(QPen(theme.colour("accent"), 2))
            rect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - missing from Qt's stubs
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
            painter.restore()


class SheetTable(QTableView):
    """Arrows go through the cells; Enter, F2 or typing corrects one, Delete asks for the row to be taken out."""

    row_shown = Signal(str)
    """The code of the row under the keys."""
    doubt_shown = Signal(str)
    """What was guessed in the cell under the keys; empty where nothing was."""
    drop_asked = Signal(list)
    """Codes of the rows to take out."""

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self._delegate = CellDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Rows of the programme"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)  # Tab goes on to the next field
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setCornerButtonEnabled(False)
        line = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(line + 2 * theme.GRID)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self._share_width()
        model.modelReset.connect(self._share_width)
        model.corrected.connect(self._show_blocks)
        model.corrected.connect(self._say_doubt)
        self.selectionModel().currentChanged.connect(lambda now, _before: self._say_cell(now))

    def _share_width(self) -> None:
        """Give the title what the other columns leave, and those what their words need."""
        head, wide = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(4 * wide)
        for column in range(self._model.columnCount()):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        for column in range(self._model.columnCount()):
            words = (self._model.headerData(column, Qt.Orientation.Horizontal), *_words_of(column))
            head.resizeSection(column, max(map(self.fontMetrics().horizontalAdvance, words)) + _AROUND)
        names = [self._model.index(row, BLOCK).data() for row in range(self._model.rowCount())]
        longest = max(map(self.fontMetrics().horizontalAdvance, names), default=0) + _AROUND
        head.resizeSection(BLOCK, min(24 * wide, max(head.sectionSize(BLOCK), longest)))
        head.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        self._show_blocks()

    def _show_blocks(self) -> None:
        self.setColumnHidden(BLOCK, self._model.programme.award is None)

    def _say_cell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_shown.emit(self._model.unit_at(index.row()).code)
        self._say_doubt()

    def _say_doubt(self) -> None:
        self.doubt_shown.emit(self._model.doubt_at(self.currentIndex()))

    @property
    def selected_codes(self) -> list[str]:
        """Codes of the rows with a selected cell."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return [self._model.unit_at(row).code for row in rows]

    def take_typed(self) -> None:
        """Take what is being typed into a cell."""
        editor = self._delegate.editor
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def show_row(self, code: str) -> None:
        """Put the keys on a row, and show it."""
        row = self._model.row_of(code)
        if row is not None:
            self.setCurrentIndex(self._model.index(row, max(0, self.currentIndex().column())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.edit(index)
        elif event.key() == Qt.Key.Key_Delete and self.selected_codes:
            self.drop_asked.emit(self.selected_codes)
        else:
            super().keyPressEvent(event)
