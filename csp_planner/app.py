"""The window's start: what it shows comes first, everything else loads on use."""

import sys
from datetime import date
from pathlib import Path
from types import TracebackType

from csp_planner.display import Lack, Missing, missing_display, missing_for, missing_for_x
from csp_planner.messages.catalogue import _, language, use_language
from csp_planner.messages.sentences import problem_sentence
from csp_planner.storage.errors import PlanFileError
from csp_planner.storage.folders import config_folder
from csp_planner.storage.planfile import LoadedPlan, load
from csp_planner.storage.settings import Settings, load_settings

EXAMPLE = "resources/examples/crn01-exemple.cspplan"


def run_window(path: Path | None, today: date) -> int:
    """Show the window, with the plan in *path*; the exit code when it is closed."""
    settings = load_settings(config_folder())
    use_language(settings.language or None)
    missing = missing_display()
    if missing is not None:
        return _explain(missing)
    loaded: LoadedPlan | None = None
    if path is not None:
        try:
            loaded = load(path)
        except PlanFileError as error:
            sys.stderr.write(problem_sentence(error) + "\n")
            return 2 if error.is_input else 3
    try:
        from PySide6 import QtGui
    except ImportError as error:
        missing = missing_for(error)
        if missing is None:
            raise
        return _explain(missing)
    missing = missing_for_x(Path(QtGui.__file__).parent / "Qt")
    if missing is not None:
        return _explain(missing)
    return _show(path, loaded, today, settings)


def _explain(missing: Missing) -> int:
    if missing.lack is Lack.DISPLAY:
        text = _(
            "The window needs a display and none answers; "
            "“csp-planner check {file}” shows the example plan without one."
        )
        sys.stderr.write(text.format(file=EXAMPLE) + "\n")
    else:
        text = _("The window needs system libraries that are not installed: apt-get install {packages}")
        sys.stderr.write(text.format(packages=" ".join(missing.packages)) + "\n")
    return 2


def _show(path: Path | None, loaded: LoadedPlan | None, today: date, settings: Settings) -> int:
    from PySide6.QtWidgets import QApplication

    from csp_planner.ui import theme
    from csp_planner.ui.translator import install_translator
    from csp_planner.ui.window import MainWindow

    app = QApplication(sys.argv[:1])
    app.setApplicationName("csp-planner")
    app.setApplicationDisplayName("csp-planner")
    app.setDesktopFileName("csp-planner")
    app.setStyle("Fusion")
    install_translator(language())
    theme.apply(app, theme.scheme_of(settings.theme))
    window = MainWindow(today, settings)
    if path is not None and loaded is not None:
        window.documents.show(loaded.plan, path.absolute(), loaded.digest)
    else:
        window.show_start()
    window.show()
    sys.excepthook = _handle_trouble
    return app.exec()


def _handle_trouble(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    from csp_planner.ui.trouble import handle

    handle(kind, error, where)
