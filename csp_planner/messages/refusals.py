"""What a refused edit says: what, why, and what can be done."""

from typing import assert_never

from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.enrolment import enrolment_dates
from csp_planner.domain.limits import MAX_NAME, MAX_SCENARIOS, MAX_YEARS
from csp_planner.domain.offers import Opening, opening_of
from csp_planner.domain.openings import Basis, History, OpeningFact, modes_in, opening_in
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import Part, Term, year_label
from csp_planner.messages.catalogue import _
from csp_planner.messages.opening_words import is_by_rhythm, mode_word, modes_words, rhythm_word
from csp_planner.messages.problems import shown
from csp_planner.messages.words import date_label, enrolment_month, over_word, state_word, term_short

_TOO_LATE = (Reason.ENROLMENT_CLOSED, Reason.TERM_OVER)


def refusal_sentence(refusal: Refusal, programme: Programme) -> str:
    """Why *refusal* was given, and where it would do; one to three sentences."""
    sentences = [refusal_reason(refusal, programme)]
    if refusal.opening is not None and refusal.opening.contradicted:
        sentences.append(grounds_sentence(refusal.opening))
    is_unknown = refusal.reason is Reason.NOT_PUBLISHED and refusal.alternatives
    is_off = refusal.reason is Reason.ON_LEAVE and refusal.alternatives
    is_absent = refusal.reason is Reason.UNIT_ABSENT and refusal.alternatives
    if is_unknown or is_off or is_absent or refusal.reason in (Reason.NOT_OPEN, *_TOO_LATE):
        sentences += _way_out(refusal, programme)
    return " ".join(sentences)


def refusal_reason(refusal: Refusal, programme: Programme) -> str:
    """Why *refusal* was given, where there is room for that only."""
    term = refusal.term
    if refusal.reason is Reason.ENROLMENT_CLOSED and term is not None:
        return closed_sentence(_landing(refusal, term), programme)
    return _template(refusal, programme).format(
        unit=shown(refusal.unit),
        programme=shown(programme.code),
        term=term_short(term) if term else "",
        year=year_label(term.year) if term else "",
        edition=year_label(programme.newest_edition) if programme.newest_edition else "",
        leave=term_short(refusal.leaves[0]) if refusal.leaves else "",
        state=state_word(refusal.state) if refusal.state else "",
        years=MAX_YEARS,
        name=shown(refusal.name) or _("the whole award"),
        mode=mode_word(refusal.name),
        modes=modes_words(_modes(refusal, programme)),
        scenarios=MAX_SCENARIOS,
        characters=MAX_NAME,
    )


def _template(refusal: Refusal, programme: Programme) -> str:
    """The sentence of a reason, with places for the values."""
    match refusal.reason:
        case Reason.NOT_OPEN:
            return _not_open(refusal, programme)
        case Reason.ENROLMENT_CLOSED:
            return _("Enrolment is closed.")
        case Reason.TERM_OVER if refusal.term is not None and _landing(refusal, refusal.term).part is Part.ANNUAL:
            return _("{year} is over.")
        case Reason.TERM_OVER:
            return _("{term} is over.")
        case Reason.NEVER_OPEN:
            return _("{unit} opens in no published year: a waiver allows it to be placed.")
        case Reason.NOT_PUBLISHED:
            return _("The openings of {unit} for {year} are not published: a waiver allows it to be placed.")
        case Reason.UNIT_ABSENT:
            return _("{unit} is absent from the {edition} edition: a waiver allows it to be placed.")
        case Reason.NOT_ATTENDED if _is_ticked(refusal, programme):
            return _("{unit} is not taken in a semester: it is ticked with a date.")
        case Reason.NOT_ATTENDED:
            return _("{unit} is not taken in a semester: it is tracked by the dates of the experience.")
        case Reason.NOT_TICKED:
            return _("{unit} is not ticked by hand: its place, or the periods of the experience, say how it stands.")
        case Reason.NOT_A_SLOT:
            return _("{unit} is a unit of its own: only a free unit is filled by another.")
        case Reason.ROW_OF_PROGRAMME:
            return _("{name} is a row of this programme and counts as such: choose another unit for {unit}.")
        case Reason.FILLS_ANOTHER:
            return _("{name} already fills another free unit: a unit counts once.")
        case Reason.BLOCK_UNKNOWN:
            if not refusal.name:
                return _("The award of this programme has no blocks: there is nothing to choose in it.")
            return _("There is no block “{name}” in the award.")
        case Reason.NOT_A_BRANCH:
            return _("“{name}” has no such branch.")
        case Reason.ENOUGH_CHOSEN:
            return _("As many are chosen as “{name}” takes: take one back first.")
        case Reason.NOT_A_CHOICE:
            return _("{unit} is due whatever is chosen: it cannot be set aside.")
        case Reason.NOT_IN_BLOCK:
            return _("{unit} is no unit of “{name}”.")
        case Reason.UNIT_UNKNOWN:
            return _("{unit} is not a unit of {programme}: check its code.")
        case Reason.ALREADY_HELD if refusal.state is not None:
            return _("{unit} is {state}: change its state first to move it.")
        case Reason.ALREADY_HELD:
            return _("{unit} is already enrolled in, under way or obtained: change its state first to move it.")
        case Reason.NOT_PLACED:
            return _("{unit} is not on the plan: there is nothing to take off.")
        case Reason.ON_LEAVE if refusal.term is None or refusal.term in refusal.leaves:
            return _("{leave} is on leave: lift the leave to place {unit} there.")
        case Reason.ON_LEAVE if len(refusal.leaves) > 1:
            return _("{unit} would take the whole year, and both of its semesters are on leave.")
        case Reason.ON_LEAVE:
            return _("{unit} would take the whole year, and {leave} is on leave.")
        case Reason.SEMESTER_OVER:
            return _("{term} has ended: only a semester under way or to come can be taken off.")
        case Reason.NOT_A_SEMESTER:
            return _("{term} is a whole year: a leave is set for semester 1 or semester 2.")
        case Reason.MODE_NOT_OFFERED if refusal.name in _modes(refusal, programme):
            return _("{unit} is placed in {term} by a waiver: its mode is for the centre to say.")
        case Reason.MODE_NOT_OFFERED if _modes(refusal, programme):
            return _("“{mode}” is not offered for {unit} in {term}; offered there: {modes}.")
        case Reason.MODE_NOT_OFFERED:
            return _("No mode is published for {unit} in {term}: none can be chosen.")
        case Reason.YEAR_HAS_LEAVE:
            return _("{year} has a semester on leave: lift the leave first to remove the year.")
        case Reason.YEAR_IN_USE:
            return _("{year} still holds units: move them first to remove the year.")
        case Reason.TOO_MANY_YEARS:
            return _("A plan holds at most {years} academic years, and the calendar ends at 2150/2151.")
        case Reason.NO_ATTEMPT:
            return _("{unit} is neither enrolled in, under way nor validated: place it instead.")
        case Reason.TOO_FINE:
            return _("A hundredth is the finest amount of ECTS or hours: nothing was changed.")
        case Reason.TOO_LONG:
            return _("This text is too long: shorten it.")
        case Reason.NO_REASON:
            return _("Accepting a warning needs a reason.")
        case Reason.NOT_ACCEPTABLE:
            return _("What is blocking cannot just be accepted: mend it, or place the unit with a waiver.")
        case Reason.NOT_LIGHTENED if refusal.term is not None:
            return _("{term} cannot be brought within the limit: no unit of it fits into another semester.")
        case Reason.NOT_LIGHTENED:
            return _("This semester cannot be brought within the limit: no unit of it fits into another.")
        case Reason.BAD_VALUE:
            return _("This value is not possible: nothing was changed.")
        case Reason.NAME_EMPTY:
            return _("A scenario needs a name.")
        case Reason.NAME_TOO_LONG:
            return _("The name of a scenario has at most {characters} characters.")
        case Reason.NAME_TAKEN:
            return _("There is already a scenario “{name}”: give another name.")
        case Reason.TOO_MANY_SCENARIOS:
            return _("A plan holds at most {scenarios} scenarios: delete one first.")
        case Reason.OTHER_PROGRAMME:
            return _("These openings are those of {name}, and this plan is for {programme}.")
        case Reason.OTHER_SHEET:
            return _("This sheet is that of {name}, and this plan is for {programme}.")
        case Reason.OTHER_PLAN:
            return _("That plan is for {name}, and this one for {programme}: its scenarios do not fit here.")
        case Reason.LAST_SCENARIO:
            return _("A plan keeps at least one scenario: this one is the last.")
    assert_never(refusal.reason)


def _modes(refusal: Refusal, programme: Programme) -> tuple[str, ...]:
    """The ways to attend that are offered where the unit was refused."""
    unit = programme.by_code.get(refusal.unit)
    return modes_in(programme, unit, refusal.term) if unit is not None and refusal.term is not None else ()


def _is_ticked(refusal: Refusal, programme: Programme) -> bool:
    unit = programme.by_code.get(refusal.unit)
    return unit is not None and programme.is_ticked(unit)


def refusal_brief(refusal: Refusal, programme: Programme) -> str:
    """Why *refusal* was given, in the few words a narrow heading takes; the term is read there already."""
    match refusal.reason:
        case Reason.NOT_OPEN:
            text = _brief_opening(refusal)
        case Reason.ENROLMENT_CLOSED:
            text = _("enrolment closed")
        case Reason.TERM_OVER:
            text = over_word()
        case Reason.ON_LEAVE if refusal.term in refusal.leaves:
            text = _("on leave")
        case Reason.ON_LEAVE:
            text = _("{unit}: a semester on leave")
        case Reason.NEVER_OPEN:
            text = _("{unit}: no opening published")
        case Reason.NOT_PUBLISHED:
            text = _("{unit}: openings not published")
        case Reason.UNIT_ABSENT:
            text = _("{unit}: absent from the newest edition")
        case _:
            return refusal_reason(refusal, programme)
    return text.format(unit=shown(refusal.unit))


def _brief_opening(refusal: Refusal) -> str:
    fact = refusal.opening
    match fact.opening if fact else None:
        case None if fact and is_by_rhythm(fact):
            return _("{unit}: not open, by your rhythm")
        case None if fact and fact.history is History.ALTERNATING:
            return _("{unit}: one year in two")
        case None:
            return _("{unit}: not open")
        case Opening.SEMESTER_1:
            return _("{unit}: S1 only")
        case Opening.SEMESTER_2:
            return _("{unit}: S2 only")
        case Opening.ANNUAL:
            return _("{unit}: annual")
        case Opening.EITHER:
            return _("{unit}: S1 or S2")
        case Opening.SEMESTER_1_OR_ANNUAL:
            return _("{unit}: S1 or annual")
        case Opening.SEMESTER_2_OR_ANNUAL:
            return _("{unit}: S2 or annual")
        case Opening.ANY:
            return _("{unit}: S1, S2 or annual")


def _not_open(refusal: Refusal, programme: Programme) -> str:
    """Why the year asked for will not do; the year is named where others would differ."""
    opening = refusal.opening.opening if refusal.opening else None
    unit = programme.by_code.get(refusal.unit)
    always = unit is not None and set(map(opening_of, unit.openings.values())) == {opening}
    match opening:
        case None:
            return _("{unit} does not open in {year}.")
        case Opening.SEMESTER_1:
            return _("{unit} opens only in semester 1.") if always else _("{unit} opens only in semester 1 in {year}.")
        case Opening.SEMESTER_2:
            return _("{unit} opens only in semester 2.") if always else _("{unit} opens only in semester 2 in {year}.")
        case Opening.ANNUAL:
            return _("{unit} runs over the whole year in {year}.")
        case Opening.EITHER:
            return _("{unit} is taken in semester 1 or in semester 2, not over the whole year.")
        case Opening.SEMESTER_1_OR_ANNUAL:
            return _("{unit} is taken in semester 1 or over the whole year in {year}.")
        case Opening.SEMESTER_2_OR_ANNUAL:
            return _("{unit} is taken in semester 2 or over the whole year in {year}.")
        case Opening.ANY:
            return _("{unit} is taken in either semester or over the whole year in {year}.")


def _landing(refusal: Refusal, term: Term) -> Term:
    """The term whose enrolment window was looked at: that of the annual part where the unit lands there."""
    opening = refusal.opening.opening if refusal.opening else None
    part = opening.part_for(term.part) if opening else None
    return Term(term.year, part or term.part)


def closed_sentence(term: Term, programme: Programme) -> str:
    """Since when enrolment for *term* is closed, in the sheet's words: it publishes no day."""
    dates = enrolment_dates(programme, term)
    if dates is None:
        return _("Enrolment is closed.")
    words = enrolment_month(dates)
    if term.part is Part.ANNUAL:
        text = (
            _("Enrolment in the annual units of {year} has been closed since {words} ({day}).")
            if words
            else _("Enrolment in the annual units of {year} has been closed since {day}.")
        )
    else:
        text = (
            _("Enrolment for {term} has been closed since {words} ({day}).")
            if words
            else _("Enrolment for {term} has been closed since {day}.")
        )
    return text.format(
        term=term_short(term), year=year_label(term.year), words=shown(words), day=date_label(dates.closes)
    )


def _way_out(refusal: Refusal, programme: Programme) -> list[str]:
    """Where the unit opens nearest, or that only a waiver helps; and whether that is a projection."""
    unit = programme.by_code.get(refusal.unit)
    if not refusal.alternatives:
        found = [_("A waiver allows {unit} to be placed there.").format(unit=shown(refusal.unit))]
        return found + _projection(refusal.opening)
    nearest = refusal.alternatives[0]
    later = refusal.term is None or not nearest < refusal.term.semesters[0]
    if refusal.reason in _TOO_LATE:
        text = _("Next opening of {unit}: {term}.") if later else _("Nearest opening of {unit}: {term}.")
    else:
        text = _("Next opening: {term}.") if later else _("Nearest opening: {term}.")
    found = [text.format(unit=shown(refusal.unit), term=term_short(nearest))]
    return found + _projection(opening_in(programme, unit, nearest.year) if unit else None)


def grounds_sentence(fact: OpeningFact) -> str:
    """What an opening rests on where that is more than the newest year, or that nothing is known; else nothing."""
    if fact.basis is Basis.NO_YEAR:
        return _("No sheet says in which semester it opens.")
    if fact.contradicted and fact.rhythm is not None:
        return _("This contradicts your rhythm ({rhythm}).").format(rhythm=rhythm_word(fact.rhythm.rhythm))
    is_more = fact.rhythm is not None or fact.history is History.ALTERNATING
    return " ".join(_projection(fact)) if is_more else ""


def _projection(fact: OpeningFact | None) -> list[str]:
    if fact is None or fact.basis is not Basis.PROJECTED:
        return []
    if fact.rhythm is not None:
        return [_("Projected by your rhythm: {rhythm}.").format(rhythm=rhythm_word(fact.rhythm.rhythm))]
    if fact.from_year is None:
        return []
    if fact.history is History.ALTERNATING:
        return [_("Projected: one year in two, after {count} editions.").format(count=fact.stable_years)]
    if fact.entered is not None:
        return [_("Projected from what you entered for {year}.").format(year=year_label(fact.from_year))]
    return [_("Projected from {year}.").format(year=year_label(fact.from_year))]
