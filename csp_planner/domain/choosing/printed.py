"""What the sheet prints for an award: the credits of what is due and of what is to be chosen."""

from collections.abc import Iterable

from csp_planner.domain.amounts import add_up
from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.choosing.values import AwardStanding, BlockStanding
from csp_planner.domain.programme import Programme


def printed_ects(standing: AwardStanding, programme: Programme) -> float | None:
    """What the sheet prints for the branches taken, due units and choices together; None where it does not say."""
    return Printed(programme, standing).of(standing.root.block, "")


def printed_of(found: BlockStanding, standing: AwardStanding, programme: Programme) -> float | None:
    """The same of one block."""
    return Printed(programme, standing).of(found.block, found.path)


def printed_total(programme: Programme) -> float | None:
    """What the sheet prints whatever is chosen: the sum of the rows where all are due; None where it does not say."""
    return programme.listed_ects if programme.award is None else Printed(programme, None).of(programme.award, "")


class Printed:
    """Adds up what blocks are worth as printed; a code that is due twice counts once."""

    def __init__(self, programme: Programme, standing: AwardStanding | None) -> None:
        self._rows, self._standing = programme.by_code, standing
        self._seen: set[str] = set()

    def of(self, block: Block, path: str) -> float | None:
        """What *block* is worth; None where that depends on what is chosen and no total is printed."""
        if isinstance(block.take, TakeEcts):
            return block.take.ects
        if isinstance(block.take, TakeUnits):
            each = only(self._rows[code].ects for code in block.leaves if code in self._rows)
            if block.printed_ects is None and each is not None:
                return add_up([each] * block.take.units)
            return block.printed_ects
        if block.take is None or not block.members:
            return block.printed_ects
        inner = [(place, self._inner(path, place, member)) for place, member in enumerate(block.blocks, start=1)]
        if isinstance(block.take, TakeBlocks):
            return self._some(block.take.blocks, path, inner)
        fresh = [code for code in block.codes if code not in self._seen and code in self._rows]
        self._seen.update(fresh)
        parts = [worth for _place, worth in inner]
        return _sum([*parts, *(self._rows[code].ects for code in fresh)])

    def _inner(self, path: str, place: int, member: Block) -> float | None:
        return self.of(member, f"{path}.{place}" if path else str(place))

    def _some(self, count: int, path: str, inner: Iterable[tuple[int, float | None]]) -> float | None:
        """So many of the *inner* blocks: those chosen and, for the others, what each of them is worth."""
        worths = dict(inner)
        found = None if self._standing is None else self._standing.by_path.get(path)
        chosen = [] if found is None else [worths[int(where.rpartition(".")[2])] for where in found.chosen]
        rest = count - len(chosen)
        if rest <= 0:
            return _sum(chosen)
        each = only(worths.values())
        return None if each is None else _sum([*chosen, *[each] * rest])


def only(values: Iterable[float | None]) -> float | None:
    """The one value that all of *values* are; None where they differ, or are unknown."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _sum(values: Iterable[float | None]) -> float | None:
    found = list(values)
    known = [value for value in found if value is not None]
    return add_up(known) if len(known) == len(found) else None
