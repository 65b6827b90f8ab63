"""Interview mode: two people look at one screen, so the window fills it and its type is larger."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from csp_planner.ui import theme

if TYPE_CHECKING:  # most windows never show the mode
    from csp_planner.ui.panels.bearings import Bearings

LARGER, LEAST, MOST = 1.2, 1.1, 1.8
"""Size of the type in interview mode on a screen of the usual size, and on any screen."""
USUAL_SCREEN = (1366, 768)
"""Width and height in pixels of a screen on which three academic years are seen at once."""


def larger(screen: QSize) -> float:
    """How much larger the type is on *screen*: as much is seen at once on a large one as on the usual one."""
    share = min(screen.width() / USUAL_SCREEN[0], screen.height() / USUAL_SCREEN[1])
    return min(MOST, max(LEAST, LARGER * share))


class InterviewMode:
    """Whether the mode is on, and how the window looks without it."""

    def __init__(self, window: QWidget) -> None:
        self._window, self.is_on = window, False
        self._plain_font = QFont(QApplication.font())
        self._geometry_before: QByteArray | None = None
        self._scroll_before: int | None = None
        """How far the board was scrolled without the mode; None: there was no board, or the mode is off."""

    def switch(self) -> None:
        """Turn the mode on or off, and give the type its size. The views are to be made again after that."""
        self.is_on = not self.is_on
        if self.is_on:
            self._geometry_before = self._window.saveGeometry()
        font = theme.scaled(self._plain_font, larger(self._window.screen().size())) if self.is_on else self._plain_font
        QApplication.setFont(font)
        self._window.setFont(font)  # what is built now takes the size from its parent

    def back(self, now: "Bearings") -> "Bearings":
        """Where to lead to from *now*: out of the mode, back to where the board was scrolled before it."""
        if self.is_on:
            self._scroll_before = now.scroll if self._scroll_before is None else self._scroll_before
            return now
        before, self._scroll_before = self._scroll_before, None
        return now if before is None else replace(now, scroll=before)

    def show_window(self) -> None:
        """Fill the screen in the mode; go back to the size of before without it."""
        if self.is_on:
            self._window.showFullScreen()
            return
        self._window.showNormal()
        if self._geometry_before is not None:
            self._window.restoreGeometry(self._geometry_before)

    def geometry(self) -> QByteArray:
        """The geometry of the window without the mode, to be kept for the next start."""
        return self._geometry_before if self.is_on and self._geometry_before else self._window.saveGeometry()
