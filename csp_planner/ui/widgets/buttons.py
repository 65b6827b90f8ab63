"""Buttons that the program draws itself, and what all dialogs do with theirs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QPushButton, QSizePolicy, QToolButton, QWidget

from csp_planner.ui import theme
from csp_planner.ui.widgets.labels import no_key

if TYPE_CHECKING:
    from PySide6.QtWidgets import (  # a start shows none and does not wait for them
        QDialog,
        QDialogButtonBox,
        QMessageBox,
    )

MARGIN = 4


class PrimaryButton(QPushButton):
    """The main button of a view; the theme fills it with the accent."""


class QuietButton(QToolButton):
    """A button without a frame; a ring shows that it has the keyboard focus."""

    def __init__(self, glyph: str, parent: QWidget | None = None) -> None:
        """*glyph* is the name of what it shows; empty where it shows words only."""
        super().__init__(parent)
        self.setAutoRaise(True)
        if glyph:
            side = max(theme.GLYPH, self.fontMetrics().height())  # as tall as the words beside it
            self.setIconSize(QSize(side, side))
            self.setIcon(theme.glyph(glyph))


class BackButton(QPushButton):
    """Leads back; as tall as a button without a glyph."""

    def __init__(self, text: str) -> None:
        super().__init__(theme.glyph("back"), text)
        side = min(theme.GLYPH, self.fontMetrics().height() - 2)
        self.setIconSize(QSize(side, side))


class ButtonFrame(QFrame):
    """A frame whose buttons are pressed with Enter too: outside of dialogs Qt lets only Space press them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_with_enter(self, event):
            super().keyPressEvent(event)


def press_with_enter(part: QWidget, event: QKeyEvent) -> bool:
    """Press the button in *part* that has the focus, if *event* is Enter; whether it did."""
    focused = part.focusWidget()
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if not isinstance(focused, QPushButton | QToolButton) or not focused.hasFocus():
        return False
    focused.click()
    return True


def ok_cancel(dialog: "QDialog") -> "QDialogButtonBox":
    """The buttons that accept *dialog* and give it up."""
    from PySide6.QtWidgets import QDialogButtonBox  # as above

    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    drop_icons(buttons)
    return buttons


def drop_icons(box: "QDialogButtonBox | QMessageBox") -> None:
    """Remove the pictures from the buttons of *box*: the style draws them in colours that are not the theme's."""
    from PySide6.QtGui import QIcon  # as above

    for button in box.buttons():
        button.setIcon(QIcon())


class EnterButton(QAbstractButton):
    """A button that paints itself; Enter presses it as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class TextRow(EnterButton):
    """A sentence that can be clicked, on as many lines as it takes; Enter and Space press it too."""

    inset = 2 * theme.GRID
    """Room kept free at the left, in pixels: the frame of the focus stands in it, apart from the text."""
    right = theme.GRID
    """The same at the right, where text seldom ends at the edge."""
    tone = "text"
    """Colour of the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._said = "", ("", "")
        self._font, self._heights = self.font(), dict[int, int]()
        """Heights found for what is said now, in that font: a layout asks for them many times over."""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def say(self, text: str) -> None:
        """Show *text*, which is also its name."""
        if text != self._words:
            self._words = text
            self._heights.clear()
            self.setText(no_key(text))
            self.setAccessibleName(text)
            self.updateGeometry()
        if (text, self.tone) != self._said:
            self._said = text, self.tone
            self.update()

    def heightForWidth(self, width: int) -> int:
        font = self.font()
        if font != self._font:
            self._font = font
            self._heights.clear()
        if width not in self._heights:
            room = QRect(0, 0, width - self.inset - self.right, 10_000)
            text = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._words)
            self._heights[width] = text.height() + 2 * MARGIN
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(160, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height() + 2 * MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), MARGIN, MARGIN)
        painter.setFont(self.font())
        painter.setPen(theme.colour(self.tone))
        area = self.rect().adjusted(self.inset, MARGIN, -self.right, -MARGIN)
        painter.drawText(area, int(Qt.TextFlag.TextWordWrap), self._words)
        self.paint_mark(painter)

    def paint_mark(self, painter: QPainter) -> None:
        """Draw what stands before the text."""
