"""In which of several ways a unit is attended where it stands."""

from csp_planner.domain.evaluation.values import Standing
from csp_planner.domain.openings import modes_in, offers_in
from csp_planner.domain.programme import Programme


def mode_taken(programme: Programme, standing: Standing) -> str:
    """The way that a unit is taken: the one chosen, or the only one of its term where its year has others too.

    "" where there is nothing to tell apart. By waiver, the way is for the centre to say.
    """
    if standing.mode:
        return standing.mode
    unit, term = programme.by_code.get(standing.unit), standing.term
    if not programme.modes or unit is None or term is None or standing.waiver is not None:
        return ""
    here = modes_in(programme, unit, term)
    ways = {mode for offer in offers_in(programme, unit, term.year) for mode in offer.modes}
    return here[0] if len(here) == 1 and len(ways) > 1 else ""
