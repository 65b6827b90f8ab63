"""Interview mode: two people look at one screen, so the window fills it and its type is larger."""

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from csp_planner.ui import theme

LARGER, LARGER_ON_A_SMALL_SCREEN = 1.25, 1.1
"""Size of the type in interview mode: a small screen has no room for more."""
SMALL_SCREEN = 1280
"""Width in pixels below which a screen is small."""


class InterviewMode:
    """Whether the mode is on, and how the window looks without it."""

    def __init__(self, window: QWidget) -> None:
        self._window, self.is_on = window, False
        self._plain_font = QFont(QApplication.font())
        self._geometry_before: QByteArray | None = None

    def switch(self) -> None:
        """Turn the mode on or off, and give the type its size. The views are to be made again after that."""
        self.is_on = not self.is_on
        if self.is_on:
            self._geometry_before = self._window.saveGeometry()
        larger = LARGER if self._window.screen().size().width() >= SMALL_SCREEN else LARGER_ON_A_SMALL_SCREEN
        font = theme.scaled(self._plain_font, larger) if self.is_on else self._plain_font
        QApplication.setFont(font)
        self._window.setFont(font)  # what is built now takes the size from its parent

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
