"""A window that shows a plan, and is left without a question."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QProxyStyle, QStyle

from csp_planner.domain.plan import Plan, Scenario
from csp_planner.domain.terms import Term
from csp_planner.proposal.request import Request
from csp_planner.solver import process
from csp_planner.solver.process import SolverProcess
from csp_planner.storage.folders import state_folder
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load, save
from csp_planner.storage.settings import Settings
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.translator import install_translator
from csp_planner.ui.window import MainWindow

TODAY = date(2026, 11, 23)
OpenWindow = Callable[..., MainWindow]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The style that the program starts with. To set another one later styles every widget there is anew."""
    return ["csp-planner", "-style", "Fusion"]


@pytest.fixture(autouse=True)
def same_look_for_all(qapp: QApplication) -> Iterator[None]:
    """French, light, type of 13 pixels: whatever a test changes of the program is put back."""
    font = QFont(qapp.font())
    if QCoreApplication.translate("QPlatformTheme", "Cancel") != "Annuler":
        install_translator("fr")
    if theme.asked_scheme() is not theme.Scheme.LIGHT:
        theme.apply(qapp, theme.Scheme.LIGHT)
    yield
    # The windows of this test are closed; they go now, or each change of look would reach them too.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    while QGuiApplication.overrideCursor() is not None:
        QGuiApplication.restoreOverrideCursor()
    if qapp.font() != font:
        qapp.setFont(font)


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """The log of one test is not that of the next."""
    log = logging.getLogger("csp_planner")
    yield
    for handler in list(log.handlers):
        handler.close()
        log.removeHandler(handler)
    log.propagate = True


class _WithIcons(QProxyStyle):
    def styleHint(self, hint, option=None, widget=None, data=None):  # noqa: N802
        if hint is QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons:
            return 1
        return super().styleHint(hint, option, widget, data)


@pytest.fixture
def icons(qapp: QApplication) -> Iterator[None]:
    """Buttons get the pictures they get on a desktop."""
    qapp.setStyle(_WithIcons("Fusion"))
    box = QMessageBox()
    assert not box.addButton(QMessageBox.StandardButton.Ok).icon().isNull()
    yield
    qapp.setStyle("Fusion")


@pytest.fixture(scope="session")
def example() -> Plan:
    """The example that comes with the program: two scenarios, three units to place."""
    return load(example_files()[0]).plan


@pytest.fixture
def blank(empty_plan: Plan) -> Plan:
    """Nothing placed; the studies may start with the spring of 2027."""
    scenario = Scenario(name="Scénario A", start=Term.parse("2026-S2"))
    return replace(empty_plan, scenarios=(scenario,))


@pytest.fixture
def session(example: Plan, qapp: QApplication) -> Session:
    return Session(example, TODAY)


class LastingSolver(SolverProcess):
    """A process that all windows ask, one after the other: loading the solver takes longer than most answers.

    It starts with the first question: a window that only loads it in advance asks nothing.
    """

    def start(self) -> None:
        """Load nothing in advance."""

    def ask(self, request: Request) -> int:
        """Ask, once the process is there."""
        super().start()
        return super().ask(request)

    def close(self) -> None:
        """Call off what was asked, as a window does that is closed."""
        if self.is_running:
            self.stop()
        else:
            super().close()

    def end(self) -> None:
        """End the process."""
        super().close()


@pytest.fixture(scope="session")
def lasting_solver() -> Iterator[LastingSolver]:
    solver = LastingSolver()
    yield solver
    solver.end()


@pytest.fixture
def own_solver() -> None:
    """For a test of the life of the process: each window starts one, and ends it."""


@pytest.fixture(autouse=True)
def one_solver_for_all(request, monkeypatch, lasting_solver: LastingSolver) -> None:
    if "own_solver" not in request.fixturenames:
        monkeypatch.setattr(process, "SolverProcess", lambda: lasting_solver)


def leave(window: MainWindow) -> None:
    """Close without the question about an unsaved plan."""
    if window.documents.keeper._thread.is_alive():
        window.documents.keeper.settle()
    window.documents.may_leave = lambda: True


@pytest.fixture
def start_window(qtbot) -> OpenWindow:
    """A window as the program makes one, before anything is shown in it."""

    def start(settings: Settings | None = None, today: date = TODAY, size: tuple[int, int] = (1366, 768)) -> MainWindow:
        window = MainWindow(today, settings or Settings())
        qtbot.addWidget(window, before_close_func=leave)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(*size)
        return window

    return start


@pytest.fixture
def open_window(qtbot, start_window: OpenWindow) -> OpenWindow:
    """A window that shows a plan."""

    def show(plan: Plan, path: Path | None = None, digest: str = "", **given: object) -> MainWindow:
        window = start_window(**given)
        window.documents.show(plan, path, digest)
        with qtbot.waitExposed(window):
            window.show()
        qtbot.wait(0)
        return window

    return show


@pytest.fixture
def window(open_window: OpenWindow, example: Plan) -> MainWindow:
    """A window that shows the example."""
    return open_window(example)


@pytest.fixture
def blank_window(open_window: OpenWindow, blank: Plan) -> MainWindow:
    """A window that shows a plan with nothing placed."""
    return open_window(blank)


@pytest.fixture
def started(start_window, qtbot):
    """A window as the program shows it without a file."""

    def show(**given):
        window = start_window(**given)
        window.show_start()
        with qtbot.waitExposed(window):
            window.show()
        return window

    return show


@pytest.fixture
def path(tmp_path: Path, example: Plan) -> Path:
    """The file of the example, in a folder with nothing else in it."""
    found = tmp_path / "study" / "plan.cspplan"
    found.parent.mkdir()
    save(found, example, None)
    return found


@pytest.fixture
def saved_window(open_window: OpenWindow, path: Path, example: Plan) -> MainWindow:
    """A window that shows the example out of its file."""
    return open_window(example, path, load(path).digest)


@pytest.fixture
def folder() -> Path:
    """The folder of the recovery slots; nothing has made it yet."""
    return state_folder() / "recovery"
