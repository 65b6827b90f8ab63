"""The window ends when Ctrl+C in its terminal, or the system, asks for it."""

import os
import signal

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

from csp_planner.stopping import exit_code, leave_to
from csp_planner.ui.window import MainWindow


class Ending(QObject):
    """Leaves *window* as a close does, without a question, and ends the event loop.

    Python runs a signal's handler between two instructions of its own, and a window at rest runs none: so the
    number of the signal comes through a pipe, which the event loop watches.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._reader, writer = os.pipe()
        for side in (self._reader, writer):
            os.set_blocking(side, False)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        leave_to(lambda _number, _frame: None)
        self._notifier = QSocketNotifier(self._reader, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._end)

    def _end(self) -> None:
        self._notifier.setEnabled(False)  # once is enough
        number = os.read(self._reader, 1)[0]
        try:
            self._window.end()
        finally:
            QApplication.exit(exit_code(number))
