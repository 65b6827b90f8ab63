"""The main window: top bar, start page or workspace, status bar, and the life of a document."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QMenuBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.edits import add_year
from csp_planner.domain.openings import first_open_semester
from csp_planner.domain.plan import Plan, Profile, Scenario
from csp_planner.domain.programme import Programme
from csp_planner.messages.catalogue import _
from csp_planner.messages.sentences import problem_sentence
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.folders import config_folder, state_folder
from csp_planner.storage.library import builtin_programme, example_files
from csp_planner.storage.planfile import load
from csp_planner.storage.recovery import Orphan, adopt, claim, discard, orphans
from csp_planner.storage.settings import Settings, save_settings, with_recent
from csp_planner.ui import theme
from csp_planner.ui.banner import Banner, Choice
from csp_planner.ui.bars import StatusLine, TopBar
from csp_planner.ui.keeper import Keeper
from csp_planner.ui.menus import build_menus
from csp_planner.ui.session import Session
from csp_planner.ui.workspace import Workspace

if TYPE_CHECKING:
    from csp_planner.ui.start_page import Beginning, StartPage

SIZE = (1366, 768)
PROGRAMME = "CRN01"


class MainWindow(QMainWindow):
    """One window, one document."""

    def __init__(self, today: date, settings: Settings) -> None:
        super().__init__()
        self.today, self.settings = today, settings
        programme = builtin_programme(PROGRAMME)
        profile = Profile()
        nothing = Plan(programme=programme, profile=profile, scenarios=(_first_scenario(None, today, programme),))
        self.session = Session(nothing, today, self)
        self.keeper = Keeper(lambda: claim(self.recovery_folder), self)
        self.workspace: Workspace | None = None
        self.start_page: StartPage | None = None
        self.document_actions: list[QAction] = []
        self.undo_action = self.redo_action = QAction(self)
        self.has_document = False
        self._build()
        self.session.changed.connect(self._refresh)
        self.session.edited.connect(lambda: self.keeper.keep(self.session.plan))
        self.keeper.state_changed.connect(self._show_kept)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _changed: self._recolour())
        self._restore_geometry()
        self.has_document = False

    @property
    def recovery_folder(self) -> Path:
        """Where documents without a file are kept."""
        return state_folder() / "recovery"

    # Building

    def _build(self) -> None:
        self.pages = QStackedWidget()
        menus = QMenuBar()
        build_menus(menus, self)
        self._top = TopBar(menus, self.undo_action, self.redo_action)
        self._top.scenario_chosen.connect(self._scenario_chosen)
        self._banner = Banner()
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._top)
        layout.addWidget(self._banner)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(central)
        self._status = StatusLine()
        self.setStatusBar(self._status)
        self.setMinimumSize(860, 560)

    def _restore_geometry(self) -> None:
        screen = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(SIZE[0], screen.width()), min(SIZE[1], screen.height()))
        if self.settings.window:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.window.encode("ascii", "ignore")))

    def workspace_now(self) -> Workspace:
        """The workspace, made when the first document needs it."""
        if self.workspace is None:
            self.workspace = Workspace(self.session, self)
            self.pages.addWidget(self.workspace)
            if len(self.settings.zones) == 3:
                self.workspace.zones.setSizes(list(self.settings.zones))
        return self.workspace

    def show_start(self) -> None:
        """Show the start page."""
        self._show_page(document=False)

    def _show_page(self, *, document: bool) -> None:
        self.has_document = document
        if document:
            self.pages.setCurrentWidget(self.workspace_now())
        else:
            if self.start_page is None:
                self.start_page = self._new_start_page()
                self.pages.addWidget(self.start_page)
            self.start_page.show_choices(self.settings.recent, example_files(), orphans(self.recovery_folder))
            self.pages.setCurrentWidget(self.start_page)
        for action in self.document_actions:
            action.setEnabled(document)
        self._top.show_document_parts(document)
        self._status.show_document_parts(document)
        if not document:
            self.setWindowTitle("csp-planner")

    def _new_start_page(self) -> "StartPage":
        from csp_planner.ui.start_page import StartPage

        page = StartPage(builtin_programme(PROGRAMME), self.today)
        page.begun.connect(self.begin)
        page.open_asked.connect(self.ask_open)
        page.file_chosen.connect(self.open_file)
        page.example_chosen.connect(self.open_example)
        page.recovered.connect(self.take_up)
        page.discarded.connect(self._discard)
        return page

    # The document

    def show_document(self, plan: Plan, path: Path | None, digest: str = "") -> None:
        """Show *plan*, which lives in *path*."""
        workspace = self.workspace_now()
        self.session.replace(plan)
        workspace.board.rebuild()
        self.keeper.open(path, digest)
        self._show_page(document=True)
        self._refresh()
        if path is not None:
            self._remember(path)

    def begin(self, beginning: "Beginning") -> None:
        """Start a new plan."""
        programme = builtin_programme(PROGRAMME)
        profile = Profile(name=beginning.name, situation=beginning.situation)
        scenario = _first_scenario(beginning, self.today, programme)
        self.show_document(Plan(programme=programme, profile=profile, scenarios=(scenario,)), None)

    def new_document(self) -> None:
        """Leave the document for the start page."""
        if not self._may_leave():
            return
        self.keeper.open(None)
        self._show_page(document=False)

    def open_file(self, path: Path) -> bool:
        """Open the plan in *path*; says why when it cannot."""
        if not self._may_leave():
            return False
        try:
            loaded = load(path)
        except PlanFileError as error:
            self._banner.say(problem_sentence(error))
            return False
        self._banner.hide()
        self.show_document(loaded.plan, path.absolute(), loaded.digest)
        return True

    def open_example(self, path: Path) -> None:
        """Open a copy of an example: the example itself stays as it is."""
        self.show_document(load(path).plan, None)

    def take_up(self, orphan: Orphan) -> None:
        """Go on with a document that a crash left."""
        slot = adopt(orphan)
        if slot is None:
            self._banner.say(_("Another window has taken this plan up."))
            self._show_page(document=False)
            return
        self.show_document(orphan.plan, None)
        self.keeper.adopt(slot)

    def _discard(self, orphan: Orphan) -> None:
        discard(orphan)
        self._show_page(document=False)

    def _may_leave(self) -> bool:
        """Whether the open document may be left; asks only when it is in no file, or could not be saved."""
        if not self.has_document:
            return True
        self.keeper.settle()
        if self.keeper.is_safe:
            return True
        from csp_planner.ui import files

        return files.ask_leave(self)

    def ask_open(self) -> None:
        """Let the person choose a file."""
        from csp_planner.ui import files

        path = files.ask_open_path(self)
        if path is not None:
            self.open_file(path)

    def save(self) -> None:
        """Make sure that the document is in its file; ask for one when it has none."""
        if self.keeper.path is None:
            self.ask_save_as()
        else:
            self.keeper.keep(self.session.plan)

    def ask_save_as(self) -> bool:
        """Save to a file the person chooses; False when they gave up or it failed."""
        from csp_planner.ui import files

        path = files.ask_save_path(self)
        return path is not None and self.save_to(path)

    def save_to(self, path: Path) -> bool:
        """Save to *path* and stay there."""
        try:
            self.keeper.save_as(path, self.session.plan)
        except PlanFileError as error:
            self._banner.say(problem_sentence(error))
            return False
        self._banner.hide()
        self._remember(path)
        return True

    def _remember(self, path: Path) -> None:
        self.settings = with_recent(self.settings, path)
        save_settings(config_folder(), self.settings)

    def fill_recent(self, menu: QMenu) -> None:
        """List the recent files."""
        menu.clear()
        for name in self.settings.recent:
            path = Path(name)
            menu.addAction(name.replace("&", "&&"), lambda path=path: self.open_file(path))
        if not self.settings.recent:
            menu.addAction(_("No recent file")).setEnabled(False)

    # What the menus do

    def find_unit(self) -> None:
        """Put the cursor into the filter."""
        pool = self.workspace_now().pool
        pool.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        pool.filter.selectAll()

    def add_year_before(self) -> None:
        """Show one more year before the first."""
        self.session.do(_("Add a year before"), lambda plan: add_year(plan, before=True))

    def remove_last_year(self) -> None:
        """Hide the last year."""
        self.workspace_now().remove_year(self.session.board_years[-1])

    def ask_limit(self) -> None:
        """Let the person change the load limit."""
        from csp_planner.ui import files

        limit = files.ask_limit(self, self.session.plan.scenario.max_ects)
        if limit is not files.CANCELLED:
            self.workspace_now().set_limit(limit)  # type: ignore[arg-type]

    def toggle_zone(self, index: int) -> None:
        """Fold or unfold a side zone."""
        zone = self.workspace_now().zones.widget(index)
        if zone is not None:
            zone.setVisible(not zone.isVisible())

    def set_scheme(self, scheme: theme.Scheme) -> None:
        """Light, dark, or as the system; kept for the next start."""
        self.settings = replace(self.settings, theme=scheme.value)
        self._recolour(scheme)

    def show_keys(self) -> None:
        """Show the keys."""
        from csp_planner.ui.help import KeysDialog

        KeysDialog(self).exec()

    def show_about(self) -> None:
        """Say what this program is."""
        from csp_planner.ui.help import show_about

        show_about(self)

    # Showing

    def _scenario_chosen(self, index: int) -> None:
        if index >= 0 and self.has_document:
            self.session.show_scenario(index)

    def _refresh(self) -> None:
        if self.has_document:
            title = self.session.title
            self._top.show_plan(title, self.session.plan)
            self._status.refresh(self.session)
            self.setWindowTitle(title)

    def _show_kept(self) -> None:
        self._top.show_kept(self.keeper.state)
        problem = self.keeper.problem
        if problem is None:
            return
        choices: list[Choice] = [(_("Save as…"), self.ask_save_as), (_("Try again"), self.save)]
        if problem.problem is FileProblem.CHANGED:
            choices = [(_("Load the file again"), self.reload), (_("Keep mine"), self.overwrite), choices[0]]
        self._banner.say(problem_sentence(problem), choices)

    def reload(self) -> None:
        """Show what someone else wrote into the file."""
        path = self.keeper.path
        if path is None:
            return
        try:
            loaded = load(path)
        except PlanFileError as error:
            self._banner.say(problem_sentence(error))
            return
        self._banner.hide()
        self.show_document(loaded.plan, path, loaded.digest)

    def overwrite(self) -> None:
        """Keep this window's plan over someone else's change."""
        path = self.keeper.path
        if path is not None:
            self.save_to(path)

    def _recolour(self, scheme: theme.Scheme | None = None) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, scheme)
        self._top.recolour()
        self._top.show_kept(self.keeper.state)
        if self.workspace is not None:
            self.workspace.refresh()
        for widget in self.findChildren(QWidget):
            widget.update()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave():
            event.ignore()
            return
        self.keeper.stop()
        self.keeper.release_recovery()
        zones = self.workspace.zones.sizes() if self.workspace is not None else list(self.settings.zones)
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.settings = replace(self.settings, window=geometry, zones=tuple(zones))
        save_settings(config_folder(), self.settings)
        super().closeEvent(event)


def _first_scenario(beginning: "Beginning | None", today: date, programme: Programme) -> Scenario:
    start = beginning.start if beginning else first_open_semester(programme, today)
    limit = beginning.max_ects if beginning else 24
    return Scenario(name=_("Scenario A"), start=start, max_ects=limit)
