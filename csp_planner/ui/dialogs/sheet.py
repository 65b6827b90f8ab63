"""A programme as it was read, beside its source: looked through, corrected, then used."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain import correcting
from csp_planner.domain.choosing.printed import printed_total
from csp_planner.domain.limits import MAX_CODE, MAX_NUMBER, MAX_TEXT
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import FIRST_YEAR, LAST_YEAR, year_label
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.words import ects
from csp_planner.sheet.values import Doubt, Reading
from csp_planner.ui import theme
from csp_planner.ui.dialogs.keyed import KeyedDialog
from csp_planner.ui.dialogs.sheet_blocks import BlockEditor
from csp_planner.ui.dialogs.sheet_model import SheetModel
from csp_planner.ui.dialogs.sheet_source import SourceView
from csp_planner.ui.dialogs.sheet_table import SheetTable
from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.buttons import PrimaryButton
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.field_form import FieldForm
from csp_planner.ui.widgets.labels import plain_label

WIDTH, HEIGHT = 1180, 680
"""In pixels, where the screen has them."""


class Wish(Enum):
    """What is to be done with the programme."""

    USE = "use"
    """Keep it in the library and begin a plan for it."""
    KEEP = "keep"
    """Keep it in the library."""


class SheetDialog(KeyedDialog):
    """Source at the left, rows and blocks at the right, what the whole is called above, what is wrong below."""

    def __init__(self, reading: Reading, parent: QWidget | None, *, of_plan: bool = False) -> None:
        """*of_plan*: whether it is the programme of the open plan, to which the corrections are then applied."""
        super().__init__(parent)
        self.wish: Wish | None = None
        self._year = _guessed_year(reading)
        self._is_year_settled = self._year is None
        self._is_refused = False
        """Whether what was typed last could not be taken."""
        self.model = SheetModel(reading.programme, self)
        self.model.show_doubts(reading.guessed)
        self.table, self.blocks = SheetTable(self.model), BlockEditor(self.model)
        self.source = SourceView(reading)
        self._left_out = [line.number for line in reading.left_out]
        self.said = plain_label()
        self._doubt = plain_label()
        if of_plan:
            self.setWindowTitle(_("The programme of this plan"))
        else:
            self.setWindowTitle(_("Read a sheet") if reading.source else _("A programme made by hand"))
        layout = QVBoxLayout(self)
        theme.space(layout, 3, around=3)
        layout.addLayout(self._head())
        layout.addWidget(self._zones("\n" in reading.source.strip()), 1)  # one line names the sheet only
        layout.addWidget(self._doubt)
        layout.addWidget(self.said)
        layout.addLayout(self._feet(of_plan))
        self.model.corrected.connect(self._show)
        self.model.refused.connect(self._refuse)
        self.table.row_shown.connect(self.source.show_row)
        self.table.doubt_shown.connect(self._doubt.setText)
        self._doubt.setVisible(bool(self.model.doubts))
        self.table.drop_asked.connect(self._drop)
        QShortcut(QKeySequence.StandardKey.Undo, self.table, self.model.undo)
        room = self.screen().availableGeometry()
        self.resize(min(WIDTH, room.width() - 8 * theme.GRID), min(HEIGHT, room.height() - 16 * theme.GRID))
        self._show()
        self.table.setFocus()
        if reading.programme.units:
            self.table.setCurrentIndex(self.model.index(0, 0))

    @property
    def programme(self) -> Programme:
        """The programme as it was corrected."""
        return self.model.programme

    # Its parts

    def _head(self) -> QHBoxLayout:
        """Code, title, centre, announced ECTS and, where it was guessed, the year of the offers."""
        self._code, self._title, self._centre = QLineEdit(), QLineEdit(), QLineEdit()
        self._code.setMaxLength(MAX_CODE)
        self._centre.setPlaceholderText(_("not published"))
        for line in (self._title, self._centre):
            line.setMaxLength(MAX_TEXT)
        for line in (self._code, self._title, self._centre):
            line.editingFinished.connect(self._rename)
        self._announced = AmountField(MAX_NUMBER, _(" ECTS"), _("not published"), least=0)
        self._announced.entered.connect(self._announce)
        self._years = Choice()
        for year in _years_around(self._year):
            self._years.addItem(year_label(year), year)
        self._years.activated.connect(lambda _index: self._move_year())
        row = QHBoxLayout()
        theme.space(row, 4)
        for pairs, stretch in (
            (((_("Code"), self._code), (_("Centre"), self._centre)), 2),
            (((_("Title"), self._title), (_("Announced"), self._announced)), 3),
        ):
            form = FieldForm()
            for name, field in pairs:
                form.add_field(name, field)
            if self._announced in (field for _name, field in pairs) and self._year is not None:
                form.add_field(_("Openings of"), self._years)
            row.addLayout(form, stretch)
        return row

    def _zones(self, has_source: bool) -> QSplitter:
        tabs = QTabWidget()
        tabs.addTab(self.table, _("Rows"))
        tabs.addTab(self.blocks, _("Blocks"))
        zones = QSplitter(Qt.Orientation.Horizontal)
        zones.addWidget(self.source)
        zones.addWidget(tabs)
        zones.setStretchFactor(0, 1)
        zones.setStretchFactor(1, 3)
        zones.setSizes([WIDTH // 4, WIDTH - WIDTH // 4])  # shared in this ratio, whatever there is
        zones.setChildrenCollapsible(False)
        self.source.setVisible(has_source)
        return zones

    def _feet(self, of_plan: bool) -> QHBoxLayout:
        self._next = QPushButton(_("Next line left out"))
        self._next.clicked.connect(self._show_next_left_out)
        self._next.setVisible(bool(self._left_out))
        self._add = QPushButton(_("Add a row"))
        self._add.clicked.connect(self._add_row)
        self._remove = QPushButton(_("Take out the row"))
        self._remove.clicked.connect(lambda: self._drop(self.table.selected_codes))
        self._undo = QPushButton(_("Undo the correction"))
        self._undo.clicked.connect(self.model.undo)
        self.use = PrimaryButton(_("Apply") if of_plan else _("Use it"))
        self.use.clicked.connect(lambda: self._end(Wish.USE))
        self._keep = QPushButton(_("Keep in the library"))
        self._keep.clicked.connect(lambda: self._end(Wish.KEEP))
        self._keep.setVisible(not of_plan)
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        theme.space(row, 2)
        for button in (self._next, self._add, self._remove, self._undo):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        for button in (cancel, self._keep, self.use):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row

    # What is shown

    def _refuse(self, why: str) -> None:
        self._is_refused = True
        self.said.setText(why)

    def _show(self) -> None:
        """Show what the whole is called, what it comes to, and what is still in doubt."""
        self._is_refused = False
        programme = self.programme
        for line, text in (
            (self._code, programme.code),
            (self._title, programme.title),
            (self._centre, programme.publisher),
        ):
            line.setText(text)
        self._announced.follow(programme.announced.ects)
        if self._year is not None and self._year not in programme.published_years:
            self._year = programme.newest_edition  # the other year was taken back
        if self._year is not None:
            self._years.setCurrentIndex(self._years.findData(self._year))
        self._undo.setEnabled(self.model.can_undo)
        self.use.setEnabled(bool(programme.units))
        self._keep.setEnabled(bool(programme.units))
        self.said.setText("  ·  ".join(self._summary()))

    def _summary(self) -> list[str]:
        programme, count = self.programme, len(self.programme.units)
        found = [ngettext("{count} row", "{count} rows", count).format(count=count)]
        total, announced = printed_total(programme), programme.announced.ects
        if total is None:
            found.append(_("what the choices come to is not printed"))
        elif announced is None:
            found.append(_("{total}, no total announced").format(total=ects(total)))
        elif total == announced:
            found.append(_("{total}, as announced").format(total=ects(total)))
        else:
            text = _("{total}, and {announced} announced: they do not add up")
            found.append(text.format(total=ects(total), announced=ects(announced)))
        if not self._is_year_settled:
            found.append(_("year guessed"))
        doubts = self.model.doubts
        if doubts:
            text = ngettext("{count} cell guessed, marked “?”", "{count} cells guessed, marked “?”", doubts)
            found.append(text.format(count=doubts))
        if self._left_out:
            number = len(self._left_out)
            text = ngettext("{count} line left out", "{count} lines left out", number)
            found.append(text.format(count=number))
        return found

    def _show_next_left_out(self) -> None:
        here = self.source.textCursor().blockNumber() + 1
        following = (number for number in self._left_out if number > here)
        self.source.show_line(next(following, self._left_out[0]))

    # What is corrected

    def _rename(self) -> None:
        old = self.programme
        code, title, centre = (line.text().strip() for line in (self._code, self._title, self._centre))
        if (code, title, centre) != (old.code, old.title, old.publisher):
            self.model.correct(correcting.rename(old, code=code, title=title, publisher=centre))

    def _announce(self) -> None:
        announced, amount = self.programme.announced, self._announced.amount
        if amount != announced.ects:
            self.model.correct(correcting.announce(self.programme, ects=amount, hours=announced.hours))

    def _move_year(self) -> None:
        new: int = self._years.currentData()
        self._is_year_settled = True
        if self._year is not None and self.model.correct(correcting.move_year(self.programme, self._year, new)):
            self._year = new
        self._show()

    def _add_row(self) -> None:
        path = self.blocks.path if self.programme.award is not None else ""
        if self.model.correct(correcting.add_row(self.programme, _("New row"), path)):
            self.table.show_row(self.programme.units[-1].code)
            self.table.setFocus()

    def _drop(self, codes: list[str]) -> None:
        for code in codes:
            self.model.correct(correcting.drop_row(self.programme, code))

    def _end(self, wish: Wish) -> None:
        self.setFocus()  # what is being typed is taken
        self.table.take_typed()
        if self._is_refused:  # it is said why; whoever goes on without it presses again
            self._is_refused = False
            return
        self.wish = wish
        self.accept()


def _years_around(year: int | None) -> range:
    """The years to choose from where *year* was guessed."""
    return range(0) if year is None else range(max(FIRST_YEAR, year - 3), min(LAST_YEAR, year + 3) + 1)


def _guessed_year(reading: Reading) -> int | None:
    """The year that the offers were taken to be of, where the source has none."""
    return next((int(guess.value) for guess in reading.guessed if guess.what is Doubt.YEAR), None)
