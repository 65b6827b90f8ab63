"""One sentence for each check of an evaluation."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from csp_planner.domain.amounts import exceeds, in_hundredths
from csp_planner.domain.checks import Check
from csp_planner.domain.codes import is_made_up
from csp_planner.domain.evaluation.values import Diagnostic, FixKind
from csp_planner.domain.plan import Acceptance
from csp_planner.domain.profile import CreditBasis
from csp_planner.domain.programme import Programme
from csp_planner.domain.rhythms import Rhythm
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Part, Term, year_label
from csp_planner.messages.award import block_name, choice_open_text, missing_said, name_within
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.opening_checks import never_open_text, not_open_text, not_placed_text, unit_absent_text
from csp_planner.messages.opening_words import mode_word, modes_words, rhythm_word
from csp_planner.messages.outlook import NAMED
from csp_planner.messages.problems import shown
from csp_planner.messages.refusals import closed_sentence
from csp_planner.messages.words import basis_short, date_label, ects, hours, number, term_short


def diagnostic_sentence(diagnostic: Diagnostic, programme: Programme | None = None) -> str:
    """What *diagnostic* says. With its *programme*, a closed window is named in the sheet's own words."""
    if diagnostic.code is Check.ENROLMENT_CLOSED and programme is not None and diagnostic.term is not None:
        text = _("{unit} can no longer be enrolled in. {why}")
        return text.format(unit=shown(diagnostic.unit), why=closed_sentence(diagnostic.term, programme))
    sentence = _template(diagnostic).format_map(_values(diagnostic))
    if diagnostic.acceptance is not None:
        return _with_reason(_("{warning} Accepted on {date}: {reason}"), sentence, diagnostic.acceptance)
    if diagnostic.outgrown is not None:
        text = _("{warning} It was less when it was accepted on {date}: {reason}")
        return _with_reason(text, sentence, diagnostic.outgrown)
    return sentence


def _with_reason(text: str, warning: str, acceptance: Acceptance) -> str:
    return text.format(warning=warning, date=date_label(acceptance.date), reason=shown(acceptance.reason))


def _template(diagnostic: Diagnostic) -> str:
    """The sentence of a check, with places for the values; some have several, by what is known."""
    match diagnostic.code:
        case Check.NOT_PLACED:
            return not_placed_text(diagnostic)
        case Check.NOT_OPEN:
            return not_open_text(diagnostic)
        case Check.NEVER_OPEN:
            return never_open_text(diagnostic)
        case Check.UNIT_ABSENT:
            return unit_absent_text(diagnostic)
        case Check.ENROLMENT_CLOSED:
            return _("{unit} can no longer be enrolled in for {term}: enrolment closed on {closed_on}.")
        case Check.TERM_OVER:
            return _("{unit} is still planned in {term}, which is over.")
        case Check.ON_LEAVE:
            return _on_leave(diagnostic)
        case Check.CHOICE_OPEN:
            return choice_open_text(diagnostic.args)
        case Check.BLOCK_UNCHECKED if "untried" in diagnostic.args:
            return _(
                "{block}: too many units could count in several choices to try every way; check it with the centre."
            )
        case Check.BLOCK_UNCHECKED if diagnostic.args.get("note"):
            return _("{block}: this rule is not checked by the program: “{note}”")
        case Check.BLOCK_UNCHECKED:
            return _("{block}: the rule of this block could not be read; check it with the centre.")
        case Check.UNIT_MISSING:
            return _("The award asks for {units}, of which this programme has no row: no plan leads to it.")
        case Check.UNIT_UNKNOWN:
            return _("{unit} is not a unit of this programme: it is kept, and counts for nothing.")
        case Check.RESULT_EARLY:
            return _result_early(diagnostic)
        case Check.TAKEN_ON_LEAVE:
            return _taken_on_leave(diagnostic)
        case Check.OVERLOAD:
            return _overload(diagnostic)
        case Check.WEEKLY_LOAD:
            return ngettext(
                "{term} comes to {hours} of class a week ({weeks} week assumed), for {max_hours} available.",
                "{term} comes to {hours} of class a week ({weeks} weeks assumed), for {max_hours} available.",
                _count(diagnostic, "weeks"),
            )
        case Check.TERM_BEGUN:
            return ngettext(
                "{term} began on {begins}, and no sheet says until when one can enrol: {count} unit is only planned in "
                "it. Mark it as enrolled, or move it.",
                "{term} began on {begins}, and no sheet says until when one can enrol: {count} units are only planned "
                "in it. Mark them as enrolled, or move them.",
                _count(diagnostic, "count"),
            )
        case Check.PAST_ACCREDITATION:
            return ngettext(
                "{count} unit is planned after the accreditation ends ({ends}), from {term}: subject to its renewal.",
                "{count} units are planned after the accreditation ends ({ends}), from {term}: subject to its renewal.",
                _count(diagnostic, "count"),
            )
        case Check.CREDIT_EXPECTED:
            return _credit_expected(diagnostic)
        case Check.CREDIT_UNLINKED if "title" in diagnostic.args and not is_made_up(diagnostic.unit):
            return _("{unit} {title}: acquired outside the present sheet, it counts for no row. Say which it replaces.")
        case Check.CREDIT_UNLINKED:
            return _("{unit}: acquired outside the present sheet, it counts for no row. Say which it replaces.")
        case Check.VALUE_SHORT:
            return _value_short(diagnostic)
        case Check.TICK_UNUSED:
            return _(
                "{unit} was ticked for {date}, but it is a unit to attend or an experience judged by its dates: "
                "the tick counts for nothing."
            )
        case Check.EXPERIENCE_SHORT:
            return _("Experience: {months} of the {required} months are recorded, and no period leads to the rest.")
        case Check.PLACEMENT_MISSING:
            return ngettext(
                "Experience outside the field: a placement of {required} month is due, {months} recorded.",
                "Experience outside the field: a placement of {required} months is due, {months} recorded.",
                _count(diagnostic, "required"),
            )
        case Check.WAIVER_PAST:
            return _(
                "{unit} was planned in {term} by waiver and not enrolled in: "
                "mark what became of it, or place it in another semester."
            )
        case Check.WAIVER if diagnostic.args.get("proposed"):
            return _("Waiver to ask for: {unit} in {term}.")
        case Check.WAIVER:
            return _("{unit} is placed in {term} by a waiver of {date}: {reason}")
        case Check.PROJECTED_OPENING if "rhythm" in diagnostic.args:
            return _("{unit} in {term}: projected opening, by the rhythm that you entered ({rhythm}).")
        case Check.PROJECTED_OPENING if diagnostic.args.get("entered"):
            return _("{unit} in {term}: projected opening, from what you entered for {from_year}.")
        case Check.PROJECTED_OPENING:
            return ngettext(
                "{unit} in {term}: projected opening, published this way in {from_year} only.",
                "{unit} in {term}: projected opening, the same {stable_years} years in a row up to {from_year}.",
                _count(diagnostic, "stable_years"),
            )
        case Check.OPENING_IRREGULAR if diagnostic.args.get("alternating"):
            return _("{unit} in {term}: projected opening, one year in two after {stable_years} editions.")
        case Check.OPENING_IRREGULAR:
            return _("{unit} in {term}: projected opening from {from_year}; earlier editions differ from each other.")
        case Check.TERM_UNKNOWN:
            return _("{unit} in {term}: no sheet says in which semester it opens; ask the centre.")
        case Check.MODE_CHANGED:
            return _("{unit} in {term}: the mode chosen, “{mode}”, is no longer offered; now: {offered}.")
        case Check.MODE_NOT_WANTED:
            return _mode_not_wanted(diagnostic)
        case Check.RHYTHM_CONTRADICTED if diagnostic.args.get("opens"):
            return _("{unit}: {from_year} is published open, which contradicts your rhythm ({rhythm}).")
        case Check.RHYTHM_CONTRADICTED:
            return _("{unit}: {from_year} is published as not open, which contradicts your rhythm ({rhythm}).")
        case Check.RECOMMENDED_ORDER:
            return _("Advice: {before} is better taken before {unit} ({term}). It is not a rule of the sheet.")
        case Check.STAGE_ORDER:
            return ngettext(
                "Advice: {unit} ({block}) is better taken after {before}, of an earlier stage. "
                "It is not a rule of the sheet.",
                "Advice: {count} units are planned before those of earlier stages: {unit} ({block}) before {before}. "
                "It is not a rule of the sheet.",
                _count(diagnostic, "count"),
            )
        case Check.REPORT_EARLY:
            return ngettext(
                "{unit} is planned in {term}, before {count} unit that it rests on.",
                "{unit} is planned in {term}, before {count} units that it rests on.",
                _count(diagnostic, "count"),
            )
        case Check.HOURS_UNPUBLISHED:
            return _("The sheet publishes no hours for {unit}: they are missing from the total.")
        case Check.OVERRIDE_ENTERED:
            return _override(diagnostic)
        case Check.COUNTS_ONCE:
            return _("{unit} is due in {blocks} blocks of the award: it satisfies each, and its {ects} count once.")
        case Check.TOTALS_DIFFER:
            return _totals_differ(diagnostic)
    assert_never(diagnostic.code)


def _values(diagnostic: Diagnostic) -> dict[str, str]:
    """The arguments in words. Months are those completed: 17.9 are not 18."""
    values = {"unit": shown(diagnostic.unit)}
    if diagnostic.term is not None:
        values["term"] = term_short(diagnostic.term)
    for name, value in diagnostic.args.items():
        match value:
            case date():
                values[name] = date_label(value)
            case Term():
                values[name] = term_short(value)
            case str() if name == "mode":
                values[name] = mode_word(value)
            case tuple() if name == "offered":
                values[name] = modes_words(value)
            case str() if name == "basis":
                values[name] = basis_short(CreditBasis(value))
            case str() if name == "rhythm":
                values[name] = rhythm_word(Rhythm(value))
            case str() if name == "block":
                stage = shown(str(diagnostic.args.get("stage", "")))
                values[name] = name_within(block_name(stage), block_name(value)) if stage else block_name(value)
            case str():
                values[name] = shown(value)
            case tuple() if name == "aside":
                values[name] = _named_or_counted(value)
                values["missing"] = missing_said(diagnostic.args)
            case tuple():
                values[name] = ", ".join(shown(item) for item in value)
            case _ if name == "from_year":
                values[name] = year_label(int(value))
            case _ if name == "months":
                values[name] = number(int(value))
            case _ if diagnostic.code is Check.OVERLOAD and name in ("ects", "hours"):
                load = _load_over(diagnostic, value, diagnostic.args.get(f"max_{name}"))
                values[name] = ects(load) if name == "ects" else hours(load)
            case _ if name.endswith("ects"):
                values[name] = ects(value)
            case _ if name == "hours" and diagnostic.code is Check.WEEKLY_LOAD:
                values[name] = hours(round(value, 1))  # it was worked out; the hours available were entered
            case _ if name.endswith("hours"):
                values[name] = hours(value)
            case _:
                values[name] = number(value)
    move = next((fix.term for fix in diagnostic.fixes if fix.kind is FixKind.MOVE and fix.term is not None), None)
    if move is not None:
        values.setdefault("nearest", term_short(move))
    return values


def _named_or_counted(units: Sequence[str]) -> str:
    """Units by their codes while they are few."""
    if len(units) > NAMED:
        return ngettext("{count} teaching unit", "{count} teaching units", len(units)).format(count=number(len(units)))
    return ", ".join(map(shown, units))


def _count(diagnostic: Diagnostic, name: str) -> int:
    value = diagnostic.args.get(name, 0)
    return int(value) if isinstance(value, int | float) else 0


def _credit_expected(diagnostic: Diagnostic) -> str:
    """Says what is awaited or, past its day, asks what the answer was."""
    if diagnostic.args.get("late"):
        return _("{unit}: an answer was expected on {date} ({basis}). Was it granted? Until then it is to place again.")
    return _("{unit}: asked for ({basis}), the answer is expected on {date}. It is not obtained yet.")


def _value_short(diagnostic: Diagnostic) -> str:
    is_own = diagnostic.args.get("units") == (diagnostic.unit,)
    if is_own and diagnostic.args.get("expected"):
        return _("{unit} is expected at {ects}, its row is worth {rows_ects}: {missing_ects} would be missing.")
    if is_own:
        return _("{unit} was obtained at {ects}, its row is worth {rows_ects}: {missing_ects} are missing.")
    return _("{unit} ({ects}) counts for {units} ({rows_ects}): {missing_ects} are missing.")


def _on_leave(diagnostic: Diagnostic) -> str:
    if diagnostic.args.get("leave") == diagnostic.term:
        return _("{unit} is planned in {term}, a semester on leave: plan it elsewhere, or lift the leave.")
    if diagnostic.args.get("count") == 2:
        return _("{unit} takes the whole of {term}, of which both semesters are on leave.")
    return _("{unit} takes the whole of {term}, of which {leave} is on leave.")


def _taken_on_leave(diagnostic: Diagnostic) -> str:
    if diagnostic.args.get("state") == UnitState.VALIDATED:
        return _("{unit} is validated in {term}, and {leave} is on leave.")
    return _("{unit} is enrolled in or under way in {term}, and {leave} is on leave.")


def _result_early(diagnostic: Diagnostic) -> str:
    if diagnostic.args.get("state") == UnitState.VALIDATED:
        return _("{unit} is marked as validated in {term}, which has not begun: there can be no result yet.")
    return _("{unit} is marked as failed in {term}, which has not begun: there can be no result yet.")


def _overload(diagnostic: Diagnostic) -> str:
    """Says the limit that is passed, or both."""
    args = diagnostic.args
    by_ects, by_hours = (_passes(args.get(name), args.get(f"max_{name}")) for name in ("ects", "hours"))
    if by_ects and by_hours:
        return _("{term} comes to {ects} and {hours}, for a limit of {max_ects} and {max_hours}.")
    if by_hours:
        return _("{term} comes to {hours}, for a limit of {max_hours}.")
    return _("{term} comes to {ects}, for a limit of {max_ects}.")


def _load_over(diagnostic: Diagnostic, load: float, limit: object) -> float:
    """*load* as the board shows it, but above its limit also where half a hundredth of an annual unit passes it."""
    first_half = diagnostic.term is not None and diagnostic.term.part is Part.S1
    shown_load = in_hundredths(load, first_half)
    return in_hundredths(load, first_half=False) if shown_load == limit else shown_load


def _passes(load: object, limit: object) -> bool:
    return isinstance(load, int | float) and isinstance(limit, int | float) and limit > 0 and exceeds(load, limit)


def _mode_not_wanted(diagnostic: Diagnostic) -> str:
    """Says how it runs, and that this is not wanted; several are those offered, while none was chosen."""
    offered = diagnostic.args.get("offered")
    return ngettext(
        "{unit} in {term} runs as “{offered}”, which is not wanted.",
        "{unit} in {term} runs as “{offered}”, of which none is wanted.",
        len(offered) if isinstance(offered, tuple) else 1,
    )


def _override(diagnostic: Diagnostic) -> str:
    """Says what was entered, and what the sheet has in its place."""
    has = diagnostic.args.keys()
    if "ects" in has and "hours" in has:
        if "sheet_hours" in has:
            return _("{unit}: {ects} and {hours} entered by you on {date}; the sheet says {sheet_ects}, {sheet_hours}.")
        return _("{unit}: {ects} and {hours} entered by you on {date}; the sheet says {sheet_ects} and no hours.")
    if "ects" in has:
        return _("{unit}: {ects} entered by you on {date}; the sheet says {sheet_ects}.")
    if "sheet_hours" in has:
        return _("{unit}: {hours} entered by you on {date}; the sheet says {sheet_hours}.")
    return _("{unit}: {hours} entered by you on {date}; the sheet publishes none.")


def _totals_differ(diagnostic: Diagnostic) -> str:
    if "chosen" in diagnostic.args:
        return _("The sheet announces {ects}; for what is chosen it prints {listed_ects}.")
    if "hours" not in diagnostic.args:
        return _("The sheet announces {ects}; its rows add up to {listed_ects}.")
    if "ects" not in diagnostic.args:
        if diagnostic.args.get("unattributed_hours"):
            return _(
                "The sheet announces {hours}; its rows add up to {listed_hours}: "
                "{unattributed_hours} are attributed to no unit."
            )
        return _("The sheet announces {hours}; its rows add up to {listed_hours}.")
    if diagnostic.args.get("unattributed_hours"):
        return _(
            "The sheet announces {ects} and {hours}; its rows add up to {listed_ects} and {listed_hours}: "
            "{unattributed_hours} are attributed to no unit."
        )
    return _("The sheet announces {ects} and {hours}; its rows add up to {listed_ects} and {listed_hours}.")
