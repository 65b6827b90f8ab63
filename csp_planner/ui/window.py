"""The main window: its bars, its pages and its look. ``Documents`` and its session hold what it shows."""

from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _
from csp_planner.storage.library import example_files
from csp_planner.storage.settings import Settings
from csp_planner.ui import theme
from csp_planner.ui.actions.advising import Advising
from csp_planner.ui.actions.editions import EditionActs
from csp_planner.ui.actions.look import Look
from csp_planner.ui.actions.menus import fill_menu_bar
from csp_planner.ui.actions.named import NamedActions
from csp_planner.ui.actions.openings import OpeningActs
from csp_planner.ui.actions.scenarios import ScenarioActs
from csp_planner.ui.actions.sheets import SheetActs
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.bars import StatusLine, TopBar
from csp_planner.ui.document.advisor import Advisor
from csp_planner.ui.document.documents import Documents
from csp_planner.ui.document.glances import Glances
from csp_planner.ui.document.session import Session
from csp_planner.ui.interview import InterviewMode
from csp_planner.ui.widgets.banner import Banner
from csp_planner.ui.widgets.dropping import DropWindow
from csp_planner.ui.widgets.scenario_bar import tabs_of
from csp_planner.ui.widgets.undo_keys import UndoKeys

if TYPE_CHECKING:  # each is imported when it is first shown
    from csp_planner.ui.actions.outputs import Outputs
    from csp_planner.ui.panels.coming_back import ComingBack
    from csp_planner.ui.panels.compare import ComparePage
    from csp_planner.ui.panels.comparing import Comparing
    from csp_planner.ui.start_page import StartPage
    from csp_planner.ui.workspace import Workspace


class MainWindow(DropWindow):
    """One window, one document."""

    def __init__(self, today: date, settings: Settings) -> None:
        super().__init__()
        self.documents = Documents(today, settings, self)
        self._look = Look(self.documents, self)
        self.advising = Advising(self.session, Advisor(self.session, self), self)
        self.acts = Acts(self.session, self.advising, self)
        self.scenario_acts = ScenarioActs(self.session, self.advising, self)
        self.opening_acts = OpeningActs(self.documents, self)
        self.sheet_acts = SheetActs(self.documents, self)
        self.sheet_acts.kept.connect(self._show_library)
        self.file_dropped.connect(self.opening_acts.take_file)
        self.opening_acts.is_no_plan.connect(self.sheet_acts.take)
        self.text_dropped.connect(lambda text: self.sheet_acts.take(text.encode("utf-8", "replace")))
        self.edition_acts = EditionActs(self.documents, self.acts, self)
        self.edition_acts.kept.connect(self.sheet_acts.kept)
        for acts in (self.opening_acts, self.edition_acts):
            acts.shown.connect(lambda code: (self.show_board(), self.workspace_now().show_trouble(code)))
        self._interview_mode = InterviewMode(self)
        self._glances = Glances(self.session, is_on=settings.tab_loads, parent=self)
        self.banner = Banner()
        self._outputs: Outputs | None = None
        self._build()
        self.documents.opened.connect(self._show_document)
        self.documents.leaving.connect(self._settle)
        self.documents.left.connect(self.show_start)
        self.documents.said.connect(lambda text, choices: self.banner.say(text, choices))
        self.documents.done.connect(lambda text, choices: self.banner.say(text, choices, done=True))
        self.documents.told.connect(
            lambda text, choices, done, holds: self.banner.say(text, choices, done=done, holds=holds)
        )
        self.documents.silenced.connect(lambda: self.banner.quiet())
        self.documents.wanted.connect(self._look.ask_for_attention)
        self.documents.keeper.state_changed.connect(self._show_kept)
        self.session.changed.connect(self._refresh)
        self.session.stepped.connect(self._show_step)
        self.session.edited.connect(lambda: self._status.say(""))
        self.session.undone.connect(lambda step: self._say_step(_("Undone: {step}").format(step=step)))
        self.session.redone.connect(lambda step: self._say_step(_("Redone: {step}").format(step=step)))
        self.documents.opened.connect(lambda: self.banner.ask(self.coming_back.ask))
        self._undo_keys = UndoKeys(self, self.session.history)
        self.advising.said.connect(lambda text: self.banner.say(text, []))
        self.acts.choosing.said.connect(lambda text, holds: self.banner.say(text, done=True, holds=holds))
        for change in (self.session.changed, self.session.history.indexChanged, self.documents.keeper.state_changed):
            change.connect(self._check_said)
        self.advising.asked.connect(self.show_board)  # the answer is seen there
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._look.restore_size()

    @property
    def outputs(self) -> "Outputs":
        """Print and export, loaded when they are first asked for."""
        if self._outputs is None:
            from csp_planner.ui.actions.outputs import Outputs

            self._outputs = Outputs(self.documents, self)
            self._outputs.announced.connect(lambda text: self.workspace_now().announce(text))
        return self._outputs

    @cached_property
    def coming_back(self) -> "ComingBack":
        """What asks about semesters that have ended; without a document there is nothing to ask."""
        from csp_planner.ui.panels.coming_back import ComingBack

        return ComingBack(self)

    @cached_property
    def comparing(self) -> "Comparing":
        """What compares scenarios; most windows never do."""
        from csp_planner.ui.panels.comparing import Comparing

        return Comparing(self)

    @property
    def compare_page(self) -> "ComparePage | None":
        """The page that compares scenarios, once it was shown."""
        return self.comparing.page

    @property
    def session(self) -> Session:
        """The open document's session."""
        return self.documents.session

    # Building, and building again in another language, size or colour

    def _build(self) -> None:
        self.workspace: Workspace | None = None
        self.start_page: StartPage | None = None
        self.menu_bar = QMenuBar()
        acts = (self.acts, self.scenario_acts, self.opening_acts, self.sheet_acts, self.edition_acts)
        self.named_actions = NamedActions(self.menu_bar, self.documents, *acts, self)
        fill_menu_bar(self.menu_bar, self.named_actions, self.documents)
        self.addAction(self.named_actions.units.set_aside)  # its key; the menu of an option holds it
        self._top = TopBar(self.menu_bar, self.named_actions, self.scenario_acts)
        self._glances.show_in(self._top.scenarios.tabs)
        self.banner.setParent(None)  # what it says, and offers, outlives the views
        self.pages = QStackedWidget()
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._top)
        layout.addWidget(self.banner)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(central)
        self._status = StatusLine()
        self._status.newer_sheet_asked.connect(self.edition_acts.compare)
        self.setStatusBar(self._status)

    def rebuild(self) -> None:
        """Make every view again. The document, its history, a trial that is shown and where one is in it stay."""
        from csp_planner.ui.panels import bearings  # most windows are never made again

        self._settle()
        found = bearings.take(self.workspace) if self.workspace is not None and self.documents.is_open else None
        first_page = self.start_page
        self.acts.close_note()
        if self.workspace is not None:
            self.workspace.let_go()
            self.workspace.side.let_go()
        comparing = self.comparing.is_shown
        self.comparing.forget_page()
        answering = self.documents.is_open and self.coming_back.is_shown
        self._build()
        if not self.documents.is_open:
            self.show_start()
            if first_page is not None and self.start_page is not None:
                self.start_page.take_over(first_page)
            return
        self.coming_back.forget_page()
        self._show_document()
        if found is not None:
            bearings.give(self.workspace_now(), self._interview_mode.back(found))
        if comparing:
            self.show_compare()
        elif answering:
            self.show_coming_back()

    def _settle(self) -> None:
        """Keep what is typed in a field and not yet part of the plan."""
        self._top.scenarios.take_name()
        if self.workspace is not None:
            self.workspace.side.settle()

    def workspace_now(self) -> "Workspace":
        """The workspace, made when the first document needs it."""
        if self.workspace is None:
            from csp_planner.ui.workspace import Workspace  # the first page is there sooner without it

            acts = self.acts, self.scenario_acts, self.named_actions
            self.workspace = Workspace(*acts, self, in_interview=self.interview)
            self.workspace.rows_changed.connect(self._order_focus)
            self.pages.addWidget(self.workspace)
            zones = self.documents.settings.zones
            if len(zones) == self.workspace.zones.count() and not self.interview:
                self.workspace.restore_zones(zones)
        return self.workspace

    def _order_focus(self) -> None:
        """Make Tab go through the top bar first, and through the workspace after it."""
        if self.workspace is not None:
            for before, after in pairwise([*self._top.focus_order(), self.workspace.pool.filter]):
                QWidget.setTabOrder(before, after)

    # Pages

    def show_start(self) -> None:
        """Show the page without a document."""
        self.acts.close_note()
        if self.start_page is None:
            from csp_planner.ui.start_page import StartPage

            self.start_page = StartPage(self.documents, self.sheet_acts)
            self.pages.addWidget(self.start_page)
        self.start_page.show_choices(self.documents.settings.recent, example_files(), self.documents.orphans())
        self.pages.setCurrentWidget(self.start_page)
        self._show_parts(document=False)
        self.setWindowTitle("csp-planner")
        self.start_page.take_focus()

    def _show_library(self) -> None:
        """Show what the library has now, where the first page stands."""
        if self.start_page is not None:
            self.start_page.show_library()

    def _show_document(self) -> None:
        workspace = self.workspace_now()
        workspace.show_document()
        self.pages.setCurrentWidget(workspace)
        self._show_parts(document=True)
        self._refresh()
        self._show_kept()
        workspace.pool.units.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_parts(self, *, document: bool) -> None:
        self.named_actions.enable(document=document)
        self._top.show_document_parts(document)
        self._status.show_document_parts(document)

    def show_compare(self) -> None:
        """Show scenarios side by side, in place of the board."""
        self.comparing.show_page()

    def show_coming_back(self) -> None:
        """Ask what became of semesters that have ended, in place of the board."""
        self.coming_back.show_page()

    def show_board(self) -> None:
        """Show the board again."""
        self.pages.setCurrentWidget(self.workspace_now())

    def back_to_board(self) -> None:
        """Show the board again, with the keys on it."""
        self.show_board()
        self.workspace_now().take_keys()

    def show_term(self, term: Term) -> None:
        """Show the board at *term*, with the keys there."""
        self.show_board()
        self.workspace_now().show_term(term)

    def propose(self) -> None:
        """Show the choices of a proposal, beside the board."""
        self.show_board()
        self.workspace_now().side.propose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the page shown, or what stands beside the plan, wherever the keys are."""
        if event.key() != Qt.Key.Key_Escape or not self._step_back():
            super().keyPressEvent(event)

    def _step_back(self) -> bool:
        workspace, page = self.workspace, self.pages.currentWidget()
        if workspace is None or page is self.start_page:
            return False
        if page is workspace:
            return workspace.step_back()
        self.back_to_board()
        return True

    def _show_step(self, before: Plan, after: Plan) -> None:
        """Put the focus where the change of an undo or a redo is seen."""
        if self.workspace is None or self.pages.currentWidget() is not self.workspace:
            return
        if isinstance(self.focusWidget(), QAbstractSpinBox | QLineEdit | QPlainTextEdit):
            return  # the field shows the value that came back
        if tabs_of(before) != tabs_of(after):
            self._top.scenarios.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.workspace.show_change(before, after)

    def toggle_compare(self) -> None:
        """Compare, or go back to the board."""
        if self.comparing.is_shown:
            self.show_board()
        else:
            self.show_compare()

    # What the menus do

    def find_unit(self) -> None:
        """Put the cursor into the filter."""
        self.show_board()
        self.workspace_now().unfold(0)
        self.workspace_now().pool.filter.begin()

    @property
    def selected_codes(self) -> list[str]:
        """Codes of the selected cards."""
        return self.workspace_now().selected_codes

    def show_details(self, code: str) -> None:
        """Show the details of unit *code*."""
        self.workspace_now().side.inspect(code)

    def toggle_details(self) -> None:
        """Show the details of the selected card, or the overview again."""
        self.workspace_now().side.toggle_details(self.selected_codes)

    def toggle_zone(self, index: int) -> None:
        """Fold or unfold a side zone."""
        self.workspace_now().toggle_zone(index)

    def _follow_system(self) -> None:
        """Follow the system to light or dark colours, unless the person has chosen one of them."""
        if theme.asked_scheme() is theme.Scheme.SYSTEM:
            self.set_scheme(theme.Scheme.SYSTEM)

    def set_scheme(self, scheme: theme.Scheme) -> None:
        """Show other colours, also from the next start on."""
        self._note_zones()
        self._look.set_scheme(scheme)
        self.rebuild()

    def set_language(self, code: str) -> None:
        """Speak another language, also from the next start on."""
        self._note_zones()
        self._look.set_language(code)
        self.rebuild()

    @property
    def interview(self) -> bool:
        """Whether the interview mode is on."""
        return self._interview_mode.is_on

    @property
    def shows_loads(self) -> bool:
        """Whether the tabs show the loads of their scenarios."""
        return self._glances.is_on

    def toggle_loads(self) -> None:
        """Show the loads of each scenario in its tab, or no longer."""
        self._glances.switch()
        self._look.keep_loads(self.shows_loads)

    def toggle_interview(self) -> None:
        """Begin or end the interview mode, which hides the private notes too."""
        self._note_zones()
        self._interview_mode.switch()
        self.rebuild()
        self._interview_mode.show_window()

    # Showing

    def _refresh(self) -> None:
        if self.documents.is_open:
            title = self.session.title
            if self.session.trial is not None:
                self.show_board()  # what is tried is seen there, and kept or dropped
            self._top.show_plan(title, self.session.document)
            self._glances.refresh()
            self._status.refresh(self.session)
            self.setWindowTitle(title)

    def _say_step(self, text: str) -> None:
        self._status.say(text)
        self.workspace_now().announce(text)

    def _check_said(self) -> None:
        """Say nothing of an edit while it is undone, or of a plan that is in a file now."""
        self.banner.check()

    def _show_kept(self) -> None:
        self._status.show_kept(self.documents.keeper.state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.workspace is not None:
            self.workspace.carry.give_up()

    def _note_zones(self) -> None:
        if self.workspace is not None and not self.interview:
            self._look.note_zones(self.workspace.zones)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.acts.close_note()
        if self.workspace is not None:
            self.workspace.carry.give_up()
        if not self.documents.may_leave():
            event.ignore()
            return
        self.documents.close()
        self._put_away()
        super().closeEvent(event)

    def end(self) -> None:
        """Leave as a close does, without a question: nobody may be there to answer it."""
        self.documents.end()
        self._put_away()

    def _put_away(self) -> None:
        """End the solver, and keep the settings."""
        self.advising.advisor.close()
        self._note_zones()
        self._look.keep_size(self._interview_mode.geometry())
