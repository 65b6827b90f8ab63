"""The rows of a programme as a table in which every cell can be corrected; each correction can be undone."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from csp_planner.domain import correcting
from csp_planner.domain.award import walk
from csp_planner.domain.codes import printed_code
from csp_planner.domain.correcting import Corrected, Unchanged
from csp_planner.domain.limits import MAX_NUMBER
from csp_planner.domain.programme import Programme, Unit, UnitKind
from csp_planner.domain.terms import year_label
from csp_planner.domain.text import plain_line
from csp_planner.messages.amounts import NotAnAmount, amount_text, amount_trouble, read_amount
from csp_planner.messages.award import block_name
from csp_planner.messages.catalogue import _
from csp_planner.messages.corrections import (
    NotOffersError,
    block_choices,
    fault_sentence,
    offers_examples,
    offers_text,
    read_offers,
)
from csp_planner.messages.editions import kind_word
from csp_planner.messages.sheet import guess_sentence
from csp_planner.sheet.values import Doubt, Guess
from csp_planner.ui import theme
from csp_planner.ui.widgets.labels import tip

Index = QModelIndex | QPersistentModelIndex
CODE, TITLE, ECTS, HOURS, KIND, BLOCK, YEARS = range(7)
"""The columns; those of the academic years follow, the newest first."""
_OF_DOUBT = {Doubt.KIND: KIND, Doubt.MONTHS: KIND, Doubt.BLOCK: BLOCK, Doubt.ECTS: ECTS}
"""The column in which a guess about a row shows."""
MOST_UNDONE = 100


class SheetModel(QAbstractTableModel):
    """One row for each unit. What cannot be taken is said, and the cell stays as it was."""

    corrected = Signal()
    refused = Signal(str)
    """Why what was typed cannot be taken."""

    def __init__(self, programme: Programme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._programme = programme
        self._before: list[tuple[Programme, frozenset[tuple[str, int]]]] = []
        self._doubts: frozenset[tuple[str, int]] = frozenset()
        self._why: Mapping[tuple[str, int], str] = {}
        self._blocks = _blocks_of(programme)

    @property
    def programme(self) -> Programme:
        """The programme as it was corrected so far."""
        return self._programme

    @property
    def years(self) -> tuple[int, ...]:
        """The academic years that have a column, the newest first."""
        return tuple(sorted(self._programme.published_years, reverse=True))

    def show_doubts(self, guesses: tuple[Guess, ...]) -> None:
        """Mark the cells that were guessed; a cell that is corrected is in doubt no more."""
        found = {
            (guess.about, _OF_DOUBT[guess.what]): guess_sentence(guess)
            for guess in guesses
            if guess.what in _OF_DOUBT and guess.about in self._programme.by_code
        }
        self._doubts, self._why = frozenset(found), found
        self._redraw()

    @property
    def doubts(self) -> int:
        """How many cells are still in doubt."""
        return len(self._doubts)

    def unit_at(self, row: int) -> Unit:
        """The unit of a row."""
        return self._programme.units[row]

    def row_of(self, code: str) -> int | None:
        """The row of a unit."""
        return self._programme.ranks.get(code)

    def correct(self, result: Corrected, settled: tuple[str, int] | None = None) -> bool:
        """Take a correction, or say why it is not made; the cell *settled* is in doubt no more."""
        if isinstance(result, Unchanged):
            self.refused.emit(fault_sentence(result.fault))
            return False
        doubts = self._doubts - {settled} if settled else self._doubts
        if result is self._programme and doubts == self._doubts:
            return True
        self._before = [*self._before, (self._programme, self._doubts)][-MOST_UNDONE:]
        self._take(result, doubts)
        return True

    @property
    def can_undo(self) -> bool:
        """Whether anything was corrected."""
        return bool(self._before)

    def undo(self) -> None:
        """Take back the last correction."""
        if self._before:
            self._take(*self._before.pop())

    def _take(self, programme: Programme, doubts: frozenset[tuple[str, int]]) -> None:
        same_shape = len(programme.units) == len(self._programme.units) and (
            programme.published_years == self._programme.published_years
        )
        if not same_shape:
            self.beginResetModel()
        self._programme, self._doubts = programme, doubts
        self._blocks = _blocks_of(programme)
        if same_shape:
            self._redraw()
        else:
            self.endResetModel()
        self.corrected.emit()

    def _redraw(self) -> None:
        if self._programme.units:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._programme.units)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else YEARS + len(self._programme.published_years)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == BLOCK and self._programme.award is None:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1)
        if section >= YEARS:
            return year_label(self.years[section - YEARS])
        return (_("Code"), _("Title"), _("ECTS"), _("Hours"), _("Kind"), _("Block"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        unit, column = self.unit_at(index.row()), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(unit, column)
            case Qt.ItemDataRole.EditRole:
                return self._block_of(unit) if column == BLOCK else self._value(unit, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tip("\n".join(filter(None, (self._where(unit, column), self.doubt_at(index))))) or None
            case Qt.ItemDataRole.BackgroundRole:
                return theme.colour("warning_fill") if (unit.code, column) in self._doubts else None
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.doubt_at(index) or None
            case Qt.ItemDataRole.TextAlignmentRole if column in (ECTS, HOURS):
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def _text(self, unit: Unit, column: int) -> str:
        mark = " ?" if (unit.code, column) in self._doubts else ""
        if column == KIND:
            return f"{kind_word(unit.kind)}{mark}"
        if column == BLOCK:
            return f"{', '.join(self._blocks.get(unit.code, {}).values())}{mark}"
        return f"{self._value(unit, column)}{mark}"

    def _where(self, unit: Unit, column: int) -> str:
        """The blocks of a row with what holds them, which takes more room than a cell has."""
        names = dict(self.choices_of_block()) if column == BLOCK else {}
        return "\n".join(names[path] for path in self._blocks.get(unit.code, {}) if path in names)

    def _block_of(self, unit: Unit) -> str | None:
        """The path of the block that a row is a member of, where it is one of no other."""
        paths = tuple(self._blocks.get(unit.code, {}))
        return paths[0] if len(paths) == 1 else None

    def doubt_at(self, index: Index) -> str:
        """What was guessed in a cell, in words; empty where nothing was or it is settled."""
        if not index.isValid():
            return ""
        cell = self.unit_at(index.row()).code, index.column()
        return self._why[cell] if cell in self._doubts else ""

    def _value(self, unit: Unit, column: int) -> str:
        match column:
            case _ if column >= YEARS:
                return offers_text(unit.openings.get(self.years[column - YEARS]))
            case _ if column == CODE:
                return printed_code(unit.code)
            case _ if column == TITLE:
                return plain_line(unit.title)
            case _ if column == ECTS:
                return amount_text(unit.ects)
            case _ if column == HOURS:
                return "" if unit.hours is None else amount_text(unit.hours)
            case _ if column == KIND:
                return unit.kind.value
            case _:
                return ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        unit, column, text = self.unit_at(index.row()), index.column(), str(value)
        if column not in (KIND, BLOCK) and text == self._value(unit, column):
            return True  # the editor was opened and left
        settled = (unit.code, column)
        if column == CODE:
            return self._recode(unit, text)
        if column == TITLE:
            return self.correct(correcting.retitle(self._programme, unit.code, text))
        if column == KIND:
            return self.correct(correcting.set_kind(self._programme, unit.code, UnitKind(text)), settled)
        if column == BLOCK and text == self._block_of(unit):
            return self.correct(self._programme, settled)
        if column == BLOCK:
            return self.correct(correcting.move_row(self._programme, unit.code, text), settled)
        if column in (ECTS, HOURS):
            return self._set_amount(unit, column, text)
        return self._set_offers(unit, self.years[column - YEARS], text)

    def _recode(self, unit: Unit, text: str) -> bool:
        done = self.correct(correcting.recode(self._programme, unit.code, text))
        row = self._programme.units.index(next((one for one in self._programme.units if one.title == unit.title), unit))
        new = self._programme.units[row].code
        if done and new != unit.code:  # what is in doubt about the row stays so under its other code
            self._doubts = frozenset((new if code == unit.code else code, column) for code, column in self._doubts)
            self._why = {(new if code == unit.code else code, column): why for (code, column), why in self._why.items()}
        return done

    def _set_amount(self, unit: Unit, column: int, text: str) -> bool:
        if column == HOURS and not text.strip():
            return self.correct(correcting.set_amounts(self._programme, unit.code, ects=unit.ects, hours=None))
        amount = read_amount(text, 0, MAX_NUMBER)
        if isinstance(amount, NotAnAmount):
            self.refused.emit(amount_trouble(amount))
            return False
        ects, hours = (amount, unit.hours) if column == ECTS else (unit.ects, amount)
        return self.correct(correcting.set_amounts(self._programme, unit.code, ects=ects, hours=hours))

    def _set_offers(self, unit: Unit, year: int, text: str) -> bool:
        try:
            offers = read_offers(text, unit.openings.get(year))
        except NotOffersError:
            self.refused.emit(_("Enter {examples}.").format(examples=offers_examples()))
            return False
        return self.correct(correcting.set_offers(self._programme, unit.code, year, offers))

    def choices_of_block(self) -> list[tuple[str, str]]:
        """The blocks that a row can be moved to, each with its path."""
        return block_choices(self._programme)


def _blocks_of(programme: Programme) -> dict[str, dict[str, str]]:
    """By the code of each row, the blocks that it is a member of: by their paths, their names.

    Only a block whose name is that of another one too is called with what holds it.
    """
    found: dict[str, dict[str, str]] = {}
    if programme.award is None:
        return found
    names = dict(block_choices(programme))
    labels = Counter(block_name(block.label) for _path, block in walk(programme.award))
    for path, block in walk(programme.award):
        for code in block.codes:
            own = block_name(block.label)
            own = own if block.label and labels[own] == 1 else names[path]
            found.setdefault(code, {})[path] = own
    return found
