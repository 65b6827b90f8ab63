"""Which members of a block taken by blocks are taken."""

from collections import Counter
from collections.abc import Container, Sequence

from csp_planner.domain.award import Block


def taken_of(
    members: Sequence[tuple[str, Block]], count: int, stored: Container[str], held: Container[str]
) -> tuple[str, ...]:
    """The paths of those of *members* that are taken, at most *count*, in the order of the sheet.

    Those that the learner chose, which *stored* holds, come first; then those begun, where no more are begun than can
    be taken. One is begun by a unit of *held* that stands in no other.
    """
    chosen = [path for path, _block in members if path in stored][:count]
    homes = Counter(code for _path, block in members for code in block.leaves)
    begun = [
        path
        for path, block in members
        if path not in chosen and any(homes[code] == 1 and code in held for code in block.leaves)
    ]
    if len(chosen) + len(begun) > count:
        return tuple(chosen)
    return tuple(path for path, _block in members if path in chosen or path in begun)
