"""When a unit opens, year by year; and what the centre said of it, for this plan alone."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu

from csp_planner.domain.edits import enter_opening, forget_openings
from csp_planner.domain.limits import MAX_REASON
from csp_planner.domain.offers import Opening
from csp_planner.domain.openings import Basis, History, OpeningFact, offers_in, opening_in
from csp_planner.domain.terms import year_label
from csp_planner.domain.text import plain_line
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.problems import shown
from csp_planner.messages.words import offers_words, opening_word, runs_words, stability
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.rhythm_row import RhythmRow
from csp_planner.ui.panels.section import Section
from csp_planner.ui.widgets.buttons import TextRow
from csp_planner.ui.widgets.labels import lettered, plain_label

_CHOICES: tuple[Opening | None, ...] = (*Opening, None)


@dataclass(frozen=True, slots=True)
class _Line:
    """What is shown of one year."""

    year: int
    words: str
    may_enter: bool


class _Told(TextRow):
    """Opens the choice of what the centre said."""

    tone = "accent"


class OpeningsSection(Section):
    """A line for each year that is published or on the board: when the unit opens, and how sure that is.

    A line of a coming year lets the person enter what the centre told them, for this unit in this plan.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(_("Openings"), session)
        self._shown: tuple[str, list[tuple[int, bool]]] = "", []
        """The unit and the years that there are lines for."""
        self._words: dict[int, QLabel] = {}
        self.told: dict[int, TextRow] = {}
        """What opens the choice, by year."""
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.GRID)
        self._grid.setVerticalSpacing(theme.GRID)
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)
        self.rhythm = RhythmRow(session)
        self.column.addWidget(self.rhythm)

    def refresh(self) -> None:
        lines = [self._line(year) for year in self._years()]
        shown = self.code, [(line.year, line.may_enter) for line in lines]
        if self._shown != shown:
            self._clear()
            self._shown = shown
            for number, line in enumerate(lines):
                self._add(number * 2, line)
        for line in lines:  # those of a unit that was shown already stay: the keys may be on one of them
            self._words[line.year].setText(line.words)
        self.rhythm.show_unit(self.session.plan.programme.by_code[self.code])

    def _years(self) -> list[int]:
        programme = self.session.plan.programme
        unit = programme.by_code[self.code]
        return sorted({*programme.published_years, *unit.entered, *self.session.board_years})

    def _fact(self, year: int) -> OpeningFact:
        programme = self.session.plan.programme
        return opening_in(programme, programme.by_code[self.code], year)

    def _line(self, year: int) -> _Line:
        programme, fact = self.session.plan.programme, self._fact(year)
        runs = pgettext("opening", "{opening}, {basis}")
        words = runs.format(opening=runs_words(fact), basis=stability(fact))
        # A projected year repeats the one that it names, unless two kinds of years alternate.
        repeats = fact.basis is Basis.PROJECTED and fact.history is not History.ALTERNATING
        ways = [] if repeats else offers_words(offers_in(programme, programme.by_code[self.code], year))
        words = "\n".join([words, *ways])
        is_coming = not programme.published_years or year > programme.published_years[-1]
        return _Line(year, words, is_coming and programme.by_code[self.code].is_attended)

    def _add(self, row: int, line: _Line) -> None:
        words = self._words[line.year] = plain_label()
        words.setContentsMargins(TextRow.inset, 0, 0, 0)  # where the row below it begins
        self._grid.addWidget(plain_label(year_label(line.year)), row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignTop)
        if line.may_enter:
            told = self.told[line.year] = _Told()
            told.say(_("The centre told me…"))
            told.setAccessibleDescription(year_label(line.year))
            told.clicked.connect(lambda: self._choose(line.year))
            self._grid.addWidget(told, row + 1, 1)

    def _clear(self) -> None:
        self.told.clear()
        self._words.clear()
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()

    def _choose(self, year: int) -> None:
        """Let the person choose how the unit runs in *year*, or take back what they entered."""
        if not self.session.may_edit():
            return
        menu, code = QMenu(self), self.code
        entered = year in self.session.plan.programme.by_code[code].entered
        words = [pgettext("opening", "None") if each is None else opening_word(each) for each in _CHOICES]
        keyed = lettered([*words, *([_("Take back what I entered")] if entered else [])])
        for opening, text in zip(_CHOICES, keyed, strict=False):
            action = menu.addAction(text, lambda opening=opening: self._enter(code, year, opening))
            action.setCheckable(True)
            action.setChecked(self._fact(year).opening == opening)
        if entered:
            menu.addSeparator()
            menu.addAction(keyed[-1], lambda: self._forget(code, year))
        row = self.told[year]
        menu.exec(row.mapToGlobal(QPoint(0, row.height())))
        menu.deleteLater()

    def _enter(self, code: str, year: int, opening: Opening | None) -> None:
        from csp_planner.ui.dialogs.questions import ask_text

        words = {"unit": code, "year": year_label(year), "opening": opening_word(opening)}
        title = _("{unit} in {year}: {opening}").format_map(words)
        said = ask_text(self.window(), title, _("Who said so? (kept in this plan, with the date)"), MAX_REASON)
        if said is None:
            return
        source, today = " ".join(plain_line(said).split()), self.session.today
        name = _("Opening of {unit} in {year}").format_map(words)
        self.session.do(name, lambda plan: enter_opening(plan, code, year, opening, source, today))

    def _forget(self, code: str, year: int) -> None:
        name = _("Take back the opening of {unit} in {year}").format(unit=shown(code), year=year_label(year))
        self.session.do(name, lambda plan: forget_openings(plan, year, frozenset({code})))
