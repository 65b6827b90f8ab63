"""What is said beside a proposal of each waiver it rests on."""

from csp_planner.domain.plan import Placement
from csp_planner.messages.catalogue import _
from csp_planner.messages.clash import term_or_nothing
from csp_planner.messages.problems import shown


def waiver_sentence(placement: Placement) -> str:
    """That a unit stands where it does not open, by a waiver that nobody has granted yet."""
    text = _("Waiver to be asked for: {unit} in {term}.")
    return text.format(unit=shown(placement.unit), term=term_or_nothing(placement.term))
