"""The units to place, filterable, with professional experience under them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from csp_planner.domain.amounts import add_up
from csp_planner.domain.award import parent_of
from csp_planner.domain.choosing.values import AwardStanding
from csp_planner.domain.evaluation.awarding import open_ects
from csp_planner.domain.states import DISPENSED_STATES, UnitState
from csp_planner.domain.text import plain_line
from csp_planner.messages.attention import placed_next
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.words import ects, hours_short
from csp_planner.ui import theme
from csp_planner.ui.board.card_delegate import CardDelegate
from csp_planner.ui.board.line import Line, LineKind
from csp_planner.ui.board.pool_list import PoolList
from csp_planner.ui.board.unit_list import Shown, UnitList
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.choice_lines import ChoiceLines, keys_to
from csp_planner.ui.panels.experience_card import ExperienceCard
from csp_planner.ui.panels.filtering import matches
from csp_planner.ui.panels.line_words import CHOICE, STAGE
from csp_planner.ui.widgets.buttons import TextRow
from csp_planner.ui.widgets.labels import plain_label

ROOMY = 52
"""Lines of text from which on the zone has room for its hint beside the choices of an award."""
OBTAINED_SHOWN = 3
"""Units obtained otherwise that are seen at once; further ones scroll."""


class Filter(QLineEdit):
    """A filter. Escape empties it, Enter asks for the first card it finds, Down for the list of them."""

    first_asked = Signal()
    list_asked = Signal()

    def begin(self) -> None:
        """Take the keys, to type another filter."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.first_asked.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.list_asked.emit()
        else:
            super().keyPressEvent(event)


class Pool(QWidget):
    """The left zone: units to place, units obtained otherwise, the professional experience."""

    experience_asked = Signal()
    branch_asked = Signal(str)
    """A person chooses the branch at this path."""

    def __init__(self, session: Session, delegate: CardDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._cards = session, delegate.cards
        self._lines = ChoiceLines(delegate.cards)
        self._title, self._sum = QLabel(), QLabel()
        self._title.setFont(theme.scaled(self.font(), 1, bold=True))
        self._sum.setFont(delegate.fonts.small)
        self._make_filter()
        self.units = PoolList(delegate, _("Units to place"), self)
        self.units.turned.connect(self._turn)
        self.units.branch_asked.connect(self._ask_branch)
        self._obtained = QLabel()
        self._obtained.setFont(theme.scaled(self.font(), 1, bold=True))
        self._obtained.setTextFormat(Qt.TextFormat.PlainText)
        self.obtained = UnitList(delegate, pgettext("list", "Obtained otherwise"), 1, self)
        for units in (self.units, self.obtained):
            units.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._experience = ExperienceCard(session, delegate, self)
        self._experience.clicked.connect(self.experience_asked)
        self._hint = plain_label(
            _("Drag a unit to a semester, or select it and press Enter to choose among the semesters where it opens.")
        )
        self._hint.setFont(delegate.fonts.small)
        self._lay_out()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)

    def _make_filter(self) -> None:
        """The filter, and what is said and offered where it hides units."""
        self.filter = Filter()
        self.filter.setPlaceholderText(_("Filter: code, title, “S2”…"))
        self.filter.setAccessibleName(_("Filter the units to place"))
        self.filter.setMaxLength(100)
        self.filter.textChanged.connect(self._filter)
        self.filter.first_asked.connect(self._pick_up_first)
        self.filter.list_asked.connect(self._enter_list)
        self._none = plain_label()
        self._show_all = TextRow()
        self._show_all.tone = "accent"
        self._show_all.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the key it names does the same
        self._show_all.clicked.connect(self.clear_filter)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.addWidget(self._title, 1)
        heading.addWidget(self._sum)
        self._experience_heading = QLabel(_("Professional experience"))
        self._experience_heading.setFont(theme.scaled(self.font(), 1, bold=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GRID * 3, theme.GRID * 3, theme.GRID * 3, theme.GRID * 2)
        layout.setSpacing(theme.GRID * 2)
        layout.addLayout(heading)
        layout.addWidget(self.filter)
        layout.addWidget(self._none)
        layout.addWidget(self._show_all)
        layout.addWidget(self.units, 1)
        parts = (self._obtained, self.obtained, self._experience_heading, self._experience, self._hint)
        for widget in parts:
            layout.addWidget(widget)

    def refresh(self) -> None:
        """Show the session's latest value."""
        codes, award = self._session.reading.waiting, self._session.evaluation.award
        # Beside the choices there is less room for words.
        title = _("Units to place ({count})") if award is None else _("To place ({count})")
        self._title.setText(title.format(count=len(codes)))
        shown = self._shown(award)
        self._sum.setText(self._sum_up(award))
        self._make_room()
        self.units.show_cards(shown)
        is_left = self._session.reading.has_to_place
        if not is_left:
            self._none.setText(placed_next(len(self._session.reading.attention.to_do)))
        elif not shown:
            text = _("No unit to place matches “{filter}”.")
            self._none.setText(text.format(filter=plain_line(self.filter.text())))
        self._none.setVisible(not shown or not is_left)
        self._hint.setVisible(is_left and (award is None or self.height() > ROOMY * self.fontMetrics().height()))
        self._say_what_is_hidden(shown, award)
        self._show_obtained()
        self._experience.refresh()
        for widget in (self._experience_heading, self._experience):
            widget.setVisible(self._experience.has_something_to_say)
        for label in (self._sum, self._none, self._hint):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), theme.colour("muted"))
            label.setPalette(palette)

    def _shown(self, award: AwardStanding | None) -> list[Shown]:
        """The cards and lines that the filter lets through."""
        if award is not None:
            return self._lines.lines(self._session.reading, self.filter.text().strip())
        cards = [self._cards.of(code) for code in self._session.reading.waiting]
        return [card for card in cards if matches(card, self.filter.text())]

    def _sum_up(self, award: AwardStanding | None) -> str:
        """What is left to place, in ECTS, hours and choices."""
        evaluation = self._session.evaluation
        units = [evaluation.standings[code] for code in self._session.reading.waiting]
        if award is not None:
            count = self._session.reading.open_choices
            text = ngettext("{ects} · {count} choice", "{ects} · {count} choices", count)
            lacking = open_ects(award, self._session.plan.programme)
            left = ects(add_up((*(unit.ects for unit in units), lacking)))
            return text.format(ects=left, count=count) if count else left
        known = [unit.hours for unit in units if unit.hours is not None]
        total = add_up(known) if known or not units else None
        sum_up = ects(add_up(unit.ects for unit in units))
        if evaluation.hours.known:
            sum_up = _("{ects} · {hours}").format(ects=sum_up, hours=hours_short(total))
        return sum_up

    def _say_what_is_hidden(self, shown: Sequence[Shown], award: AwardStanding | None) -> None:
        """Say how many units the filter lets through, where it may hide some."""
        if award is not None:
            found = {line.code for line in shown if line.code}
            text = ngettext(
                "Filter: {shown} unit. Show all (Escape)", "Filter: {shown} units. Show all (Escape)", len(found)
            )
            self._show_all.say(text.format(shown=len(found)) if shown else _("Show all (Escape)"))
            self._show_all.setVisible(self.filters)
            return
        count = len(self._session.reading.waiting)
        text = _("Filter: {shown} of {count} units. Show all (Escape)") if shown else _("Show all (Escape)")
        self._show_all.say(text.format(shown=len(shown), count=count))
        self._show_all.setVisible(len(shown) < count)

    def _turn(self, key: str) -> None:
        """Open a stage or a choice, or close it; the keys stay on it."""
        award = self._session.evaluation.award
        if award is not None:
            self._lines.turn(key, award)
            self.refresh()
            if self.units.hasFocus():
                self.units.select(key)

    def _ask_branch(self, path: str) -> None:
        """Have a branch chosen. Where its choice folds, the keys go on with what took its place."""
        head = CHOICE + parent_of(path)
        row = self.units.cards.keys.index(head)
        self.branch_asked.emit(path)
        keys = self.units.cards.keys
        if self.units.hasFocus() and not (row < len(keys) and keys[row] == head):
            self.go_on(row)

    def show_block(self, path: str) -> None:
        """Lead to the block of the award at *path*: its stage or choice is opened, and the line of it selected."""
        award = self._session.evaluation.award
        if award is None or path not in award.by_path:
            return
        self.clear_filter()
        self._lines.open_to(path, award)
        self.refresh()
        keys = self.units.cards.keys
        key = next(filter(keys.__contains__, keys_to(path)), None)
        if key is None:
            self._enter_list()
            return
        self.units.select(key)
        if key.startswith(STAGE) and keys.index(key) + 1 < len(keys):
            self.units.select(keys[keys.index(key) + 1])  # what is to do in it

    def show_option(self, code: str) -> bool:
        """Lead to unit *code* in the choice that lists it; False where none does."""
        award = self._session.evaluation.award
        if award is None:
            return False
        if self.units.key_of(code) is None:
            self.clear_filter()
        if self.units.key_of(code) is None:
            lists = [each for each in award.blocks if each.binds and code in each.block.leaves and each.path]
            home = next((each for each in lists if each.block.is_choice or each.block.take is None), None)
            if home is not None:
                self._lines.open(home.path, award)
                self.refresh()
        key = self.units.key_of(code)
        if key is not None:
            self.units.select(key)
        return key is not None

    def forget(self) -> None:
        """Another document is shown: nothing is filtered or opened."""
        self._lines.forget()
        self.clear_filter()

    def _show_obtained(self) -> None:
        """Units obtained otherwise stand in no term: here they can be seen, corrected and taken back."""
        evaluation = self._session.evaluation
        standings = evaluation.standings.values()
        codes = [each.unit for each in standings if each.state in DISPENSED_STATES]
        codes += [one.unit for one in evaluation.outside if one.unit not in evaluation.standings]
        awaited = any(each.state is UnitState.EXPECTED for each in standings)
        text = _("Obtained or asked for ({count})") if awaited else _("Obtained otherwise ({count})")
        self._obtained.setText(text.format(count=len(codes)))
        self.obtained.show_cards([self._cards.of(code) for code in codes])
        self.obtained.setFixedHeight(self.obtained.height_of(min(len(codes), OBTAINED_SHOWN)))
        for widget in (self._obtained, self.obtained):
            widget.setVisible(bool(codes))

    def _filter(self) -> None:
        self.filter.setClearButtonEnabled(True)  # its picture is loaded when there is something to clear
        self.refresh()

    @property
    def filters(self) -> bool:
        """Whether the filter may hide a unit."""
        return bool(self.filter.text())

    def clear_filter(self) -> None:
        """Show every unit to place again."""
        self.filter.clear()

    def _enter_list(self) -> None:
        """Put the keys on the first unit that may be placed; where there is none, on the first choice."""
        shown = list(self.units.cards)
        units = [each.key for each in shown if each.code]
        choices = [each.key for each in shown if isinstance(each, Line) and each.kind is LineKind.CHOICE]
        found = [*self.units.waiting_keys, *units, *choices, *self.units.cards.keys]
        if found:
            self.units.select(found[0])

    def _pick_up_first(self) -> None:
        """Pick the first unit up; a choice that was found in its place is opened."""
        self._enter_list()
        line, award = self.units.line_at(self.units.currentIndex().row()), self._session.evaluation.award
        if line is not None and award is not None:
            self._lines.open(line.path, award)  # and it stays open once the filter is gone
            if not line.code:
                self.refresh()
        if self.units.selected_codes:
            self.units.picked_up.emit(self.units)

    @property
    def turned(self) -> frozenset[tuple[str, bool]]:
        """What a person opened or folded; another zone that takes the place of this one is given it."""
        return self._lines.turned

    def turn_as(self, found: frozenset[tuple[str, bool]]) -> None:
        """Open and fold what was opened and folded before."""
        self._lines.turned = found
        self.refresh()

    def go_on(self, row: int) -> bool:
        """Put the keys on the card that took the place of a card in *row*; False when none is left in the list."""
        keys, waiting = self.units.cards.keys, self.units.waiting_keys
        if not waiting:
            return False
        places = [keys.index(key) for key in waiting]
        self.units.select(keys[next((place for place in places if place >= row), places[-1])])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.filters:
            self.clear_filter()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The count comes first; the sum shows where there is room for both."""
        needed = self._title.sizeHint().width() + self._sum.sizeHint().width() + 30
        self._sum.setVisible(needed <= self.width() and self._session.reading.has_to_place)

    def focus_order(self) -> list[QWidget]:
        """What Tab goes through, in the order of the screen."""
        return [self.filter, self.units, self.obtained, self._experience]

    def show_experience(self) -> None:
        """Lead to the experience."""
        self._experience.setFocus(Qt.FocusReason.OtherFocusReason)
