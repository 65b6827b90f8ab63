"""Gauges of what is obtained, asked for, under way and planned, and the legend of their colours."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from csp_planner.domain.evaluation.values import Totals
from csp_planner.messages.acquired import balance_sentence
from csp_planner.messages.award_tree import printed_words
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.words import ects, hours, number
from csp_planner.ui import theme

BAR = 12


def _ects_beside(totals: Totals) -> list[str]:
    """What stands beside the ECTS obtained, from the longest to the shortest form."""
    short = pgettext("gauge", " / {target}")
    expected = pgettext("gauge", " / {target} · +{expected}")
    if totals.expected:
        alone = pgettext("gauge", " / {target} · {asked} asked for")
        return [*_with_others(alone, totals), expected, short]
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
    if totals.expected:
        alone = pgettext("gauge of hours", " / {target} · {asked} asked for")
        return [*_with_others(alone, totals), expected, short]
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


def _with_others(asked: str, totals: Totals) -> list[str]:
    """What is *asked* for and what comes besides, where there is any."""
    if not totals.in_progress and not totals.planned:
        return [asked]
    return [pgettext("gauge", "{asked} · +{others}").replace("{asked}", asked)]


class Gauge(QProgressBar):
    """A quantity that grows toward its target, or toward what all units come to where no target is announced.

    It is a progress bar to assistive technology, and draws itself.
    """

    def __init__(self, name: str, *, in_hours: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name, self._in_hours = name, in_hours
        self._totals = Totals(target=1, listed=1)
        self._is_shown = self._of_choices = False
        self._gain = 0.0
        self._bold = theme.scaled(self.font(), 0.95, bold=True)
        self._big = theme.scaled(self.font(), 1.3, bold=True)
        self._small = theme.scaled(self.font(), 0.88)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_totals(self, totals: Totals, *, of_choices: bool = False) -> None:
        """Show *totals*; *of_choices*: what the sheet prints depends on the parcours that is chosen."""
        if self._is_shown and (totals, of_choices) == (self._totals, self._of_choices):
            return  # a unit that only moves changes neither gauge
        self._totals, self._of_choices, self._is_shown = totals, of_choices, True
        self.setUpdatesEnabled(False)  # a progress bar paints at once, apart from all else, when its value changes
        self.setRange(0, max(1, round(totals.full)))
        if totals.known:
            self.setValue(min(self.maximum(), round(totals.reached)))
        else:
            self.reset()  # no value at all: an unknown one is not 0
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
        """What the sheet's rows add up to and announce, from the longest to the shortest form."""
        if self._of_choices:
            return self._printed()
        if self._totals.listed is None:
            return [_("not published on the sheet"), _("not published")]
        total = number(self._totals.listed)
        if self._totals.target is None:
            text = _("listed on the sheet: {total}, no total announced").format(total=total)
            return [text, _("no total announced")]
        return [_("listed on the sheet: {total}").format(total=total), _("sheet: {total}").format(total=total)]

    def _printed(self) -> list[str]:
        """The same where there are choices: what the parcours prints, where that is known and not what is announced."""
        whole = "" if self._in_hours else printed_words(self._totals)
        return [whole, _("parcours: {total}").format(total=number(self._totals.listed or 0))] if whole else []

    def _explained(self) -> str:
        totals = self._totals
        if not totals.known:
            return _("not published for any unit")
        lines = [
            _("obtained: {amount}").format(amount=number(totals.obtained)),
            *([_("asked for: {amount}").format(amount=number(totals.expected))] if totals.expected else []),
            _("under way: {amount}").format(amount=number(totals.in_progress)),
            _("planned: {amount}").format(amount=number(totals.planned)),
            _("to place: {amount}").format(amount=number(totals.unplaced)),
        ]
        if totals.balance:
            lines.append(balance_sentence(totals))
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
        obtained = number(self._totals.obtained) if self._totals.known else ""
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
        say = hours if self._in_hours else ects
        if not totals.known:
            return [_("{total} announced").format(total=say(totals.full))]
        if totals.target is None:
            return self._beside_no_target()
        values = {
            "target": say(totals.target),
            "under_way": number(totals.in_progress),
            "planned": number(totals.planned),
            "expected": number(totals.reached - totals.obtained),
            "asked": number(totals.expected),
            "others": number(totals.in_progress + totals.planned),
        }
        forms = _hours_beside(totals) if self._in_hours else _ects_beside(totals)
        return [form.format_map(values) for form in forms]

    def _beside_no_target(self) -> list[str]:
        """The same where no total is announced."""
        totals = self._totals
        values = {
            "under_way": number(totals.in_progress),
            "planned": number(totals.planned),
            "expected": number(totals.reached - totals.obtained),
            "asked": number(totals.expected),
            "others": number(totals.in_progress + totals.planned),
        }
        forms = [pgettext("gauge", " obtained")]
        if totals.expected:
            asked = pgettext("gauge", " obtained · {asked} asked for")
            forms = [*_with_others(asked, totals), pgettext("gauge", " · +{expected}")]
        elif totals.in_progress and totals.planned:
            text = pgettext("gauge", " obtained · {under_way} under way · {planned} planned")
            forms = [text, pgettext("gauge", " · +{expected}")]
        elif totals.in_progress:
            forms = [pgettext("gauge", " obtained · {under_way} under way"), pgettext("gauge", " · +{expected}")]
        elif totals.planned:
            forms = [pgettext("gauge", " obtained · {planned} planned"), pgettext("gauge", " · +{expected}")]
        return [form.format_map(values) for form in forms]

    def _paint_bar(self, painter: QPainter, bar: QRect) -> None:
        totals = self._totals
        scale = bar.width() / max(1, totals.full, totals.reached + self._gain)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(bar, 4, 4)
        x = float(bar.left())
        solid, ruled = Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern
        for amount, token, style in (
            (totals.obtained, "ok", solid),
            (totals.expected, "ok", ruled),
            (totals.in_progress, "soft_accent", solid),
            (totals.planned, "accent", solid),
        ):
            painter.setBrush(QBrush(theme.colour(token), style))
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
        self._shown: tuple[float, bool] | None = None

    def show_for(self, unattributed: float, *, expected: bool) -> None:
        """Name the colours, that of what was asked for where there is any, and the hours that no unit carries."""
        if (unattributed, expected) == self._shown:
            return
        self._shown = (unattributed, expected)
        solid = Qt.BrushStyle.SolidPattern
        self._entries = [
            ("ok", _("obtained"), solid),
            *([("ok", _("asked for"), Qt.BrushStyle.BDiagPattern)] if expected else []),
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
