"""What the left zone shows of an award: units due by stage, and each choice as one card that opens in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from csp_planner.domain.award import Block, TakeBlocks, parent_of
from csp_planner.domain.choosing.values import AwardStanding, BlockStanding
from csp_planner.messages.award import block_name
from csp_planner.messages.choosing import block_label
from csp_planner.ui.board.card import Card, Cards
from csp_planner.ui.board.line import Line
from csp_planner.ui.document.reading import Reading
from csp_planner.ui.panels.filtering import matches, matches_text
from csp_planner.ui.panels.line_words import BRANCH, CHOICE, DOMAIN, STAGE, LineMaker, is_met


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands together in a stage: a card, or a choice with what is open of it."""

    lines: tuple[Card | Line, ...]
    is_done: bool = False
    choices: int = 0


@dataclass(slots=True)
class _Stage:
    path: str
    label: str
    parts: list[_Part] = field(default_factory=list[_Part])

    @property
    def is_done(self) -> bool:
        return all(part.is_done for part in self.parts)


class ChoiceLines:
    """Knows which choices and stages are open, and makes the lines. Those that stay the same are made once."""

    def __init__(self, cards: Cards) -> None:
        self._cards, self._maker = cards, LineMaker(cards)
        self._turned: set[tuple[str, bool]] = set()
        self._wanted = ""
        self._seen: set[str] = set()

    # What is open

    def forget(self) -> None:
        """Another document is shown: nothing of it was opened yet."""
        self._turned.clear()
        self._maker.forget()

    @property
    def turned(self) -> frozenset[tuple[str, bool]]:
        """The stages and choices that a person turned, each with whether it was done then."""
        return frozenset(self._turned)

    @turned.setter
    def turned(self, found: frozenset[tuple[str, bool]]) -> None:
        self._turned = set(found)

    def turn(self, key: str, award: AwardStanding) -> None:
        """Open the stage or choice with *key*, or close it."""
        self._turned ^= {(key, self._is_done(key, award))}

    def open(self, path: str, award: AwardStanding) -> None:
        """Open the choice at *path*, and the stage it stands in."""
        stage = path.split(".")[0]
        keys = [CHOICE + path] if _is_card(award.by_path[path]) else []
        for key in (*keys, *([STAGE + stage] if stage in _stages(award) else [])):
            if not self._is_open(key, award):
                self.turn(key, award)

    def open_to(self, path: str, award: AwardStanding) -> None:
        """Open the stage that the block at *path* stands in, and the choice that it is or stands in."""
        chain = [award.by_path[at] for at in _up_from(path)]
        self.open(next((each.path for each in chain if _is_card(each)), path), award)

    def _is_done(self, key: str, award: AwardStanding) -> bool:
        if key.startswith(CHOICE):
            return is_met(award.by_path[key.removeprefix(CHOICE)])
        return key in self._done_stages

    def _is_open(self, key: str, award: AwardStanding) -> bool:
        done = self._is_done(key, award)
        usually = key.startswith(STAGE) and not done
        return usually != ((key, done) in self._turned)

    # The lines

    _done_stages: frozenset[str] = frozenset()

    def lines(self, reading: Reading, wanted: str) -> list[Card | Line]:
        """What is shown of the award of *reading*, as far as the filter *wanted* lets it through."""
        self._reading, self._evaluation = reading, reading.evaluation
        award = reading.evaluation.award
        if award is None:
            raise ValueError("no award")
        self._award, self._wanted = award, wanted
        self._maker.begin(reading, award)
        self._waiting, self._seen = set(reading.waiting), set[str]()
        self._aside = frozenset(reading.plan.scenario.set_aside)
        stages = self._walk_stages()
        self._done_stages = frozenset(STAGE + stage.path for stage in stages if stage.is_done)
        # What stands in no stage comes first, where no heading can be taken for its own.
        stages.sort(key=lambda stage: (bool(stage.label), stage.is_done))
        is_staged = len(_stages(award)) > 1
        found: list[Card | Line] = []
        for stage in stages:
            parts = sorted(stage.parts, key=lambda part: part.is_done)
            if stage.label and is_staged:
                head = self._stage_head(stage)
                found.append(head)
                if not head.is_open:
                    continue
            found += [line for part in parts for line in part.lines]
        return found

    def _walk_stages(self) -> list[_Stage]:
        """The stages with what is shown of each, and what stands in none."""
        named = _stages(self._award)
        stages = {path: _Stage(path, block_name(block.label)) for path, block in named.items()}
        rest = _Stage("", "")
        for path, part in self._parts("", self._award.root.block):
            stages.get(path.split(".")[0], rest).parts.append(part)
        for code in self._reading.waiting:  # due by a condition of the sheet, in no block
            rest.parts += self._due(code)
        return [stage for stage in (*stages.values(), rest) if stage.parts]

    def _parts(self, path: str, block: Block) -> Iterator[tuple[str, _Part]]:
        """What *block* shows, each with the path of the block it stands in."""
        if block.take != "all":
            yield from self._choice(path, block)
            return
        place = 0
        for member in block.members:
            if isinstance(member, str):
                for part in self._due(member):
                    yield path, part
            else:
                place += 1
                yield from self._parts(_inside(path, place), member)

    def _due(self, code: str) -> list[_Part]:
        if code not in self._waiting or code in self._seen:
            return []
        self._seen.add(code)
        card = self._cards.of(code)
        return [_Part((card,))] if matches(card, self._wanted) else []

    def _choice(self, path: str, block: Block) -> Iterator[tuple[str, _Part]]:
        found = self._award.by_path[path]
        done = is_met(found)
        is_open = self._is_open(CHOICE + path, self._award)
        wanted, inside = self._wanted, list[Line]()
        if wanted:
            inside = list(self._inside(path, found))
            is_open = is_open or bool(inside)
        if not inside:
            if not matches_text(block_label(block), wanted):
                yield from self._chosen(found)
                return
            self._wanted = ""  # the choice itself was found: all of it can be opened
            inside = list(self._inside(path, found)) if is_open else []
            self._wanted = wanted
        head = self._maker.choice(found, is_open=is_open if block.members else None, ends=not inside)
        lines = [*inside[:-1], *[_ending(line) for line in inside[-1:]]]
        yield path, _Part((head, *lines), is_done=done, choices=not done)
        yield from self._chosen(found)

    def _chosen(self, found: BlockStanding) -> Iterator[tuple[str, _Part]]:
        """What the branches taken ask for."""
        for path in found.chosen:
            yield from self._parts(path, self._award.by_path[path].block)

    def _inside(self, path: str, found: BlockStanding) -> Iterator[Line]:
        block, aside, listed = found.block, list[Line](), set[str]()
        is_branching = isinstance(block.take, TakeBlocks)
        for member in () if is_branching else block.members:
            if isinstance(member, str):
                yield from self._options(path, found, [member], listed, aside)
        for place, member in enumerate(block.blocks, start=1):
            where = _inside(path, place)
            head = self._maker.branch(where, member, found) if is_branching else self._maker.domain(where, member)
            options: list[Line] = []
            if not is_branching or (self._wanted and where not in found.chosen):
                options = list(self._options(path, found, member.leaves, listed, aside))
            if options or matches_text(head.title, self._wanted):
                yield head
            yield from options
        yield from aside

    def _options(
        self, path: str, found: BlockStanding, codes: Sequence[str], listed: set[str], aside: list[Line]
    ) -> Iterator[Line]:
        for code in codes:
            if code in listed or code not in self._evaluation.standings:
                continue
            listed.add(code)
            card = self._cards.of(code)
            if not matches(card, self._wanted):
                continue
            line = self._maker.option(path, found, card, is_own=self._is_own(code))
            if code in self._aside:
                aside.append(line)
            else:
                yield line

    def _is_own(self, code: str) -> bool:
        """Whether the option listed now is what stands for unit *code*: a unit that is due has a card."""
        is_own = self._maker.is_waiting(code) and code not in self._seen and code not in self._waiting
        if is_own:
            self._seen.add(code)
        return is_own

    def _stage_head(self, stage: _Stage) -> Line:
        return self._maker.stage(
            stage.path,
            stage.label,
            units=sum(not part.choices and not part.is_done for part in stage.parts),
            choices=sum(part.choices for part in stage.parts),
            is_open=bool(self._wanted) or self._is_open(STAGE + stage.path, self._award),
            is_done=stage.is_done,
        )


def _ending(line: Line) -> Line:
    """*line* as the last one of its card."""
    return replace(line, ends=True)


def keys_to(path: str) -> Iterator[str]:
    """Keys that the line of the block at *path* may have; then those of the blocks that it stands in."""
    for at in _up_from(path):
        yield from (f"{kind}{at}" for kind in (CHOICE, DOMAIN, BRANCH, STAGE))


def _up_from(path: str) -> Iterator[str]:
    """*path*, and the paths of the blocks around it, but for the root."""
    while path:
        yield path
        path = parent_of(path)


def _is_card(found: BlockStanding) -> bool:
    """Whether a block is a card of its own: a choice that the award asks for."""
    return found.binds and found.block.take != "all"


def _inside(path: str, place: int) -> str:
    return f"{path}.{place}" if path else str(place)


def _stages(award: AwardStanding) -> dict[str, Block]:
    """The stages, where there are several: the blocks of which all is due at the top of the award, by their paths."""
    blocks = award.root.block.blocks if award.root.block.take == "all" else ()
    found = {str(place): block for place, block in enumerate(blocks, start=1) if block.take == "all" and block.label}
    return found if len(found) > 1 else {}
