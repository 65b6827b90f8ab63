"""The note that explains a refused drop and offers what to do instead, and the dialog of a waiver."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from csp_planner.domain.edits import Refusal
from csp_planner.domain.limits import MAX_REASON
from csp_planner.domain.plan import Plan
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.problems import shown
from csp_planner.messages.sentences import refusal_sentence
from csp_planner.messages.words import term_label, term_short
from csp_planner.ui import theme
from csp_planner.ui.widgets.buttons import ButtonFrame, drop_icons
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.field_form import FieldForm

WIDTH = 380


class RefusalNote(ButtonFrame):
    """A note at the pointer. Its button, Escape or a click elsewhere closes it; it blocks nothing.

    *nearest* is where all that was put down would be accepted.
    """

    waiver_asked = Signal()
    term_chosen = Signal(object)
    lift_asked = Signal()
    """The person wants to study in the semester after all."""
    move_asked = Signal()
    """The person wants to move what is already enrolled in, under way or validated."""

    def __init__(self, refusals: tuple[Refusal, ...], plan: Plan, nearest: Term | None, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._back_to = QApplication.focusWidget()
        if self._back_to is not None:
            # The views are made again, and the note would speak of something that is no longer shown.
            self._back_to.destroyed.connect(self.close, Qt.ConnectionType.QueuedConnection)
        text = QLabel("\n".join(refusal_sentence(refusal, plan.programme) for refusal in refusals[:6]))
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        self.setAccessibleName(text.text())
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID * 2)
        if nearest is not None:
            move = QPushButton(_("Place in {term}").format(term=term_short(nearest)))
            move.clicked.connect(lambda: self._choose(nearest))
            buttons.addWidget(move)
        if any(refusal.leaves for refusal in refusals):
            lift = QPushButton(_("Lift the leave"))
            lift.clicked.connect(self._lift)
            buttons.addWidget(lift)
        if any(refusal.waivable for refusal in refusals):
            waive = QPushButton(_("Place anyway…"))
            waive.clicked.connect(self._waive)
            buttons.addWidget(waive)
        held = [plan.profile.live_attempt(refusal.unit) for refusal in refusals]
        if refusals[0].term is not None and all(held):
            move = QPushButton(_("Move it all the same"))
            move.clicked.connect(self._move)
            buttons.addWidget(move)
        buttons.addStretch()
        close = QPushButton(_("Close"))
        close.clicked.connect(self.close)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GRID * 4, theme.GRID * 3, theme.GRID * 4, theme.GRID * 3)
        layout.setSpacing(theme.GRID * 3)
        layout.addWidget(text)
        layout.addLayout(buttons)
        self.setFixedWidth(max(WIDTH, self.minimumSizeHint().width()))
        self.resize(self.width(), layout.heightForWidth(self.width()))
        QApplication.instance().installEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]

    def show_at(self, point: QPoint) -> None:
        """Show beside *point*, in global coordinates, inside the window."""
        window = self._window
        local = window.mapFromGlobal(point)
        x = max(4, min(local.x(), window.width() - self.width() - 4))
        y = max(4, min(local.y() + 8, window.height() - self.height() - 4))
        self.move(x, y)
        self.show()
        self.raise_()
        buttons = self.findChildren(QPushButton)
        buttons[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose(self, term: Term) -> None:
        self.close()
        self.term_chosen.emit(term)

    def _move(self) -> None:
        self.close()
        self.move_asked.emit()

    def _lift(self) -> None:
        self.close()
        self.lift_asked.emit()

    def _waive(self) -> None:
        self.close()
        self.waiver_asked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            inside = self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint()))
            if not inside and isinstance(watched, QWidget):
                self.close()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            if event.key() == Qt.Key.Key_Escape:
                self.close()
            return event.key() == Qt.Key.Key_Escape
        return False

    def closeEvent(self, event: QEvent) -> None:  # type: ignore[override]
        QApplication.instance().removeEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]
        keys = QApplication.focusWidget()
        has_keys = keys is None or self.isAncestorOf(keys)
        if has_keys and self._back_to is not None and isValid(self._back_to) and self._back_to.isVisible():
            self._back_to.setFocus()
        super().closeEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), theme.RADIUS_LARGE, theme.RADIUS_LARGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("warning"))
        painter.drawRoundedRect(0, theme.RADIUS_LARGE, 4, self.height() - 2 * theme.RADIUS_LARGE, 2, 2)


class WaiverDialog(QDialog):
    """Asks for the reason of a waiver and, when it is not yet known, for the term.

    Of several units, *needing* tells which ones a term refuses: they are named.
    """

    def __init__(
        self,
        codes: Sequence[str],
        terms: list[Term],
        wanted: Term | None,
        needing: Callable[[Term], Sequence[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        title = ngettext("Waiver for {unit}", "Waiver for {count} units", len(codes))
        self.setWindowTitle(title.format(unit=shown(codes[0]), count=len(codes)))
        self._needing = needing
        self._named = QLabel()
        self._named.setTextFormat(Qt.TextFormat.PlainText)
        self._named.setWordWrap(True)
        self._named.setVisible(len(codes) > 1)
        about = QLabel(_("The plan will keep this placement and its reason, marked as a waiver."))
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        self._terms = Choice()
        self._terms.setAccessibleName(_("Term"))
        for term in terms:
            self._terms.addItem(term_label(term), term)
        self._terms.setCurrentIndex(terms.index(wanted) if wanted in terms else 0)
        self._terms.currentIndexChanged.connect(self._name_units)
        self._reason = Choice()
        self._reason.setEditable(True)
        self._reason.setAccessibleName(_("Reason"))
        self._reason.addItems([_("Another centre"), _("Distance learning"), _("Agreed with the centre")])
        self._reason.setCurrentIndex(-1)  # the file keeps the reason, so a person must give it
        line = self._reason.lineEdit()
        if line is not None:
            line.setPlaceholderText(_("Choose with ↓, or write it"))
            line.setMaxLength(MAX_REASON)
            line.setAccessibleName(_("Reason"))
            line.textChanged.connect(lambda text: self._place.setEnabled(bool(text.strip())))
            line.returnPressed.connect(lambda: self._place.click())  # the field keeps the key from the button
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._place = buttons.addButton(_("Place with a waiver"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        drop_icons(buttons)
        form = FieldForm()
        form.add_field(_("Term"), self._terms)
        form.add_field(_("Reason"), self._reason)
        layout = QVBoxLayout(self)
        theme.space(layout, 3, around=3)
        layout.addWidget(about)
        layout.addLayout(form)
        layout.addWidget(self._named)
        layout.addWidget(buttons)
        self.setMinimumWidth(420)
        self._place.setEnabled(False)
        self._name_units()
        self._reason.setFocus()

    def _name_units(self) -> None:
        units = self._needing(self.term)
        text = (
            _("By waiver there: {units}.").format(units=", ".join(map(shown, units)))
            if units
            else _("None needs one there.")
        )
        self._named.setText(text)

    @property
    def term(self) -> Term:
        """The term chosen."""
        return self._terms.currentData()

    @property
    def reason(self) -> str:
        """The reason given."""
        return self._reason.currentText().strip()
