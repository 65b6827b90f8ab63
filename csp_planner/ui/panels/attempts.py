"""One attempt in the history of a unit, with its date and note."""

from dataclasses import replace

from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPushButton

from csp_planner.domain.edits import annotate_attempt, forget_attempt, value_attempt
from csp_planner.domain.limits import MAX_TEXT
from csp_planner.domain.profile import Attempt
from csp_planner.domain.states import UnitState
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.messages.words import state_word, term_short
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.date_field import DateField
from csp_planner.ui.widgets.field_trouble import trouble_line
from csp_planner.ui.widgets.labels import plain_label
from csp_planner.ui.widgets.undo_keys import end_undo

MOST_ECTS, MOST_HOURS = 120, 2_000
"""The highest worth that is offered."""


class AttemptRow(QFrame):
    """Shows what came of one attempt. Date, note and worth can be corrected, and a mistaken entry removed."""

    def __init__(self, session: Session, index: int, attempt: Attempt) -> None:
        super().__init__()
        self._session, self.index, self.attempt = session, index, attempt
        self._left = False
        self.setObjectName(theme.BOX)
        words = _("{term}: {state}").format(term=term_short(attempt.term), state=state_word(attempt.state))
        about = plain_label(words)
        self._date = DateField(attempt.date)
        self._date.setAccessibleName(_("Date, {attempt}").format(attempt=words))
        self._date.editingFinished.connect(self._take_when_readable)
        self._note = QLineEdit(attempt.note)
        self._note.setMaxLength(MAX_TEXT)
        self._note.setPlaceholderText(_("Note"))
        self._note.setAccessibleName(_("Note, {attempt}").format(attempt=words))
        self._note.editingFinished.connect(self._take_when_readable)
        none = _("as its row")
        self._ects = AmountField(MOST_ECTS, _(" ECTS"), none, least=0, step=0.5)
        self._hours = AmountField(MOST_HOURS, _(" h"), none, least=0, step=0.5)
        names = (_("ECTS obtained, {attempt}"), _("Hours obtained, {attempt}"))
        amounts = (attempt.ects, attempt.hours)
        for field, name, amount in zip((self._ects, self._hours), names, amounts, strict=True):
            field.setAccessibleName(name.format(attempt=words))
            field.show_amount(amount)
            field.editingFinished.connect(self._take_when_readable)
        remove = QPushButton(_("Remove"))
        remove.setAccessibleName(_("Remove from the history, {attempt}").format(attempt=words))
        remove.clicked.connect(self._forget)
        grid = QGridLayout(self)
        theme.space(grid, 2, around=2)
        grid.addWidget(about, 0, 0, 1, 2)
        grid.addWidget(self._date, 1, 0)
        grid.addWidget(remove, 1, 1)
        grid.addWidget(self._note, 2, 0, 1, 2)
        if attempt.state is UnitState.VALIDATED or (attempt.ects, attempt.hours) != (None, None):
            grid.addWidget(self._ects, 3, 0)
            grid.addWidget(self._hours, 3, 1)
            grid.addWidget(trouble_line([self._ects, self._hours]), 4, 0, 1, 2)

    def is_about(self, attempt: Attempt) -> bool:
        """Whether *attempt* is the one shown, but for its date, its note and what it was worth."""
        before = self.attempt
        return (attempt.unit, attempt.term, attempt.state) == (before.unit, before.term, before.state)

    def follow(self, index: int, attempt: Attempt) -> None:
        """Show *attempt*, which now has *index* in the plan; what is typed stays where the value is the same."""
        before, self.index, self.attempt = self.attempt, index, attempt
        if attempt.date != before.date:
            self._date.show_day(attempt.date)
        if attempt.note != before.note:
            self._note.setText(attempt.note)
        self._ects.follow(attempt.ects)
        self._hours.follow(attempt.hours)

    def let_go(self) -> None:
        """Write nothing any more: the row is being taken away, and its fields lose the focus only after that."""
        self._left = True

    def _take_when_readable(self) -> None:
        """Keep the entry once its date can be read: keeping it shows it afresh, which would hide what was typed."""
        if self._date.day is not None:
            self.take()

    def take(self) -> None:
        """Keep the date and the note as they stand in the fields; the date as it was where it is none."""
        day, note, index, before = self._date.last_good_day, self._note.text().strip(), self.index, self.attempt
        if not self._left and (day, note) != (before.date, before.note):
            name = _("Date and note of an attempt at {unit}").format(unit=shown(before.unit))
            self.attempt = replace(before, date=day, note=note)  # so that this row goes on showing it
            if self._session.do(name, lambda plan: annotate_attempt(plan, index, day, note)):
                end_undo(self._note)
            else:
                self.attempt = before
        self._take_worth()

    def _take_worth(self) -> None:
        """Keep what the attempt was worth, as it stands in the fields."""
        given, index, before = (self._ects.amount, self._hours.amount), self.index, self.attempt
        if self._left or given == (before.ects, before.hours):
            return
        name = _("Worth of an attempt at {unit}").format(unit=before.unit)
        self.attempt = replace(before, ects=given[0], hours=given[1])  # so that this row goes on showing it
        if not self._session.do(name, lambda plan: value_attempt(plan, index, *given)):
            self.attempt = before

    def _forget(self) -> None:
        index = self.index
        name = _("Remove an attempt at {unit} from the history").format(unit=shown(self.attempt.unit))
        self._session.do(name, lambda plan: forget_attempt(plan, index))
