"""Sheets as they arrive when something has gone wrong on the way."""

import random
from collections.abc import Callable

_ODD = (
    "\x00",
    "\x92",
    "\ufeff",
    "\u202e",
    "\ud83d",
    "&nbsp",
    "&#x;",
    "<td",
    "</",
    '"',
    "'",
    "\t\t",
    "|",
    ";",
    "()",
    "[",
    "]",
    ">",
)


def mutated(data: bytes, seed: int, *, most: int = 200_000) -> bytes:
    """*data* with several things gone wrong, the same for the same *seed*; at most *most* bytes."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 6)):
        data = chance.choice(_BYTES if chance.random() < 0.3 else _LINES)(data, chance)[:most]
    return data


def _drop(lines: list[bytes], chance: random.Random) -> None:
    del lines[chance.randrange(len(lines))]


def _double(lines: list[bytes], chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))


def _swap(lines: list[bytes], chance: random.Random) -> None:
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]


def _join(lines: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at : at + 2] = [b" ".join(lines[at : at + 2])]


def _cut_line(lines: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]


def _spoil(lines: list[bytes], chance: random.Random) -> None:
    at, odd = chance.randrange(len(lines)), chance.choice(_ODD).encode("utf-8", "surrogatepass")
    place = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:place] + odd * chance.choice((1, 1, 3, 2_000)) + lines[at][place:]


def _figures(lines: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = lines[at].replace(b"6", chance.choice((b"", b"-6", b"6,666", b"9" * 30, b"1e9", "٦".encode())))


def _repeat(lines: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at:at] = lines[at : at + 3] * chance.choice((2, 20, 600))


def _on_lines(change: Callable[[list[bytes], random.Random], None]) -> Callable[[bytes, random.Random], bytes]:
    def changed(data: bytes, chance: random.Random) -> bytes:
        lines = data.split(b"\n")
        change(lines, chance)
        return b"\n".join(lines)

    return changed


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _bytes(data: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 5, 50))):
        if spoiled:
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return bytes(spoiled)


def _encoding(data: bytes, chance: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode(
        chance.choice(("cp1252", "utf-16", "utf-16-le", "utf-32", "mac-roman")), "replace"
    )


def _twice(data: bytes, chance: random.Random) -> bytes:
    return data.decode("cp1252", "replace").encode()


_LINES = tuple(map(_on_lines, (_drop, _double, _swap, _join, _cut_line, _spoil, _figures, _repeat)))
_BYTES = (_cut, _bytes, _encoding, _twice)
