"""Builds the stages, groups and rows of a diploma from the lines of its page, one after the other.

The page prints a choice as a prompt (« SHES, 6 crédits à choisir parmi ») above its rows. A prompt without rows of its
own is that of a parent: the choices that follow it, up to the next rows that are due, stand in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from csp_planner.domain.terms import Part
from csp_planner.sheet.draft import Group, GroupKind, Row
from csp_planner.sheet.values import SheetError, SheetProblem, SourceLine
from csp_planner.sheet.wording import NO_RULE, Rule, first_amount_in, offers_of_line, rule_in, stage_name


@dataclass(slots=True)
class OpenRow:
    """A row while its lines are read."""

    title: SourceLine | None = None
    code: SourceLine | None = None
    ects: SourceLine | None = None
    offers: dict[Part, tuple[str, ...]] = field(default_factory=dict[Part, tuple[str, ...]])
    others: list[SourceLine] = field(default_factory=list[SourceLine])
    words: str = ""
    """Its title."""

    @property
    def lines(self) -> list[SourceLine]:
        """All its lines."""
        said = (self.ects, self.title, self.code)
        return [*(line for line in said if line is not None), *self.others]

    @property
    def worth(self) -> float:
        """Its credits; 0 where none are printed."""
        return (first_amount_in(self.ects.text) if self.ects else None) or 0.0

    def offer(self, line: SourceLine) -> bool:
        """Take what *line* offers; False where it offers nothing."""
        found = offers_of_line(line.text)
        if found is None:
            return False
        for part, ways in found.items():
            self.offers[part] = (*self.offers.get(part, ()), *ways)
        self.others.append(line)
        return True

    def closed(self) -> Row | None:
        """The row; None where it has neither code nor title."""
        line = self.title or self.code
        if line is None:
            return None
        return Row(
            code=self.code.text if self.code else "",
            title=self.words or line.text,
            ects=first_amount_in(self.ects.text) if self.ects else None,
            offers=self.offers,
            line=line,
            others=tuple(other for other in self.lines if other is not line),
        )


@dataclass(slots=True)
class Suite:
    """Rows under one another, and the prompt above them where there is one."""

    prompt: SourceLine | None = None
    totals: list[SourceLine] = field(default_factory=list[SourceLine])
    rows: list[OpenRow] = field(default_factory=list[OpenRow])
    is_choice: bool = False
    """Whether the page folds its rows away, as it does with a choice."""

    @property
    def rule(self) -> Rule:
        """How much of it is taken."""
        if self.prompt is None:
            return NO_RULE
        totals = (first_amount_in(line.text) for line in self.totals)
        return rule_in(self.prompt.text, next((total for total in totals if total is not None), None))

    @property
    def lines(self) -> tuple[SourceLine, ...]:
        """Its lines above the rows."""
        return (*self.totals, *([] if self.prompt is None else [self.prompt]))


@dataclass(slots=True)
class Branch:
    """Suites of one way through a segment of the diploma."""

    name: SourceLine | None = None
    suites: list[Suite] = field(default_factory=list[Suite])

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return self.name is None and not self.suites


@dataclass(slots=True)
class Stage:
    """A year of the diploma: segments one after the other, each of branches of which one is taken."""

    name: SourceLine | None = None
    segments: list[list[Branch]] = field(default_factory=list[list[Branch]])

    @property
    def suites(self) -> list[Suite]:
        """All its suites, in their order."""
        return [suite for segment in self.segments for branch in segment for suite in branch.suites]


MAX_ROWS = 2_000
"""Most rows of a page: more than any programme holds, a code that is listed twice counting twice."""


MAX_PROMPTS = 500
"""Most prompts of a page: more than any programme has blocks."""


class Outline:
    """A diploma while its lines are read."""

    def __init__(self) -> None:
        self._row_count = 0
        self._prompt_count = 0
        self.stages: list[Stage] = []
        self.left_out: list[SourceLine] = []
        self._row: OpenRow | None = None

    def stage(self, name: SourceLine | None = None) -> None:
        """A stage begins."""
        self._row = None
        self.stages.append(Stage(name))

    def segment(self) -> None:
        """A part of the stage begins, after which its branches are over."""
        self._row = None
        self._stage.segments.append([])

    def branch(self, name: SourceLine | None = None) -> None:
        """A branch of the segment begins."""
        self._row = None
        self._segment.append(Branch(name))

    def suite(self, is_choice: bool = False) -> None:
        """Other rows begin, without a prompt so far."""
        self._row = None
        self._branch.suites.append(Suite(is_choice=is_choice))

    def name_branch(self, name: SourceLine) -> None:
        """The branch that has begun is called *name*."""
        if self._branch.name is None:
            self._branch.name = name
        else:
            self.left_out.append(name)

    def name_stage(self, name: SourceLine) -> None:
        """The stage that has begun is called *name*."""
        if self._stage.name is None:
            self._stage.name = name
        else:
            self.left_out.append(name)

    def head(self) -> None:
        """What is printed above rows begins: a prompt, and the credits in all."""
        self._prompt_count += 1
        if self._prompt_count > MAX_PROMPTS:
            raise SheetError(SheetProblem.TOO_MANY)
        self._row = None
        suites = self._branch.suites
        if not suites or suites[-1].rows or suites[-1].lines:
            suites.append(Suite())

    def fold(self) -> None:
        """The rows to come are folded away, as those of a choice are."""
        self._row = None
        if self._suite.rows:
            self._branch.suites.append(Suite())
        self._suite.is_choice = True

    def total(self, line: SourceLine) -> None:
        """*line* is about the credits that the prompt prints."""
        self._suite.totals.append(line)

    def prompt(self, line: SourceLine) -> None:
        """*line* says how much of the rows to come is taken."""
        if self._suite.rows:
            self.head()
        if self._suite.prompt is None:
            self._suite.prompt = line
        else:
            self.left_out.append(line)

    def row(self) -> OpenRow:
        """A row begins."""
        self._row_count += 1
        if self._row_count > MAX_ROWS:
            raise SheetError(SheetProblem.TOO_MANY)
        self._row = OpenRow()
        self._suite.rows.append(self._row)
        return self._row

    def ects(self, line: SourceLine) -> None:
        """*line* has the credits of a row: they come first."""
        row = self._row
        if row is None or row.ects or row.title or row.code:
            row = self.row()
        row.ects = line

    def title(self, line: SourceLine, words: str = "") -> None:
        """*line* has the title of a row, all of it or in *words*: it comes before the code."""
        row = self._row
        if row is None or row.code:
            row = self.row()
        if row.title is None:
            row.title, row.words = line, words or line.text
        else:
            self.left_out.append(line)

    def go_on_with_title(self, line: SourceLine) -> bool:
        """Take *line* as the rest of a title that was broken; False where no title is open."""
        row = self._row
        if row is None or row.title is None or row.code is not None:
            return False
        row.words = f"{row.words} {line.text}"
        row.others.append(line)
        return True

    def code(self, line: SourceLine) -> None:
        """*line* is the code of a row."""
        row = self._row
        if row is None or row.code:
            row = self.row()
        row.code = line

    def other(self, line: SourceLine) -> None:
        """*line* offers the row in some part of the year, or nothing can be made of it."""
        if self._row is None or not self._row.offer(line):
            self.left_out.append(line)

    @property
    def _suite(self) -> Suite:
        suites = self._branch.suites
        if not suites:
            suites.append(Suite())
        return suites[-1]

    @property
    def _stage(self) -> Stage:
        if not self.stages:
            self.stages.append(Stage())
        return self.stages[-1]

    @property
    def _segment(self) -> list[Branch]:
        segments = self._stage.segments
        if not segments:
            segments.append([])
        return segments[-1]

    @property
    def _branch(self) -> Branch:
        segment = self._segment
        if not segment:
            segment.append(Branch())
        return segment[-1]

    def closed(self) -> tuple[Group, ...]:
        """The stages with all that stands in them."""
        return tuple(self._closed_stage(stage) for stage in self.stages if stage.name or stage.suites)

    def _closed_stage(self, stage: Stage) -> Group:
        members: list[Row | Group] = []
        for segment in stage.segments:
            branches = [branch for branch in segment if not branch.is_empty]
            if len(branches) > 1:
                members.append(
                    Group(kind=GroupKind.ALTERNATIVE, members=tuple(self._closed_branch(one) for one in branches))
                )
                continue
            for branch in branches:
                self.left_out += [branch.name] if branch.name else []
                members += self._members(branch.suites)
        name = "" if stage.name is None else stage_name(stage.name.text)
        lines = () if stage.name is None else (stage.name,)
        return Group(kind=GroupKind.STAGE, text=name, members=tuple(members), lines=lines)

    def _closed_branch(self, branch: Branch) -> Group:
        text, lines = ("", ()) if branch.name is None else (branch.name.text, (branch.name,))
        return Group(kind=GroupKind.BRANCH, text=text, members=tuple(self._members(branch.suites)), lines=lines)

    def _members(self, suites: Iterable[Suite]) -> list[Row | Group]:
        """Rows that are due, choices, and parents of choices."""
        found = _Members()
        waiting: Suite | None = None
        for suite in suites:
            if suite.prompt is not None:
                if waiting is not None:
                    found.open(waiting)
                waiting = None if suite.rows else suite
                if suite.rows:
                    found.choose(suite, self._rows(suite))
            elif not suite.rows:
                self.left_out += suite.totals
            elif waiting is not None:
                totals = [*waiting.totals, *suite.totals]
                found.choose(replace(suite, prompt=waiting.prompt, totals=totals), self._rows(suite))
                waiting = None
            elif suite.is_choice:
                found.choose(suite, self._rows(suite))
            else:
                found.add(self._rows(suite))
                self.left_out += suite.totals
        if waiting is not None:
            found.choose(waiting, [])
        return found.closed()

    def _rows(self, suite: Suite) -> list[Row]:
        closed = [(row, row.closed()) for row in suite.rows]
        self.left_out += [line for row, made in closed if made is None for line in row.lines]
        return [made for _row, made in closed if made is not None]


class _Members:
    """What stands in a stage or a branch, while its suites are looked through."""

    def __init__(self) -> None:
        self._found: list[Row | Group] = []
        self._parent: Suite | None = None
        self._choices: list[Group] = []

    def open(self, parent: Suite) -> None:
        """Choices that follow stand in *parent*."""
        self.closed()
        self._parent = parent

    def choose(self, suite: Suite, rows: list[Row]) -> None:
        """The choice *suite* follows, of *rows*."""
        choice = _group(GroupKind.CHOICE, suite, rows)
        (self._found if self._parent is None else self._choices).append(choice)

    def add(self, rows: list[Row]) -> None:
        """Rows that are due follow: no parent goes on below them."""
        self.closed()
        self._found += rows

    def closed(self) -> list[Row | Group]:
        """All so far; a parent without a choice is a choice without rows."""
        if self._parent is not None:
            kind = GroupKind.PARENT if self._choices else GroupKind.CHOICE
            self._found.append(_group(kind, self._parent, self._choices))
        self._parent, self._choices = None, []
        return self._found


def _group(kind: GroupKind, suite: Suite, members: Iterable[Row | Group]) -> Group:
    text = "" if suite.prompt is None else suite.prompt.text.rstrip(" :")
    return Group(kind=kind, text=text, rule=suite.rule, members=tuple(members), lines=suite.lines)
