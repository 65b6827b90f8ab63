"""A field for an amount, which never turns what is typed into another amount."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

from csp_planner.domain.limits import LEAST_AMOUNT
from csp_planner.messages.amounts import DECIMALS, Fault, NotAnAmount, amount_text, amount_trouble, read_amount
from csp_planner.ui import theme
from csp_planner.ui.widgets.field_mark import paint_mark
from csp_planner.ui.widgets.labels import tip

MOST_ECTS, MOST_HOURS = 120, 1_000
"""The highest limits of a semester that are offered."""
MOST_USUAL_ECTS = 60
"""The highest limit of a semester, in ECTS, that is offered where a plan begins and where a lower one is tried."""
MOST_WEEKLY_HOURS = 80
"""The most hours a week that are offered. A file takes more, and a field keeps what is there already."""
GAP = 8
"""Pixels between the edge and an amount, and between that and its unit."""
Step = QAbstractSpinBox.StepEnabledFlag


class AmountField(QAbstractSpinBox):
    """An amount, typed or pasted with either decimal mark, or reached in steps by keys, arrows and wheel.

    Text that is no amount is marked and stays as it is typed. An amount that the field was given and that is above
    *most*, or finer than a hundredth, stays as it is until another one is entered.
    """

    changed = Signal()
    """Another text, so perhaps another amount."""
    entered = Signal()
    """Another amount was entered: by a step, by Enter, or by going on to another field."""

    def __init__(
        self,
        most: float,
        unit: str,
        nothing: str = "",
        *,
        least: float = LEAST_AMOUNT,
        step: float = 1,
        whole: bool = False,
    ) -> None:
        """*nothing*: what an empty field means, in words; where there are none, an amount must be given.

        A limit of 0 would mean that there is none, so *least* is above 0 unless another one is given.
        """
        super().__init__()
        self._least, self._offered, self._most, self._step = least, most, most, step
        self._unit, self._nothing = unit.strip(), nothing
        self._decimals = 0 if whole else DECIMALS
        self._kept: float | None = None
        self._kept_text = ""
        self._told: float | None = None
        self._marked = False
        self._line = _AmountLine(self._unit)
        self._line.setPlaceholderText(nothing)
        self.setLineEdit(self._line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel gives it no focus
        self.setAccessibleDescription(self._about)
        self._line.textChanged.connect(self._follow_text)
        self.editingFinished.connect(self._settle)

    @property
    def amount(self) -> float | None:
        """The amount shown, None where there is none; the last good one where the text is none (see ``trouble``)."""
        found = self._read()
        return self._kept if isinstance(found, NotAnAmount) else found

    @property
    def trouble(self) -> str:
        """Why the text is no amount, and what is expected; empty where it is one."""
        found = self._read()
        return amount_trouble(found) if isinstance(found, NotAnAmount) else ""

    @property
    def is_marked(self) -> bool:
        """Whether it shows that its text is no amount."""
        return self._marked

    def show_amount(self, amount: float | None) -> None:
        """Show *amount*, whatever was typed; Escape then comes back to it."""
        self._kept = self._told = amount
        self._kept_text = "" if amount is None else amount_text(amount)
        self._most = max(self._offered, amount or 0)
        self._line.setText(self._kept_text)
        self._mark("")
        self.changed.emit()

    def follow(self, amount: float | None) -> None:
        """Show *amount* where it is another one than before; what is being typed stays otherwise."""
        if amount != self._kept:
            self.show_amount(amount)

    def enter(self, amount: float | None) -> None:
        """Take *amount* as if it had been typed."""
        self._line.selectAll()
        self._line.insert("" if amount is None else amount_text(amount))
        self._line.selectAll()
        self._tell()

    def bring_back(self) -> None:
        """Show the last good amount again."""
        self.show_amount(self._kept)

    def _read(self) -> float | NotAnAmount | None:
        text = self._line.text()
        if text == self._kept_text and (text or self._nothing):
            return self._kept
        bare = text.strip()
        unit = self._unit.partition(" ")[0]
        if unit and bare.lower().endswith(unit.lower()):
            bare = bare[: -len(unit)]
        found = read_amount(bare, self._least, self._most, self._decimals)
        if not isinstance(found, NotAnAmount):
            return found
        return None if found.fault is Fault.MISSING and self._nothing else found._replace(text=text)

    @property
    def _about(self) -> str:
        """What the eye sees beside the amount."""
        return self._unit if self._line.text() else self._nothing

    def _follow_text(self) -> None:
        self._mark(self.trouble if self._marked else "")
        self.changed.emit()

    def _settle(self) -> None:
        """Write the amount entered as everywhere in the program, or mark the text that is none."""
        if self.trouble:
            self._mark(self.trouble)
            return
        told = self._told
        self.show_amount(self.amount)
        self._told = told
        self._tell()

    def _tell(self) -> None:
        if not self.trouble and self.amount != self._told:
            self._told = self.amount
            self.entered.emit()

    def _mark(self, trouble: str) -> None:
        self._marked = bool(trouble)
        self.setToolTip(tip(trouble))
        self.setAccessibleDescription(trouble or self._about)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._line.is_clicked_into = event.reason() == Qt.FocusReason.MouseFocusReason

    # Steps

    def stepBy(self, steps: int) -> None:
        if self.trouble:
            return
        amount = round((self.amount or 0) + steps * self._step, DECIMALS)
        if amount < self._least:
            self.enter(None if self._nothing else self._least)
        else:
            self.enter(min(amount, self._most))

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        if self.trouble or self.isReadOnly():
            return Step.StepNone
        amount = self.amount
        down = Step.StepDownEnabled if amount is not None and (self._nothing or amount > self._least) else Step.StepNone
        return down | (Step.StepUpEnabled if amount is None or amount < self._most else Step.StepNone)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # so that the area around it scrolls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Qt would forget here what can be undone, even where the text is no amount yet.
            self.editingFinished.emit()
            self.selectAll()
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape and self.trouble:
            self.bring_back()
        else:
            super().keyPressEvent(event)

    # Looks

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        typed = metrics.horizontalAdvance("00000,00") + GAP + metrics.horizontalAdvance(self._unit)
        width = max(typed, metrics.horizontalAdvance(self._nothing)) + 2 * metrics.height()
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._marked and self.isEnabled():
            paint_mark(self)


class _AmountLine(QLineEdit):
    """The text of an amount. The unit is painted behind it and is no part of the text."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = unit
        self.is_clicked_into = False
        """Whether the button that gave the field the focus is still down."""
        self.setObjectName("qt_spinbox_lineedit")  # as Qt names the line of a spin box
        self.textChanged.connect(self._make_room)
        self._make_room()

    def _make_room(self) -> None:
        width = self.fontMetrics().horizontalAdvance(self._unit) + GAP if self._unit and self.text() else 0
        self.setTextMargins(GAP, 0, width, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.is_clicked_into and not self.hasSelectedText():
            self.selectAll()  # as Tab does: what is typed next takes the place of what was there
        self.is_clicked_into = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._unit or not self.text():
            return
        metrics, width = self.fontMetrics(), self.textMargins().right()
        start = min(metrics.horizontalAdvance(self.text()) + 3 * GAP, self.width() - width)
        painter = QPainter(self)
        painter.setPen(theme.colour("muted" if self.isEnabled() else "disabled"))
        painter.drawText(QRect(start, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, self._unit)
