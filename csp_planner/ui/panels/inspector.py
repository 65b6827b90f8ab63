"""The details of one unit: where it stands, when it opens, its slack, its history, what the person notes or enters."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.edits import set_note, set_override
from csp_planner.domain.evaluation.values import Standing
from csp_planner.domain.openings import enrolment_dates, opening_in
from csp_planner.domain.plan import Note, UnitState
from csp_planner.domain.planning.what_if import can_fail
from csp_planner.domain.programme import Unit
from csp_planner.domain.terms import year_label
from csp_planner.domain.text import plain_line, plain_lines
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.interview import enrolment_sentence, slack_sentence
from csp_planner.messages.words import (
    credit_word,
    date_label,
    ects,
    hours,
    opening_word,
    stability,
    state_word,
    term_label,
)
from csp_planner.ui import theme
from csp_planner.ui.actions.marks import MARKS
from csp_planner.ui.actions.scenarios import ScenarioActs
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.attempts import AttemptRow
from csp_planner.ui.panels.note_field import NoteField
from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.field_trouble import trouble_line
from csp_planner.ui.widgets.undo_keys import end_undo


class Inspector(QScrollArea):
    """The right zone while one unit is looked at."""

    closed = Signal()

    def __init__(self, session: Session, acts: Acts, trials: ScenarioActs, shows_private: bool) -> None:
        super().__init__()
        self.session, self.acts, self.trials = session, acts, trials
        self._shows_private = shows_private
        self._code = ""
        self._noted = ""
        """The note as the plan had it when it was last shown: what differs from it was typed here."""
        self._own = ""
        """The note as it was last typed here: even a private one stays in sight until the unit is left."""
        self._rows: list[AttemptRow] = []
        self.setAccessibleName(_("Details of a unit"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setAutoFillBackground(True)
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(12, 8, 12, 10)
        self._column.setSpacing(theme.GRID * 2)
        self.setWidget(inside)
        self._bold = theme.scaled(self.font(), 0.95, bold=True)
        self._make_heading()
        self._make_state()
        self._make_openings()
        self._make_figures()
        self._make_history()
        self._make_notes()
        self._column.addStretch(1)
        session.replacing.connect(self.forget)

    # Building

    def _section(self, title: str) -> None:
        label = QLabel(title)
        label.setFont(self._bold)
        self._column.addSpacing(theme.GRID)
        self._column.addWidget(label)

    def _make_heading(self) -> None:
        back = QPushButton(_("← Progress"))
        back.setFlat(True)
        back.clicked.connect(self.closed)
        self._column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._name, self._title, self._amounts = _text(), _text(), _text()
        self._name.setFont(theme.scaled(self.font(), 1.3, bold=True))
        for label in (self._name, self._title, self._amounts):
            self._column.addWidget(label)

    def _make_state(self) -> None:
        self._section(_("State"))
        self._state = Choice()
        self._state.setAccessibleName(_("State"))
        self._state.activated.connect(self._take_state)
        self._where, self._enrolment, self._slack = _text(), _text(), _text()
        self._what_if = QPushButton(_("What if I do not get it?"))
        self._what_if.clicked.connect(lambda: self.trials.fails(self._code))
        self._otherwise = QPushButton()
        self._otherwise.clicked.connect(self._take_otherwise)
        for widget in (self._state, self._where, self._enrolment, self._slack):
            self._column.addWidget(widget)
        for button in (self._what_if, self._otherwise):
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_openings(self) -> None:
        self._section(_("Openings"))
        self._openings = QGridLayout()
        self._openings.setHorizontalSpacing(theme.GRID * 3)
        self._openings.setVerticalSpacing(2)
        self._openings.setColumnStretch(1, 1)
        self._column.addLayout(self._openings)

    def _make_figures(self) -> None:
        self._section(_("Given by the centre"))
        about = _text()
        about.setText(_("Kept and marked as entered by you, never as the sheet’s."))
        about.setFont(theme.scaled(self.font(), 0.9))
        self._column.addWidget(about)
        none = _("as on the sheet")
        self._ects = AmountField(120, _(" ECTS"), none, least=0, step=0.5)
        self._hours = AmountField(2_000, _(" h"), none, least=0, step=0.5)
        form = QFormLayout()
        for label, field in ((_("ECTS"), self._ects), (_("Hours"), self._hours)):
            field.setAccessibleName(label)
            field.editingFinished.connect(self._take_figures)
            form.addRow(label, field)
        self._column.addLayout(form)
        self._column.addWidget(trouble_line([self._ects, self._hours]))

    def _make_history(self) -> None:
        self._section(_("History"))
        self._history = QVBoxLayout()
        self._history.setSpacing(theme.GRID)
        self._column.addLayout(self._history)
        self._no_attempt = _text()
        self._no_attempt.setText(_("No attempt yet."))
        self._column.addWidget(self._no_attempt)

    def _make_notes(self) -> None:
        self._section(_("Note"))
        self._note = NoteField()
        self._note.setAccessibleName(_("Note"))
        self._note.setFixedHeight(90)
        self._note.settled.connect(self._take_note)
        self._private = QCheckBox(_("Private"))
        about = _text()
        about.setText(_("A private note is never printed, and hidden in interview mode."))
        about.setFont(theme.scaled(self.font(), 0.9))
        self._private.clicked.connect(self._take_private)
        self._hidden = _text()
        self._hidden.setText(_("A private note is hidden in interview mode."))
        for widget in (self._note, self._private, about, self._hidden):
            self._column.addWidget(widget)

    # Showing

    def show_unit(self, code: str) -> None:
        """Show unit *code*."""
        if code != self._code:
            self.settle()
            self._code, self._own = code, ""
            self._show_text_of(code)
            for field in (self._ects, self._hours):
                field.bring_back()  # what could not be taken was typed for the unit before
        self.refresh()

    def settle(self) -> None:
        """Take what is typed and not yet kept. Out of sight the fields may be behind the plan, and say nothing."""
        if self._code and not self.isHidden() and self.session.trial is None:
            self._take_note()
            self._take_figures()
            for row in self._rows:
                row.take()

    def forget(self) -> None:
        """Another document comes, or another page: nothing shown so far may be written from now on."""
        self._code, self._own = "", ""
        self._note.show_text("")
        self._noted = ""
        for row in self._rows:
            self._drop(row)
        self._rows = []

    def _drop(self, row: AttemptRow) -> None:
        row.let_go()
        self._history.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _show_text_of(self, code: str) -> None:
        note = self._note_of(code)
        self._noted = note.text if note is not None and not self._hides(note) else ""
        self._note.show_text(self._noted)

    def _note_of(self, code: str) -> Note | None:
        return next((note for note in self.session.document.profile.notes if note.unit == code), None)

    def _hides(self, note: Note | None) -> bool:
        return note is not None and note.private and not self._shows_private and note.text != self._own

    @property
    def code(self) -> str:
        """Code of the unit shown."""
        return self._code

    @property
    def _unit(self) -> Unit | None:
        return self.session.plan.programme.by_code.get(self._code)

    def refresh(self) -> None:
        """Show the session's latest value."""
        unit, standing = self._unit, self.session.evaluation.standings.get(self._code)
        if unit is None or standing is None:
            return
        self._name.setText(unit.code)
        self._title.setText(plain_line(unit.title))
        amounts = _("{ects} · {hours}").format(ects=ects(standing.ects), hours=hours(standing.hours))
        self._amounts.setText(_("{amounts} (entered by you)").format(amounts=amounts) if standing.entered else amounts)
        self._show_state(standing)
        self._show_openings(unit)
        self._show_figures()
        self._show_history()
        self._show_note()

    def _show_state(self, standing: Standing) -> None:
        self._state.clear()
        states: list[UnitState] = list(MARKS) if standing.term is not None else []
        if standing.state not in states:
            states.insert(0, standing.state)
        for state in states:
            self._state.addItem(state_word(state), state)
        self._state.setCurrentIndex(states.index(standing.state))
        self._state.setEnabled(len(states) > 1)
        self._where.setText(term_label(standing.term) if standing.term is not None else "")
        self._where.setVisible(standing.term is not None)
        planned = standing.state is UnitState.PLANNED and standing.term is not None
        self._enrolment.setVisible(planned)
        self._slack.setVisible(planned)
        if planned and standing.term is not None:
            dates = enrolment_dates(self.session.plan.programme, standing.term)
            self._enrolment.setText(enrolment_sentence(dates))
            self._slack.setText(slack_sentence(self.session.slack.get(self._code, 0)))
        self._what_if.setVisible(can_fail(self.session.evaluation, self._code))
        credit = self.session.plan.profile.credit(self._code)
        if credit is not None:
            words = _("{ground}, {day}").format(ground=credit_word(credit.basis), day=date_label(credit.date))
            self._where.setText("\n".join(filter(None, (words, plain_lines(credit.note)))))
            self._where.setVisible(True)
        self._otherwise.setText(_("No longer obtained otherwise") if credit is not None else _("Obtained otherwise…"))
        self._otherwise.setVisible(credit is not None or standing.state in (UnitState.TO_PLACE, UnitState.PLANNED))

    def _show_openings(self, unit: Unit) -> None:
        _clear(self._openings)
        programme = self.session.plan.programme
        years = sorted({*programme.published_years, *self.session.board_years})
        for row, year in enumerate(years):
            fact = opening_in(unit, year)
            runs = pgettext("opening", "{opening}, {basis}")
            words_of_year = runs.format(opening=opening_word(fact.opening), basis=stability(fact))
            for column, words in enumerate((year_label(year), words_of_year)):
                label = _text()
                label.setText(words)
                self._openings.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)

    def _show_figures(self) -> None:
        figure = next((figure for figure in self.session.plan.profile.figures if figure.unit == self._code), None)
        self._ects.follow(figure and figure.ects)
        self._hours.follow(figure and figure.hours)

    def _show_history(self) -> None:
        """The row of an attempt stays: the focus may be in it, or a button of it held down."""
        left, self._rows = self._rows, []
        attempts = self.session.plan.profile.attempts
        for index, attempt in enumerate(attempts):
            if attempt.unit != self._code:
                continue
            same = (row for row in left if row.attempt == attempt)
            mended = (row for row in left if row.is_about(attempt) and row.attempt not in attempts)
            row = next(same, None) or next(mended, None)
            if row is None:
                row = AttemptRow(self.session, index, attempt)
            else:
                left.remove(row)
                row.follow(index, attempt)
            self._rows.append(row)
        for row in left:
            self._drop(row)
        for place, row in enumerate(self._rows):
            if self._history.indexOf(row) != place:
                self._history.insertWidget(place, row)
        self._no_attempt.setVisible(not self._rows)

    def _show_note(self) -> None:
        note = self._note_of(self._code)
        changed = (note.text if note is not None else "") != self._noted  # elsewhere, or undone
        if changed:
            self._own = ""
        hidden = self._hides(note)
        self._note.setVisible(not hidden)
        self._private.setVisible(not hidden)
        self._hidden.setVisible(hidden)
        if changed or hidden:
            self._show_text_of(self._code)
        self._private.setChecked(note.private if note is not None else True)

    # Taking

    def _take_state(self) -> None:
        state = UnitState(self._state.currentData())
        if state in MARKS and state is not self.session.evaluation.standings[self._code].state:
            self.acts.mark([self._code], state)
        self.refresh()

    def _take_otherwise(self) -> None:
        if self.session.plan.profile.credit(self._code) is not None:
            self.acts.remove_credit(self._code)
        else:
            self.acts.ask_credit(self._code)

    def _take_figures(self) -> None:
        code, today = self._code, self.session.today
        given, asked = self._ects.amount, self._hours.amount
        kept = self.session.document.profile.figure(code)
        if not code or (given, asked) == ((kept.ects, kept.hours) if kept is not None else (None, None)):
            return
        name = _("Enter figures for {unit}").format(unit=code)
        note = kept.note if kept is not None else ""
        self.session.do(name, lambda plan: set_override(plan, code, given, asked, today, note))
        self._show_figures()  # a figure that is the sheet's own is not kept as an entry

    def _take_note(self) -> None:
        code = self._code
        note = self._note_of(code)
        if not code or self.session.trial is not None or self._hides(note):
            return
        text, private = self._note.text.strip(), self._private.isChecked()
        if (note.text if note else "") == text and (note is None or note.private == private):
            return
        if text != self._noted:
            self._own = text
        self._noted = text  # what is typed on meanwhile stays in the field
        if self.session.do(_("Note on {unit}").format(unit=code), lambda plan: set_note(plan, code, text, private)):
            end_undo(self._note)

    def _take_private(self) -> None:
        """Whoever ticks it wants it out of sight at once."""
        self._take_note()
        self._own = ""
        if self._note_of(self._code) is not None:
            self._show_note()


def _text() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _clear(layout: QGridLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.deleteLater()
