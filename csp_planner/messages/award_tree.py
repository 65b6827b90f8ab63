"""The award block by block, in words: what the right zone, the page to sign, the tables and the terminal say of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from csp_planner.domain.amounts import add_up
from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits, blocks_in, parent_of, walk
from csp_planner.domain.choosing.printed import printed_of
from csp_planner.domain.choosing.values import AwardStanding, BlockStanding, BlockState
from csp_planner.domain.evaluation.values import Evaluation, Totals
from csp_planner.domain.limits import MAX_UNITS
from csp_planner.domain.plan import Plan
from csp_planner.domain.states import UnitState
from csp_planner.domain.text import plain_line
from csp_planner.messages.award import (
    block_name,
    block_state_word,
    missing_words,
    name_within,
    place_words,
    yield_words,
)
from csp_planner.messages.catalogue import _, ngettext, pgettext
from csp_planner.messages.naming import row_name
from csp_planner.messages.outlook import NAMED
from csp_planner.messages.words import ects, number

CORE = ""
"""The path of the line that stands for the award as a whole, or for the units that stand in none of its blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockLine:
    """What is said of one block of the award."""

    path: str
    depth: int
    """How many lines it stands below: 0 for a stage."""
    name: str
    state: BlockState
    is_choice: bool
    is_branch: bool
    """Whether it can be chosen, or left, in the block that it stands in."""
    is_taken: bool
    """Whether the award asks for it: of branches, those that are chosen."""
    is_alone: bool
    """Whether, as a branch, it takes the place of the one chosen before."""
    progress: str
    """« 4 sur 6 ECTS »; of a block of which one branch is taken, that branch."""
    branch: str
    """The branches that are taken in it; empty where none are."""
    lacks: str
    """« il manque 2 ECTS »; empty where nothing is missing, or nothing is there yet."""
    counts: tuple[str, ...]
    """The units that count in it, where it holds no blocks that say so of theirs."""
    extra: tuple[str, ...]
    """The units in it beyond what it takes."""
    remark: str
    """That what it yields is not what the sheet prints beside it."""
    note: str
    """Text of the sheet that is no rule for the program."""

    @property
    def state_word(self) -> str:
        """How far it is, in a word."""
        return block_state_word(self.state) if self.is_taken else pgettext("branch", "not chosen")

    @property
    def is_open(self) -> bool:
        """Whether the award asks for something in it that has no place yet."""
        return self.is_taken and self.state is BlockState.OPEN

    def details(self, *, whole: bool = True) -> tuple[str, ...]:
        """What is said under it, each on a line of its own; without the units where it is not to be the *whole*."""
        counts = (", ".join(self.counts),) if whole and self.counts else ()
        return (*counts, *self.remarks(with_extra=whole))

    def remarks(self, *, with_extra: bool = True) -> tuple[str, ...]:
        """The same without the units that count in it."""
        found = (self.lacks, extra_words(self.extra) if with_extra else "", self.remark, note_words(self.note))
        return tuple(filter(None, found))

    @property
    def headline(self) -> str:
        """The name with the progress: « SHES : 4 sur 6 ECTS »."""
        if not self.progress:
            return self.name
        return pgettext("block", "{name}: {progress}").format(name=self.name, progress=self.progress)

    @property
    def choice(self) -> str:
        """The name with what is chosen in it, where anything is: « SHES : SHS204, SHS202 »."""
        chosen = self.branch or ", ".join(self.counts)
        if not chosen:
            return self.name
        return pgettext("block", "{name}: {units}").format(name=self.name, units=chosen)

    @property
    def standing(self) -> str:
        """Its progress, where ``choice`` does not say it, with its state: « 6 sur 6 ECTS, prévu »."""
        if self.progress in ("", self.branch):
            return self.state_word
        return pgettext("block", "{progress}, {state}").format(progress=self.progress, state=self.state_word)

    @property
    def spoken(self) -> str:
        """All of it in one line, for a person who does not see it."""
        chosen = pgettext("branch", "chosen") if self.is_branch and self.is_taken else ""
        parts = (self.name, chosen, self.state_word, self.progress, *self.details())
        return ", ".join(filter(None, parts))


def extra_words(units: Sequence[str]) -> str:
    """That *units* are beyond what is asked for; empty without any."""
    return _("beyond it: {units}").format(units=", ".join(units)) if units else ""


def note_words(note: str) -> str:
    """What the sheet says and nobody checks; empty without a note."""
    return _("said by the sheet, not checked: {note}").format(note=note) if note else ""


def verdict_words(evaluation: Evaluation) -> str:
    """How far the award as a whole is: « Titre : reste à choisir »."""
    award = evaluation.award
    if evaluation.awarded:
        return _("Award: obtained")
    if evaluation.complete is None:
        return _("Award: all is planned, except what nobody can check")
    count = len(evaluation.to_confirm)
    if evaluation.complete and count:
        text = ngettext(
            "Award: all is planned, {count} row to confirm", "Award: all is planned, {count} rows to confirm", count
        )
        return text.format(count=count)
    if evaluation.complete:
        return _("Award: all is planned")
    is_choosing = award is not None and bool(award.open_choices)
    if evaluation.to_place and is_choosing:
        return _("Award: still to place and to choose")
    if is_choosing:
        return _("Award: still to choose")
    return _("Award: still to place") if evaluation.to_place else _("Award: not reached this way, see what to check")


def block_names(award: Block) -> Mapping[str, str]:
    """What the blocks of *award* are called where they stand side by side: those that share a name say their stage."""
    names = {path: name_of(path, block) for path, block in walk(award)}
    apart = award.told_apart
    return {path: name_within(names[apart[path]], name) if path in apart else name for path, name in names.items()}


def told_name(award: Block | None, path: str) -> str:
    """What the block at *path* of *award* is called outside its place in the tree, as ``block_names`` has it."""
    blocks = {} if award is None else dict(walk(award))
    if award is None or path not in blocks:
        return block_name("")
    name, above = name_of(path, blocks[path]), award.told_apart.get(path)
    return name if above is None else name_within(name_of(above, blocks[above]), name)


def common_name() -> str:
    """What the units are called together that stand in no block of the award, or in no choice of it."""
    return _("Common to all")


def name_of(path: str, block: Block) -> str:
    """What a block is called; one that the sheet gives no label is called a choice, or by its place."""
    if plain_line(block.label) or block.is_choice:
        return block_name(block.label)
    return place_words(path)


def award_lines(plan: Plan, evaluation: Evaluation) -> tuple[BlockLine, ...]:
    """A line for each block that the award asks for and for each branch that can be taken, in the sheet's order."""
    return () if evaluation.award is None else tuple(_Lines(plan, evaluation, evaluation.award).below("", 0))


def printed_words(totals: Totals) -> str:
    """What the parcours chosen prints; empty where that is what is announced, or depends on what is still to choose."""
    if not totals.listed or totals.listed == totals.target:
        return ""
    return _("printed for this parcours: {total}").format(total=number(totals.listed))


def home_names(evaluation: Evaluation) -> Mapping[str, str]:
    """By unit: the block that it counts in or is due in or, where it counts in none, that it is beyond them all."""
    award = evaluation.award
    if award is None:
        return {}
    names = {**block_names(award.root.block)}
    if award.root.block.take == "all":
        names[CORE] = common_name()
    beyond = dict.fromkeys(evaluation.extra, pgettext("unit", "beyond what is asked for"))
    unread = {code: found.path for found in award.blocks if found.binds for code in found.counts}  # the innermost last
    return {**{code: names[path] for code, path in {**unread, **award.homes}.items()}, **beyond}


def beyond_words(plan: Plan, evaluation: Evaluation, most: int = MAX_UNITS) -> str:
    """All units that the award does not count, with what they come to; empty where it counts all.

    Of more than *most* only the first are named.
    """
    if not evaluation.extra:
        return ""
    worth = add_up(evaluation.standings[code].ects for code in evaluation.extra)
    names = [row_name(plan, code).brief for code in evaluation.extra]
    named, left = ", ".join(names[:most]), len(names) - most
    if left > 0:
        named = ngettext("{units} and {count} other", "{units} and {count} others", left).format(
            units=named, count=left
        )
    return _("Beyond what is asked for: {units} ({ects})").format(units=named, ects=ects(worth))


class _Lines:
    """Goes through the blocks of one award."""

    def __init__(self, plan: Plan, evaluation: Evaluation, standing: AwardStanding) -> None:
        self._plan, self._standings, self._standing = plan, evaluation.standings, standing
        self._found = standing.by_path

    def below(self, path: str, depth: int) -> Iterator[BlockLine]:
        """The lines of what stands in the block at *path*, which is said itself where no other line says it."""
        found = self._found[path]
        if not path and (found.block.take != "all" or not found.block.blocks):
            yield self._line(found, depth)
            depth += 1
        elif not path and found.block.codes:
            yield self._core(found, depth)
        if found.block.counts_leaves or found.block.take is None:
            return
        for where, _block in blocks_in(path, found.block):
            inner = self._found[where]
            if inner.binds or isinstance(found.block.take, TakeBlocks):
                yield self._line(inner, depth)
            if inner.binds:
                yield from self.below(inner.path, depth + 1)

    def _line(self, found: BlockStanding, depth: int) -> BlockLine:
        block, above = found.block, self._found[parent_of(found.path)].block
        is_branch = bool(found.path) and isinstance(above.take, TakeBlocks)
        says_units = found.binds and (block.counts_leaves or block.take is None)
        return BlockLine(
            path=found.path,
            depth=depth,
            name=name_of(found.path, block),
            state=found.state,
            is_choice=block.is_choice,
            is_branch=is_branch,
            is_taken=found.binds,
            is_alone=is_branch and isinstance(above.take, TakeBlocks) and above.take.blocks == 1,
            progress=self._progress(found) if found.binds else "",
            branch=", ".join(name_of(path, self._found[path].block) for path in found.chosen),
            lacks=self._lacks(found) if found.binds else "",
            counts=self._named(found.counts) if says_units else (),
            extra=self._named(found.extra) if says_units or not found.binds else (),
            remark=yield_words(found) if found.binds else "",
            note=plain_line(block.note) if found.binds else "",
        )

    def _core(self, found: BlockStanding, depth: int) -> BlockLine:
        """The units of the award that stand in none of its blocks."""
        codes, due = found.block.codes, found.due
        counts = [code for code in codes if code not in due]
        obtained = not due and found.state is BlockState.MET
        return BlockLine(
            path=CORE,
            depth=depth,
            name=common_name(),
            state=BlockState.OPEN if due else BlockState.MET if obtained else BlockState.PLANNED,
            is_choice=False,
            is_branch=False,
            is_taken=True,
            is_alone=False,
            progress=_units_of(sum(not self._is_waiting(code) for code in counts), len(codes)),
            lacks=self._to_place(due) or self._to_confirm(codes),
            branch="",
            counts=(),
            extra=(),
            remark="",
            note=plain_line(found.block.note),
        )

    def _progress(self, found: BlockStanding) -> str:
        match found.block.take:
            case TakeUnits(units=units):
                return _units_of(max(0, units - found.missing.units), units)
            case TakeEcts(ects=amount):
                return _ects_of(found.ects, amount)
            case TakeBlocks(blocks=1) if found.chosen:
                return name_of(found.chosen[0], self._found[found.chosen[0]].block)
            case TakeBlocks(blocks=1):
                return pgettext("branch", "to choose")
            case TakeBlocks(blocks=count):
                text = ngettext("{done} of {count} branch", "{done} of {count} branches", count)
                return text.format(done=number(len(found.chosen)), count=number(count))
            case None:
                return ""
            case "all" if not found.block.members:
                return ""
            case "all":
                printed = printed_of(found, self._standing, self._plan.programme)
                reached = add_up(self._standings[code].ects for code in found.counts if not self._is_waiting(code))
                return ects(reached) if printed is None else _ects_of(reached, printed)

    def _lacks(self, found: BlockStanding) -> str:
        block, missing = found.block, found.missing
        if found.state is BlockState.UNCHECKED and (block.take is None or not block.members):
            return _("not checked: ask the centre")
        if found.state is BlockState.UNCHECKED and block.is_choice and missing:
            return _("not checked: too many ways to share out the units")
        if block.take == "all":
            return self._to_place(found.due) or self._to_confirm(block.codes)
        if isinstance(block.take, TakeBlocks) and block.take.blocks == 1:
            return ""  # its progress says that it is to choose
        is_begun = bool(found.counts) or isinstance(block.take, TakeBlocks)
        words = missing_words(block, missing) if is_begun else ""
        return _("{amount} missing").format(amount=words) if words else ""

    def _to_place(self, due: Sequence[str]) -> str:
        if not due:
            return ""
        if len(due) > NAMED:
            return ngettext("{count} unit to place", "{count} units to place", len(due)).format(count=number(len(due)))
        return _("to place: {units}").format(units=", ".join(self._named(due)))

    def _to_confirm(self, codes: Sequence[str]) -> str:
        """What of *codes* only waits for its day."""
        waiting = [code for code in codes if code in self._standings and self._is_waiting(code)]
        return _("to confirm: {units}").format(units=", ".join(self._named(waiting))) if waiting else ""

    def _is_waiting(self, code: str) -> bool:
        """Whether a unit that fills its place in the award is neither obtained nor dated yet."""
        return self._standings[code].state in (UnitState.TO_CONFIRM, UnitState.TO_PLACE)

    def _named(self, codes: Sequence[str]) -> tuple[str, ...]:
        return tuple(row_name(self._plan, code).brief for code in codes)


def _units_of(done: int, count: int) -> str:
    text = ngettext("{done} of {count} unit", "{done} of {count} units", count)
    return text.format(done=number(done), count=number(count))


def _ects_of(done: float, wanted: float) -> str:
    return _("{done} of {ects}").format(done=number(done), ects=ects(wanted))
