"""« Que s'est-il passé ? »: what became of the units of semesters that have ended, one click each."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.coming_back import Became, Ended, ended_terms
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _
from csp_planner.messages.coming_back import answered_words, became_word
from csp_planner.messages.naming import row_name
from csp_planner.messages.problems import shown
from csp_planner.messages.words import state_word, term_label
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.widgets.buttons import BackButton, ButtonFrame, PrimaryButton
from csp_planner.ui.widgets.labels import ElidedLabel, plain_label, show_tip
from csp_planner.ui.widgets.scrolling import end_at_one_edge
from csp_planner.ui.widgets.segments import Answer, Segments

ANSWERS = tuple(Became)
_LOOKS = {
    Became.VALIDATED: ("✓", "ok", "ok_fill"),
    Became.FAILED: ("✗", "error", "error_fill"),
    Became.WITHDRAWN: ("–", "text", "background"),
    Became.RUNNING: ("▶", "accent", "accent_fill"),
    Became.NOT_TAKEN: ("○", "text", "background"),
}


class AnswerRow(QWidget):
    """A unit, and the answers to what became of it."""

    def __init__(self, code: str, plan: Plan, state: str) -> None:
        super().__init__()
        self.code = code
        called = row_name(plan, code)
        self.name = name = QLabel(called.brief)
        title = called.title if called.code else ""
        about, now = ElidedLabel(), QLabel(state)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setFont(theme.scaled(self.font(), 1, bold=True))
        about.setText(title)
        show_tip(about, title)
        now.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        looks = [Answer(became_word(became), *_LOOKS[became]) for became in ANSWERS]
        self.segments = Segments(lambda words: _("{unit}: {answer}").format(unit=shown(code), answer=words), looks)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.GRID, 0, theme.GRID)
        row.setSpacing(theme.GRID * 3)
        row.addWidget(name)
        row.addWidget(about, 1)
        row.addWidget(now)
        row.addWidget(self.segments)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())


class EndedSection(QWidget):
    """A term that has ended, with its units."""

    answered = Signal(str, object)
    """What became of a unit; None: no answer."""

    def __init__(self, ended: Ended, plan: Plan, states: Mapping[str, str]) -> None:
        super().__init__()
        self.ended = ended
        label = term_label(ended.term)
        heading = QLabel(label)
        heading.setFont(theme.scaled(self.font(), 1.15, bold=True))
        self.all = QPushButton()
        self._label = label
        self.all.clicked.connect(self._validate_the_rest)
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.GRID * 3)
        column.setSpacing(0)
        column.addLayout(top)
        column.addSpacing(theme.GRID)
        self.rows = [AnswerRow(code, plan, states[code]) for code in ended.units]
        self._answers: Mapping[str, Became] = {}
        for row in self.rows:
            row.segments.chosen.connect(lambda at, row=row: self._take(row.code, at))
            column.addWidget(row)

    def show_answers(self, answers: Mapping[str, Became]) -> None:
        """Show what has been answered of the units here."""
        self._answers = answers
        for row in self.rows:
            became = answers.get(row.code)
            row.segments.show_choice(ANSWERS.index(became) if became is not None else None)
        self.all.setText(_("The rest validated") if answers else _("All validated"))
        self.all.setEnabled(len(answers) < len(self.rows))
        self.all.setAccessibleName(_("{term}: {act}").format(term=self._label, act=self.all.text()))

    def _take(self, code: str, at: int | None) -> None:
        self.answered.emit(code, None if at is None else ANSWERS[at])

    def _validate_the_rest(self) -> None:
        had_keys = self.all.hasFocus()
        for row in self.rows:
            if row.code not in self._answers:
                self.answered.emit(row.code, Became.VALIDATED)
        if had_keys:  # the button has nothing left to do
            self.rows[-1].segments.entrance.setFocus(Qt.FocusReason.OtherFocusReason)


class ComingBackPage(ButtonFrame):
    """Asks semester by semester. Escape leaves it for later; what was answered stays until it is recorded."""

    closed = Signal()
    record_asked = Signal()
    """The answers are to be recorded."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.sections: list[EndedSection] = []
        self._shown: tuple[object, ...] = ()
        self._nothing = plain_label(_("No semester that has ended waits for an answer."))
        inside = QWidget()
        inside.setAutoFillBackground(True)
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(theme.GRID * 3, theme.GRID * 3, theme.GRID * 3, theme.GRID)
        self._column.setSpacing(theme.GRID)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        end_at_one_edge(self._area, self._column)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_top())
        column.addWidget(self._area, 1)
        column.addLayout(self._make_bottom())
        session.changed.connect(self._refresh_if_shown)

    def _make_top(self) -> QHBoxLayout:
        back = BackButton(_("Back to the plan"))
        back.clicked.connect(self.closed)
        title = QLabel(_("What happened?"))
        title.setFont(theme.scaled(self.font(), 1.3, bold=True))
        top = QHBoxLayout()
        top.setContentsMargins(theme.GRID * 3, theme.GRID * 3, theme.GRID * 3, theme.GRID * 3)
        top.setSpacing(theme.GRID * 4)
        top.addWidget(back)
        top.addWidget(title, 1)
        return top

    def _make_bottom(self) -> QHBoxLayout:
        hint = ElidedLabel()
        hint.setText(_("Units without an answer stay as they are. Keys: arrows, first letters, Delete, Ctrl+Enter."))
        hint.shorter = _("Units without an answer stay as they are.")
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        show_tip(hint, hint.text())
        self._count = QLabel()
        later = QPushButton(_("Later"))
        later.clicked.connect(self.closed)
        self.record = PrimaryButton(_("Record"))
        self.record.setToolTip(_("All answers in one step, which one undo takes back (Ctrl+Enter)"))
        self.record.clicked.connect(self.record_asked)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(theme.GRID * 3, theme.GRID * 2, theme.GRID * 3, theme.GRID * 2)
        bottom.setSpacing(theme.GRID * 3)
        bottom.addWidget(hint, 1)
        for widget in (self._count, later, self.record):
            bottom.addWidget(widget)
        return bottom

    def begin(self) -> None:
        """Ask anew, with the keys on the first unit without an answer."""
        self.refresh()
        rows = [(section.ended.term, row) for section in self.sections for row in section.rows]
        free = (row for term, row in rows if (row.code, term) not in self.session.became)
        first = next(free, rows[0][1] if rows else None)
        if first is not None:
            first.segments.entrance.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.record.click()
        else:
            super().keyPressEvent(event)

    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the session's latest value: what is asked, and what has been answered."""
        plan, evaluation = self.session.document, self.session.evaluation
        ended = ended_terms(plan, self.session.today)
        states = {code: state_word(evaluation.standings[code].state) for each in ended for code in each.units}
        shown = (ended, states, plan.programme)
        if shown != self._shown:
            self._shown = shown
            self._ask(ended, plan, states)
        self._show_answers()

    def _ask(self, ended: tuple[Ended, ...], plan: Plan, states: Mapping[str, str]) -> None:
        for section in self.sections:
            section.hide()  # it is deleted only when the program is idle
            section.deleteLater()
        self.sections = [EndedSection(each, plan, states) for each in ended]
        for index, section in enumerate(self.sections):
            section.answered.connect(lambda code, became, at=section.ended.term: self._take(code, at, became))
            self._column.insertWidget(index, section)
        self._nothing.setVisible(not ended)
        rows = [row for section in self.sections for row in section.rows]
        widest = max((row.name.sizeHint().width() for row in rows), default=0)
        for at, row in enumerate(rows):
            row.name.setFixedWidth(widest)
            row.segments.stepped.connect(lambda step, at=at, rows=rows: self._step(rows, at, at + step))

    def _step(self, rows: list[AnswerRow], here: int, to: int) -> None:
        if 0 <= to < len(rows):
            rows[to].segments.take_keys(rows[here].segments.place)
            self._area.ensureWidgetVisible(rows[to], 0, 60)

    def _take(self, code: str, term: Term, became: Became | None) -> None:
        if became is None:
            self.session.became.pop((code, term), None)
        else:
            self.session.became[code, term] = became
        self._show_answers()

    def _show_answers(self) -> None:
        answered = asked = 0
        for section in self.sections:
            term = section.ended.term
            answers = {
                code: self.session.became[code, term]
                for code in section.ended.units
                if (code, term) in self.session.became
            }
            section.show_answers(answers)
            answered, asked = answered + len(answers), asked + len(section.rows)
        self._count.setText(answered_words(answered, asked) if asked else "")
        self.record.setEnabled(answered > 0)
