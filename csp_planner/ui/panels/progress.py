"""The upper part of the right zone: two gauges and the three conditions of the award."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from csp_planner.domain.evaluation.values import Condition, Requirement, Totals
from csp_planner.domain.planning.preview import Verdict
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.sentences import condition_brief
from csp_planner.messages.words import ects, hours, number
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.buttons import TextRow

BAR = 12
BADGE = 18


def _ects_beside(totals: Totals) -> list[str]:
    """What stands beside the ECTS obtained, from the longest to the shortest form."""
    short = pgettext("gauge", " / {target}")
    expected = pgettext("gauge", " / {target} · +{expected}")
    if totals.in_progress and totals.planned:
        whole = pgettext("gauge", " / {target} obtained · {under_way} under way · {planned} planned")
        return [whole, pgettext("gauge", " / {target} · {under_way} under way · {planned} planned"), expected, short]
    if totals.in_progress:
        whole = pgettext("gauge", " / {target} obtained · {under_way} under way")
        return [whole, pgettext("gauge", " / {target} · {under_way} under way"), expected, short]
    if totals.planned:
        whole = pgettext("gauge", " / {target} obtained · {planned} planned")
        return [whole, pgettext("gauge", " / {target} · {planned} planned"), expected, short]
    return [pgettext("gauge", " / {target} obtained"), short]


def _hours_beside(totals: Totals) -> list[str]:
    """The same of hours, which are feminine in French."""
    short = pgettext("gauge", " / {target}")
    expected = pgettext("gauge", " / {target} · +{expected}")
    if totals.in_progress and totals.planned:
        whole = pgettext("gauge of hours", " / {target} obtained · {under_way} under way · {planned} planned")
        beside = pgettext("gauge of hours", " / {target} · {under_way} under way · {planned} planned")
        return [whole, beside, expected, short]
    if totals.in_progress:
        whole = pgettext("gauge of hours", " / {target} obtained · {under_way} under way")
        return [whole, pgettext("gauge", " / {target} · {under_way} under way"), expected, short]
    if totals.planned:
        whole = pgettext("gauge of hours", " / {target} obtained · {planned} planned")
        return [whole, pgettext("gauge of hours", " / {target} · {planned} planned"), expected, short]
    return [pgettext("gauge of hours", " / {target} obtained"), short]


class Gauge(QProgressBar):
    """A quantity that grows toward its target. It is a progress bar to assistive technology, and draws itself."""

    def __init__(self, name: str, *, in_hours: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name, self._in_hours = name, in_hours
        self._totals = Totals(target=1, listed=1)
        self._gain = 0.0
        self._bold = theme.scaled(self.font(), 0.95, bold=True)
        self._big = theme.scaled(self.font(), 1.3, bold=True)
        self._small = theme.scaled(self.font(), 0.88)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_totals(self, totals: Totals) -> None:
        """Show *totals*."""
        self._totals = totals
        self.setUpdatesEnabled(False)  # a progress bar paints at once, apart from all else, when its value changes
        self.setRange(0, max(1, round(totals.target)))
        self.setValue(min(self.maximum(), round(totals.reached)))
        self.setUpdatesEnabled(True)
        self.setAccessibleDescription("\n".join([*self._listings()[:1], self._explained()]))
        self.setToolTip(self._explained())
        self.update()

    def show_gain(self, gain: float) -> None:
        """Show what the units in hand would add; 0: nothing is carried."""
        if gain != self._gain:
            self._gain = gain
            self.update()

    def _listings(self) -> list[str]:
        """What the sheet's rows add up to, from the longest to the shortest form."""
        total = number(self._totals.listed)
        return [_("listed on the sheet: {total}").format(total=total), _("sheet: {total}").format(total=total)]

    def _explained(self) -> str:
        totals = self._totals
        lines = [
            _("obtained: {amount}").format(amount=number(totals.obtained)),
            _("under way: {amount}").format(amount=number(totals.in_progress)),
            _("planned: {amount}").format(amount=number(totals.planned)),
            _("to place: {amount}").format(amount=number(totals.unplaced)),
        ]
        if totals.unattributed:
            lines.append(_("{hours} attributed to no unit by the sheet").format(hours=hours(totals.unattributed)))
        return "\n".join(lines)

    def sizeHint(self) -> QSize:
        heights = [QFontMetrics(font).height() for font in (self._bold, self._big)]
        return QSize(200, sum(heights) + BAR + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRect(0, 0, self.width(), QFontMetrics(self._bold).height())
        painter.setFont(self._bold)
        painter.setPen(theme.colour("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._name)
        self._paint_at_right(painter, line, line.width() - painter.fontMetrics().horizontalAdvance(self._name) - 10)
        self._paint_figures(painter, line.bottom() + 1)
        self._paint_bar(painter, QRect(0, self.height() - BAR - 1, self.width(), BAR))

    def _paint_at_right(self, painter: QPainter, line: QRect, room: int) -> None:
        """What the sheet lists or, in its place so that nothing moves, what the card in hand would add."""
        metrics = QFontMetrics(self._small)
        text = next((form for form in self._listings() if metrics.horizontalAdvance(form) <= room), "")
        if self._gain:
            text = f"+{number(self._gain)}"
        painter.setFont(self._bold if self._gain else self._small)
        painter.setPen(theme.colour("ok" if self._gain else "muted"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_figures(self, painter: QPainter, top: int) -> None:
        """What is obtained is the large figure; what is under way and planned stands smaller beside it."""
        painter.setFont(self._big)
        painter.setPen(theme.colour("text"))
        metrics = painter.fontMetrics()
        baseline = top + metrics.ascent()
        obtained = number(self._totals.obtained)
        painter.drawText(0, baseline, obtained)
        x = metrics.horizontalAdvance(obtained)
        painter.setFont(self.font())
        painter.setPen(theme.colour("muted"))
        metrics = painter.fontMetrics()
        forms, room = self._beside(), self.width() - x
        text = next((form for form in forms if metrics.horizontalAdvance(form) <= room), forms[-1])
        painter.drawText(x, baseline, text)

    def _beside(self) -> list[str]:
        """What stands beside the figure obtained, from the longest to the shortest form."""
        totals = self._totals
        values = {
            "target": hours(totals.target) if self._in_hours else ects(totals.target),
            "under_way": number(totals.in_progress),
            "planned": number(totals.planned),
            "expected": number(totals.reached - totals.obtained),
        }
        forms = _hours_beside(totals) if self._in_hours else _ects_beside(totals)
        return [form.format_map(values) for form in forms]

    def _paint_bar(self, painter: QPainter, bar: QRect) -> None:
        totals = self._totals
        scale = bar.width() / max(1, totals.target, totals.reached + self._gain)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(bar, 4, 4)
        x = float(bar.left())
        for amount, token in (
            (totals.obtained, "ok"),
            (totals.in_progress, "soft_accent"),
            (totals.planned, "accent"),
        ):
            painter.setBrush(theme.colour(token))
            painter.drawRect(QRect(round(x), bar.top(), round(x + amount * scale) - round(x), bar.height()))
            x += amount * scale
        if self._gain:
            painter.setBrush(QBrush(theme.colour("accent"), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(QRect(round(x), bar.top(), round(self._gain * scale), bar.height()))
        if totals.unattributed:
            width = round(totals.unattributed * scale)
            painter.setBrush(QBrush(theme.colour("muted"), Qt.BrushStyle.VerPattern))
            painter.drawRect(QRect(bar.right() - width + 1, bar.top(), width, bar.height()))
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(bar.adjusted(0, 0, -1, 0), 4, 4)


class Legend(QWidget):
    """What the colours of the gauges mean."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._small = theme.scaled(self.font(), 0.85)
        self._entries: list[tuple[str, str, Qt.BrushStyle]] = []

    def show_for(self, unattributed: float) -> None:
        """Name the colours, and the hours that no unit carries."""
        solid = Qt.BrushStyle.SolidPattern
        self._entries = [
            ("ok", _("obtained"), solid),
            ("soft_accent", _("under way"), solid),
            ("accent", _("planned"), solid),
        ]
        if unattributed:
            text = _("{hours} unattributed").format(hours=hours(unattributed))
            self._entries.append(("muted", text, Qt.BrushStyle.VerPattern))
        self._fit()
        self.update()

    def _fit(self) -> None:
        self.setFixedHeight(self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _positions(self, width: int) -> list[tuple[int, int]]:
        metrics = QFontMetrics(self._small)
        x = y = 0
        found: list[tuple[int, int]] = []
        for _token, text, _style in self._entries:
            wide = 14 + metrics.horizontalAdvance(text) + 10
            if x and x + wide > width:
                x, y = 0, y + metrics.height() + 2
            found.append((x, y))
            x += wide
        return found

    def heightForWidth(self, width: int) -> int:
        positions = self._positions(width)
        return (positions[-1][1] if positions else 0) + QFontMetrics(self._small).height() + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._small)
        height = painter.fontMetrics().height()
        for (x, y), (token, text, style) in zip(self._positions(self.width()), self._entries, strict=True):
            painter.setPen(QPen(theme.colour(token), 1))
            painter.setBrush(QBrush(theme.colour(token), style))
            painter.drawRect(x, y + (height - 9) // 2, 9, 9)
            painter.setPen(theme.colour("muted"))
            painter.drawText(x + 14, y, 400, height, Qt.AlignmentFlag.AlignLeft, text)


class ConditionRow(TextRow):
    """One condition of the award: a glyph and a sentence. A click leads to what it is about."""

    chosen = Signal(object)
    inset = TextRow.inset + BADGE + 2 * theme.GRID

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._badge, self._tone = "", "muted"
        self._condition: Condition | None = None
        self.clicked.connect(lambda: self.chosen.emit(self._condition))

    def show_condition(self, condition: Condition, text: str) -> None:
        """Show *condition* in words."""
        self._condition = condition
        if condition.met:
            self._badge, self._tone = "✓", "ok"
        elif condition.planned_for is not None:
            self._badge, self._tone = "…", "accent"
        else:
            self._badge, self._tone = "!", "warning"
        self.say(text)

    def heightForWidth(self, width: int) -> int:
        return max(BADGE + 8, super().heightForWidth(width))

    def paint_mark(self, painter: QPainter) -> None:
        box = QRect(TextRow.inset, 5, BADGE, BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{self._tone}_fill"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.colour(self._tone))
        painter.setFont(theme.scaled(self.font(), 0.9, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._badge)


class Progress(QWidget):
    """Gauges, legend, conditions."""

    units_chosen = Signal(list)
    """The units a condition is about."""
    experience_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.ects = Gauge(_("ECTS credits"), in_hours=False, parent=self)
        self.hours = Gauge(_("Teaching hours"), in_hours=True, parent=self)
        self._legend = Legend(self)
        heading = QLabel(_("Conditions of the award"))
        heading.setFont(theme.scaled(self.font(), 0.95, bold=True))
        self._conditions = [ConditionRow(self) for _each in range(3)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID * 2)
        upper = QVBoxLayout()
        upper.setContentsMargins(TextRow.inset, 0, TextRow.right, 0)  # where the text of the rows is
        upper.addWidget(self.ects)
        upper.addWidget(self.hours)
        upper.addWidget(self._legend)
        upper.addSpacing(theme.GRID)
        upper.addWidget(heading)
        layout.addLayout(upper)
        inner = QVBoxLayout()
        inner.setSpacing(0)
        for row in self._conditions:
            row.chosen.connect(self._lead_to)
            inner.addWidget(row)
        layout.addLayout(inner)

    def focus_order(self) -> list[QWidget]:
        """What Tab goes through."""
        return [*self._conditions]

    def _lead_to(self, condition: Condition) -> None:
        """Show what is missing or, when nothing is, all that the condition asks for."""
        rules = self._session.plan.programme.conditions
        if condition.code is Requirement.EXPERIENCE:
            self.experience_asked.emit()
        elif condition.code is Requirement.REPORT:
            self.units_chosen.emit([rules.report_unit])
        else:
            self.units_chosen.emit(list(condition.missing or rules.units))

    def refresh(self) -> None:
        """Show the session's latest value."""
        evaluation = self._session.evaluation
        self.ects.show_totals(evaluation.ects)
        self.hours.show_totals(evaluation.hours)
        self._legend.show_for(evaluation.hours.unattributed)
        for row, condition in zip(self._conditions, evaluation.conditions, strict=True):
            row.show_condition(condition, condition_brief(condition, evaluation))

    def show_gain(self, verdict: Verdict | None) -> None:
        """Show what the move in hand would add."""
        accepted = verdict is not None and verdict.accepted
        self.ects.show_gain(verdict.gained_ects if accepted and verdict else 0)
        self.hours.show_gain(verdict.gained_hours if accepted and verdict else 0)
