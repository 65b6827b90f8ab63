"""First start: one page to begin a plan, open one, look at the example, or take up what a crash left."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from csp_planner.domain.enrolment import first_open_semester
from csp_planner.domain.limits import MAX_MONTHS, MAX_NAME
from csp_planner.domain.plan import USUAL_LOAD
from csp_planner.domain.profile import USUAL_WEEKS, ExperiencePeriod, Occupation
from csp_planner.domain.programme import Programme, ProgrammeHead
from csp_planner.domain.terms import Term
from csp_planner.domain.text import plain_line
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.loads import weeks_assumed
from csp_planner.messages.problems import shown
from csp_planner.messages.words import date_label, ects, hours, situation_word, term_label
from csp_planner.storage.library import USUAL_PROGRAMME, builtin_head, example_code
from csp_planner.storage.programmes import ProgrammeLine
from csp_planner.storage.recovery import Orphan
from csp_planner.ui import theme
from csp_planner.ui.actions.sheets import SheetActs
from csp_planner.ui.document.beginning import Beginning
from csp_planner.ui.document.documents import Documents
from csp_planner.ui.widgets.amount_field import MOST_USUAL_ECTS, MOST_WEEKLY_HOURS, AmountField
from csp_planner.ui.widgets.buttons import PrimaryButton, TextRow
from csp_planner.ui.widgets.choice import Choice
from csp_planner.ui.widgets.field_form import FieldForm
from csp_planner.ui.widgets.field_trouble import hold_back
from csp_planner.ui.widgets.labels import no_key, plain_label
from csp_planner.ui.widgets.programme_list import ProgrammeList

TERMS_OFFERED = 8


class _Form(QFrame):
    """The fields of a new plan. Enter in any of them asks for it: none keeps that key to itself."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class StartPage(QScrollArea):
    """The page without a document."""

    def __init__(self, documents: Documents, sheets: SheetActs) -> None:
        super().__init__()
        self._documents, self._sheets = documents, sheets
        self._programme: Programme | None = None
        """The programme that is chosen, where it is not the usual one."""
        self._is_damaged = False
        """Whether the file of the one that is chosen cannot be read."""
        self.setAccessibleName(_("Begin or open a plan"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._inside = QWidget()
        outer = QHBoxLayout(self._inside)
        theme.space(outer, 0, around=6)
        column = QVBoxLayout()
        column.setSpacing(theme.GRID * 4)
        outer.addStretch(1)
        outer.addLayout(column, 8)
        outer.addStretch(1)
        self._column = column
        column.addStretch(1)
        title = plain_label(_("Plan a diploma, semester by semester"))
        title.setFont(theme.scaled(self.font(), 1.8, bold=True))
        column.addWidget(title)
        self._about = plain_label()
        column.addWidget(self._about)
        self._recovery = QVBoxLayout()
        column.addLayout(self._recovery)
        zones = QHBoxLayout()
        theme.space(zones, 4)
        zones.addWidget(self._library(), 2)
        zones.addWidget(self._form(), 3)
        column.addLayout(zones)
        self._others = QVBoxLayout()
        self._others.setSpacing(theme.GRID)
        column.addLayout(self._others)
        column.addStretch(2)
        self.setWidget(self._inside)
        self.show_library()
        sheets.used.connect(self._begin_of)

    def _library(self) -> QWidget:
        """The programmes to begin with, and where another one comes from."""
        box = QFrame()
        box.setObjectName(theme.BOX)
        heading = plain_label(_("Programme"))
        heading.setFont(theme.scaled(self.font(), 1, bold=True))
        self.programmes = ProgrammeList()
        self.programmes.chosen.connect(self._choose)
        self.programmes.begun.connect(lambda: self.begin.click())
        self._source = _button(_("Show the sheet"), lambda: self._with_line(self._sheets.show_source))
        self._remove = _button(_("Remove"), lambda: self._with_line(self._sheets.remove))
        column = QVBoxLayout(box)
        theme.space(column, 2, around=4)
        column.addWidget(heading)
        column.addWidget(self.programmes, 1)
        for buttons in (
            (_button(_("Read a sheet…"), self._sheets.ask), _button(_("Empty programme…"), self._sheets.make)),
            (self._source, self._remove),
        ):
            row = QHBoxLayout()
            theme.space(row, 2)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        return box

    def show_library(self) -> None:
        """Show the programmes there are now. One that was just kept is chosen, else the one that was stays so."""
        self.programmes.show_lines(self._sheets.lines(), USUAL_PROGRAMME)
        if self._sheets.newest is not None:
            self.programmes.choose(self._sheets.newest)

    def _with_line(self, run: Callable[[ProgrammeLine], object]) -> None:
        line = self.programmes.line
        if line is not None:
            run(line)

    def _choose(self, line: ProgrammeLine) -> None:
        """Take another programme: what is announced and the semesters to begin in are its own."""
        self._remove.setEnabled(line.path is not None)
        self._programme = None
        self._is_damaged = False
        if line.path is None and line.code == USUAL_PROGRAMME:
            self._show_head(builtin_head(USUAL_PROGRAMME))
            return
        programme = self._sheets.programme(line)
        if programme is None:
            self._is_damaged = True
            self._about.setText(_("{code} cannot be read: no plan can be begun of it.").format(code=shown(line.code)))
        else:
            self._take(programme)

    def _take(self, programme: Programme) -> None:
        self._programme = programme
        self._is_damaged = False
        self._show_head(programme)

    def _show_head(self, head: Programme | ProgrammeHead) -> None:
        """Say what is announced, and offer the semesters to begin in."""
        announced = head.announced
        text = _("{code}, {title}: the sheet announces {ects} and {hours}. Everything stays on this computer.")
        if announced.hours is None:
            text = _("{code}, {title}: the sheet announces {ects}. Everything stays on this computer.")
        if announced.ects is None:
            text = _("{code}, {title}. Everything stays on this computer.")
        self._about.setText(
            text.format(
                code=shown(head.code),
                title=shown(head.title),
                ects=ects(announced.ects or 0),
                hours=hours(announced.hours),
            )
        )
        self._offer_semesters(first_open_semester(head, self._documents.today))

    def _offer_semesters(self, term: Term) -> None:
        before = self._start.currentData()
        self._start.clear()
        chosen = 0
        for place in range(TERMS_OFFERED):
            self._start.addItem(term_label(term), term)
            chosen = place if term == before else chosen  # Qt finds the same object only, not an equal one
            term = term.next_semester()
        self._start.setCurrentIndex(chosen)

    def _form(self) -> QWidget:
        box = _Form()
        box.entered.connect(lambda: self.begin.click())  # does nothing while a field holds no amount
        box.setObjectName(theme.BOX)
        self._name = QLineEdit()
        self._name.setMaxLength(MAX_NAME)
        self._name.setPlaceholderText(_("optional"))
        self._start = Choice()
        self._limit = AmountField(MOST_USUAL_ECTS, _(" ECTS per semester"), _("no limit"))
        self._limit.show_amount(USUAL_LOAD)
        optional = _("optional")
        self._weekly = AmountField(MOST_WEEKLY_HOURS, self._weekly_unit(), optional, step=0.5)
        in_months = _("in months, optional")
        self._months = AmountField(MAX_MONTHS, _(" months in the field"), in_months, least=0, whole=True)
        self._goes_on = QCheckBox(_("still going on"))
        self._goes_on.setEnabled(False)
        self._months.changed.connect(lambda: self._goes_on.setEnabled(bool(self._months.amount)))
        self._situation = Choice()
        for situation in Occupation:
            self._situation.addItem(situation_word(situation), situation)
        self._situation.setCurrentIndex(2)
        form = FieldForm()
        form.setHorizontalSpacing(theme.GRID * 4)
        form.setVerticalSpacing(theme.GRID * 2)
        for label, field in (
            (_("Learner's name"), self._name),
            (_("First semester"), self._start),
            (_("Load to keep to"), self._limit),
            (_("Class hours a week"), self._weekly),
            (_("Situation"), self._situation),
        ):
            form.add_field(label, field)
        self._add_experience(form)
        self.begin = PrimaryButton(_("Begin a plan"))
        self.begin.clicked.connect(self._begin)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(theme.GRID * 6, theme.GRID * 4, theme.GRID * 6, theme.GRID * 4)
        layout.setSpacing(theme.GRID * 4)
        layout.addLayout(form)
        layout.addWidget(hold_back(self.begin, [self._limit, self._weekly, self._months]))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.begin)
        layout.addLayout(row)
        return box

    def _weekly_unit(self) -> str:
        """The unit of the hours a week, which says over how many weeks they are counted until some are entered."""
        return _(" h, {weeks}").format(weeks=weeks_assumed(USUAL_WEEKS))

    def _add_experience(self, form: FieldForm) -> None:
        """Months already done, and whether the post goes on: enough for a period that leads to the right day."""
        row = QHBoxLayout()
        row.setSpacing(theme.GRID * 2)
        row.addWidget(self._months, 1)
        row.addWidget(self._goes_on)
        form.add_field(_("Experience already done"), self._months, row)

    def _begin_of(self, programme: Programme) -> None:
        """Begin a plan of *programme* with what is entered here."""
        self._take(programme)
        self._begin()

    def _begin(self) -> None:
        if self._is_damaged:
            self._with_line(self._sheets.programme)  # it says why
            return
        beginning = Beginning(
            name=plain_line(self._name.text()),
            start=self._start.currentData(),
            max_ects=self._limit.amount,
            situation=Occupation(self._situation.currentData()),
            weekly_hours=self._weekly.amount,
            experience=self._experience(),
        )
        self._documents.begin(beginning, self._programme)

    def _experience(self) -> tuple[ExperiencePeriod, ...]:
        """The months entered as a period up to today; its note says that its days were worked out."""
        months = int(self._months.amount or 0)
        if not months:
            return ()
        from csp_planner.domain.evaluation.experience import period_of  # the page itself judges no experience

        note = ngettext(
            "{count} month entered when the plan was begun: the dates follow from it.",
            "{count} months entered when the plan was begun: the dates follow from them.",
            months,
        ).format(count=months)
        return (period_of(months, self._documents.today, goes_on=self._goes_on.isChecked(), note=note),)

    def take_over(self, before: "StartPage") -> None:
        """Take what is typed and chosen in *before*: this page was made in its place."""
        self.programmes.choose(before.programmes.line)
        self._name.setText(before._name.text())
        for choice, chosen in ((self._start, before._start), (self._situation, before._situation)):
            choice.setCurrentIndex(chosen.currentIndex())
        for field, filled in (
            (self._limit, before._limit),
            (self._weekly, before._weekly),
            (self._months, before._months),
        ):
            field.show_amount(filled.amount)
        self._goes_on.setEnabled(before._goes_on.isEnabled())
        self._goes_on.setChecked(before._goes_on.isChecked())

    def take_focus(self) -> None:
        """The first field can be typed into at once."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_choices(self, recent: Sequence[str], examples: Sequence[Path], orphans: Sequence[Orphan]) -> None:
        """Offer what can be opened now."""
        _clear(self._others)
        _clear(self._recovery)
        for orphan in orphans:
            self._recovery.addWidget(self._orphan_row(orphan))
        opened = QHBoxLayout()
        opened.setSpacing(theme.GRID * 2)
        opened.addWidget(_button(_("Open a plan…"), self._documents.ask_open))
        for example in examples:
            text = _("Open the example") if len(examples) == 1 else _("Open the example {name}")
            text = text.format(name=shown(example_code(example)))
            opened.addWidget(_button(text, lambda _checked=False, path=example: self._documents.open_example(path)))
        opened.addStretch()
        self._others.addLayout(opened)
        if recent:
            self._others.addSpacing(theme.GRID * 2)
            heading = plain_label(_("Recent plans"))
            heading.setFont(theme.scaled(self.font(), 1, bold=True))
            self._others.addWidget(heading)
        for name in recent:
            self._others.addWidget(self._recent_row(Path(name)))

    def _recent_row(self, path: Path) -> QWidget:
        row = TextRow()
        row.tone = "accent"
        row.say(_("{file} — {folder}").format(file=shown(path.stem), folder=shown(str(path.parent))))
        row.clicked.connect(lambda: self._documents.open_file(path))
        return row

    def _orphan_row(self, orphan: Orphan) -> QWidget:
        row = QFrame()
        row.setObjectName(theme.BOX)
        day = orphan.modified.astimezone()
        name = shown(orphan.plan.profile.name) or orphan.plan.programme.code
        if orphan.home is None:
            words = _("A plan that was not saved was found: {name}, {day} at {time}.")
        else:
            words = _("Work on “{file}” that could not be saved was found: {name}, {day} at {time}.")
        file = shown(orphan.home.path.name) if orphan.home else ""
        text = plain_label(words.format(file=file, name=name, day=date_label(day), time=f"{day:%H:%M}"))
        take, drop = QPushButton(_("Take it up")), QPushButton(_("Discard"))
        take.clicked.connect(lambda: self._documents.take_up(orphan))
        drop.clicked.connect(lambda: self._documents.discard(orphan))
        layout = QHBoxLayout(row)
        theme.space(layout, 2, around=2)
        layout.addWidget(text, 1)
        layout.addWidget(take)
        layout.addWidget(drop)
        return row


def _button(text: str, chosen: Callable[..., object]) -> QPushButton:
    button = QPushButton(no_key(text))
    button.clicked.connect(chosen)
    return button


def _clear(layout: QLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            widget.deleteLater()
        if inner is not None:
            _clear(inner)
