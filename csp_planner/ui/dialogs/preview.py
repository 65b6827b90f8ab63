"""The pages as they would be printed, painted here: Qt's own preview asks the printing system for its printers."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QObject, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPageLayout, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from csp_planner.drawing.paper import Sheets, lay_out, page_layout, paint_page
from csp_planner.export.content import Document
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.export import page_number
from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import QuietButton

LEAST, MOST = 0.3, 5.0
"""Pixels for each point of the paper."""
STEP = 1.25
GAP = 3 * theme.GRID


class PageView(QWidget):
    """One page, white as paper whatever the look of the window."""

    def __init__(self, sheets: Sheets, number: int, layout: QPageLayout) -> None:
        super().__init__()
        self._sheets, self._number, self._layout = sheets, number, layout
        self._zoom = 1.0
        self._painted = QImage()
        self.setAccessibleName(page_number(number, len(sheets.pages)))

    def show_at(self, zoom: float) -> None:
        """Show the page *zoom* pixels large for each point."""
        paper = _paper(self._layout) * zoom
        self._zoom, self._painted = zoom, QImage()
        self.setFixedSize(ceil(paper.width()), ceil(paper.height()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._painted.isNull():
            self._painted = self._paint()
        QPainter(self).drawImage(0, 0, self._painted)

    def _paint(self) -> QImage:
        ratio = self.devicePixelRatioF()
        image = QImage(self.size() * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(self._zoom, self._zoom)
        painter.translate(self._layout.paintRect(QPageLayout.Unit.Point).topLeft())
        paint_page(painter, self._sheets, self._number)
        painter.end()
        return image


class PreviewDialog(QDialog):
    """All pages of a document, one below the other; as wide as the dialog until another size is chosen."""

    print_asked = Signal()

    def __init__(self, document: Document, parent: QWidget) -> None:
        """Raises ExportError where there is no font."""
        super().__init__(parent)
        self.setWindowTitle(_("Print preview"))
        self._layout = page_layout(document)
        sheets = lay_out(self._layout, document)
        self.pages = [PageView(sheets, number + 1, self._layout) for number in range(len(sheets.pages))]
        self.zoom = 1.0
        """Pixels for each point."""
        self._fit: Callable[[], float] | None = self._fit_width
        """What the size follows when the dialog grows or shrinks; None once a size was chosen."""
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        # Always there: a bar that comes and goes would change the width that the pages follow.
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.setAccessibleName(_("Pages"))
        self._area.setWidget(self._column())
        self._area.viewport().installEventFilter(self)
        layout = QVBoxLayout(self)
        theme.space(layout, 2, around=3)
        layout.addLayout(self._tools())
        layout.addWidget(self._area, 1)
        self._area.setFocus()

    def _column(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(GAP)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        for page in self.pages:
            column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return inside

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._tool("remove", "", _("Smaller"), lambda: self._choose(self.zoom / STEP), "Ctrl+-"))
        row.addWidget(self._tool("add", "", _("Larger"), lambda: self._choose(self.zoom * STEP), "Ctrl++"))
        row.addWidget(self._tool("", _("Page width"), "", lambda: self._follow(self._fit_width), ""))
        row.addWidget(self._tool("", _("Whole page"), "", lambda: self._follow(self._fit_page), ""))
        count = ngettext("{count} page", "{count} pages", len(self.pages))
        pages = QLabel(count.format(count=len(self.pages)))
        pages.setForegroundRole(QPalette.ColorRole.PlaceholderText)  # nothing to press, as what stands before it
        row.addWidget(pages)
        row.addStretch(1)
        paper = QPushButton(_("Print…"))
        paper.setAutoDefault(False)
        paper.setShortcut(QKeySequence.StandardKey.Print)
        paper.clicked.connect(self.print_asked)
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row.addWidget(paper)
        row.addWidget(close)
        return row

    def _tool(self, glyph: str, text: str, name: str, run: Callable[[], None], key: str) -> QuietButton:
        button = QuietButton(glyph, self)
        button.setText(text)
        button.setAccessibleName(name or text)
        button.setToolTip(name)
        button.setShortcut(key)
        button.clicked.connect(lambda _checked=False: run())
        return button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._fit is not None:
            self._show_at(self._fit())
        return super().eventFilter(watched, event)

    def _follow(self, fit: Callable[[], float]) -> None:
        self._fit = fit
        self._show_at(fit())

    def _choose(self, zoom: float) -> None:
        self._fit = None
        self._show_at(zoom)

    def _fit_width(self) -> float:
        return (self._area.viewport().width() - 2 * GAP) / _paper(self._layout).width()

    def _fit_page(self) -> float:
        return min(self._fit_width(), (self._area.viewport().height() - 2 * GAP) / _paper(self._layout).height())

    def _show_at(self, zoom: float) -> None:
        self.zoom = max(LEAST, min(MOST, zoom))
        for page in self.pages:
            page.show_at(self.zoom)


def _paper(layout: QPageLayout) -> QSizeF:
    """The size of the paper, in points."""
    return layout.fullRect(QPageLayout.Unit.Point).size()
