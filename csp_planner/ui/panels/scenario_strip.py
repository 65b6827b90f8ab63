"""Scenarios as panels on one time scale; pointer and keys reach each semester of each."""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontInfo, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolTip, QWidget

from csp_planner.domain.terms import Term
from csp_planner.drawing.canvas import Canvas
from csp_planner.drawing.columns import ColumnInk
from csp_planner.drawing.ink import UNIT, Faces, faces
from csp_planner.drawing.scenario_panels import Legend, PanelInk, Panels
from csp_planner.messages.catalogue import _
from csp_planner.messages.comparison_chart import BarWords, ChartWords, PanelWords
from csp_planner.ui import theme
from csp_planner.ui.widgets.labels import show_tip, tip

LEAST_WIDTH, MOST_WIDTH = 216, 800
"""Width of a panel, in pixels."""
NAME_WIDTH = 120
"""Room for the name of a scenario, in pixels, beside its buttons; without it they stand under the name."""
PLOT_HEIGHT = 116
GAP = 3 * theme.GRID


def window_faces(widget: QWidget) -> Faces:
    """The faces of drawings, at the size of the system's font."""
    return faces(QFontInfo(widget.font()).pixelSize(), widget.font())


def window_ink() -> PanelInk:
    """The colours of panels in the look in use."""
    return PanelInk(
        columns=ColumnInk(
            within=theme.colour("accent"),
            over=theme.colour("warning"),
            stripe=theme.colour("surface"),
            limit=theme.colour("warning"),
            base=theme.colour("edge"),
        ),
        ground=theme.colour("surface"),
        text=theme.colour("text"),
        muted=theme.colour("muted"),
        edge=theme.colour("edge"),
        ok=theme.colour("ok"),
        warning=theme.colour("warning"),
    )


class ColumnSpot(QAbstractButton):
    """One semester of a scenario: its name is all there is to say of it, its tooltip lists its units."""

    key_pressed = Signal(QKeyEvent)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tip = ""
        self.term: Term | None = None

    def show_bar(self, bar: BarWords) -> None:
        """Be about the semester that *bar* tells of."""
        self.term = bar.term
        self.setAccessibleName(bar.name)
        self._tip = bar.tip
        show_tip(self, bar.tip)
        self.setAccessibleDescription(bar.tip)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            QTimer.singleShot(0, self, self._show_tip)  # what moves the focus hides a tooltip shown before it is there

    def _show_tip(self) -> None:
        if self.hasFocus():
            QToolTip.showText(self.mapToGlobal(QPoint(self.width() // 2, self.height())), tip(self._tip), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus() and not self.underMouse():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("text" if self.hasFocus() else "edge"), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)


class ScenarioPanel(QWidget):
    """One scenario. Its picture is painted; its semesters and what can be done with it are parts of their own."""

    opened = Signal(object)
    """The scenario is to be shown; at this semester, or as it is left when it is None."""
    retain_asked = Signal()
    key_pressed = Signal(int, QKeyEvent)
    """A key was pressed on this semester."""

    def __init__(self) -> None:
        super().__init__()
        self.spots: list[ColumnSpot] = []
        self._panels: Panels | None = None
        self._index = 0
        self.open, self.retain = QPushButton(_("Open"), self), QPushButton(self)
        self.open.clicked.connect(lambda: self.opened.emit(None))
        self.retain.clicked.connect(lambda: self.retain_asked.emit())

    def show_panel(self, panel: PanelWords, name: str) -> None:
        """Be about the scenario called *name*."""
        self.setAccessibleName("\n".join(filter(None, (panel.title, panel.headline, panel.why, panel.verdict))))
        show_tip(self, panel.title)
        self.open.setAccessibleName(_("Open “{name}”").format(name=name))
        self.retain.setText(_("★ Retained") if panel.is_retained else _("Retain"))
        self.retain.setAccessibleName(_("Retain “{name}”").format(name=name))
        while len(self.spots) > len(panel.bars):
            self.spots.pop().deleteLater()
        while len(self.spots) < len(panel.bars):
            spot, place = ColumnSpot(self), len(self.spots)
            spot.key_pressed.connect(partial(self.key_pressed.emit, place))
            spot.clicked.connect(lambda _checked=False, spot=spot: self.opened.emit(spot.term))
            spot.show()
            self.spots.append(spot)
        for spot, bar in zip(self.spots, panel.bars, strict=True):
            spot.show_bar(bar)
        self.let_enter(next((place for place, spot in enumerate(self.spots) if spot.hasFocus()), 0))

    def let_enter(self, place: int) -> None:
        """Let Tab come to the semester at *place*."""
        for at, spot in enumerate(self.spots):
            spot.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == place else Qt.FocusPolicy.ClickFocus)

    def focus_order(self) -> list[QWidget]:
        """What Tab goes through, in the order of the screen."""
        return [self.retain, self.open, *self.spots]

    def lay_out(self, panels: Panels, index: int, *, roomy: bool) -> None:
        """Place everything as *panels* has it: the buttons at the right, beside the name where it is *roomy*."""
        self._panels, self._index = panels, index
        pad = 2 * theme.GRID
        right, top = self.width() - pad, pad if roomy else pad + round(panels.name_height / UNIT)
        for button in (self.open, self.retain):
            size = button.sizeHint()
            button.setGeometry(QRect(QPoint(right - size.width(), top), size))
            right -= size.width() + theme.GRID
        for place, spot in enumerate(self.spots):
            spot.setGeometry(_pixels(panels.place(index, place)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._panels is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, theme.RADIUS_LARGE, theme.RADIUS_LARGE)
        painter.scale(1 / UNIT, 1 / UNIT)
        self._panels.paint(Canvas(painter, self._panels.faces), self._index, 0, 0, window_ink())


def _pixels(area: QRectF) -> QRect:
    return QRectF(area.left() / UNIT, area.top() / UNIT, area.width() / UNIT, area.height() / UNIT).toRect()


class LegendRow(QWidget):
    """What the marks of the panels mean."""

    def __init__(self) -> None:
        super().__init__()
        self._chart: ChartWords | None = None

    def show_chart(self, chart: ChartWords) -> None:
        """Tell of the marks of *chart*."""
        self._chart = chart
        self.setAccessibleName("\n".join(text for _sign, text in chart.legend))
        self._fit()
        self.update()

    def _legend(self) -> Legend | None:
        return Legend(self._chart, float(self.width() * UNIT), window_faces(self)) if self._chart else None

    def _fit(self) -> None:
        legend = self._legend()
        if legend is not None:
            self.setFixedHeight(round(legend.height / UNIT) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        legend = self._legend()
        if legend is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(1 / UNIT, 1 / UNIT)
        legend.paint(Canvas(painter, legend.faces), 0, 0, window_ink())


class ScenarioStrip(QWidget):
    """The panels side by side. Arrows go from semester to semester and from scenario to scenario."""

    opened = Signal(int, object)
    """The scenario at this place of the plan is to be shown; at this semester, or as it is when it is None."""
    retain_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.panels: list[ScenarioPanel] = []
        self._chart: ChartWords | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: ChartWords) -> None:
        """Show *chart*. Panels stay, so that what has the focus keeps it."""
        self._chart = chart
        while len(self.panels) > len(chart.panels):
            self.panels.pop().deleteLater()
        while len(self.panels) < len(chart.panels):
            self._add_panel()
        for shown, panel in zip(self.panels, chart.panels, strict=True):
            shown.show_panel(panel, panel.name)
        count = len(self.panels)
        self.setMinimumWidth(count * LEAST_WIDTH + (count - 1) * GAP)
        self._lay_out()

    def focus_order(self) -> list[QWidget]:
        """What Tab goes through, in the order of the screen."""
        return [part for panel in self.panels for part in panel.focus_order()]

    def _add_panel(self) -> None:
        panel, place = ScenarioPanel(), len(self.panels)
        panel.setParent(self)
        panel.opened.connect(lambda term: self.opened.emit(self._scenario(place), term))
        panel.retain_asked.connect(lambda: self.retain_asked.emit(self._scenario(place)))
        panel.key_pressed.connect(lambda at, event: self._take_key(place, at, event))
        panel.show()
        self.panels.append(panel)

    def _scenario(self, place: int) -> int:
        return self._chart.panels[place].index if self._chart else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        if self._chart is None or not self.panels:
            return
        count = len(self.panels)
        width = min(MOST_WIDTH, (self.width() - (count - 1) * GAP) // count)
        least = self.panels[0].open.sizeHint()
        buttons = least.width() + max(panel.retain.sizeHint().width() for panel in self.panels) + 2 * theme.GRID
        roomy = width - buttons >= NAME_WIDTH + 4 * theme.GRID
        laid = Panels(
            self._chart,
            float(width * UNIT),
            window_faces(self),
            PLOT_HEIGHT * UNIT,
            reserved=float(buttons * UNIT) if roomy else 0.0,
            below_name=0.0 if roomy else float((least.height() + theme.GRID) * UNIT),
        )
        height = round(laid.height / UNIT)
        spare = self.width() - (count - 1) * GAP - count * width
        gap = GAP + (spare / (count - 1) if count > 1 and width < MOST_WIDTH else 0)
        for index, panel in enumerate(self.panels):  # the last ends where the table below does
            panel.setGeometry(round(index * (width + gap)), 0, width, height)
            panel.lay_out(laid, index, roomy=roomy)
        self.setFixedHeight(height)

    def _take_key(self, place: int, at: int, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Home: (0, -at),
            Qt.Key.Key_End: (0, len(self.panels[place].spots) - 1 - at),
        }
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or event.key() not in steps:
            return
        event.accept()
        down, right = steps[Qt.Key(event.key())]
        panel = self.panels[min(max(place + down, 0), len(self.panels) - 1)]
        at = min(max(at + right, 0), len(panel.spots) - 1)
        panel.let_enter(at)
        panel.spots[at].setFocus(Qt.FocusReason.TabFocusReason)
