"""In the right zone: the award as a short tree with progress. Branches can be chosen in it."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette, QPolygon, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.award import parent_of
from csp_planner.messages.award_tree import BlockLine, award_lines, beyond_words, verdict_words
from csp_planner.messages.catalogue import _
from csp_planner.ui import theme
from csp_planner.ui.actions.choices import ChoiceActs
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.award_lines import BADGE, LINE_ROLE, PAD, STEP, BlockDelegate, Index
from csp_planner.ui.widgets.labels import plain_label, show_tip, tip

MOST_BEYOND = 4
"""Units beyond what is asked for that are named; more are counted, and named in the tooltip."""
MOST_UNFOLDED = 14
"""Lines shown at first; where more are open, only the first open stage is unfolded."""


class AwardTree(QTreeWidget):
    """The blocks of the award, as tall as all that is unfolded: the zone scrolls, not the tree.

    A click or Enter leads to the block on the left; on a branch that is not taken it takes it, which Delete undoes.
    """

    block_wanted = Signal(str)
    branch_wanted = Signal(str)
    branch_left = Signal(str)

    def __init__(self, choose: ChoiceActs) -> None:
        super().__init__()
        self._choose = choose
        self._lines: tuple[BlockLine, ...] = ()
        self._items: dict[str, QTreeWidgetItem] = {}
        self._by_hand: dict[str, bool] = {}
        """Blocks that a person folded or unfolded, until their state changes."""
        self._is_laying_out = False
        self.setAccessibleName(_("Award"))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(STEP)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        ground = self.palette()
        ground.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(ground)  # the view would fill what is beside an item; the delegate shows which one is current
        self._delegate = BlockDelegate(self)
        self.setItemDelegate(self._delegate)
        self.itemClicked.connect(lambda item, _column: self._act(item))
        self.itemExpanded.connect(lambda item: self._fold(item, unfolded=True))
        self.itemCollapsed.connect(lambda item: self._fold(item, unfolded=False))
        self.customContextMenuRequested.connect(self._show_menu)

    @property
    def lines(self) -> tuple[BlockLine, ...]:
        """What is said, folded or not."""
        return self._lines

    def item_of(self, path: str) -> QTreeWidgetItem:
        """The item of the block at *path*."""
        return self._items[path]

    def show_block(self, path: str) -> None:
        """Put the keys on the line of the block at *path*, unfolding what it stands in; nothing where it is none."""
        if path in self._items:
            self.scrollToItem(self._items[path])  # unfolds
            self.setCurrentItem(self._items[path])
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Another document is shown: nothing in it was folded by hand."""
        self._by_hand.clear()

    def show_lines(self, lines: tuple[BlockLine, ...]) -> None:
        """Show *lines*: in the items that there are, where the blocks are the same."""
        if lines == self._lines:
            return
        before = {line.path: line.state for line in self._lines}
        is_same = [(line.path, line.depth) for line in lines] == [(line.path, line.depth) for line in self._lines]
        self._lines = lines
        self._by_hand = {
            line.path: self._by_hand[line.path]
            for line in lines
            if line.path in self._by_hand and before.get(line.path) is line.state
        }
        self._is_laying_out = True
        if not is_same:
            self._make()
        for line in lines:
            self._fill(self._items[line.path], line)
        unfolded = self._unfolded()
        for line in lines:
            self._items[line.path].setExpanded(self._by_hand.get(line.path, line.path in unfolded))
        self._is_laying_out = False
        self._fit()
        self.viewport().update()

    def _make(self) -> None:
        """Make the items anew; the keys stay on the block that they were on."""
        current = self.currentItem()
        path: str | None = current.data(0, LINE_ROLE).path if current is not None else None
        self.clear()
        self._items.clear()
        above: list[QTreeWidgetItem] = []
        for line in self._lines:
            del above[line.depth :]
            item = QTreeWidgetItem()
            self._fill(item, line)  # before the view asks how tall it is
            if above:
                above[-1].addChild(item)
            else:
                self.addTopLevelItem(item)
            self._items[line.path] = item
            above.append(item)
        if path is not None and path in self._items:
            self.setCurrentItem(self._items[path])

    def _fill(self, item: QTreeWidgetItem, line: BlockLine) -> None:
        item.setData(0, LINE_ROLE, line)
        item.setText(0, line.name)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, line.spoken)
        item.setToolTip(0, tip("\n".join((line.name, *filter(None, [line.progress]), *line.details()))))

    def _unfolded(self) -> set[str]:
        """The blocks that are open; only the first stage of them and what is in it where these are many."""
        found = {line.path for line in self._lines if line.is_open}
        shown = sum(line.depth == 0 or all(path in found for path in _above(line.path)) for line in self._lines)
        stages = [line.path for line in self._lines if line.depth == 0 and line.path in found]
        if shown > MOST_UNFOLDED and len(stages) > 1:
            found -= set(stages[1:])
        return found

    def _fold(self, item: QTreeWidgetItem, *, unfolded: bool) -> None:
        if not self._is_laying_out:
            self._by_hand[item.data(0, LINE_ROLE).path] = unfolded
            self._fit()

    def _shown(self) -> Iterator[BlockLine]:
        item: QTreeWidgetItem | None = self.topLevelItem(0)
        while item is not None:
            yield item.data(0, LINE_ROLE)
            item = self.itemBelow(item)

    def _fit(self) -> None:
        """Be as tall as all lines that are shown."""
        self.scheduleDelayedItemsLayout()
        self.setFixedHeight(sum(self._delegate.height_of(line) for line in self._shown()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the arrow of a block that holds others: down while it is unfolded, else to the right."""
        if not self.model().hasChildren(index):
            return
        line: BlockLine = index.data(LINE_ROLE)
        height = max(BADGE, QFontMetrics(self.font()).height()) + 2 * PAD
        x, y = rect.left() + STEP * line.depth + STEP // 2, rect.top() + height // 2
        down = [QPoint(x - 4, y - 2), QPoint(x + 5, y - 2), QPoint(x, y + 3)]
        right = [QPoint(x - 2, y - 4), QPoint(x - 2, y + 5), QPoint(x + 3, y)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("muted"))
        painter.drawPolygon(QPolygon(down if self.isExpanded(index) else right))  # pyright: ignore[reportArgumentType]
        painter.restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._act(item)
        elif item is not None and event.key() == Qt.Key.Key_Delete:
            self._leave(item.data(0, LINE_ROLE))
        else:
            super().keyPressEvent(event)

    def _act(self, item: QTreeWidgetItem) -> None:
        line: BlockLine = item.data(0, LINE_ROLE)
        if line.is_branch and not line.is_taken:
            self.branch_wanted.emit(line.path)
        elif line.is_branch and not line.is_alone and self._choose.is_stored(line.path):
            self.branch_left.emit(line.path)
        else:
            self.block_wanted.emit(line.path)

    def _leave(self, line: BlockLine) -> None:
        if line.is_branch and self._choose.is_stored(line.path):
            self.branch_left.emit(line.path)

    def _show_menu(self, point: QPoint) -> None:
        item = self.currentItem()
        if item is None:
            return
        line: BlockLine = item.data(0, LINE_ROLE)
        menu = QMenu(self)
        menu.addAction(_("&Show in the list of units"), lambda: self.block_wanted.emit(line.path))
        if line.is_choice:
            self._choose.add_completion(menu, line.path)
        if line.is_branch:
            take = menu.addAction(_("&Choose"), lambda: self.branch_wanted.emit(line.path))
            take.setEnabled(not self._choose.is_stored(line.path))
            back = menu.addAction(_("&Take the choice back"), lambda: self.branch_left.emit(line.path))
            back.setEnabled(self._choose.is_stored(line.path))
        menu.exec(self.viewport().mapToGlobal(point))
        menu.deleteLater()


def _above(path: str) -> Iterator[str]:
    """The paths of the blocks that hold the one at *path*, the award itself left out."""
    while path := parent_of(path):
        yield path


class AwardPanel(QWidget):
    """The verdict, the tree, and the units beyond all of it."""

    block_wanted = Signal(str)
    """The block at this path is to be shown in the left zone."""

    def __init__(self, session: Session, choose: ChoiceActs) -> None:
        super().__init__()
        self._session = session
        self._is_aside = False
        self.verdict = QLabel()
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.verdict.setWordWrap(True)
        self.verdict.setFont(theme.scaled(self.font(), 0.95, bold=True))
        self.tree = AwardTree(choose)
        self.beyond = plain_label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for part in (self.verdict, self.tree, self.beyond):
            column.addWidget(part)
        for label in (self.verdict, self.beyond):
            label.setContentsMargins(2 * theme.GRID, 0, theme.GRID, 0)
        self.tree.block_wanted.connect(self.block_wanted)
        self.tree.branch_wanted.connect(choose.choose)
        self.tree.branch_left.connect(choose.leave)

    def focus_order(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.tree]

    def show_block(self, path: str) -> None:
        """Put the keys on the block at *path*, as far as it is a line."""
        self.tree.show_block(path)

    def stand_aside(self, is_aside: bool) -> None:
        """Be hidden while something else has all of the zone."""
        self._is_aside = is_aside
        self.setVisible(bool(self.tree.lines) and not is_aside)

    def refresh(self) -> None:
        """Show the session's latest value; nothing where the programme has no choices."""
        plan, evaluation = self._session.plan, self._session.evaluation
        lines = award_lines(plan, evaluation)
        if lines:
            self.verdict.setText(verdict_words(evaluation))
        self.tree.show_lines(lines)
        beyond = beyond_words(plan, evaluation, most=MOST_BEYOND)
        self.beyond.setText(beyond)
        show_tip(self.beyond, beyond_words(plan, evaluation))
        self.beyond.setVisible(bool(beyond))
        self.setVisible(bool(lines) and not self._is_aside)

    def show_document(self) -> None:
        """Another document is shown."""
        self.tree.forget()
