"""How a row of the programme is called: by its code and title, by its title alone, or by what fills it."""

from dataclasses import dataclass

from csp_planner.domain.codes import printed_code, read_aloud
from csp_planner.domain.plan import Plan
from csp_planner.domain.text import plain_line
from csp_planner.messages.catalogue import pgettext


@dataclass(frozen=True, slots=True)
class RowName:
    """Code and title, fit to stand in a line."""

    code: str
    """Empty where the sheet gives none."""
    title: str

    @property
    def brief(self) -> str:
        """The code; the title where there is none."""
        return self.code or self.title

    @property
    def whole(self) -> str:
        """Code and title, where there is room for both."""
        if not self.code or not self.title:
            return self.brief
        return pgettext("unit", "{code} {title}").format(code=self.code, title=self.title)


def outside_name(code: str, title: str) -> RowName:
    """How a unit is called that is no row of the programme, by the title that was entered for it."""
    printed = plain_line(printed_code(code))
    return RowName(printed, plain_line(title) or ("" if printed else plain_line(read_aloud(code))))


def row_name(plan: Plan, code: str) -> RowName:
    """How row *code* is called in the scenario *plan* shows; of one that is no row, only the code is known."""
    unit = plan.programme.by_code.get(code)
    if unit is None:
        return RowName(plain_line(read_aloud(code)), "")
    filling = plan.scenario.filling(code) if unit.is_slot else None
    if filling is None:
        printed = plain_line(printed_code(code))
        return RowName(printed, plain_line(unit.title) or ("" if printed else read_aloud(code)))
    return RowName(plain_line(filling.code), plain_line(filling.title) or plain_line(unit.title))
