"""Scenarios side by side, in place of the board: when the page is made, what it asks of the window, what it keeps."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from csp_planner.domain.terms import Term
from csp_planner.ui.actions.scenarios import ScenarioActs
from csp_planner.ui.document.documents import Documents

if TYPE_CHECKING:  # the page, and what it asks for, come only when they are asked for
    from csp_planner.ui.actions.outputs import Outputs
    from csp_planner.ui.panels.compare import Compared, ComparePage


class Home(Protocol):
    """The window, as far as this needs to know it."""

    documents: Documents
    pages: QStackedWidget
    scenario_acts: ScenarioActs

    @property
    def outputs(self) -> "Outputs":
        """What makes the outputs."""
        ...

    def show_board(self) -> None:
        """Show the board again."""
        ...

    def show_term(self, term: Term) -> None:
        """Show the board at *term*, with the keys there."""
        ...


class Comparing(QObject):
    """Shows the page that compares, and remembers what was compared for the page made in its place."""

    def __init__(self, window: Home) -> None:
        super().__init__(window.documents)
        self._window = window
        self.page: ComparePage | None = None
        self._compared: Compared | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the page is what the window shows."""
        return self.page is not None and self._window.pages.currentWidget() is self.page

    def forget_page(self) -> None:
        """The pages are made anew; what was chosen to compare is kept for the next one."""
        if self.page is not None:
            self._compared = self.page.compared
        self.page = None

    def show_page(self) -> None:
        """Show the scenarios side by side; what is tried is dropped."""
        session, pages = self._window.documents.session, self._window.pages
        if self.page is None:
            self.page = self._new_page()
            pages.addWidget(self.page)
            if self._compared is not None:
                self.page.take_over(self._compared)
        session.drop_trial()
        self.page.begin()
        pages.setCurrentWidget(self.page)

    def _new_page(self) -> "ComparePage":
        from csp_planner.ui.panels.compare import ComparePage

        window = self._window
        page = ComparePage(window.documents.session, window.scenario_acts)
        page.closed.connect(window.show_board)
        page.term_opened.connect(window.show_term)
        page.print_asked.connect(lambda *asked: window.outputs.preview_comparison(*asked))
        page.export_asked.connect(lambda *asked: window.outputs.export_comparison(*asked))
        return page
