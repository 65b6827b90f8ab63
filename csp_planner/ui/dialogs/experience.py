"""Asks for the periods of professional experience, and says at once what they come to."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.evaluation.experience import experience_status
from csp_planner.domain.limits import MAX_TEXT, MAX_WORKING_TIME
from csp_planner.domain.profile import ExperienceKind, ExperiencePeriod
from csp_planner.domain.programme import Conditions
from csp_planner.messages.catalogue import _
from csp_planner.messages.interview import experience_outlook
from csp_planner.messages.words import experience_word
from csp_planner.ui import theme
from csp_planner.ui.dialogs.rows import Row, Rows
from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.buttons import ok_cancel
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.date_field import DateField
from csp_planner.ui.widgets.labels import plain_label

MAX_PERIODS = 50
"""More periods are not offered: a file takes more, and a dialog stays readable."""


class PeriodRow(Row):
    """One period: from, until or without an end, kind, working time, note."""

    def __init__(self, period: ExperiencePeriod, today: date) -> None:
        super().__init__()
        self._period, self._today = period, today
        self._start = DateField(period.start)
        self._end = DateField(period.end or today)
        self._goes_on = QCheckBox()
        self._goes_on.setChecked(period.end is None)
        self._kind = Choice()
        for kind in ExperienceKind:
            self._kind.addItem(experience_word(kind), kind)
        self._kind.setCurrentIndex(list(ExperienceKind).index(period.kind))
        self._time = AmountField(MAX_WORKING_TIME, _(" % of full time"), least=0, whole=True)
        self._time.show_amount(period.working_time)
        self._note = QLineEdit(period.note)
        self._note.setMaxLength(MAX_TEXT)
        self._note.setPlaceholderText(_("Employer, post… (optional)"))
        remove = QPushButton(_("Remove"))
        remove.clicked.connect(self.removed)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.GRID * 3, theme.GRID * 2, theme.GRID * 3, theme.GRID * 2)
        grid.setSpacing(theme.GRID * 2)
        fields: tuple[tuple[str, QWidget, int, int], ...] = (
            (_("From"), self._start, 0, 0),
            (_("Until"), self._end, 0, 2),
            (_("Kind"), self._kind, 1, 0),
            (_("Working time (noted, not counted)"), self._time, 1, 2),
        )
        for label, field, row, column in fields:
            field.setAccessibleName(label)
            grid.addWidget(QLabel(label), row, column)
            grid.addWidget(field, row, column + 1)
        grid.addWidget(self._goes_on, 0, 4)
        self._note.setAccessibleName(_("Note"))
        grid.addWidget(self._note, 2, 0, 1, 4)
        grid.addWidget(remove, 2, 4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._goes_on.toggled.connect(self._show_end)
        self._start.changed.connect(self._name_open_end)
        self._show_end()
        self._name_open_end()
        for signal in (self._start.changed, self._end.changed, self._time.changed, self._kind.currentIndexChanged):
            signal.connect(lambda *_args: self.changed.emit())
        self._goes_on.toggled.connect(lambda _on: self.changed.emit())

    def _name_open_end(self) -> None:
        """Name the box that leaves the end open: a period that has not begun yet does not go on."""
        begun = self._start.day is None or self._start.day <= self._today
        self._goes_on.setText(_("goes on") if begun else _("no end known"))

    def _show_end(self) -> None:
        self._end.setEnabled(not self._goes_on.isChecked())
        if self._end.day is None:
            self._end.bring_back()

    @property
    def trouble(self) -> str:
        """What is wrong with a date or the working time; empty where nothing is."""
        return self._start.trouble or self._end.trouble or self._time.trouble

    @property
    def is_possible(self) -> bool:
        """Whether it ends on or after the day it starts."""
        return self._goes_on.isChecked() or self._end.last_good_day >= self._start.last_good_day

    @property
    def period(self) -> ExperiencePeriod:
        """What was entered."""
        return ExperiencePeriod(
            start=self._start.last_good_day,
            end=None if self._goes_on.isChecked() else self._end.last_good_day,
            kind=ExperienceKind(self._kind.currentData()),
            working_time=int(self._time.amount or 0),
            note=self._note.text().strip(),
        )


class ExperienceDialog(QDialog):
    """All periods, and the months they come to."""

    def __init__(
        self, periods: Sequence[ExperiencePeriod], conditions: Conditions, today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._conditions, self._today = conditions, today
        self.setWindowTitle(_("Professional experience"))
        about = QLabel(_asked_for(conditions))
        about.setWordWrap(True)
        none = _("No period yet: add a job or a placement, past or to come.")
        area = Rows[PeriodRow](_("Periods"), none, self._check)
        self._rows, self._insert = area.rows, area.insert
        self._add = QPushButton(_("Add a period"))
        self._add.clicked.connect(self._add_new)
        self._outlook = plain_label()
        self._buttons = ok_cancel(self)
        layout = QVBoxLayout(self)
        theme.space(layout, 3, around=3)
        layout.addWidget(about)
        layout.addWidget(area, 1)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._outlook)
        layout.addWidget(self._buttons)
        for period in periods:
            self._insert(PeriodRow(period, today))
        self._check()
        row = self._rows[0].sizeHint().width() if self._rows else 0
        frame = area.verticalScrollBar().sizeHint().width() + 2 * layout.contentsMargins().left()
        self.resize(max(640, row + frame), 360)

    def _add_new(self) -> None:
        period = ExperiencePeriod(start=self._today, end=None, kind=ExperienceKind.IN_FIELD)
        self._insert(PeriodRow(period, self._today))
        self._check()

    def _check(self) -> None:
        """Say what the periods come to; no date, or an end before the start, cannot be kept."""
        trouble = next((row.trouble for row in self._rows if row.trouble), "")
        possible = not trouble and all(row.is_possible for row in self._rows)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(possible)
        self._add.setEnabled(len(self._rows) < MAX_PERIODS)
        if not possible:
            self._outlook.setText(trouble or _("A period ends before it starts: change one of its dates."))
            return
        status = experience_status(self.periods, self._conditions, self._today)
        self._outlook.setText(experience_outlook(status, self._today) if status is not None else "")

    @property
    def periods(self) -> tuple[ExperiencePeriod, ...]:
        """What was entered."""
        return tuple(row.period for row in self._rows)


def _asked_for(conditions: Conditions) -> str:
    """The months that the award asks for, as far as the sheet publishes them."""
    values = {"months": conditions.experience_months or 0, "placement": conditions.placement_months}
    if conditions.experience_months is None:
        return _("The sheet publishes no months of experience: what is entered here is kept, and counts for nothing.")
    if not conditions.experience_months:
        return _("The sheet asks for no months of experience: what is entered here is kept, and counts for nothing.")
    if not conditions.placement_months:
        return _("{months} months are asked for.").format_map(values)
    text = _("{months} months are asked for; outside the field, a placement of {placement} months as well.")
    return text.format_map(values)
