"""When a unit opens, year by year."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from csp_planner.domain.openings import opening_in
from csp_planner.domain.terms import year_label
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.words import opening_word, stability
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.section import Section
from csp_planner.ui.widgets.labels import plain_label


class OpeningsSection(Section):
    """A line for each year that is published or on the board: when the unit opens, and how sure that is."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Openings"), session)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.GRID * 3)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)

    def refresh(self) -> None:
        self._clear()
        programme = self.session.plan.programme
        unit = programme.by_code[self.code]
        years = sorted({*programme.published_years, *unit.entered, *self.session.board_years})
        for row, year in enumerate(years):
            fact = opening_in(unit, year)
            runs = pgettext("opening", "{opening}, {basis}")
            words_of_year = runs.format(opening=opening_word(fact.opening), basis=stability(fact))
            for column, words in enumerate((year_label(year), words_of_year)):
                self._grid.addWidget(plain_label(words), row, column, Qt.AlignmentFlag.AlignTop)

    def _clear(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
