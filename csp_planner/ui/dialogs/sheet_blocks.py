"""The blocks of an award, to be looked through and corrected: what each is called and how much of it is taken."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from csp_planner.domain import correcting
from csp_planner.domain.award import MAX_BLOCKS, Block, Take, TakeBlocks, TakeEcts, TakeUnits, parent_of, walk
from csp_planner.domain.limits import LEAST_AMOUNT, MAX_NAME, MAX_NUMBER, MAX_UNITS
from csp_planner.messages.award import block_name
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.corrections import rule_text
from csp_planner.ui import theme
from csp_planner.ui.dialogs.sheet_model import SheetModel
from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.field_form import FieldForm

_ALL, _UNITS, _ECTS, _BLOCKS, _NONE = "all", "units", "ects", "blocks", "none"
_PATH = Qt.ItemDataRole.UserRole


class BlockEditor(QFrame):
    """A tree of the blocks and, below it, the fields of the one that is chosen."""

    chosen = Signal(str)
    """The path of the block that is chosen."""

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self._model = model
        self._is_showing = False
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(_("Blocks of the award"))
        self.tree.setHeaderLabels([_("Block"), _("Takes"), _("Rows")])
        self.tree.setRootIsDecorated(False)  # all of it is always open
        self.tree.setItemsExpandable(False)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._label = QLineEdit()
        self._label.setMaxLength(MAX_NAME)
        self._rule = Choice()
        for rule, text in (
            (_ALL, pgettext("block", "all due")),
            (_UNITS, _("a number of UE")),
            (_ECTS, _("a number of ECTS")),
            (_BLOCKS, _("a number of its blocks")),
            (_NONE, _("not read: the text of the sheet stays as a note")),
        ):
            self._rule.addItem(text, rule)
        self._count = AmountField(MAX_NUMBER, "", least=LEAST_AMOUNT)
        self._domains = AmountField(MAX_BLOCKS, _(" domains"), _("any"), least=1, whole=True)
        form = FieldForm()
        form.add_field(_("Name"), self._label)
        form.add_field(_("Takes"), self._rule)
        form.add_field(_("How many"), self._count)
        form.add_field(_("From at least"), self._domains)
        self._add, self._drop = QPushButton(_("Add a block")), QPushButton(_("Remove the block"))
        for button in (self._add, self._drop):
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        theme.space(buttons, 2)
        buttons.addWidget(self._add)
        buttons.addWidget(self._drop)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        theme.space(column, 2, around=2)
        column.addWidget(self.tree, 1)
        column.addLayout(form)
        column.addLayout(buttons)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._show_block())
        self._label.editingFinished.connect(self._take)
        self._rule.activated.connect(lambda _index: self._take_rule())
        self._count.entered.connect(self._take)
        self._domains.entered.connect(self._take)
        self._add.clicked.connect(self._add_block)
        self._drop.clicked.connect(self._drop_block)
        model.corrected.connect(self.refresh)
        self.refresh()

    @property
    def path(self) -> str:
        """The path of the block that is chosen; empty for the award itself."""
        item = self.tree.currentItem()
        return item.data(0, _PATH) if item is not None else ""

    def refresh(self) -> None:
        """Show the award as it is now; the block that was chosen stays chosen."""
        path, award = self.path, self._model.programme.award
        self._is_showing = True
        self.tree.clear()
        items: dict[str, QTreeWidgetItem] = {}
        if award is not None:
            for where, block in walk(award):
                name = block_name(block.label) if block.label else _("the whole award") if not where else _("Choice")
                item = QTreeWidgetItem([name, rule_text(block), str(len(block.leaves))])
                item.setData(0, _PATH, where)
                if where:
                    items[parent_of(where)].addChild(item)
                else:
                    self.tree.addTopLevelItem(item)
                items[where] = item
            self.tree.expandAll()
            self.tree.setCurrentItem(items.get(path, items[""]))
        self._is_showing = False
        self._show_block()

    @property
    def _block(self) -> Block | None:
        award = self._model.programme.award
        return None if award is None else dict(walk(award)).get(self.path)

    def _show_block(self) -> None:
        if self._is_showing:
            return
        block = self._block
        for field in (self._label, self._rule, self._count, self._domains, self._drop):
            field.setEnabled(block is not None)
        if block is None:
            return
        self._label.setText(block.label)
        rule, count = _rule_of(block.take)
        self._rule.setCurrentIndex(self._rule.findData(rule))
        self._count.setEnabled(rule in (_UNITS, _ECTS, _BLOCKS))
        self._count.show_amount(count)
        self._domains.setEnabled(block.counts_leaves and bool(block.blocks))
        self._domains.show_amount(block.at_least_blocks)
        self.chosen.emit(self.path)

    def _take_rule(self) -> None:
        """Take another rule; one that counts begins at 1."""
        rule = self._rule.currentData()
        self._count.setEnabled(rule in (_UNITS, _ECTS, _BLOCKS))
        if self._count.isEnabled() and self._count.amount is None:
            self._count.show_amount(1)
        self._take()

    def _take(self) -> None:
        block = self._block
        if block is None or self._is_showing or self._count.trouble or self._domains.trouble:
            return
        take = self._chosen_take()
        domains = int(self._domains.amount) if self._domains.amount else None
        if (self._label.text().strip(), take, domains) == (block.label, block.take, block.at_least_blocks):
            return
        self._model.correct(
            correcting.set_block(
                self._model.programme, self.path, label=self._label.text(), take=take, at_least_blocks=domains
            )
        )

    def _chosen_take(self) -> Take:
        count = self._count.amount or 1
        match self._rule.currentData():
            case "units":
                return TakeUnits(min(MAX_UNITS, max(1, int(count))))
            case "ects":
                return TakeEcts(count)
            case "blocks":
                return TakeBlocks(min(MAX_BLOCKS, max(1, int(count))))
            case "none":
                return None
            case _:
                return "all"

    def _add_block(self) -> None:
        self._model.correct(correcting.add_block(self._model.programme, self.path, _("New block")))

    def _drop_block(self) -> None:
        self._model.correct(correcting.drop_block(self._model.programme, self.path))


def _rule_of(take: Take) -> tuple[str, float | None]:
    match take:
        case TakeUnits(units=count):
            return _UNITS, count
        case TakeEcts(ects=amount):
            return _ECTS, amount
        case TakeBlocks(blocks=count):
            return _BLOCKS, count
        case None:
            return _NONE, None
        case _:
            return _ALL, None
