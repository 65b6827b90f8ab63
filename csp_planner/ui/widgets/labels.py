"""Labels, tooltips and boxes to tick that show a text as it is written, and never as markup or as a key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from csp_planner.ui import theme


def tip(text: str) -> str:
    """*text* for a tooltip, which Qt would read as markup where it looks like it: a file may hold anything."""
    if "<" not in text and "&lt;" not in text:  # Qt looks for these two
        return text
    from html import escape  # needed rarely, so a start does not load it

    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>"


def lettered(texts: Sequence[str]) -> list[str]:
    """*texts* for the entries of a menu, each with a letter that no other one has as its key.

    The first letter that is free, of those on every keyboard; an entry for which none is left has no key.
    """
    taken: set[str] = set()
    found: list[str] = []
    for text in texts:
        free = (at for at, char in enumerate(text) if char.isascii() and char.isalpha() and char.lower() not in taken)
        at = next(free, None)
        if at is None:
            found.append(no_key(text))
            continue
        taken.add(text[at].lower())
        found.append(f"{no_key(text[:at])}&{no_key(text[at:])}")
    return found


def show_tip(widget: QWidget, text: str) -> None:
    """Give *widget* a tooltip. Assistive technology, which reads tooltips out, gets *text* without any markup."""
    made = tip(text)
    widget.setToolTip(made)
    widget.setAccessibleDescription(text if made != text else "")


def plain_label(text: str = "") -> QLabel:
    """A label that shows *text* as it is written, on as many lines as it takes."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def no_key(text: str) -> str:
    """*text* for a button, a menu, a tab or a box, where Qt takes a single “&” for the mark of a key."""
    return text.replace("&", "&&")


def without_marks(text: str) -> str:
    """What ``no_key`` was given, from what it made."""
    return text.replace("&&", "&")


class ElidedLabel(QLabel):
    """A line of text that is shortened, or cut with “…”, where there is no room. It never widens what is around it."""

    shorter = ""
    """The same in fewer words; empty where there is no shorter form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = self.fontMetrics()
        fits = not self.shorter or metrics.horizontalAdvance(self.text()) <= self.width()
        text = self.text() if fits else self.shorter
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment(), text)


class _Words(QLabel):
    """The text of a box: a click on it is a click on the box."""

    def __init__(self, text: str, box: QCheckBox) -> None:
        super().__init__(text)
        self._box = box
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._box.isEnabled() and self.rect().contains(event.position().toPoint()):
            self._box.click()


class TickBox(QWidget):
    """A box to tick, with a text on as many lines as it takes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(text)
        row = QHBoxLayout(self)
        theme.space(row, 2)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_Words(text, self.box), 1)
