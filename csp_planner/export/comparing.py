"""Says in words what a page shows of scenarios side by side. Its functions are pure; they speak the active language."""

from collections.abc import Sequence
from datetime import date

from csp_planner.domain.plan import Plan
from csp_planner.domain.planning.comparison import compare
from csp_planner.domain.text import plain_line
from csp_planner.export.content import ComparisonContent, Fact
from csp_planner.export.text import cut
from csp_planner.messages import export as words
from csp_planner.messages.comparison import comparison_table
from csp_planner.messages.comparison_chart import Measure, can_show_week, chart_words
from csp_planner.messages.tables import comparison_kind

_MAX_NAME = 60


def comparison_content(
    plan: Plan,
    indices: Sequence[int],
    names: Sequence[str],
    today: date,
    facts: tuple[Fact, ...] = (),
    measure: Measure = Measure.ECTS,
) -> ComparisonContent:
    """Return what a page says of the scenarios at *indices*, called *names*, under *facts*.

    Hours a week are shown only where they are known. Raises IndexError where there is no scenario at an index.
    """
    compared = compare(plan, indices, today)
    shown = measure if can_show_week(compared) else Measure.ECTS
    return ComparisonContent(
        kind=comparison_kind(),
        title=words.programme_title(plain_line(plan.programme.code), plain_line(plan.programme.title)),
        issued=words.issued_on(today),
        facts=facts,
        chart=chart_words(compared, shown, [cut(name, _MAX_NAME) for name in names]),
        table=comparison_table(compared),
    )
