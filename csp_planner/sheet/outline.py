"""Builds the stages, groups and rows of a diploma from the lines of its page, one after the other.

The page prints a choice as a prompt (« SHES, 6 crédits à choisir parmi ») above its rows. A prompt without rows of its
own is that of a parent: the choices that follow it, up to the next rows that are due, stand in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from csp_planner.domain.award import MAX_DEPTH
from csp_planner.domain.terms import Part
from csp_planner.sheet.draft import Group, GroupKind, Row
from csp_planner.sheet.values import SheetError, SheetProblem, SourceLine
from csp_planner.sheet.wording import NO_RULE, Rule, amount_in, offers_in, rule_in, stage_name


@dataclass(slots=True)
class OpenRow:
    """A row while its lines are read."""

    title: SourceLine | None = None
    code: SourceLine | None = None
    ects: SourceLine | None = None
    offers: dict[Part, tuple[str, ...]] = field(default_factory=dict[Part, tuple[str, ...]])
    others: list[SourceLine] = field(default_factory=list[SourceLine])

    @property
    def lines(self) -> list[SourceLine]:
        """All its lines."""
        said = (self.ects, self.title, self.code)
        return [*(line for line in said if line is not None), *self.others]

    @property
    def worth(self) -> float:
        """Its credits; 0 where none are printed."""
        return (amount_in(self.ects.text) if self.ects else None) or 0.0

    def offer(self, line: SourceLine) -> bool:
        """Take what *line* offers; False where it offers nothing."""
        found = offers_in(line.text)
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
            title=line.text,
            ects=amount_in(self.ects.text) if self.ects else None,
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
        totals = (amount_in(line.text) for line in self.totals)
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


class Outline:
    """A diploma while its lines are read."""

    def __init__(self) -> None:
        self._row_count = 0
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

    def title(self, line: SourceLine) -> None:
        """*line* is the title of a row: it comes before the code."""
        row = self._row
        if row is None or row.code:
            row = self.row()
        if row.title is None:
            row.title = line
        else:
            self.left_out.append(line)

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
        found: list[Row | Group] = []
        parents: list[tuple[Suite, list[Group]]] = []
        waiting: Suite | None = None
        for suite in suites:
            if suite.prompt is not None and waiting is not None:
                parents.append((waiting, []))
                waiting = None
            is_due = suite.prompt is None and waiting is None and not suite.is_choice
            if suite.prompt is None and waiting is not None and suite.rows:
                suite = Suite(waiting.prompt, [*waiting.totals, *suite.totals], suite.rows)
                waiting = None
            if suite.prompt is not None and not suite.rows:
                waiting = suite
            elif is_due:
                found += _parent_groups(parents)
                parents = []
                found += self._rows(suite)
                self.left_out += suite.totals
            elif suite.rows:
                self._choose(found, parents, suite)
            else:
                self.left_out += suite.totals
        if waiting is not None:
            self._choose(found, parents, waiting)
        return [*found, *_parent_groups(parents)]

    def _choose(self, found: list[Row | Group], parents: list[tuple[Suite, list[Group]]], suite: Suite) -> None:
        """Put the choice *suite* into the parent that is open, else among what was *found*."""
        group = _group(GroupKind.CHOICE, suite, self._rows(suite))
        (parents[-1][1] if parents else found).append(group)

    def _rows(self, suite: Suite) -> list[Row]:
        closed = [(row, row.closed()) for row in suite.rows]
        self.left_out += [line for row, made in closed if made is None for line in row.lines]
        return [made for _row, made in closed if made is not None]


def _group(kind: GroupKind, suite: Suite, members: Iterable[Row | Group]) -> Group:
    text = "" if suite.prompt is None else suite.prompt.text.rstrip(" :")
    return Group(kind=kind, text=text, rule=suite.rule, members=tuple(members), lines=suite.lines)


def _parent_groups(parents: list[tuple[Suite, list[Group]]]) -> list[Group]:
    """The groups of *parents*, each holding the next one after its own choices, as deep as a programme allows."""
    made: list[Group] = []
    for suite, choices in reversed(parents):
        inside = (*choices, *made)
        if any(group.depth >= MAX_DEPTH - 3 for group in made):
            made = [_group(GroupKind.CHOICE, suite, choices), *made]
        else:
            kind = GroupKind.PARENT if inside else GroupKind.CHOICE
            made = [_group(kind, suite, inside)]
    return made
