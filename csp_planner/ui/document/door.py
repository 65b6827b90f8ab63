"""Where others knock who want the file that this window shows: a local socket of the current user.

A program that is asked for a file knocks first. The window that has the file answers and asks for attention, so that
no second writer of the same file comes. The socket is a name in the file system, never an internet address.
"""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from csp_planner.storage.meeting import is_met, meeting_place

_ANSWER = b"here"
_PATIENCE_MS = 500
"""How long an answer is waited for. A window that hangs must not keep its file from being opened."""


def knock(path: Path) -> bool:
    """Return whether a window has the file at *path*; that window then asks for attention."""
    if not is_met(path):
        return False
    socket = QLocalSocket()
    socket.connectToServer(str(meeting_place(path)))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    # The other window answers, and closes: one that does neither has the name but not the file.
    return socket.waitForReadyRead(_PATIENCE_MS) and socket.readAll().data() == _ANSWER


class Door(QObject):
    """Answers those who knock for the file that is open."""

    knocked = Signal()
    """Somebody wants the file of this window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None
        self._path: Path | None = None

    def watch(self, path: Path | None) -> None:
        """Answer for the file at *path* from now on; None: for none."""
        if path == self._path:
            return
        self._path = path
        self.close()
        if path is None:
            return
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._answer)
        with suppress(OSError):  # without such a folder, two windows may have one file: the save tells them
            name = str(meeting_place(path))
            if not server.listen(name) and not knock(path):
                QLocalServer.removeServer(name)  # a window that was killed left it
                server.listen(name)
        self._server = server

    def close(self) -> None:
        """Answer no more."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _answer(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.write(_ANSWER)
            socket.disconnectFromServer()
            socket.disconnected.connect(socket.deleteLater)
            self.knocked.emit()
