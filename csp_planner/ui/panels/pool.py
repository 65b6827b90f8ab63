"""The units to place, filterable, with professional experience under them."""

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from csp_planner.domain.amounts import add_up
from csp_planner.domain.plan import DISPENSED_STATES, UnitState
from csp_planner.domain.text import plain_line
from csp_planner.messages.attention import placed_next
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.words import ects, hours_short
from csp_planner.ui import theme
from csp_planner.ui.board.card import Card
from csp_planner.ui.board.card_delegate import CardDelegate
from csp_planner.ui.board.unit_list import UnitList
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.experience_card import ExperienceCard
from csp_planner.ui.widgets.buttons import TextRow
from csp_planner.ui.widgets.labels import plain_label

OBTAINED_SHOWN = 3
"""Units obtained otherwise that are seen at once; further ones scroll."""


def _plain(text: str) -> str:
    """*text* without case or accents, so that “methodes” finds “Méthodes”."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def matches(card: Card, wanted: str) -> bool:
    """Whether every word of *wanted* is in the card's code, title or opening."""
    asked = _plain(wanted).split()
    words = _plain(f"{card.label} {card.title} {card.chip} {card.state}") if asked else ""
    return all(word in words for word in asked)


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

    def __init__(self, session: Session, delegate: CardDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._cards = session, delegate.cards
        self._title, self._sum = QLabel(), QLabel()
        self._title.setFont(theme.scaled(self.font(), 1, bold=True))
        self._sum.setFont(delegate.fonts.small)
        self._make_filter()
        self.units = UnitList(delegate, _("Units to place"), 1, self)
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
        evaluation, codes = self._session.evaluation, self._session.reading.waiting
        units = [evaluation.standings[code] for code in codes]
        self._title.setText(_("Units to place ({count})").format(count=len(codes)))
        known = [unit.hours for unit in units if unit.hours is not None]
        total = add_up(known) if known or not units else None
        sum_up = ects(add_up(unit.ects for unit in units))
        if evaluation.hours.known:
            sum_up = _("{ects} · {hours}").format(ects=sum_up, hours=hours_short(total))
        self._sum.setText(sum_up)
        self._make_room()
        cards = [self._cards.of(code) for code in codes]
        shown = [card for card in cards if matches(card, self.filter.text())]
        self.units.show_cards(shown)
        if not codes:
            self._none.setText(placed_next(len(self._session.reading.attention.to_do)))
        elif not shown:
            text = _("No unit to place matches “{filter}”.")
            self._none.setText(text.format(filter=plain_line(self.filter.text())))
        self._none.setVisible(not shown)
        self._hint.setVisible(bool(codes))
        text = _("Filter: {shown} of {count} units. Show all (Escape)") if shown else _("Show all (Escape)")
        self._show_all.say(text.format(shown=len(shown), count=len(codes)))
        self._show_all.setVisible(len(shown) < len(codes))
        self._show_obtained()
        self._experience.refresh()
        for widget in (self._experience_heading, self._experience):
            widget.setVisible(self._experience.has_something_to_say)
        for label in (self._sum, self._none, self._hint):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), theme.colour("muted"))
            label.setPalette(palette)

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
        if self.units.cards.rowCount():
            self.units.select(self.units.cards.keys[0])

    def _pick_up_first(self) -> None:
        if self.units.cards.rowCount():
            self._enter_list()
            self.units.picked_up.emit(self.units)

    def go_on(self, row: int) -> bool:
        """Put the keys on the card that took the place of a card in *row*; False when none is left in the list."""
        left = self.units.cards.rowCount()
        if left:
            self.units.select(self.units.cards.keys[min(row, left - 1)])
        return left > 0

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
        self._sum.setVisible(needed <= self.width() and bool(self._session.reading.waiting))

    def focus_order(self) -> list[QWidget]:
        """What Tab goes through, in the order of the screen."""
        return [self.filter, self.units, self.obtained, self._experience]

    def show_experience(self) -> None:
        """Lead to the experience."""
        self._experience.setFocus(Qt.FocusReason.OtherFocusReason)
