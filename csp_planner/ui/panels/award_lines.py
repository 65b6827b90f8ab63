"""What the left zone shows of an award: units due by stage, and each choice as one card that opens in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits, parent_of
from csp_planner.domain.choosing.values import AwardStanding, BlockStanding
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.openings import closure_of
from csp_planner.domain.plan import UnitState
from csp_planner.domain.text import plain_line
from csp_planner.messages.award import block_name, missing_words
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.choosing import (
    block_label,
    branch_words,
    choice_words,
    open_word,
    progress_words,
    spoken_progress,
)
from csp_planner.messages.words import number, term_brief
from csp_planner.ui.board.card import Card, Cards
from csp_planner.ui.board.line import Line, LineKind
from csp_planner.ui.document.reading import Reading
from csp_planner.ui.panels.filtering import matches, matches_text

STAGE, CHOICE, DOMAIN, BRANCH = "stage ", "choice ", "domain ", "branch "
"""What the keys of these lines begin with; the path of the block follows. No code of a unit holds a blank."""


def is_met(found: BlockStanding) -> bool:
    """Whether nothing is left to choose in a choice itself; what a branch asks for is listed apart."""
    return found.block.take is not None and not found.missing


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


class AwardLines:
    """Knows which choices and stages are open, and makes the lines. Those that stay the same are made once."""

    def __init__(self, cards: Cards) -> None:
        self._cards = cards
        self._turned: set[tuple[str, bool]] = set()
        self._kept: dict[str, tuple[object, Line]] = {}
        self._wanted = ""
        self._seen: set[str] = set()

    # What is open

    def forget(self) -> None:
        """Another document is shown: nothing of it was opened yet."""
        self._turned.clear()
        self._kept.clear()

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
        self._waiting, self._seen = set(reading.waiting), set[str]()
        self._aside = frozenset(reading.plan.scenario.set_aside)
        stages = self._walk_stages()
        self._done_stages = frozenset(STAGE + stage.path for stage in stages if stage.is_done)
        stages.sort(key=lambda stage: stage.is_done)
        is_staged = len(_stages(award)) > 1
        found: list[Card | Line] = []
        for stage in stages:
            parts = sorted(stage.parts, key=lambda part: part.is_done)
            if stage.label and is_staged:
                head = self._stage_line(stage)
                found.append(head)
                if not head.is_open:
                    continue
            found += [line for part in parts for line in part.lines]
        return found

    def _walk_stages(self) -> list[_Stage]:
        """The stages with what is shown of each; what stands in none comes last."""
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
        head = self._head(found, is_open=is_open if block.members else None, ends=not inside)
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
            head = self._branch(where, member, found) if is_branching else self._domain(where, member)
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
            line = self._option(path, found, card)
            if code in self._aside:
                aside.append(line)
            else:
                yield line

    # One line

    def _stage_line(self, stage: _Stage) -> Line:
        key = STAGE + stage.path
        is_open = bool(self._wanted) or self._is_open(key, self._award)
        units = sum(not part.choices and not part.is_done for part in stage.parts)
        choices = sum(part.choices for part in stage.parts)
        said: list[str] = []
        if units:
            said.append(ngettext("{count} unit", "{count} units", units).format(count=units))
        if choices:
            said.append(ngettext("{count} choice", "{count} choices", choices).format(count=choices))
        figure = " · ".join(said) if said else pgettext("stage", "✓ all planned")
        spoken = ", ".join(said) if said else pgettext("stage", "all planned")
        return Line(
            kind=LineKind.STAGE,
            key=key,
            path=stage.path,
            title=stage.label,
            figure=figure,
            tone="muted" if said else "ok",
            is_open=is_open,
            is_done=stage.is_done,
            accessible=f"{stage.label}, {spoken}, {open_word(is_open=is_open)}",
        )

    def _head(self, found: BlockStanding, *, is_open: bool | None, ends: bool) -> Line:
        key = CHOICE + found.path
        shows = (found, is_open, ends)
        kept = self._kept.get(key)
        if kept is None or kept[0] != shows:
            kept = self._kept[key] = shows, self._made_head(key, found, is_open=is_open, ends=ends)
        return kept[1]

    def _made_head(self, key: str, found: BlockStanding, *, is_open: bool | None, ends: bool) -> Line:
        block, done = found.block, is_met(found)
        label, words = block_label(block), choice_words(block)
        taken = self._taken(found)
        figure, tone, detail = progress_words(found), "text", words
        if done:
            mark = figure or ", ".join(taken)
            if isinstance(block.take, TakeUnits) and block.take.units == 1:
                mark, taken = ", ".join(taken), []
            figure, tone = pgettext("choice", "✓ {what}").format(what=mark), "ok"
            detail = ", ".join(taken) if figure != f"✓ {', '.join(taken)}" else ""
        elif found.missing.blocks and not (found.missing.units or found.missing.ects) and figure:
            detail = _("{what} missing").format(what=missing_words(block, found.missing))
        elif not figure and block.take is not None:
            figure, tone = pgettext("branch", "choose"), "accent"
        said = [label, words]
        if done:
            said += [pgettext("choice", "complete"), *self._taken(found)]
        elif progress := spoken_progress(found):
            said += [progress, _("{what} missing").format(what=missing_words(block, found.missing))]
        if is_open is not None:
            said.append(open_word(is_open=is_open))
        note = plain_line(block.note)
        return Line(
            kind=LineKind.CHOICE,
            key=key,
            path=found.path,
            title=block_name(block.label),
            detail=detail,
            figure=figure,
            tone=tone,
            share=None if done else _share(found),
            is_open=is_open,
            is_done=done,
            ends=ends,
            accessible=", ".join(said),
            tooltip="\n".join(filter(None, (label, words, note))),
        )

    def _taken(self, found: BlockStanding) -> list[str]:
        """The codes of what counts in a choice, or the names of the branches taken."""
        if isinstance(found.block.take, TakeBlocks):
            return [block_name(self._award.by_path[path].block.label) for path in found.chosen]
        return [self._cards.of(code).label or self._cards.of(code).title for code in found.counts]

    def _domain(self, path: str, block: Block) -> Line:
        found = self._award.by_path[path]
        title, count = block_name(block.label), len(found.counts)
        figure = pgettext("domain", "{count} taken").format(count=count) if count else ""
        return Line(
            kind=LineKind.DOMAIN,
            key=DOMAIN + path,
            path=path,
            title=title,
            figure=figure,
            tone="ok",
            ends=False,
            accessible=", ".join(filter(None, (title, figure))),
            tooltip=block_label(block),
        )

    def _branch(self, path: str, block: Block, found: BlockStanding) -> Line:
        title, is_chosen = block_name(block.label), path in found.chosen
        state = pgettext("branch", "chosen") if is_chosen else pgettext("branch", "not chosen")
        words = branch_words(block)
        return Line(
            kind=LineKind.BRANCH,
            key=BRANCH + path,
            path=path,
            title=title,
            detail=words,
            glyph="●" if is_chosen else "○",
            tone="accent" if is_chosen else "muted",
            figure=state if is_chosen else "",
            ends=False,
            accessible=f"{title}, {state}, {words}",
            tooltip="\n".join(self._names(block)),
        )

    def _names(self, block: Block) -> list[str]:
        known = [self._cards.of(code) for code in block.leaves if code in self._evaluation.standings]
        return [block_label(block), *(f"{card.label} {card.title}".strip() for card in known)]

    def _option(self, path: str, found: BlockStanding, card: Card) -> Line:
        code = card.code
        standing = self._evaluation.standings[code]
        is_waiting = standing.state in (UnitState.OPTION, UnitState.TO_PLACE) and standing.is_attended
        is_first = is_waiting and code not in self._seen and code not in self._waiting
        if is_first:
            self._seen.add(code)
        state = self._option_figure(found, card, is_waiting=is_waiting)
        counts = code in found.counts
        return Line(
            kind=LineKind.OPTION,
            key=code if is_first else f"option {path} {code}",
            path=path,
            code=code,
            label=card.label,
            title=card.title,
            glyph=card.glyph,
            tone=card.tone,
            figure=state,
            is_muted=code in self._aside or (is_waiting and self._is_closed(code)),
            is_waiting=is_first,
            ends=False,
            accessible=card.accessible if not counts else _("{unit}, counts here").format(unit=card.accessible),
            tooltip=card.tooltip,
        )

    def _is_closed(self, code: str) -> bool:
        """Whether unit *code* opens in no year that is published."""
        programme, first = self._reading.plan.programme, self._reading.board_years[0]
        return closure_of(programme, programme.by_code[code], first) is not None

    def _option_figure(self, found: BlockStanding, card: Card, *, is_waiting: bool) -> str:
        """What an option is worth and how it runs or, once it is chosen, where it stands."""
        evaluation: Evaluation = self._evaluation
        standing = evaluation.standings[card.code]
        amount = number(standing.ects)
        if card.code in self._aside:
            return pgettext("unit", "set aside")
        if is_waiting and card.code not in self._award.due:
            return pgettext("option", "{ects} · {chip}").format(ects=amount, chip=card.brief[1])
        if card.code not in found.counts:
            home = self._award.homes.get(card.code)
            if home is not None:
                return _("in {block}").format(block=block_name(self._award.by_path[home].block.label))
            return pgettext("unit", "extra")
        where = term_brief(standing.term) if standing.term is not None else card.brief_state or card.state
        return pgettext("option", "{ects} · {chip}").format(ects=amount, chip=where)


def _ending(line: Line) -> Line:
    """*line* as the last one of its card."""
    from dataclasses import replace

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


def _share(found: BlockStanding) -> float | None:
    match found.block.take:
        case TakeUnits(units=need):
            return len(found.counts) / need
        case TakeEcts(ects=need):
            return found.ects / need
        case _:
            return None
