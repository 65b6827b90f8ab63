"""What a page says, in words. ``compose`` makes these values and ``drawing`` paints them; no rule or layout is here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from csp_planner.domain.checks import Severity
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.messages.comparison import Table
from csp_planner.messages.comparison_chart import ChartWords
from csp_planner.messages.export import PageWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One unit, where it stands."""

    code: str
    title: str
    amount: str
    """ECTS and hours, such as « 6 ECTS · 51 h »."""
    state: UnitState
    state_word: str
    opening: str = ""
    """How it runs in that year: « S1 »; empty where there is nothing to say."""
    is_projected: bool = False
    """Whether the opening is a projection, which is drawn otherwise than a published one."""
    waiver: str = ""
    """The word for a placement by waiver; empty where there is none."""
    own_figures: str = ""
    """The words for ECTS or hours the centre gave by word of mouth; empty where they are the sheet's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SemesterText:
    """One semester of the board."""

    term: Term
    name: str
    load: str
    """ECTS and hours, with half of the annual units, and with the learner's limit where the load passes it.

    Empty where nothing is planned.
    """
    is_overloaded: bool
    weekly: str
    """Hours of class a week; empty while no week is spoken of."""
    personal: str
    """Personal work as the learner assumes it; empty while they assume none."""
    is_off: bool
    """Whether the learner takes nothing in it."""
    enrolment: str
    """Until when to enrol; for a semester off, that it is one."""
    renewal: str
    """That it is subject to the renewal of the accreditation, where the year does not say so as a whole."""
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearText:
    """One academic year of the board."""

    year: int
    name: str
    about: str
    """Whether its openings are published or projected."""
    is_published: bool
    load: str
    is_after_accreditation: bool
    """Whether all of it is planned subject to the renewal of the accreditation."""
    annual_name: str
    annual: tuple[Card, ...]
    semesters: tuple[SemesterText, SemesterText]

    @property
    def is_empty(self) -> bool:
        """Whether the year holds no unit and no semester off."""
        return not self.annual and not any(semester.cards or semester.is_off for semester in self.semesters)


class Share(StrEnum):
    """A part of a total."""

    OBTAINED = "obtained"
    EXPECTED = "expected"
    UNDER_WAY = "under-way"
    PLANNED = "planned"
    TO_PLACE = "to-place"
    UNATTRIBUTED = "unattributed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareText:
    """A part of a total, in figures and words."""

    share: Share
    amount: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalText:
    """One total against what the sheet announces."""

    name: str
    reached: str
    """Empty where the sheet publishes the amounts of no unit."""
    target: str
    remarks: tuple[str, ...]
    """What the rows of the sheet add up to, and what the user entered beside them."""
    scale: float
    """The amount that fills the gauge."""
    shares: tuple[ShareText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionText:
    """One condition of the award."""

    is_met: bool
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockText:
    """One block of the award."""

    depth: int
    is_met: bool
    name: str
    """What it is called and, of a choice, what is chosen for it: « SHES : SHS204, SHS202 »."""
    standing: str
    lines: tuple[str, ...]
    """What it lacks, what is beyond it, and what the sheet says that nobody checks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardText:
    """The award block by block."""

    verdict: str
    blocks: tuple[BlockText, ...]
    beyond: str
    """Units beyond what is asked for; empty where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksText:
    """The diagnostics of one severity."""

    severity: Severity
    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A name and what is there: « Scénario », « Au plus tôt »."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CostText:
    """What the diploma costs."""

    heading: str
    total: tuple[Fact, ...]
    """The price of the whole on each funding that may apply; nothing where none is published."""
    entered: tuple[Fact, ...]
    """Costs and fundings that the user entered, and last what is left to find; nothing where none were entered."""
    estimate: tuple[Fact, ...]
    """How it may fall on the years; never the sheet's."""
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerText:
    """When the diploma can be had, and why not earlier."""

    headline: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContent:
    """A whole plan: one scenario at one day."""

    language: str
    kind: str
    """What the document is: « Plan d’études »."""
    title: str
    """The programme."""
    issued: str
    source: str
    facts: tuple[Fact, ...]
    answer: AnswerText
    totals: tuple[TotalText, ...]
    conditions: tuple[ConditionText, ...]
    award: AwardText | None
    """None where the programme has no choices."""
    years: tuple[YearText, ...]
    boundary: str
    """What stands before the first year after the accreditation; empty where the sheet publishes no end of it."""
    to_place: tuple[Card, ...]
    outside_terms: tuple[Card, ...]
    """What needs no term: units obtained otherwise, experience."""
    deadlines: tuple[str, ...]
    checks: tuple[ChecksText, ...]
    cost: CostText
    notes: tuple[Fact, ...]
    signatures: tuple[Fact, ...]
    """Who signs, and the name where it may be said."""
    words: PageWords

    @property
    def used_years(self) -> tuple[YearText, ...]:
        """The years from the first to the last that hold a unit or a semester off."""
        used = [index for index, year in enumerate(self.years) if not year.is_empty]
        return self.years[used[0] : used[-1] + 1] if used else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonContent:
    """Scenarios side by side: a picture, then what differs."""

    kind: str
    title: str
    issued: str
    facts: tuple[Fact, ...]
    chart: ChartWords
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What goes on paper: parts that begin on a page of their own."""

    language: str
    title: str
    """Title of the file, for a reader's window and catalogue."""
    footer: str
    day: date
    parts: tuple[PlanContent | ComparisonContent, ...]

    @property
    def is_wide(self) -> bool:
        """Whether it wants its paper across: it holds nothing but scenarios side by side."""
        return all(isinstance(part, ComparisonContent) for part in self.parts)
