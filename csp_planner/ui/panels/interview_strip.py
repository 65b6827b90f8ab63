"""The strip above the board in interview mode: the answer, large, and two numbers that open what they count."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from csp_planner.messages.attention import blocking_words
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.side import Side
from csp_planner.ui.widgets.buttons import ButtonFrame
from csp_planner.ui.widgets.labels import show_tip
from csp_planner.ui.widgets.zones import Zones

LARGE = 1.7
"""Size of a number against the text around it."""
MARGIN, GAP = 12, 8
NONE_LEFT = "✓"


class CountButton(QAbstractButton):
    """A large number beside what it counts, in one line or two. Enter, Space or a click opens what it counts."""

    def __init__(self, tooltip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._number, self._lines, self._tone = "", [""], "text"
        self._large = theme.scaled(self.font(), LARGE, bold=True)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        show_tip(self, tooltip)

    def show_count(self, count: int, lines: list[str], tone: str = "accent") -> None:
        """Show *count* of what *lines* name; nothing left is a sign, and well."""
        self._number, self._lines = str(count) if count else NONE_LEFT, lines
        self._tone = tone if count else "ok"
        self.setAccessibleName(", ".join([f"{count} {lines[0]}" if count else lines[0], *lines[1:]]))
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """A click asks: whether what it counts is open, the zones say."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics()
        wide = max(text.horizontalAdvance(line) for line in self._lines)
        tall = max(QFontMetrics(self._large).height(), 2 * text.height())
        return QSize(QFontMetrics(self._large).horizontalAdvance(self._number) + GAP + wide + 2 * MARGIN, tall + GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self.rect().adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.colour("accent"), 2) if self.hasFocus() else QPen(theme.colour("edge"), 1))
        is_lit = self.isChecked() or self.underMouse() or self.isDown()
        painter.setBrush(theme.colour("accent_fill" if is_lit else "surface"))
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        inner = frame.adjusted(MARGIN - 1, 0, 1 - MARGIN, 0)
        painter.setPen(theme.colour(self._tone))
        painter.setFont(self._large)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._number)
        inner.setLeft(inner.left() + painter.fontMetrics().horizontalAdvance(self._number) + GAP)
        painter.setFont(self.font())
        height = painter.fontMetrics().height()
        top = inner.center().y() - height * len(self._lines) // 2 + 1
        for row, line in enumerate(self._lines):
            painter.setPen(theme.colour("text" if row == 0 else self._tone))
            painter.drawText(QRect(inner.left(), top + row * height, inner.width() + GAP, height), 0, line)


class InterviewStrip(ButtonFrame):
    """The answer in large type; how many units to place and points to check, each a button; the way out."""

    def __init__(self, session: Session, side: Side, zones: Zones, end: QAction) -> None:
        super().__init__()
        self._session, self._side, self._zones = session, side, zones
        self.units = CountButton(_("Show the units to place, or fold them (F8)"), self)
        self.checks = CountButton(_("Show what there is to check, or close it (F9: progress and deadlines too)"), self)
        self.units.clicked.connect(lambda: zones.toggle(0))
        self.checks.clicked.connect(self.toggle_checks)
        side.checks.closed.connect(self.toggle_checks)
        zones.folded.connect(self._show_open)
        self.leave = QPushButton(_("Leave (F11)"))
        self.leave.setAccessibleName(_("End the interview mode"))
        self.leave.setToolTip(_("End the interview mode"))
        self.leave.clicked.connect(end.trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID, theme.GRID, theme.GRID * 3, theme.GRID)  # both edges are those of the board
        row.setSpacing(theme.GRID * 2)
        row.addWidget(side.answer, 1)
        for button in (self.units, self.checks, self.leave):
            row.addWidget(button)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)

    def focus_order(self) -> list[QWidget]:
        """What Tab goes through."""
        return [*self._side.answer.focus_order(), self.units, self.checks, self.leave]

    def refresh(self) -> None:
        """Show the session's latest value; the answer is refreshed with the zone that it belongs to."""
        reading = self._session.reading
        waiting, to_do, blocking = len(reading.waiting), len(reading.attention.to_do), reading.attention.blocking
        to_place = ngettext("unit to place", "units to place", waiting) if waiting else _("all is placed")
        choices = reading.open_choices
        if choices and waiting:
            to_choose = ngettext("{count} choice", "{count} choices", choices).format(count=choices)
            self.units.show_count(waiting, [to_place, to_choose])
        elif choices:
            self.units.show_count(choices, [ngettext("choice to make", "choices to make", choices)])
        else:
            self.units.show_count(waiting, [to_place])
        to_check = ngettext("point to check", "points to check", to_do) if to_do else _("nothing to check")
        tone = "error" if blocking else "warning"
        self.checks.show_count(to_do, [to_check, *([blocking_words(blocking)] if blocking else [])], tone)

    def begin(self) -> None:
        """Leave the room to the board. The units to place are shown while there are any.

        Nothing moves by itself under the hand: a list that is emptied later stays until a person folds it.
        """
        self._zones.fold(2)
        if self._session.reading.has_to_place:
            self._zones.unfold(0)
        else:
            self._zones.fold(0)

    def toggle_checks(self) -> None:
        """Open what there is to check, with the keys on it; or fold it again, with the keys on what opens it."""
        if self._zones.is_open(2) and not self._side.shows_panel:
            self._zones.fold(2)
            self.checks.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._side.show_checks(alone=True)
        self._zones.unfold(2)
        self._side.checks.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> bool:
        """Fold what there is to check; False where it is folded already."""
        is_open = self._zones.is_open(2)
        if is_open:
            self.toggle_checks()
        return is_open

    def _show_open(self) -> None:
        """Show which of the two zones are open."""
        self.units.setChecked(self._zones.is_open(0))
        self.checks.setChecked(self._zones.is_open(2))
