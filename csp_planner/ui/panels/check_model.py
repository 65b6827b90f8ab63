"""The lines of the list of what to check."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from csp_planner.domain.checks import Severity
from csp_planner.domain.evaluation.acceptance import About, about
from csp_planner.domain.evaluation.attention import Attention
from csp_planner.domain.evaluation.values import Diagnostic
from csp_planner.domain.programme import Programme
from csp_planner.messages.attention import Fold, fold_label, fold_state
from csp_planner.messages.sentences import diagnostic_sentence
from csp_planner.messages.words import severity_word
from csp_planner.ui.widgets.labels import tip

DIAGNOSTIC_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The diagnostic of a line; None for a fold."""
ENTRY_ROLE = DIAGNOSTIC_ROLE + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: a diagnostic, or a fold that stands for several."""

    text: str
    diagnostic: Diagnostic | None = None
    fold: Fold | None = None
    inside: bool = False
    """Whether it stands under the fold that shows it."""

    @property
    def severity(self) -> Severity:
        """Under which heading it stands."""
        return self.diagnostic.severity if self.diagnostic is not None else Severity.ADVICE


class CheckModel(QAbstractListModel):
    """What needs an act, then the folds, each followed by its diagnostics while it is open."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._open: set[Fold] = set()
        self._attention = Attention((), (), ())
        self._programme: Programme | None = None
        self._said: dict[About, tuple[Diagnostic, str]] = {}
        """Sentences made before: most of them stay from one edit to the next."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == DIAGNOSTIC_ROLE:
            return entry.diagnostic
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if entry.fold is not None:
                return fold_state(entry.text, entry.fold in self._open)
            return f"{severity_word(entry.severity)}, {entry.text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(entry.text)
        return None

    def show(self, attention: Attention, programme: Programme) -> bool:
        """Show *attention*; whether there are other lines than before."""
        if self._programme is not programme:
            self._said.clear()
        self._attention, self._programme = attention, programme
        return self._lay_out()

    def _lay_out(self) -> bool:
        shown = self._attention
        entries = [self._entry(each) for each in shown.to_do]
        for fold, folded in ((Fold.PROJECTIONS, shown.projections), (Fold.TO_KNOW, shown.to_know)):
            if folded:
                entries.append(Entry(fold_label(fold, len(folded)), fold=fold))
                entries += [self._entry(each, inside=True) for each in folded if fold in self._open]
        if entries == self._entries:
            return False
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()
        return True

    def _entry(self, diagnostic: Diagnostic, *, inside: bool = False) -> Entry:
        key = about(diagnostic)
        before = self._said.get(key)
        if before is None or before[0] != diagnostic:
            before = self._said[key] = diagnostic, diagnostic_sentence(diagnostic, self._programme)
        return Entry(before[1], diagnostic=diagnostic, inside=inside)

    def is_open(self, fold: Fold) -> bool:
        """Whether what *fold* stands for is listed."""
        return fold in self._open

    def toggle(self, fold: Fold) -> None:
        """Open *fold*, or close it."""
        self._open ^= {fold}
        self._lay_out()

    def open_again(self, before: "CheckModel") -> None:
        """Open what is open in *before*."""
        self._open = set(before._open)
        self._lay_out()

    def close_all(self) -> None:
        """Close the folds: another document is shown."""
        self._open.clear()

    def row_of(self, fold: Fold) -> int:
        """The row of *fold*."""
        return next(row for row, entry in enumerate(self._entries) if entry.fold is fold)
