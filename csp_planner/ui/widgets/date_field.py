"""A field for a day."""

import re
from datetime import date

from PySide6.QtCore import QDate, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from csp_planner.domain.limits import FIRST_DAY, LAST_DAY
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.messages.words import date_label
from csp_planner.ui import theme
from csp_planner.ui.widgets.field_mark import paint_mark
from csp_planner.ui.widgets.labels import show_tip

_DAY_FIRST = re.compile(r"([0-9]{1,2})\s*([-/.\s])\s*([0-9]{1,2})\s*\2\s*([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_FIGURES = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_MOST_QUOTED = 24
_STEPS = {Qt.Key.Key_Up: (1, 0), Qt.Key.Key_Down: (-1, 0), Qt.Key.Key_PageUp: (0, 1), Qt.Key.Key_PageDown: (0, -1)}
"""Days and months that a key goes forward by."""


def read_day(text: str) -> date | None:
    """The day that *text* names, as people write one: 2/3/2025, 02.03.25, 02032025, 2025-03-02. None if it is none."""
    text = text.strip()
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = found[1], found[3], found[4]
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found[1], found[3], found[4]
    elif found := _FIGURES.fullmatch(text):
        day, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year) + (2000 if len(year) <= 2 else 0), int(month), int(day))
    except ValueError:
        return None


class DateField(QLineEdit):
    """A day, typed or pasted as people write one, day first; or picked in a calendar.

    Text that is no day is marked and stays as it is typed: it never becomes another day.
    """

    changed = Signal()
    """Another text, so perhaps another day."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self._kept = day
        self._marked = False
        self._first_click = False
        self._button = _CalendarButton(self)
        self._button.clicked.connect(self.open_calendar)
        self.setTextMargins(0, 0, self._button.sizeHint().width(), 0)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("00/00/0000") + self._button.sizeHint().width() + 24)
        self.textChanged.connect(self._follow)
        self.editingFinished.connect(self._settle)
        self.show_day(day)

    @property
    def day(self) -> date | None:
        """The day shown; None where the text is none, or none a plan takes."""
        day = self._kept if self.text() == date_label(self._kept) else read_day(self.text())
        return day if day is not None and (day == self._kept or FIRST_DAY <= day <= LAST_DAY) else None

    @property
    def last_good_day(self) -> date:
        """The day shown; the last good one where the text is none (see ``trouble``)."""
        return self.day or self._kept

    @property
    def trouble(self) -> str:
        """Why the text is no day, and what is expected; empty where it is one."""
        if self.day is not None:
            return ""
        text = self.text().strip()
        if not text:
            return _("A date is missing: enter day, month and year, such as {example}.").format(
                example=date_label(self._kept)
            )
        if read_day(text) is not None:
            sentence = _("“{text}” is out of range: enter a day between {first} and {last}.")
            return sentence.format(text=shown(text), first=date_label(FIRST_DAY), last=date_label(LAST_DAY))
        quoted = text if len(text) <= _MOST_QUOTED else text[:_MOST_QUOTED] + "…"
        sentence = _("“{text}” is not a date: enter day, month and year, such as {example}.")
        return sentence.format(text=shown(quoted), example=date_label(self._kept))

    @property
    def is_marked(self) -> bool:
        """Whether it shows that its text is no day."""
        return self._marked

    def show_day(self, day: date) -> None:
        """Show *day*, which Escape then comes back to."""
        self._kept = day
        self.setText(date_label(day))

    def bring_back(self) -> None:
        """Show the last good day again."""
        self.show_day(self._kept)

    def enter(self, day: date) -> None:
        """Take *day* as if it had been typed."""
        self.selectAll()
        self.insert(date_label(day))

    def open_calendar(self) -> None:
        """Let the person pick a day."""
        from csp_planner.ui.widgets.day_popup import DayPopup  # a start does not wait for a calendar

        popup = DayPopup(self.last_good_day, FIRST_DAY, LAST_DAY, self)
        popup.picked.connect(self._take_picked)
        popup.show_below(self)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._button.setAccessibleDescription(name)

    def _take_picked(self, day: date) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if day != self.day:
            self.enter(day)
        self.editingFinished.emit()

    def _follow(self) -> None:
        if self.day is not None:
            self._mark("")
        elif self._marked:
            self._mark(self.trouble)
        self.changed.emit()

    def _settle(self) -> None:
        """Write the day entered as everywhere in the program, or mark the text that is none."""
        if self.day is not None:
            self.show_day(self.day)
        else:
            self._mark(self.trouble)

    def _mark(self, trouble: str) -> None:
        self._marked = bool(trouble)
        show_tip(self, trouble)
        self.setAccessibleDescription(trouble)
        self.update()

    def _step(self, days: int, months: int) -> None:
        if self.day is None:
            return
        then = QDate(self.day.year, self.day.month, self.day.day).addDays(days).addMonths(months)
        if FIRST_DAY <= (day := date(then.year(), then.month(), then.day())) <= LAST_DAY:
            self.enter(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._first_click = False
        key, plain = Qt.Key(event.key()), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key is Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif key in _STEPS and plain:
            self._step(*_STEPS[key])
        elif key is Qt.Key.Key_Escape and self.day is None:
            self.bring_back()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._first_click = event.reason() is not Qt.FocusReason.PopupFocusReason

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._first_click and not self.hasSelectedText():
            self.selectAll()  # a person who clicks on a date and types means another date
        self._first_click = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self._button.sizeHint().width()
        self._button.setGeometry(self.width() - width - 2, 2, width, self.height() - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._marked and self.isEnabled():
            paint_mark(self)


class _CalendarButton(QAbstractButton):
    """Opens the calendar. Its picture is drawn here."""

    def __init__(self, parent: DateField) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Calendar"))
        self.setToolTip(_("Calendar"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height()
        return QSize(side + 8, side + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(theme.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_fill"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 3, 3)
        side = min(self.width(), self.height(), self.fontMetrics().height()) - 5
        sheet = QRect(0, 0, side, side)
        sheet.moveCenter(self.rect().center())
        colour = theme.colour("text" if self.isEnabled() else "disabled")
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(sheet).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.fillRect(QRect(sheet.topLeft(), QSize(side, max(2, side // 4))), colour)
        dot = max(1, side // 6)
        for row in (0.5, 0.75):
            for column in (0.22, 0.45, 0.68):
                painter.fillRect(QRectF(sheet.x() + column * side, sheet.y() + row * side, dot, dot), colour)
