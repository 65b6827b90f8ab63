"""Going on to another programme: which one, and what is carried over to it, each line to confirm."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.edits.carrying_over import Offered
from csp_planner.domain.programme import NextStep, Programme
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.editions import centre_words
from csp_planner.messages.going_on import (
    carried_counts_sentence,
    missing_step_words,
    offered_words,
    other_centre_carried_sentence,
    step_word,
)
from csp_planner.messages.naming import outside_name
from csp_planner.messages.problems import shown
from csp_planner.storage.programmes import Origin, ProgrammeLine, centre_name
from csp_planner.ui import theme
from csp_planner.ui.dialogs.keyed import KeyedDialog, button_row
from csp_planner.ui.widgets.buttons import PrimaryButton
from csp_planner.ui.widgets.labels import no_key, plain_label, tip
from csp_planner.ui.widgets.programme_list import ProgrammeList

WIDTH, HEIGHT = 960, 580
_BESIDE = 12 * theme.GRID
"""Pixels of a line that its words do not get: the box, and the room around."""
_DATA = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What the dialog asks of whoever shows it."""

    library: Callable[[], Sequence[ProgrammeLine]]
    """The programmes one can go on to."""
    load: Callable[[ProgrammeLine], Programme | str]
    """The programme of a line; why it cannot be read."""
    offered: Callable[[Programme], tuple[Offered, ...]]
    """What was obtained, beside the rows of that programme."""
    read_sheet: Callable[[], ProgrammeLine | None]
    """Lets the person give a sheet, keeps it in the library, and answers its line there."""


class GoingOnDialog(KeyedDialog):
    """The programmes at the left, those that the sheet names first; what is carried over at the right."""

    def __init__(self, before: Programme, ways: Ways, parent: QWidget, wanted: ProgrammeLine | None = None) -> None:
        """*before*: the programme of the plan that is gone on from. *wanted*: the one to show first."""
        super().__init__(parent)
        self._before, self._ways = before, ways
        self._missing: dict[ProgrammeLine, NextStep] = {}
        self.programme: Programme | None = None
        """The one that is chosen."""
        self.setWindowTitle(_("Go on to another programme"))
        self.programmes = ProgrammeList()
        self.lines = _Lines()
        self._heading, self._about, self._counts = plain_label(), plain_label(), plain_label()
        self._heading.setFont(theme.scaled(self.font(), 1.0, bold=True))
        zones = QSplitter(Qt.Orientation.Horizontal)
        zones.setChildrenCollapsible(False)
        zones.addWidget(self.programmes)
        zones.addWidget(self._carried())
        zones.setSizes([4, 5])
        column = QVBoxLayout(self)
        theme.space(column, 2, around=3)
        column.addWidget(zones, 1)
        column.addLayout(self._feet())
        self.programmes.chosen.connect(self._show)
        self.programmes.begun.connect(self._go_to_lines)
        self.lines.itemChanged.connect(lambda _item: self._count())
        self._list(wanted)
        self.fit(WIDTH, HEIGHT)
        self.programmes.search.setFocus()

    @property
    def confirmed(self) -> dict[str, tuple[str, ...]]:
        """The units to carry over, and the rows each counts for."""
        return {one.unit: one.rows for one, is_on in self.lines.offers() if is_on}

    # Its parts

    def _carried(self) -> QWidget:
        found = QWidget()
        column = QVBoxLayout(found)
        theme.space(column, 2)
        column.setContentsMargins(2 * theme.GRID, 0, 0, 0)
        for part in (self._heading, self._about):
            column.addWidget(part)
        column.addWidget(self.lines, 1)
        column.addStretch(0)  # the words stay above where nothing is listed
        column.addWidget(self._counts)
        return found

    def _feet(self) -> QHBoxLayout:
        self.read = QPushButton()
        self.read.clicked.connect(self._read_sheet)
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        self.begin = PrimaryButton(_("Begin"))
        self.begin.clicked.connect(self.accept)
        return button_row(self.read, None, cancel, self.begin)

    # The programmes

    def _list(self, wanted: ProgrammeLine | None) -> None:
        """List the programmes: what is wanted, then what the sheet names, then all others."""
        lines = list(self._ways.library())
        if wanted is not None and wanted not in lines:
            lines.insert(0, wanted)
        steps = self._before.next_steps
        named = [line for step in steps for line in lines if _is_of(line, step)]
        missing = [step for step in steps if not any(_is_of(line, step) for line in lines)]
        self._missing = {ProgrammeLine(step.code, step.title, "", Origin.OWN): step for step in missing}
        others = [line for line in lines if line not in named]
        ordered = list(dict.fromkeys((*named, *self._missing, *others)))
        self.programmes.show_lines(ordered, next((line.code for line in (*named, *others)), ""))
        for row in range(self.programmes.list.count()):
            item = self.programmes.list.item(row)
            line = item.data(_DATA)
            if line in self._missing:
                self._name(item, missing_step_words(self._missing[line]))
                item.setForeground(theme.colour("muted"))
            elif line in named:
                text = pgettext("programme", "{programme}  ·  {mark}")
                self._name(item, text.format(programme=item.text(), mark=step_word()))
            if line == wanted:
                self.programmes.list.setCurrentItem(item)
        self._show(self.programmes.line)

    @staticmethod
    def _name(item: QListWidgetItem, text: str) -> None:
        item.setText(text)
        item.setToolTip(tip(text))

    def _show(self, line: ProgrammeLine | None) -> None:
        """Show what is carried over to the programme of *line*."""
        is_missing = line in self._missing
        self.read.setText(no_key(_("Read its sheet…") if is_missing else _("Read another sheet…")))
        self.programme, trouble = None, ""
        if line is None:
            trouble = _("The library has no other programme: read the sheet of one.")
        elif is_missing:
            text = _("The library does not have {programme} yet: read its sheet, as its centre publishes it.")
            trouble = text.format(programme=shown(line.code))
        else:
            found = self._ways.load(line)
            if isinstance(found, Programme):
                self.programme = found
            else:
                trouble = found
        self._say(line, trouble)

    def _say(self, line: ProgrammeLine | None, trouble: str) -> None:
        programme = self.programme
        self._heading.setText(shown(outside_name(line.code, line.title).whole) if line is not None else "")
        offers = self._ways.offered(programme) if programme is not None else ()
        self._about.setText(trouble if programme is None else self._about_words(programme, has_offers=bool(offers)))
        self.lines.clear()
        if programme is not None:
            self.lines.show_offers(offers, programme)
        self.lines.setVisible(bool(offers))
        self._counts.setVisible(bool(offers))
        self.begin.setEnabled(programme is not None)
        self._count()

    def _about_words(self, programme: Programme, *, has_offers: bool) -> str:
        if centre_name(programme.publisher) != centre_name(self._before.publisher):
            found = [other_centre_carried_sentence(programme, self._before)]
        else:
            text = _("Sheet of {centre}. Titles and credits are carried over, openings are not.")
            found = [text.format(centre=centre_words(programme.publisher))]
        if has_offers:
            found.append(_("Tick what counts there; the centre is to confirm it."))
        else:
            found.append(_("Nothing is obtained yet: the plan begins empty."))
        return "\n".join(found)

    def _count(self) -> None:
        held, taken = dict(self.lines.offers()), self.confirmed
        rows = sum(1 for one in held if taken.get(one.unit))
        left = sum(1 for one in held if one.unit not in taken)
        self._counts.setText(carried_counts_sentence(rows, len(held) - rows - left, left))

    def _go_to_lines(self) -> None:
        """Enter on a programme leads on: to what is carried over, to the button that begins, or to its sheet."""
        if self.programme is None:
            self._read_sheet()
        elif self.lines.count():
            self.lines.setFocus()
        else:
            self.begin.setFocus()

    def _read_sheet(self) -> None:
        line = self._ways.read_sheet()
        if line is not None:
            self.programmes.search.clear()
            self._list(line)


def _is_of(line: ProgrammeLine, step: NextStep) -> bool:
    """Whether *line* is the diploma that *step* names: centres add their own ending to its code, as in LG04101A-PAR."""
    return line.code == step.code or line.code.startswith(f"{step.code}-")


class _WholeLines(QStyledItemDelegate):
    """Gives each item the height of all its words: with a box and the padding of the theme, Qt takes one for less."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        usual, view = super().sizeHint(option, index), self.parent()
        if not isinstance(view, QListWidget):
            return usual
        room = QRect(0, 0, view.viewport().width() - _BESIDE, 10_000)
        words = view.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), index.data())
        return QSize(usual.width(), words.height() + 2 * theme.GRID)


class _Lines(QListWidget):
    """What was obtained, a box and two lines of words each."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("What is carried over"))
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_WholeLines(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_offers(self, offers: Sequence[Offered], programme: Programme) -> None:
        """Show *offers* for *programme*: ticked where code and title are those of a row."""
        self.blockSignals(True)
        for one in offers:
            item = QListWidgetItem(offered_words(one, programme), self)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if one.is_sure else Qt.CheckState.Unchecked)
            item.setData(_DATA, one)
            item.setToolTip(tip(item.text()))
        if self.count():
            self.setCurrentRow(0)
        self.blockSignals(False)

    def offers(self) -> Iterator[tuple[Offered, bool]]:
        """Each of what was obtained, and whether it is ticked."""
        for row in range(self.count()):
            item = self.item(row)
            yield item.data(_DATA), item.checkState() is Qt.CheckState.Checked
