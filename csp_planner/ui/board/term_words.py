"""What the heading of a term says of it: until when to enrol, and how much is in it against the learner's limits.

A line is a row of parts, each with the token of its colour. Of every line there are forms, from the longest to the
shortest. A part above a limit has the colour of a warning and a mark, because colour alone says nothing to some.
"""

from collections.abc import Sequence
from typing import NamedTuple

from csp_planner.domain.amounts import difference, exceeds
from csp_planner.domain.evaluation.loads import Limits, limits_of, weekly_limit
from csp_planner.domain.evaluation.values import TermLoad
from csp_planner.domain.openings import are_unwanted
from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.preview import SemesterChange, Verdict
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.loads import personal_work, weeks_assumed
from csp_planner.messages.opening_words import mode_brief, modes_briefly, modes_words
from csp_planner.messages.refusals import refusal_sentence
from csp_planner.messages.words import ects, enrolment_words, hours, hours_short, leave_word, number
from csp_planner.ui.document.session import Session

_MUCH = 24.5
"""ECTS and hours a week as many as they get in most plans, by which room is measured."""


class Piece(NamedTuple):
    """A part of a line, and the token of its colour."""

    text: str
    tone: str = "muted"


Line = tuple[Piece, ...]


def window_words(load: TermLoad) -> list[str]:
    """Until when to enrol, from the longest to the shortest form; of a semester off, that it is one."""
    return [leave_word(), leave_word()] if load.off else enrolment_words(load)


def window_lines(load: TermLoad) -> list[Line]:
    """``window_words`` as lines; that a semester is off stands out."""
    tone = "text" if load.off else "muted"
    return [(Piece(words, tone),) for words in window_words(load)]


def text_of(line: Line) -> str:
    """*line* as one text."""
    return between().join(part.text for part in line)


def between() -> str:
    """What stands between two parts of a line."""
    return pgettext("between parts of a heading", " · ")


def lines_of(texts: Sequence[str]) -> list[Line]:
    """*texts* as forms of a line that has one part."""
    return [(Piece(text),) for text in texts]


def _marked(text: str, over: bool, tone: str = "muted") -> Piece:
    return Piece(pgettext("above a limit", "▲ {load}").format(load=text), "warning") if over else Piece(text, tone)


def _limits(session: Session) -> Limits:
    return limits_of(session.plan.scenario, session.plan.profile)


def load_lines(session: Session, load: TermLoad) -> list[Line]:
    """ECTS and the hours of the semester, each against its limit; nothing where no unit is."""
    if not load.units:
        return []
    credit_piece = _ects_part(load.known_ects, load.ects, _limits(session).ects)
    if not session.evaluation.hours.known:
        return [(credit_piece,)]
    return [(credit_piece, _hours_part(session, load)), (credit_piece,)]


def _ects_part(shown: float | None, exact: float, limit: float | None) -> Piece:
    if limit is None or shown is None:
        return Piece(ects(shown))
    text = pgettext("term", "{ects} / {limit}").format(ects=number(shown), limit=ects(limit))
    return _marked(text, exceeds(exact, limit))


def _hours_part(session: Session, load: TermLoad) -> Piece:
    """The hours of the semester; against a limit where the week says none."""
    if load.shown_hours is None:
        return Piece(hours_short(None))
    limit = None if session.plan.profile.weekly_hours is not None else _limits(session).hours
    if limit is None:
        return Piece(hours(load.shown_hours))
    text = pgettext("term", "{hours} / {limit}").format(hours=number(load.shown_hours), limit=hours(limit))
    return _marked(text, exceeds(load.hours, limit))


def weekly_parts(session: Session, load: TermLoad) -> list[Piece]:
    """Hours of class a week, against those the person has; nothing where no week is spoken of, or no unit is."""
    weeks = session.plan.profile.weeks
    if weeks is None or not load.units or not load.hours_known:
        return []
    limit = weekly_limit(session.plan.scenario, session.plan.profile)
    over = limit is not None and exceeds(load.hours, _limits(session).hours)
    return [_marked(text, over) for text in _hours_a_week(_a_week(load.hours / weeks, limit, over), limit)]


def _a_week(weekly: float, limit: float | None, over: bool) -> str:
    """Hours a week to a tenth, and finer where a tenth would hide that they are above *limit*."""
    places = 2 if over and limit is not None and round(weekly, 1) <= round(limit, 1) else 1
    return number(round(weekly, places))


def _hours_a_week(weekly: str, limit: float | None) -> list[str]:
    values = {"weekly": weekly, "limit": "" if limit is None else number(round(limit, 2))}
    if limit is None:
        forms = [
            pgettext("term", "{weekly} h of class a week"),
            pgettext("term", "{weekly} h of class"),
            pgettext("term", "{weekly} h/wk"),
        ]
    else:
        forms = [
            pgettext("term", "{weekly} / {limit} h of class a week"),
            pgettext("term", "{weekly} / {limit} h of class"),
            pgettext("term", "{weekly} / {limit} h"),
        ]
    return [form.format_map(values) for form in forms]


def lines_with_all(windows: Sequence[str], loads: Sequence[Line], weekly: Sequence[Piece]) -> list[Line]:
    """Deadline, load and hours a week on one line. The deadline makes room first: the tooltip says it, too."""
    if not loads:
        return lines_of(windows or [""])
    full, bare = loads[0], loads[-1]
    found = [(*full, *weekly[:1])]
    if windows:
        shorter = windows[:2][-1]
        found = [(Piece(windows[0]), *full, *weekly[:1]), (Piece(shorter), *full, *weekly[1:2])]
    return [*found, (*full, *weekly[1:2]), (*bare, *weekly[1:2]), (*bare, *weekly[2:])]


def beside(windows: Sequence[str], weekly: Sequence[Piece]) -> list[tuple[str, Piece | None]]:
    """What the second line says at its left and right, from the longest to the shortest form.

    The deadline goes before any of the hours a week is cut off.
    """
    if not weekly:
        return [(window, None) for window in windows or [""]]
    longest = [(window, weekly[0]) for window in windows[:2] or [""]]
    shorter = [(window, piece) for piece in weekly[1:] for window in windows]
    return [*longest, *shorter, *(("", piece) for piece in weekly[1:])]


def change_lines(session: Session, change: SemesterChange) -> list[Line]:
    """The load before and after a move, against its limits, on one line."""
    in_ects, weekly = _ects_changes(change), weekly_changes(session, change)
    own = _own_hours_change(session, change)
    found = [(in_ects[0], *own, *part) for part in ((part,) for part in weekly)] or [(in_ects[0], *own)]
    return [*found, (in_ects[1], *own, *weekly[2:])]


def modes_piece(modes: Sequence[str], wanted: Sequence[str]) -> Piece | None:
    """How the unit in hand runs there, marked where that is in no mode *wanted*; nothing where no mode is known."""
    if not modes:
        return None
    if not are_unwanted(modes, wanted):
        return Piece(modes_briefly(modes), "ok")
    # One way to attend at a distance may be wanted and the other not.
    is_alike = not set(map(mode_brief, wanted)).isdisjoint(map(mode_brief, modes))
    text = modes_words(modes) if is_alike else modes_briefly(modes)
    return Piece(pgettext("in no mode wanted", "! {modes}").format(modes=text), "warning")


_CUT = 16
"""Characters of a mode that are shown at least, where they are shown beside a load."""


def with_modes(piece: Piece | None, lines: Sequence[Line]) -> list[Line]:
    """*lines* with how the unit in hand runs there before them or, where there is no room for both, *lines* alone."""
    if piece is None:
        return list(lines)
    short = Piece(_cut(piece.text), piece.tone)  # words of a sheet may be long
    return [*((piece, *line) for line in lines), *((short, *line) for line in lines), *lines]


def _cut(text: str) -> str:
    """As much of *text* as stands beside a load where there is little room."""
    return text if len(text) <= _CUT else text[: _CUT - 1].rstrip() + "…"


def verdict_words(verdict: Verdict, plan: Plan) -> str:
    """Whether a term takes the units in hand, in words: how they run there, or else why it does not."""
    if not verdict.accepted:
        return refusal_sentence(verdict.refusals[0], plan.programme)
    said = [_("Open to the unit being moved")]
    if verdict.modes:
        said.append(modes_words(verdict.modes))
    if are_unwanted(verdict.modes, plan.profile.modes):
        said.append(pgettext("mode", "not wanted"))
    return between().join(said)


def first_change_lines(session: Session, change: SemesterChange) -> list[Line]:
    """The same without the hours a week, which stand on a line of their own."""
    own = _own_hours_change(session, change)
    return [(part, *own) for part in _ects_changes(change)]


def _ects_changes(change: SemesterChange) -> list[Piece]:
    values = {"before": number(change.before), "after": ects(change.after), "limit": ""}
    if change.limit is None:
        forms = [_("{before} → {after}"), pgettext("load", "→ {after}")]
    else:
        values |= {"after": number(change.after), "limit": ects(change.limit)}
        forms = [_("{before} → {after} / {limit}"), pgettext("load", "→ {after} / {limit}")]
    return [_marked(form.format_map(values), change.over_in_ects, "ok") for form in forms]


def _own_hours_change(session: Session, change: SemesterChange) -> Line:
    """The hours of the semester, where it has a limit of them that does not come from a week."""
    limit = change.limits.hours
    if limit is None or session.plan.profile.weekly_hours is not None or not session.evaluation.hours.known:
        return ()
    text = _("{before} → {after} / {limit}").format(
        before=number(change.load_before.hours), after=number(change.load_after.hours), limit=hours(limit)
    )
    return (_marked(text, change.over_in_hours, "ok"),)


def weekly_changes(session: Session, change: SemesterChange) -> list[Piece]:
    """Hours of class a week before and after a move."""
    weeks, limit = session.plan.profile.weeks, weekly_limit(session.plan.scenario, session.plan.profile)
    if weeks is None or not session.evaluation.hours.known:
        return []
    over = limit is not None and change.over_in_hours
    after = _a_week(change.load_after.hours / weeks, limit, over)
    before = number(round(change.load_before.hours / weeks, 1))
    text = pgettext("load", "{before} → {after}").format(before=before, after=after)
    return [_marked(form, over, "ok") for form in _hours_a_week(text, limit)]


def load_sentences(session: Session, load: TermLoad) -> list[str]:
    """All that there is to say of the load, in words: for the tooltip and for screen readers."""
    if not load.units:
        return []
    return [_ects_sentence(session, load), *_hours_sentences(session, load)]


def _ects_sentence(session: Session, load: TermLoad) -> str:
    limit = _limits(session).ects
    if limit is None or not load.ects_known:
        return ects(load.known_ects)
    values = {"ects": ects(load.shown_ects), "limit": number(limit), "over": number(difference(load.ects, limit))}
    if exceeds(load.ects, limit):
        return pgettext("term", "{ects} of {limit} at most: {over} too many").format_map(values)
    return pgettext("term", "{ects} of {limit} at most").format_map(values)


def _hours_sentences(session: Session, load: TermLoad) -> list[str]:
    """Hours of class, those of a week, and the personal work that the learner reckons with."""
    profile, limits = session.plan.profile, _limits(session)
    if load.shown_hours is None:
        unpublished = [hours(None)] if session.evaluation.hours.known else []
        return [*unpublished, *personal_work(load, profile)]
    over = exceeds(load.hours, limits.hours)
    found: list[str] = []
    if profile.weekly_hours is not None or limits.hours is None:
        found.append(pgettext("term", "{hours} of class").format(hours=hours(load.shown_hours)))
    else:
        text = pgettext("term", "{hours} of class of {limit} at most")
        if over:
            text = pgettext("term", "{hours} of class of {limit} at most: too many")
        found.append(text.format(hours=hours(load.shown_hours), limit=number(limits.hours)))
    if profile.weeks is not None:
        limit = weekly_limit(session.plan.scenario, session.plan.profile)
        values = {
            "weekly": _a_week(load.hours / profile.weeks, limit, over),
            "limit": "" if limit is None else number(round(limit, 2)),
            "weeks": weeks_assumed(profile.weeks),
        }
        if limit is None:
            text = pgettext("term", "{weekly} h of class a week ({weeks})")
        elif over:
            text = pgettext("term", "{weekly} h of class a week of {limit} at most: too many ({weeks})")
        else:
            text = pgettext("term", "{weekly} h of class a week of {limit} at most ({weeks})")
        found.append(text.format_map(values))
    return [*found, *personal_work(load, profile)]


def full_line(load: TermLoad, weekly: tuple[bool, bool], *, limited_hours: bool) -> str:
    """About the longest line the heading of that semester gets, however full it becomes.

    *weekly*: whether hours a week are counted, and whether against a limit; *limited_hours*: whether those of the
    semester have one.
    """
    credit_piece = pgettext("term", "{ects} / {limit}").format(ects=number(_MUCH), limit=ects(_MUCH))
    total = hours(10 * _MUCH)
    if limited_hours:
        total = pgettext("term", "{hours} / {limit}").format(hours=number(10 * _MUCH), limit=total)
    a_week = _hours_a_week(number(_MUCH), _MUCH if weekly[1] else None)[1:2] if weekly[0] else []
    marked = [_marked(text, over=True).text for text in (credit_piece, *a_week)]
    return between().join((*enrolment_words(load)[:2][-1:], marked[0], total, *marked[1:]))


def empty_words(session: Session, window: TermLoad | None, annual: bool) -> str:
    """What to do with an empty term; nothing where its heading says why it takes no unit, nor during a trial."""
    if window is None or window.closed or session.trial is not None:
        return ""
    if not session.reading.has_to_place:
        return "" if annual else _("Free")
    return _("Drop an annual unit here") if annual else _("Drop a unit here")
