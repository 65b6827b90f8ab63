"""Asks for the costs and fundings that the sheet does not know."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.evaluation.cost import Budget
from csp_planner.domain.limits import LEAST_AMOUNT, MAX_LINES, MAX_NAME, MAX_NUMBER
from csp_planner.domain.profile import BudgetLine, LineKind, Per
from csp_planner.domain.text import plain_line
from csp_planner.messages.catalogue import _
from csp_planner.messages.cost import budget_sum, line_kind_word, per_word
from csp_planner.messages.problems import shown
from csp_planner.ui import theme
from csp_planner.ui.dialogs.rows import Row, Rows
from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.buttons import ok_cancel
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.labels import plain_label


class LineRow(Row):
    """One line: a cost or a funding, its name, its amount, how often it comes."""

    def __init__(self, line: BudgetLine | None) -> None:
        """*line*: the one to change; None for another one."""
        super().__init__()
        self._line = line or BudgetLine(euros=0, kind=LineKind.COST)
        self.kind = Choice()
        for kind in LineKind:
            self.kind.addItem(line_kind_word(kind), kind)
        self.kind.setCurrentIndex(list(LineKind).index(self._line.kind))
        self.label = QLineEdit(shown(self._line.label))
        self.label.setMaxLength(MAX_NAME)
        self.label.setPlaceholderText(_("CPF contribution, employer… (optional)"))
        self.label.setCursorPosition(0)  # a long name is read from its beginning
        self._shown_label = self.label.text()
        least = LEAST_AMOUNT if line is None or line.euros else 0
        self.amount = AmountField(MAX_NUMBER, "€", least=least, step=10)
        self.amount.lineEdit().setPlaceholderText(_("amount in euros"))
        if line is not None:
            self.amount.show_amount(line.euros)
        self.per = Choice()
        for per in Per:
            self.per.addItem(per_word(per), per)
        self.per.setCurrentIndex(list(Per).index(self._line.per))
        remove = QPushButton(_("Remove"))
        remove.clicked.connect(self.removed)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.GRID * 3, theme.GRID * 2, theme.GRID * 3, theme.GRID * 2)
        grid.setSpacing(theme.GRID * 2)
        fields: tuple[tuple[QWidget, str, int, int, int], ...] = (
            (self.kind, _("Kind of line"), 0, 0, 1),
            (self.label, _("Name of the line"), 0, 1, 2),
            (self.amount, _("Amount in euros"), 1, 0, 1),
            (self.per, _("How often"), 1, 1, 1),
        )
        for field, name, row, column, columns in fields:
            field.setAccessibleName(name)
            grid.addWidget(field, row, column, 1, columns)
        grid.addWidget(remove, 1, 2)
        grid.setColumnStretch(1, 1)
        for signal in (self.amount.changed, self.kind.currentIndexChanged, self.per.currentIndexChanged):
            signal.connect(lambda *_args: self.changed.emit())

    @property
    def line(self) -> BudgetLine:
        """What was entered; the name as it was, however it is written, where it was not touched."""
        text = self.label.text()
        return BudgetLine(
            label=self._line.label if text == self._shown_label else " ".join(plain_line(text).split()),
            euros=self.amount.amount or 0,
            kind=LineKind(self.kind.currentData()),
            per=Per(self.per.currentData()),
        )


class BudgetDialog(QDialog):
    """All lines, and what is left to find with them."""

    def __init__(
        self, lines: Sequence[BudgetLine], budget_of: Callable[[tuple[BudgetLine, ...]], Budget], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._budget_of = budget_of
        self.setWindowTitle(_("Other costs and fundings"))
        about = plain_label(
            _("What you know and the sheet does not: a cost comes on top of its price, a funding pays a part.")
        )
        none = _("No line: add a cost, or a funding that pays a part.")
        self._rows = Rows[LineRow](_("Other costs and fundings"), none, self._check)
        self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add = QPushButton(_("Add a line"))
        self.add.clicked.connect(self._add_new)
        self.sum: QLabel = plain_label()
        self._buttons = ok_cancel(self)
        layout = QVBoxLayout(self)
        theme.space(layout, 3, around=3)
        layout.addWidget(about)
        layout.addWidget(self._rows, 1)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.sum)
        layout.addWidget(self._buttons)
        for line in lines:
            self._insert(line)
        self.resize(600, 360)
        if lines:
            self._check()
        else:
            self._add_new()

    def _add_new(self) -> None:
        row = self._insert(None)
        self._check()
        row.kind.setFocus()

    def _insert(self, line: BudgetLine | None) -> LineRow:
        row = LineRow(line)
        self._rows.insert(row)
        row.removed.connect(self.add.setFocus)
        return row

    @property
    def rows(self) -> list[LineRow]:
        """What each line is entered in."""
        return self._rows.rows

    def _check(self) -> None:
        """Say what is left to find, or why an amount cannot be taken."""
        trouble = next((row.amount.trouble for row in self.rows if row.amount.trouble), "")
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not trouble)
        self.add.setEnabled(len(self.rows) < MAX_LINES)
        self.sum.setText(trouble or budget_sum(self._budget_of(self.lines)))

    @property
    def lines(self) -> tuple[BudgetLine, ...]:
        """What was entered."""
        return tuple(row.line for row in self.rows)
