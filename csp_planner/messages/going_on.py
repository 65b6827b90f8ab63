"""What is carried over to the plan of another programme, and what is to be confirmed of it."""

from csp_planner.domain.edits.carrying_over import CarriedOver
from csp_planner.domain.programme import Programme
from csp_planner.messages.catalogue import _
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
