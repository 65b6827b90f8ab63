"""What a card shows: its words and marks, made from the plan."""

from dataclasses import dataclass
from datetime import date

from csp_planner.domain.codes import read_aloud
from csp_planner.domain.evaluation.acquired import Acquired
from csp_planner.domain.evaluation.modes import mode_taken
from csp_planner.domain.evaluation.values import Standing
from csp_planner.domain.openings import Basis, OpeningFact, closure_of, usual_opening
from csp_planner.domain.profile import Attempt
from csp_planner.domain.states import UnitState
from csp_planner.domain.text import plain_line
from csp_planner.messages.acquired import (
    acquired_ground,
    acquired_state,
    brief_credit,
    outside_word,
    standing_word,
    worth_words,
)
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.milestones import opening_words
from csp_planner.messages.naming import RowName, outside_name, row_name
from csp_planner.messages.opening_words import is_by_rhythm, mode_brief, mode_word, opening_word, stability
from csp_planner.messages.problems import shown
from csp_planner.messages.words import (
    brief_waiver_word,
    date_label,
    ects,
    hours,
    hours_short,
    state_word,
    term_brief,
    term_label,
    term_short,
    waiver_word,
)
from csp_planner.ui.document.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The words and marks of one card."""

    code: str
    title: str
    quantity: str
    chip: str
    projected: bool
    glyph: str
    state: str
    tone: str
    """Token of the edge, glyph and state word."""
    brief: tuple[str, str]
    """Quantity and chip where there is no room for the whole of them."""
    tooltip: str
    accessible: str
    brief_state: str = ""
    """The state in fewer words, where there is no room for all of them."""
    state_first: bool = False
    """Whether the state comes before the quantity where there is no room for both: the person asked for it."""
    lit: bool = False
    """Whether the unit stands in another term in the trial shown than in the document."""
    heading: str | None = None
    """What stands in place of the code: what fills a free unit, or nothing of a row without one; None: the code."""
    past: bool = False
    """Whether it shows a failed or withdrawn attempt, which cannot be moved."""

    @property
    def label(self) -> str:
        """The code as a person reads it; empty where the sheet gives none."""
        return self.code if self.heading is None else self.heading

    @property
    def key(self) -> str:
        """What tells it from the other cards of a list: the unit's code and, for a past attempt, its state too."""
        return f"{self.code} {self.state}" if self.past else self.code


MARKS_OF_STATES: dict[UnitState, tuple[str, str]] = {
    UnitState.TO_PLACE: ("○", "muted"),
    UnitState.TO_CONFIRM: ("○", "muted"),
    UnitState.PLANNED: ("◆", "accent"),
    UnitState.ENROLLED: ("✎", "accent"),
    UnitState.IN_PROGRESS: ("▶", "accent"),
    UnitState.VALIDATED: ("✓", "ok"),
    UnitState.OBTAINED_OTHERWISE: ("✓", "ok"),
    UnitState.EXPECTED: ("…", "accent"),
    UnitState.OPTION: ("○", "muted"),
    UnitState.FAILED: ("✗", "error"),
    UnitState.WITHDRAWN: ("–", "muted"),
}


def card_for(session: Session, code: str) -> Card:
    """The card of unit *code* as it stands."""
    plan, evaluation = session.plan, session.evaluation
    unit = plan.programme.by_code.get(code)
    acquired = next((one for one in evaluation.outside if one.unit == code), None) if unit is None else None
    if acquired is not None:
        return _card_of_acquired(acquired, session.today)
    standing = evaluation.standings[code]
    if unit is None:
        return _card_of_unknown(code)
    name = row_name(plan, code)
    fact = _opening(session, standing)
    mode = mode_taken(plan.programme, standing)
    chip = opening_words(plan, unit, fact, mode)
    is_empty = unit.is_slot and plan.scenario.filling(code) is None
    brief_chip = mode_brief(mode) if mode else _brief_chip(fact) if chip and not is_empty else chip
    glyph, tone = MARKS_OF_STATES[standing.state]
    state, brief_state = state_word(standing.state), ""
    credit = standing.credit
    if credit is not None and (credit.unit != code or standing.state is UnitState.EXPECTED):
        state = standing_word(standing, session.today)
        brief_state = brief_credit(standing, session.today)
    moved = session.trial is not None and code in session.trial.moved
    waiver = waiver_word(standing)
    if waiver and standing.state is UnitState.PLANNED:
        glyph, tone, state, brief_state = "⚑", "warning", waiver, brief_waiver_word(standing)
    elif waiver:  # what came of the unit matters more by now; the flag stays beside it
        glyph = f"{glyph}⚑"
    elif standing.state is UnitState.TO_PLACE and closure_of(plan.programme, unit, session.board_years[0]) is not None:
        glyph, tone = "!", "warning"
    elif code in session.reading.blocked and standing.term is not None:
        glyph, tone = "!", "error"
    if code in plan.scenario.set_aside and standing.state is UnitState.OPTION:
        glyph, state = "–", pgettext("unit", "set aside")
    elif not evaluation.counts(code) and standing.term is not None:
        brief_state = pgettext("unit", "extra")
        is_plan = standing.state is UnitState.PLANNED and not waiver
        state = brief_state if is_plan else _("{state}, extra").format(state=state)
        glyph, tone = ("+", "muted") if is_plan and glyph != "!" else (glyph, tone)
    if code in session.reading.asked:
        glyph, tone, state = "?", "accent", _("what became of it?")
        brief_state = pgettext("card", "became?")
    asks_slack = not moved and session.show_slack and code in session.slack
    if moved and session.trial is not None:
        before = session.trial.moved[code]
        glyph, tone = "⇄", "accent"
        state = _("was in {term}").format(term=term_short(before)) if before is not None else _("was to place")
        brief_state = term_brief(before) if before is not None else state_word(UnitState.TO_PLACE)
    elif asks_slack:
        from csp_planner.messages.interview import slack_words

        state, brief_state = slack_words(session.slack[code])
    has_hours = evaluation.hours.known
    quantity = _quantity(standing, has_hours=has_hours)
    said = [
        ects(standing.ects),
        *([hours(standing.hours)] if has_hours else []),
        state,
        *([waiver] if waiver not in ("", state) else []),
    ]
    if mode:
        said.append(mode_word(mode))
    if fact.basis is Basis.ENTERED:
        said.append(_("opening entered by you"))
    elif is_by_rhythm(fact):
        said.append(_("rhythm entered by you"))
    if is_empty:
        said.append(chip)
    return Card(
        code=code,
        title=name.title,
        heading=None if name.code == code else name.code,
        quantity=quantity,
        chip=chip,
        projected=fact.basis is Basis.PROJECTED,
        glyph=glyph,
        state=state,
        tone=tone,
        brief=(_brief_quantity(standing, has_hours=has_hours), brief_chip),
        tooltip=_tooltip(session, standing, name, quantity, state),
        accessible=f"{name.whole}, {', '.join(said)}",
        brief_state=brief_state,
        state_first=asks_slack,
        lit=moved,
    )


def _card_of_unknown(code: str) -> Card:
    """The card of a unit that the programme does not have."""
    unknown, heading = _("Unknown unit"), read_aloud(code)
    return Card(
        code=code,
        title=unknown,
        heading=None if heading == code else heading,
        quantity="",
        chip="?",
        projected=False,
        glyph="?",
        state=unknown,
        tone="warning",
        brief=("", "?"),
        tooltip=unknown,
        accessible=f"{heading} {unknown}",
    )


def _card_of_acquired(acquired: Acquired, today: date) -> Card:
    """The card of a unit acquired outside the present sheet."""
    state = acquired_state(acquired, today)
    name = outside_name(acquired.unit, acquired.title)
    title = name.title or outside_word()
    glyph, tone = MARKS_OF_STATES[acquired.state or UnitState.FAILED]
    if acquired.is_unlinked:
        state, glyph, tone = pgettext("state", "to link"), "?", "warning"
    worth, chip = worth_words(acquired.ects, acquired.hours), pgettext("chip", "outside")
    ground = acquired_ground(acquired, today)
    return Card(
        code=acquired.unit,
        title=title,
        heading=None if name.code == acquired.unit else name.code,
        quantity=worth,
        chip=chip,
        projected=False,
        glyph=glyph,
        state=state,
        tone=tone,
        brief=(worth, chip),
        tooltip="\n".join(filter(None, (" — ".join(filter(None, (name.code, title))), worth, ground, state))),
        accessible=", ".join(filter(None, (" ".join(filter(None, (name.code, title))), worth, state))),
    )


def past_card(session: Session, attempt: Attempt) -> Card:
    """The card of a failed or withdrawn attempt, which stays on the board as history."""
    name = row_name(session.plan, attempt.unit)
    title = name.title or _("Unknown unit")
    glyph, tone = MARKS_OF_STATES[attempt.state]
    state = state_word(attempt.state)
    day = _("{state} on {day}").format(state=state, day=date_label(attempt.date))
    return Card(
        code=attempt.unit,
        title=title,
        heading=None if name.code == attempt.unit else name.code,
        quantity=date_label(attempt.date),
        chip=pgettext("card", "history"),
        projected=False,
        glyph=glyph,
        state=state,
        tone=tone,
        brief=(date_label(attempt.date), pgettext("card", "history")),
        tooltip="\n".join(filter(None, (" — ".join(filter(None, (name.code, title))), day, shown(attempt.note)))),
        accessible=f"{' '.join(filter(None, (name.code, title)))}, {day}",
        past=True,
    )


def _quantity(standing: Standing, *, has_hours: bool) -> str:
    """ECTS, and hours where any unit *has_hours*; what a person entered is marked as theirs."""
    if not has_hours:
        text = pgettext("card", "{ects} (entered)") if standing.entered else "{ects}"
        return text.format(ects=ects(standing.ects))
    amounts = {"ects": ects(standing.ects), "hours": hours(standing.hours)}
    if standing.entered:
        return pgettext("card", "{ects} · {hours} (entered)").format_map(amounts)
    return pgettext("card", "{ects} · {hours}").format_map(amounts)


def _brief_chip(fact: OpeningFact) -> str:
    if fact.basis is Basis.ABSENT:
        return pgettext("chip", "absent")
    if fact.basis is Basis.NO_YEAR:
        return pgettext("chip", "unknown")
    return opening_word(fact.opening) if fact.opening else pgettext("chip", "none")


def _brief_quantity(standing: Standing, *, has_hours: bool) -> str:
    """ECTS and hours where there is little room; hours that are not published are shown as a question mark."""
    if not has_hours:
        return ects(standing.ects)
    amounts = {"ects": ects(standing.ects), "hours": hours_short(standing.hours)}
    return pgettext("card", "{ects} · {hours}").format_map(amounts)


def _opening(session: Session, standing: Standing) -> OpeningFact:
    unit = session.plan.programme.by_code[standing.unit]
    return standing.opening or usual_opening(session.plan.programme, unit, session.board_years[-1])


def _tooltip(session: Session, standing: Standing, name: RowName, quantity: str, state: str) -> str:
    lines = [" — ".join(filter(None, (name.code, name.title))), quantity, state]
    unit = session.plan.programme.by_code[standing.unit]
    if session.plan.scenario.filling(unit.code) is not None:
        lines.append(_("Fills: {slot}").format(slot=plain_line(unit.title)))
    if standing.term is not None:
        lines.append(term_label(standing.term))
    if mode := mode_taken(session.plan.programme, standing):
        lines.append(mode_word(mode))
    if standing.opening is not None:
        lines.append(stability(standing.opening))
    if standing.waiver is not None:
        to_ask = standing.waiver.proposed and standing.state is UnitState.PLANNED
        text = _("Waiver to ask for: {reason}") if to_ask else _("Waiver: {reason}")
        lines.append(text.format(reason=shown(standing.waiver.reason)))
    return "\n".join(lines)


class Cards:
    """Keeps the cards of a session, and makes one again only when what it shows has changed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._made: dict[str, tuple[tuple[object, ...], Card]] = {}

    def of(self, code: str) -> Card:
        """The card of unit *code* as it stands."""
        session = self.session
        standing = session.evaluation.standings.get(code)
        if session.plan.programme.by_code.get(code) is None:
            return card_for(session, code)
        moved = session.trial.moved.get(code, session) if session.trial is not None else session
        slack = session.slack.get(code) if session.show_slack else None
        shows = (
            standing,
            code in session.reading.blocked,
            code in session.reading.asked,
            moved,
            slack,
            session.plan.programme.by_code.get(code),
            session.board_years[-1],
            session.evaluation.hours.known,
            session.plan.scenario.filling(code),
            session.evaluation.counts(code),
            code in session.plan.scenario.set_aside,
        )
        made = self._made.get(code)
        if made is None or made[0] != shows:
            made = self._made[code] = shows, card_for(session, code)
        return made[1]
