"""Asks for the openings of one academic year, unit by unit, and for its last days to enrol."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.enrolment import enrolment_dates
from csp_planner.domain.limits import MAX_REASON
from csp_planner.domain.offers import Opening, opening_of
from csp_planner.domain.openings import Basis, opening_in
from csp_planner.domain.programme import EnteredEnrolment, Programme
from csp_planner.domain.terms import Part, Term, year_label
from csp_planner.domain.text import plain_line
from csp_planner.domain.year_openings import YearOpenings, entered_in, without_openings
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.problems import shown
from csp_planner.messages.words import date_label
from csp_planner.ui import theme
from csp_planner.ui.dialogs.opening_table import OpeningTable
from csp_planner.ui.widgets.buttons import drop_icons, ok_cancel
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.date_field import DateField
from csp_planner.ui.widgets.labels import plain_label
from csp_planner.ui.widgets.optional_day import OptionalDay

Keep = Callable[[YearOpenings], str]
Forget = Callable[[int], str]


class OpeningsDialog(QDialog):
    """The units of one year, and who said how they run. It stays open while what was entered cannot be kept."""

    def __init__(
        self,
        programme: Programme,
        library: Sequence[YearOpenings],
        years: Sequence[int],
        today: date,
        keep: Keep,
        forget: Forget,
        parent: QWidget,
    ) -> None:
        """*library* is what the user's library has; *years* can be chosen, the first of them at first.

        *keep* and *forget* answer with a sentence where that cannot be done, else with nothing.
        """
        super().__init__(parent)
        self._programme, self._library, self._today = programme, {told.year: told for told in library}, today
        self._keep, self._forget = keep, forget
        self._drafts: dict[int, Mapping[str, Opening | None]] = {}
        self._unsaid: frozenset[str] = frozenset()
        """Units of which nothing is known for the year: left as they are, they are not entered as closed."""
        self._about = plain_label(
            _("Kept for all your plans of {programme}, and marked as entered by you.").format(
                programme=shown(programme.code)
            )
        )
        self.year_choice = Choice()
        for year in sorted(years):
            self.year_choice.addItem(self._year_words(year), year)
        self.year = years[0]
        self.year_choice.setCurrentIndex(sorted(years).index(self.year))
        self.source, self.enrolment_source = QLineEdit(), QLineEdit()
        self.date = DateField(today)
        days = self._usual_days
        self.days = {part: OptionalDay(day or today) for part, day in days.items()}
        self.table = OpeningTable([unit for unit in programme.units if unit.has_sessions])
        self.said = plain_label()
        self.take_back = QPushButton(_("Take this entry &back"))
        self.take_back.setAutoDefault(False)
        self.take_back.clicked.connect(self._take_back)
        self._buttons = ok_cancel(self)
        drop_icons(self._buttons)
        self._lay_out()
        self.year_choice.currentIndexChanged.connect(lambda _index: self._change_year())
        self.table.openings.chosen.connect(self._say)
        for field in (self.date, *self.days.values()):
            field.changed.connect(self._say)
        self._show_year()
        self.table.setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.GRID)
        grid.setHorizontalSpacing(theme.GRID * 3)
        fields: tuple[tuple[QWidget, str, int, int], ...] = (
            (self.year_choice, _("Academic &year"), 0, 0),
            (self.source, _("&After whom, or where it is written"), 0, 1),
            (self.date, _("Entered &on"), 0, 2),
            (self.days[Part.S1], _("Enrolment S&1 and annual, until"), 3, 0),
            (self.days[Part.S2], _("Enrolment S&2, until"), 3, 1),
            (self.enrolment_source, _("These da&ys after whom"), 3, 2),
        )
        for field, words, row, column in fields:
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            grid.addWidget(label, row, column)
            grid.addWidget(field, row + 1, column)
        grid.setRowMinimumHeight(2, theme.GRID)  # a label stands nearer to its own field than to the one above
        for column, stretch in enumerate((1, 2, 1)):
            grid.setColumnStretch(column, stretch)
        self.source.setPlaceholderText(_("Office, mail of a day… (optional)"))
        self.enrolment_source.setPlaceholderText(_("as above"))
        for line in (self.source, self.enrolment_source):
            line.setMaxLength(MAX_REASON)
        keys = plain_label(_("Arrows and Space choose; so do 1 (S1), 2 (S2), 3 (S1 or S2), A (annual), 0 (none)."))
        keys.setFont(theme.scaled(self.font(), 0.9))
        end = QHBoxLayout()
        end.addWidget(self.take_back)
        end.addStretch()
        end.addWidget(self._buttons)
        layout = QVBoxLayout(self)
        theme.space(layout, 2, around=3)
        layout.addWidget(self._about)
        layout.addLayout(grid)
        layout.addWidget(self.table, 1)
        layout.addWidget(keys)
        layout.addWidget(self.said)
        layout.addLayout(end)
        room = self.screen().availableGeometry()
        width = min(820, room.width() - 20)
        others = layout.totalHeightForWidth(width) - self.table.sizeHint().height()
        tall = others + self.table.whole_height  # no room is left empty under the last unit
        self.resize(width, min(tall, 680, room.height() - 50))

    # One year

    @property
    def _usual_days(self) -> dict[Part, date | None]:
        """The days that hold by convention in the year shown; None where the sheet names no month."""
        bare = without_openings(self._programme, self.year)
        dates = {part: enrolment_dates(bare, Term(self.year, part)) for part in (Part.S1, Part.S2)}
        return {part: None if found is None else found.closes for part, found in dates.items()}

    def _year_words(self, year: int) -> str:
        return _("{year} (entered)").format(year=year_label(year)) if self._is_entered(year) else year_label(year)

    def _is_entered(self, year: int) -> bool:
        """Whether something was entered for *year*, in the library or in this plan."""
        in_plan = entered_in(self._programme, year) or year in self._programme.entered_enrolment
        return year in self._library or bool(in_plan)

    def _change_year(self) -> None:
        self._drafts[self.year] = self.table.openings.openings
        self.year = int(self.year_choice.currentData())
        self._show_year()

    def _show_year(self) -> None:
        """Show what was entered for the year, else what is projected."""
        year, told = self.year, self._library.get(self.year)
        self.setWindowTitle(_("Enter the openings of {year}").format(year=year_label(year)))
        bare = without_openings(self._programme, year)
        facts = {unit.code: opening_in(bare, unit, year) for unit in bare.units if unit.has_sessions}
        before = {code: fact.opening for code, fact in facts.items()}
        self.table.openings.show_openings(before, self._drafts.get(year) or {**before, **self._known(told)})
        unsaid = {code for code, fact in facts.items() if fact.basis in (Basis.NO_YEAR, Basis.ABSENT)}
        self._unsaid = frozenset(unsaid - self._known(told).keys())
        self.table.show_first_change()
        enrolment = self._programme.entered_enrolment.get(year) or (told.enrolment if told else None)
        entered = {Part.S1: enrolment and enrolment.semester_1, Part.S2: enrolment and enrolment.semester_2}
        for part, usual in self._usual_days.items():
            words = _("{day}, by convention").format(day=date_label(usual)) if usual is not None else _("not published")
            self.days[part].show_optional(entered[part], usual or self._today, words)
        source = told.source if told else self._own_source(year)
        self.source.setText(shown(source))
        same = enrolment is None or enrolment.source == source
        self.enrolment_source.setText("" if same or enrolment is None else shown(enrolment.source))
        self.date.show_day(self._today)
        self.take_back.setVisible(self._is_entered(year))
        self._say()

    def _own_source(self, year: int) -> str:
        """Who said how *year* runs, where this plan alone knows and one source said all of it."""
        units = [unit for unit in self._programme.units if unit.has_sessions]
        sources = {unit.entered[year].source if year in unit.entered else "" for unit in units}
        return next(iter(sources)) if len(sources) == 1 else ""

    def _known(self, told: YearOpenings | None) -> dict[str, Opening | None]:
        """What was entered for the year shown; what this plan was told as late as the library, or later, goes first."""
        found = dict(told.openings) if told else {}
        for unit in self._programme.units:
            entered = unit.entered.get(self.year)
            if entered is not None and (told is None or unit.code not in found or told.date <= entered.date):
                found[unit.code] = opening_of(unit.openings[self.year])
        return {code: opening for code, opening in found.items() if code in self.table.openings.openings}

    # What is entered

    @property
    def trouble(self) -> str:
        """Why this cannot be kept; empty where it can."""
        for field in (self.date, *self.days.values()):
            if field.trouble:
                return field.trouble
        if self.date.last_good_day > self._today:
            return _("What was entered cannot be from a day to come: change its date.")
        for field in self.days.values():
            if field.day is not None and not date(self.year, 1, 1) <= field.day < date(self.year + 2, 1, 1):
                text = _("{day} is no day to enrol for {year}: change it, or leave it empty.")
                return text.format(day=date_label(field.day), year=year_label(self.year))
        if (first := self.days[Part.S1].day) and (second := self.days[Part.S2].day) and second < first:
            return _("Enrolment for semester 2 cannot end before that for semester 1: change one of the days.")
        return ""

    @property
    def told(self) -> YearOpenings:
        """What was entered for the year shown."""
        source, day = _line(self.source), self.date.last_good_day
        first, second = (self.days[part].day for part in (Part.S1, Part.S2))
        enrolment = None
        if first is not None or second is not None:
            enrolment = EnteredEnrolment(
                semester_1=first, semester_2=second, source=_line(self.enrolment_source) or source, date=day
            )
        return YearOpenings(
            programme=self._programme.code,
            year=self.year,
            source=source,
            date=day,
            openings={
                code: opening
                for code, opening in self.table.openings.openings.items()
                if opening is not None or code not in self._unsaid
            },
            enrolment=enrolment,
        )

    def _say(self) -> None:
        """Say how many units are changed, or why this cannot be kept."""
        trouble, count = self.trouble, len(self.table.openings.changed)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not trouble)
        text = (
            ngettext("{count} unit is changed.", "{count} units are changed.", count)
            if count
            else _("As projected: no unit is changed.")
        )
        self.said.setText(trouble or text.format(count=count))

    def accept(self) -> None:
        """Keep what was entered, and close; where it cannot be kept, say so and stay."""
        self._end(self._keep(self.told))

    def _take_back(self) -> None:
        self._end(self._forget(self.year))

    def _end(self, trouble: str) -> None:
        self.said.setText(trouble)
        if not trouble:
            super().accept()


def _line(field: QLineEdit) -> str:
    return " ".join(plain_line(field.text()).split())
