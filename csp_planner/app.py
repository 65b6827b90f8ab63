"""The window's start: what it shows comes first, everything else loads on use."""

import linecache
import os
import sys
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from csp_planner.console import complain
from csp_planner.domain.programme import Programme
from csp_planner.messages.catalogue import _, language, use_language
from csp_planner.messages.problems import problem_sentence, shown
from csp_planner.preflight import (
    Lack,
    Missing,
    missing_display,
    missing_for,
    missing_for_platforms,
    platforms_that_answer,
)
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.folders import config_folder
from csp_planner.storage.library import USUAL_PROGRAMME, builtin_programme, example_files, resource_folder
from csp_planner.storage.meeting import is_met
from csp_planner.storage.planfile import LoadedPlan, load_either
from csp_planner.storage.settings import Settings, load_settings

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

REST_MS = 2_000
"""Milliseconds after which the first page is there and most people have not begun a plan yet."""


def run_window(path: Path | None, today: date) -> int:
    """Show the window, with the plan in *path* or a new one of the programme there; the exit code when it is closed."""
    settings = load_settings(config_folder())
    use_language(settings.language or None)
    platforms = platforms_that_answer()
    if not platforms:
        return _explain(missing_display())
    loaded: LoadedPlan | Programme | None = None
    if path is not None:
        try:
            loaded = load_either(path)
        except PlanFileError as error:
            other = _trouble_of_openings(path, error)
            if other is not None:
                complain(other)
                return 2 if error.is_input else 3
    try:
        from PySide6 import QtGui
    except ImportError as error:
        missing = missing_for(error)
        if missing is None:
            raise
        return _explain(missing)
    missing = missing_for_platforms(platforms, Path(QtGui.__file__).parent / "Qt" / "plugins" / "platforms")
    if missing is not None:
        return _explain(missing)
    return _show(path, loaded, today, settings)


def _trouble_of_openings(path: Path, error: PlanFileError) -> str | None:
    """Why *path*, which is no plan, cannot be shown either as openings; None where it holds some."""
    if error.problem is not FileProblem.FOREIGN:
        return problem_sentence(error)
    from csp_planner.messages.openings import openings_problem
    from csp_planner.storage.openings import load_openings

    try:
        load_openings(path)
    except PlanFileError as other:
        return problem_sentence(error) if other.problem is FileProblem.FOREIGN else openings_problem(other)
    return None


def _explain(missing: Missing) -> int:
    match missing.lack:
        case Lack.DISPLAY:
            text = _("The window needs a display and none answers; “{command}” shows the example plan without one.")
            complain(text.format(command=_command_without_window()))
        case Lack.PLATFORM:
            text = _("QT_QPA_PLATFORM asks for “{name}”, which shows no window here: unset it.")
            complain(text.format(name=shown(os.environ.get("QT_QPA_PLATFORM", ""))))
        case Lack.LIBRARIES:
            text = _("The window needs system libraries that are not installed: apt-get install {packages}")
            complain(text.format(packages=" ".join(missing.packages)))
    return 2


def _command_without_window() -> str:
    """The command that shows the example plan in a terminal, as it can be typed in this folder."""
    import shlex
    import shutil

    example, program = example_files()[0], Path(sys.executable).with_name("csp-planner")
    if example.is_relative_to(Path.cwd()):
        example = example.relative_to(Path.cwd())
    if not example.is_absolute() and "UV" in os.environ:
        words = ["uv", "run", "csp-planner"]  # uv puts the program on the path for this one run only
    elif shutil.which("csp-planner") == str(program):
        words = ["csp-planner"]
    else:
        words = [str(program)] if program.exists() else [sys.executable, "-m", "csp_planner"]
    return shlex.join([*words, "check", str(example)])


def _show(path: Path | None, loaded: LoadedPlan | Programme | None, today: date, settings: Settings) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from csp_planner.ui import theme
    from csp_planner.ui.ending import Ending
    from csp_planner.ui.translator import install_translator
    from csp_planner.ui.window import MainWindow

    linecache.clearcache()  # PySide reads the source of each module through it, and 3 MiB of text would stay
    # The style by option: setStyle answers with a QStyle, and all that belongs to it would be loaded for that.
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("csp-planner")
    app.setApplicationDisplayName("csp-planner")
    app.setDesktopFileName("csp-planner")
    if path is not None and is_met(path):
        from csp_planner.ui.document.door import knock

        if knock(path):
            complain(_("“{file}” is open already; its window asks for attention.").format(file=shown(path.name)))
            return 0
    app.setWindowIcon(_icon())
    install_translator(language())
    theme.apply(app, theme.scheme_of(settings.theme))
    window = MainWindow(today, settings)
    if isinstance(loaded, Programme):
        window.documents.begin_with(loaded)
    elif path is not None and loaded is not None:
        window.documents.show(loaded.plan, path.absolute(), loaded.digest)
    else:
        window.show_start()
        QTimer.singleShot(REST_MS, window, _read_ahead)
    linecache.clearcache()  # that of the modules that came with the page
    window.show()
    if path is not None and loaded is None:
        QTimer.singleShot(0, window, lambda: window.opening_acts.read(path))
    sys.excepthook = _handle_trouble
    Ending(window)
    return app.exec()


def _read_ahead() -> None:
    """Load what reads files: it takes 0.1 s, which the click that begins a plan need not wait for."""
    builtin_programme(USUAL_PROGRAMME)
    linecache.clearcache()


def _icon() -> "QIcon":
    """The program's icon; Qt reads the file of a size when that size is shown."""
    from PySide6.QtGui import QIcon

    icon = QIcon()
    for path in sorted((resource_folder() / "icons").glob("*.png")):
        icon.addFile(str(path))
    return icon


def _handle_trouble(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    from csp_planner.ui.dialogs.trouble import handle

    handle(kind, error, where)
