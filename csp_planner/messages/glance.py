"""What a tab says of its scenario, beside its name: when it ends, and its heaviest semester."""

from csp_planner.domain.evaluation.outlook import Outlook
from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.outlook import headline
from csp_planner.messages.words import ects, term_short


def glance_lines(outlook: Outlook, heaviest: tuple[Term, float] | None, limit: float | None, over: int) -> list[str]:
    """The answer; the heaviest semester with the limit, if there is one; how many semesters pass it."""
    lines = [headline(outlook)]
    if heaviest is None:
        return lines
    term, load = term_short(heaviest[0]), ects(heaviest[1])
    if limit is None:
        lines.append(_("Heaviest semester: {term}, {load}").format(term=term, load=load))
    else:
        text = _("Heaviest semester: {term}, {load}, for a limit of {limit}")
        lines.append(text.format(term=term, load=load, limit=ects(limit)))
    if over:
        text = ngettext("{count} semester passes the limit", "{count} semesters pass the limit", over)
        lines.append(text.format(count=over))
    return lines
