"""Right zone, lower part: what to check, and the next deadlines."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.judgement import Diagnostic, Severity
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.sentences import deadline_sentence, diagnostic_sentence, fix_label
from csp_planner.messages.words import severity_word
from csp_planner.ui import theme
from csp_planner.ui.session import Session

DIAGNOSTIC_ROLE = int(Qt.ItemDataRole.UserRole) + 1
BADGE = 18
_MARKS = {Severity.BLOCKING: ("!", "error"), Severity.WARNING: ("!", "warning"), Severity.ADVICE: ("i", "accent")}
Index = QModelIndex | QPersistentModelIndex


class CheckModel(QAbstractListModel):
    """The diagnostics of the evaluation shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._found: list[tuple[Diagnostic, str]] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        diagnostic, sentence = self._found[index.row()]
        if role == DIAGNOSTIC_ROLE:
            return diagnostic
        if role == Qt.ItemDataRole.DisplayRole:
            return sentence
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{severity_word(diagnostic.severity)}, {sentence}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return sentence
        return None

    def show(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Show *diagnostics*."""
        found = [(diagnostic, diagnostic_sentence(diagnostic)) for diagnostic in diagnostics]
        if found != self._found:
            self.beginResetModel()
            self._found = found
            self.endResetModel()


class CheckDelegate(QStyledItemDelegate):
    """Paints a diagnostic: badge, sentence over several lines, first repair as a link."""

    fix_chosen = Signal(object)

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._view = parent
        self._heights: dict[tuple[str, int, bool], int] = {}

    def _text_area(self, rect: QRect) -> QRect:
        return rect.adjusted(BADGE + 8, 4, -4, -4)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        sentence: str = index.data()
        diagnostic: Diagnostic = index.data(DIAGNOSTIC_ROLE)
        key = (sentence, width, bool(diagnostic.fixes))
        if key not in self._heights:
            metrics = QFontMetrics(self._view.font())
            area = self._text_area(QRect(0, 0, width, 10000))
            text = metrics.boundingRect(area, int(Qt.TextFlag.TextWordWrap), sentence)
            fix = metrics.height() if diagnostic.fixes else 0
            self._heights[key] = max(BADGE, text.height()) + fix + 9
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        diagnostic: Diagnostic = index.data(DIAGNOSTIC_ROLE)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_fill"))
            painter.drawRoundedRect(rect.adjusted(0, 1, -1, -2), 4, 4)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0, 1, -1, -2), 4, 4)
        glyph, token = _MARKS[diagnostic.severity]
        badge = QRect(rect.left() + 2, rect.top() + 5, BADGE, BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{token}_fill"))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(theme.colour(token))
        painter.setFont(theme.scaled(self._view.font(), 0.9, bold=True))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, glyph)
        painter.setFont(self._view.font())
        painter.setPen(theme.colour("text"))
        area = self._text_area(rect)
        painter.drawText(area, int(Qt.TextFlag.TextWordWrap), index.data())
        if diagnostic.fixes:
            painter.setPen(theme.colour("accent"))
            link = self._link_area(rect)
            painter.drawText(link, Qt.AlignmentFlag.AlignLeft, fix_label(diagnostic.fixes[0]))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _link_area(self, rect: QRect) -> QRect:
        height = QFontMetrics(self._view.font()).height()
        area = self._text_area(rect)
        return QRect(area.left(), rect.bottom() - height - 4, area.width(), height)

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            diagnostic: Diagnostic = index.data(DIAGNOSTIC_ROLE)
            rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
            position: QPoint = event.position().toPoint()
            if diagnostic.fixes and self._link_area(rect).contains(position):
                self.fix_chosen.emit(diagnostic.fixes[0])
                return True
        return super().editorEvent(event, model, option, index)


class CheckList(QListView):
    """« À vérifier »: one item for each diagnostic. A click shows its card; Enter makes its first repair."""

    unit_chosen = Signal(str)
    fix_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found = CheckModel(self)
        self.setModel(self.found)
        delegate = CheckDelegate(self)
        delegate.fix_chosen.connect(self.fix_chosen)
        self.setItemDelegate(delegate)
        self.setAccessibleName(_("To check"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)

    def _choose(self, index: QModelIndex) -> None:
        diagnostic: Diagnostic = index.data(DIAGNOSTIC_ROLE)
        if diagnostic.unit:
            self.unit_chosen.emit(diagnostic.unit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            diagnostic: Diagnostic = index.data(DIAGNOSTIC_ROLE)
            if diagnostic.fixes:
                self.fix_chosen.emit(diagnostic.fixes[0])
            return
        super().keyPressEvent(event)


class Checks(QWidget):
    """The list of diagnostics under its heading, then the next deadlines."""

    unit_chosen = Signal(str)
    fix_chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._title, self._blocking, self._deadlines = QLabel(), QLabel(), QLabel()
        bold = theme.scaled(self.font(), 0.95, bold=True)
        self._title.setFont(bold)
        self._blocking.setFont(theme.scaled(self.font(), 0.88))
        self._deadlines.setTextFormat(Qt.TextFormat.PlainText)
        self._deadlines.setWordWrap(True)
        self.list = CheckList(self)
        self.list.unit_chosen.connect(self.unit_chosen)
        self.list.fix_chosen.connect(self.fix_chosen)
        heading = QHBoxLayout()
        heading.addWidget(self._title, 1)
        heading.addWidget(self._blocking)
        next_ones = QLabel(_("Next deadlines"))
        next_ones.setFont(bold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(heading)
        layout.addWidget(self.list, 1)
        layout.addWidget(next_ones)
        layout.addWidget(self._deadlines)

    def refresh(self) -> None:
        """Show the session's latest value."""
        evaluation = self._session.evaluation
        self.list.found.show(evaluation.diagnostics)
        self._title.setText(_("To check ({count})").format(count=len(evaluation.diagnostics)))
        blocking = len(evaluation.blocking)
        text = ngettext("{count} blocking", "{count} blocking", blocking).format(count=blocking)
        self._blocking.setText(text if blocking else "")
        coming = [deadline for deadline in evaluation.deadlines if deadline.day >= evaluation.today]
        self._deadlines.setText("\n".join(deadline_sentence(deadline) for deadline in coming[:3]) or _("None"))
        palette = self._blocking.palette()
        palette.setColor(self._blocking.foregroundRole(), theme.colour("error"))
        self._blocking.setPalette(palette)
