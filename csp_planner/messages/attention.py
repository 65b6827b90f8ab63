"""What stands above and at the end of what to check: what to do next, and the lines that open."""

from enum import Enum

from csp_planner.domain.evaluation.outlook import Outlook, Reach
from csp_planner.messages.catalogue import _, ngettext


class Fold(Enum):
    """A line that stands for several diagnostics until it is opened."""

    PROJECTIONS = "projections"
    TO_KNOW = "to-know"


def fold_label(fold: Fold, count: int) -> str:
    """What the line says: « 9 ouvertures prévisionnelles »."""
    match fold:
        case Fold.PROJECTIONS:
            text = ngettext("{count} projected opening", "{count} projected openings", count)
        case Fold.TO_KNOW:
            text = ngettext("{count} thing to know", "{count} things to know", count)
    return text.format(count=count)


def fold_state(label: str, is_open: bool) -> str:
    """The same for those who cannot see whether it is open."""
    return (_("{label}, open") if is_open else _("{label}, folded")).format(label=label)


def blocking_words(count: int) -> str:
    """How many of the points are blocking: « 2 points bloquants »."""
    return ngettext("{count} blocking", "{count} blocking", count).format(count=count)


def placed_next(to_do: int) -> str:
    """What to do next where every unit has its place, in one line; *to_do*: how many points are to be checked."""
    if to_do:
        return _("Every unit has its place. Next: what there is to check. F8 folds this list.")
    return _("Every unit has its place. Next: compare, or print the plan to sign. F8 folds this list.")


def next_step(outlook: Outlook) -> str:
    """What to do next where nothing is left to check, in one line."""
    match outlook.reach:
        case Reach.NOTHING:
            return _("Nothing to check. Next: place a first unit, or have a plan proposed.")
        case Reach.UNTIL:
            return _("Nothing to check. Next: place the units at the left, or have a plan proposed.")
        case Reach.DIPLOMA:
            return _("Nothing to check. Next: compare, or print the plan to sign.")
        case Reach.OBTAINED:
            return _("Nothing to check: everything is obtained.")
