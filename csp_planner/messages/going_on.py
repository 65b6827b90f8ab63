"""What is carried over to the plan of another programme, and what is to be confirmed of it."""

from csp_planner.domain.edits.carrying_over import Agreement, CarriedOver, Offered
from csp_planner.domain.programme import NextStep, Programme
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.editions import centre_words
from csp_planner.messages.naming import outside_name
from csp_planner.messages.problems import shown
from csp_planner.messages.words import ects


def other_centre_carried_sentence(programme: Programme, other: Programme) -> str:
    """That the new plan is for the sheet of another centre, whose openings have no part in the earlier plan."""
    text = _(
        "{programme} is the sheet of {centre}, what was obtained comes from {other}: "
        "titles and credits are carried over, openings are not."
    )
    return text.format(
        programme=shown(programme.code), centre=centre_words(programme.publisher), other=centre_words(other.publisher)
    )


def to_confirm_sentence(carried: CarriedOver, code: str) -> str:
    """That row *code* was carried over by its code, with what it is worth, and somebody is to confirm it."""
    row = carried.plan.programme.by_code[code]
    credit = carried.plan.profile.credit(code)
    worth = row.ects if credit is None or credit.ects is None else credit.ects
    name = shown(outside_name(row.code, row.title).whole)
    return _("{unit}, {ects}: to be confirmed by the centre.").format(unit=name, ects=ects(worth))


def offered_words(offered: Offered, programme: Programme) -> str:
    """What was obtained and what it is worth, then by what it was found again in *programme*, on two lines."""
    name = shown(outside_name(offered.code, offered.title).whole)
    values = {"unit": name, "ects": ects(offered.ects), "row": _rows_words(offered, programme)}
    return _offered_text(offered).format_map(values)


def _offered_text(offered: Offered) -> str:
    match offered.agreement:
        case Agreement.BOTH if offered.is_row:
            return _("{unit}, {ects}\nSame code and title there")
        case Agreement.BOTH:
            return _("{unit}, {ects}\nCounts there for {row}, as it does here")
        case Agreement.CODE if offered.is_row:
            return _("{unit}, {ects}\nSame code there, under another title: {row}")
        case Agreement.CODE:
            return _("{unit}, {ects}\nCounts here for a unit of the same code, which has another title there: {row}")
        case Agreement.TITLE:
            return _("{unit}, {ects}\nSame title there, under another code: {row}")
        case Agreement.NONE:
            return _("{unit}, {ects}\nNo unit there: if ticked, acquired outside the sheet, to be linked")


def _rows_words(offered: Offered, programme: Programme) -> str:
    rows = (programme.by_code[code] for code in offered.rows)
    return ", ".join(shown(outside_name(row.code, row.title).whole) for row in rows)


def carried_counts_sentence(rows: int, outside: int, left: int) -> str:
    """How much of what was obtained is carried over as it is confirmed now, and how much is left behind."""
    parts = [
        _("for units of the sheet: {count}").format(count=rows),
        _("acquired outside the sheet: {count}").format(count=outside),
        _("not carried over: {count}").format(count=left),
    ]
    return "  ·  ".join(parts)


def begun_sentence(carried: CarriedOver) -> str:
    """That a plan of another programme was begun, and how much was carried over to it."""
    count = len(carried.rows) + len(carried.outside) + len(carried.ticks)
    values = {"programme": shown(carried.plan.programme.code), "count": count}
    if not count:
        return _("A plan of {programme} is begun; the plan before stays as it is.").format_map(values)
    text = ngettext(
        "A plan of {programme} is begun with {count} acquired unit, which the centre is to confirm; the plan before "
        "stays as it is.",
        "A plan of {programme} is begun with {count} acquired units, which the centre is to confirm; the plan before "
        "stays as it is.",
        count,
    )
    return text.format_map(values)


def step_word() -> str:
    """What marks a programme that the sheet names to go on to."""
    return pgettext("programme", "Named by the sheet to go on to")


def missing_step_words(step: NextStep) -> str:
    """A programme that the sheet names and the library does not have, on two lines."""
    name = "  ".join(filter(None, (shown(step.code), shown(step.title))))
    text = pgettext("programme", "{name}\nNamed by the sheet to go on to · not in the library")
    return text.format(name=name)
