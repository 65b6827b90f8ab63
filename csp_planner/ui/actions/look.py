"""Colours, language, size and zones of the window: set for now, and kept for the next start."""

from dataclasses import replace

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from csp_planner.messages.catalogue import language, use_language
from csp_planner.storage.folders import config_folder
from csp_planner.storage.settings import save_settings
from csp_planner.ui import theme
from csp_planner.ui.document.documents import Documents

SIZE = (1366, 768)
LEAST_SIZE = (860, 520)


class Look:
    """How the window looks. Views that show it are to be made again after colours or language have changed."""

    def __init__(self, documents: Documents, window: QWidget) -> None:
        self._documents, self._window = documents, window
        window.setMinimumSize(*LEAST_SIZE)

    def set_scheme(self, scheme: theme.Scheme) -> None:
        """Light, dark, high contrast, or as the system."""
        self._keep(theme=scheme.value)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, scheme)

    def set_language(self, code: str) -> None:
        """Speak another language from now on; nothing of the document changes."""
        self._keep(language=code)
        use_language(code)
        from csp_planner.ui.translator import install_translator

        install_translator(language())

    def keep_loads(self, shown: bool) -> None:
        """Show the loads of scenarios in their tabs next time, or not."""
        self._keep(tab_loads=shown)

    def restore_size(self) -> None:
        """Give the window the size and the place it had last, or those for a first start."""
        screen = QGuiApplication.primaryScreen().availableSize()
        self._window.resize(min(SIZE[0], screen.width()), min(SIZE[1], screen.height()))
        saved = self._documents.settings.window
        if saved:
            self._window.restoreGeometry(QByteArray.fromBase64(saved.encode("ascii", "ignore")))
        elif screen.width() <= SIZE[0] or screen.height() <= SIZE[1]:
            self._window.setWindowState(Qt.WindowState.WindowMaximized)  # the frame would not fit around it

    def keep_size(self, geometry: QByteArray) -> None:
        """Open at *geometry* next time."""
        self._keep(window=bytes(geometry.toBase64().data()).decode("ascii"))

    def ask_for_attention(self) -> None:
        """Come to the front, as far as the desktop lets a window do that, or be marked in its list of windows."""
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()
        QApplication.alert(self._window)

    def note_zones(self, zones: QSplitter) -> None:
        """Remember the widths of *zones*; the next settings that are kept hold them."""
        widths = tuple(zones.sizes())
        if any(widths):  # none before the first layout
            self._documents.settings = replace(self._documents.settings, zones=widths)

    def _keep(self, **changes: object) -> None:
        self._documents.settings = replace(self._documents.settings, **changes)
        save_settings(config_folder(), self._documents.settings)
