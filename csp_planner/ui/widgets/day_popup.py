"""A calendar that drops down from a field."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from csp_planner.messages.catalogue import _, language
from csp_planner.ui import theme


class DayPopup(QFrame):
    """Shows a month at a time, with weeks from Monday. A click or Enter picks a day, Escape none."""

    picked = Signal(object)

    def __init__(self, day: date, first: date, last: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Calendar"))
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(_("Calendar"))
        self.calendar.setLocale(QLocale(language()))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setDateEditEnabled(False)
        self.calendar.setDateRange(_qt(first), _qt(last))
        self.calendar.setSelectedDate(_qt(day))
        week = QTextCharFormat()
        week.setForeground(theme.colour("text"))
        for name in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(name, week)
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)
        column = QVBoxLayout(self)
        theme.space(column, 0, around=1)
        column.addWidget(self.calendar)

    def show_below(self, field: QWidget) -> None:
        """Open under *field*, or over it where the screen ends."""
        self.adjustSize()
        room = field.screen().availableGeometry()
        point = field.mapToGlobal(QPoint(0, field.height()))
        if point.y() + self.height() > room.bottom():
            point.setY(field.mapToGlobal(QPoint(0, 0)).y() - self.height())
        point.setX(max(room.left(), min(point.x(), room.right() - self.width())))
        point.setY(max(room.top(), point.y()))
        self.move(point)
        self.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colour("edge"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _pick(self, day: QDate) -> None:
        self.close()
        self.picked.emit(date(day.year(), day.month(), day.day()))


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
