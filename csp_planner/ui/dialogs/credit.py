"""Asks on what grounds a unit is obtained or asked for, what it is worth, and for which rows of the sheet it counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from csp_planner.domain.codes import is_made_up
from csp_planner.domain.limits import MAX_CODE, MAX_REASON, MAX_TEXT
from csp_planner.domain.profile import Credit, CreditBasis, CreditState
from csp_planner.domain.programme import Unit
from csp_planner.domain.text import plain_line
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.problems import shown
from csp_planner.messages.words import credit_state_word, credit_word, ects
from csp_planner.ui import theme
from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.buttons import ok_cancel
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.date_field import DateField
from csp_planner.ui.widgets.field_form import FieldForm
from csp_planner.ui.widgets.field_trouble import hold_back, make_room
from csp_planner.ui.widgets.labels import tip
from csp_planner.ui.widgets.optional_day import OptionalDay

MOST_ECTS, MOST_HOURS = 120, 2_000
"""The highest worth that is offered."""
_ROWS_SHOWN = 6
_DECISIONS = (CreditState.GRANTED, CreditState.REFUSED)
"""Answers that somebody decided."""


class CreditDialog(QDialog):
    """Ground, answer with its day, worth, who decided, note; code, title and rows where the unit is no row itself."""

    def __init__(
        self,
        code: str,
        basis: CreditBasis | None,
        today: date,
        parent: QWidget,
        known: Credit | None = None,
        rows: Sequence[Unit] = (),
    ) -> None:
        """*code*: the unit; empty where it is still to be named. *rows*: those it may count for, where it is none."""
        super().__init__(parent)
        self._code, self._known, self._today = code, known, today
        if code and rows:
            self.setWindowTitle(_("{unit}: acquired outside the sheet").format(unit=shown(code)))
        else:
            title = _("{unit} obtained otherwise") if code else _("Acquired outside the sheet")
            self.setWindowTitle(title.format(unit=shown(code)))
        self._form = FieldForm()
        self._name_unit(code, known, named=bool(rows))
        self._ask_answer(basis, today, known)
        self._ask_worth(known, with_row=not rows)
        self._rows = self._offer_rows(rows, known)
        self._ask_decision(today, known)
        buttons = ok_cancel(self)
        self._column = layout = QVBoxLayout(self)
        theme.space(layout, 4, around=3)
        layout.addLayout(self._form)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._fields = [self._date, self._ects, self._hours, self._decided_on]
        layout.addWidget(hold_back(self._ok, self._fields))
        layout.addWidget(buttons)
        self.setMinimumWidth(440)
        for field in (self._date, self._decided_on):
            field.changed.connect(self._check)
        for field in (self._ects, self._hours):
            field.changed.connect(self._check)
        self._basis.currentIndexChanged.connect(lambda _index: self._check())
        self._unit.textChanged.connect(lambda _text: self._check())
        self._state.currentIndexChanged.connect(lambda _index: self._change_answer())
        self._date.changed.connect(self._follow_day)
        self._follow_day()
        self._ask_what_was_obtained()
        self._check()
        make_room(self)
        if code and rows:
            self._rows.setFocus()  # what most come for: the code stands, the rows are to be chosen

    def begin_with_answer(self) -> None:
        """Put the keys on the answer, which the person comes to give."""
        self._state.setFocus()

    def _name_unit(self, code: str, known: Credit | None, *, named: bool) -> None:
        """The title of a unit that is no row of the sheet, and its code where the dialog is not about one already."""
        self._unit, self._title = QLineEdit(code, self), QLineEdit(known.title if known else "", self)
        self._unit.setMaxLength(MAX_CODE)
        self._title.setMaxLength(MAX_TEXT)
        self._title.setPlaceholderText(_("optional"))
        asked = ((_("Code"), self._unit, named and not code), (_("Title"), self._title, named))
        for name, field, is_asked in asked:
            field.setVisible(is_asked)
            if is_asked:
                self._form.add_field(name, field)

    def _ask_answer(self, basis: CreditBasis | None, today: date, known: Credit | None) -> None:
        """The ground, what came of it, and its day."""
        self._basis, self._state = Choice(), Choice()
        for ground in CreditBasis:
            self._basis.addItem(credit_word(ground), ground)
        basis = known.basis if known is not None else basis
        self._basis.setPlaceholderText(_("to choose"))
        self._basis.setCurrentIndex(list(CreditBasis).index(basis) if basis is not None else -1)
        answers = (CreditState.GRANTED, CreditState.ASKED, CreditState.REFUSED)
        for answer in answers:
            self._state.addItem(credit_state_word(answer), answer)
        self._state.setCurrentIndex(answers.index(known.state) if known is not None else 0)
        self._days = _days(known, today)
        self._answer = self._chosen_answer
        self._date = DateField(self._days[self._answer])
        self._form.add_field(_("Ground"), self._basis)
        self._form.add_field(pgettext("credit", "Answer"), self._state)
        self._form.add_field(_("Date"), self._date)

    def _ask_worth(self, known: Credit | None, *, with_row: bool) -> None:
        none = _("as its row") if with_row else _("not known")
        self._ects = AmountField(MOST_ECTS, _(" ECTS"), none, least=0, step=0.5)
        self._hours = AmountField(MOST_HOURS, _(" h"), none, least=0, step=0.5)
        self._ects.show_amount(known.ects if known is not None else None)
        self._hours.show_amount(known.hours if known is not None else None)
        self._form.add_field(_("ECTS obtained"), self._ects)
        self._form.add_field(_("Hours"), self._hours)

    def _offer_rows(self, rows: Sequence[Unit], known: Credit | None) -> QListWidget:
        """The rows of the sheet, ticked where the unit counts for them."""
        found = QListWidget(self)
        found.setVisible(bool(rows))
        counted = known.counts_for if known is not None else ()
        for unit in rows:
            is_named = not is_made_up(unit.code)
            text = pgettext("unit", "{code} · {ects} · {title}") if is_named else pgettext("unit", "{ects} · {title}")
            text = text.format(code=unit.code, title=plain_line(unit.title), ects=ects(unit.ects))
            item = QListWidgetItem(text, found)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if unit.code in counted else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, unit.code)
            item.setToolTip(tip(text))
        if rows:
            found.setCurrentRow(0)
            found.setSpacing(1)
            line = found.sizeHintForRow(0) + 2 * found.spacing()
            found.setFixedHeight(line * min(len(rows), _ROWS_SHOWN) + 2 * found.frameWidth())
            found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            found.setTextElideMode(Qt.TextElideMode.ElideRight)
            self._form.add_field(_("Counts for"), found)
        return found

    def _ask_decision(self, today: date, known: Credit | None) -> None:
        """Who decided or answers, when, and a note."""
        self._decided_by, self._note = QLineEdit(), QLineEdit()
        self._decided_by.setMaxLength(MAX_REASON)
        self._note.setMaxLength(MAX_TEXT)
        for field in (self._decided_by, self._note):
            field.setPlaceholderText(_("optional"))
        self._decided_on = OptionalDay(today)
        self._decided_on.show_optional(known.decided_on if known is not None else None, today, _("optional"))
        if known is not None:
            self._decided_by.setText(known.decided_by)
            self._note.setText(known.note)
        self._form.add_field(_("Decided by"), self._decided_by)
        self._form.add_field(_("Decided on"), self._decided_on)
        self._form.add_field(_("Note"), self._note)

    @property
    def _chosen_answer(self) -> CreditState:
        return CreditState(self._state.currentData())

    @property
    def _is_decided_apart(self) -> bool:
        """Whether the day of the decision is asked for apart, as it may be another one than the day it holds from."""
        known = self._known
        apart = known is not None and known.state is CreditState.GRANTED and known.decided_on not in (None, known.date)
        return self._chosen_answer is CreditState.GRANTED and (apart or self._date.last_good_day > self._today)

    def _change_answer(self) -> None:
        """Show the day of the answer that is chosen now; a day that was entered stays the day of a decision."""
        day, before = self._date.last_good_day, self._answer
        if day != self._days[before]:
            is_decision = before is not CreditState.ASKED or day <= self._today  # nobody expects an answer for the past
            self._days.update(dict.fromkeys(_DECISIONS, day) if is_decision else {before: day})
        self._answer = self._chosen_answer
        self._date.show_day(self._days[self._answer])
        self._follow_day()
        self._ask_what_was_obtained()
        self._check()
        self._column.activate()  # else it counts the rows that have just gone
        self.resize(self.width(), 0)
        make_room(self)

    def _follow_day(self) -> None:
        """Say what the day is the day of, and ask for that of the decision where it may be another one."""
        names = {
            CreditState.GRANTED: _("Granted on"),
            CreditState.ASKED: _("Answer expected on"),
            CreditState.REFUSED: _("Refused on"),
        }
        name = names[self._chosen_answer]
        if self._chosen_answer is CreditState.GRANTED and self._date.last_good_day > self._today:
            name = _("Granted from")
        self._rename(self._date, name)
        self._form.setRowVisible(self._decided_on, self._is_decided_apart)
        if not self._is_decided_apart and self._decided_on.trouble:
            self._decided_on.clear()  # what is not asked for holds nothing back

    def _ask_what_was_obtained(self) -> None:
        """Ask for worth and rows, unless nothing is obtained."""
        is_obtained = self._chosen_answer is not CreditState.REFUSED
        is_asked = self._chosen_answer is CreditState.ASKED
        self._rename(self._ects, _("ECTS asked for") if is_asked else _("ECTS obtained"))
        for field in (self._ects, self._hours):
            self._form.setRowVisible(field, is_obtained)
            if not is_obtained and field.trouble:
                field.bring_back()
        if self._rows.count():
            self._form.setRowVisible(self._rows, is_obtained)

    def _rename(self, field: QWidget, name: str) -> None:
        label = self._form.labelForField(field)
        if label is not None:
            label.setProperty("text", name)
        field.setAccessibleName(name)

    def _check(self) -> None:
        """Offer OK once the unit and a ground are given, and every field can be read."""
        named = self._unit.text().strip().isprintable() and bool(self._unit.text().strip())
        readable = not any(field.trouble for field in self._fields)
        self._ok.setEnabled(named and self._basis.currentIndex() >= 0 and readable)

    @property
    def credit(self) -> Credit:
        """What was entered."""
        items = (self._rows.item(index) for index in range(self._rows.count()))
        rows = tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        )
        offered = {str(self._rows.item(index).data(Qt.ItemDataRole.UserRole)) for index in range(self._rows.count())}
        kept = tuple(row for row in (self._known.counts_for if self._known else ()) if row not in offered)
        code, basis = self._unit.text().strip(), CreditBasis(self._basis.currentData())
        day = self._date.last_good_day
        before = self._known or Credit(unit=code, basis=basis, date=day)
        is_refused = self._chosen_answer is CreditState.REFUSED
        return replace(
            before,
            basis=basis,
            date=day,
            note=self._note.text().strip(),
            state=self._chosen_answer,
            title=self._title.text().strip(),
            ects=before.ects if is_refused else self._ects.amount,
            hours=before.hours if is_refused else self._hours.amount,
            counts_for=before.counts_for if is_refused else (*rows, *kept),
            decided_by=self._decided_by.text().strip(),
            decided_on=self._decision(before, day),
        )

    def _decision(self, before: Credit, day: date) -> date | None:
        """The day of the decision that is kept: *day*, where one was kept *before* and none is asked for apart."""
        if self._is_decided_apart:
            return self._decided_on.day
        return day if before.decided_on is not None and self._chosen_answer in _DECISIONS else before.decided_on


def _days(known: Credit | None, today: date) -> dict[CreditState, date]:
    """The day that is first shown for each answer. A decision is of today, unless the day of one was recorded."""
    if known is None:
        return dict.fromkeys(CreditState, today)
    is_recorded = known.state in _DECISIONS and known.date <= today
    decided = known.decided_on or (known.date if is_recorded else today)
    days = {**dict.fromkeys(_DECISIONS, decided), CreditState.ASKED: max(known.date, today)}
    if known.state is CreditState.REFUSED:
        return {**days, CreditState.REFUSED: known.decided_on or known.date}
    return {**days, known.state: known.date}
