"""Files made hostile at random: a plan's document changed in its tree, its values, its text or its bytes."""

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Place = tuple[Any, Any]
"""An object or a list, and a key or an index in it."""
Mutation = Callable[[Any, Random], bytes]

VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 0.01, 0.005, 0.001, 3.75, 37.33, 1 / 3, 24.003, -0.0, 168, 169, 1e6, 1e6 + 0.01,
    1e300, 5e-324, 1989, 1990, 2150, 2151, 2**31, 2**63, 2**64, "", " ", "0", "1654646400", "x", "é" * 64, "x" * 65,
    "2027-S1", "2027-A", "2150-S2", "1990-S1", "1989-S1", "2027-S3", "2027-S1\n", "２０２７-S1", "1900-01-01",
    "1899-12-31", "2200-12-31", "2201-01-01", "2026-02-29", "2028-02-29", "2026-01-01T00:00:00", "planned", "failed",
    "validated", "withdrawn", "ves", "in-field", "placement", "annual", "either", "S1", "S2", "experience", "AST004",
    "\x00\x01\x7f", "\u202e\u2066\u200f", "\ufeff", "\u2028", "\r\n", "a\tb", "😀", "{", "%s", "{file}", [], {}, [[]],
    [None], [{}], {"": ""}, {"2023": "S1"}, {"2151": None}, {"fr": "x"}, {"unit": "AST004"}, {"figures": {}},
)  # fmt: skip
"""What a value is replaced by: edges of every field, other types, and texts that are not for reading."""
RAW = (
    "NaN", "Infinity", "-Infinity", "1e400", "-1e400", "1e-400", "-0", "01", "1.", ".5", "+1", "0x10", "1_000", "1e",
    "9" * 4_000, "9" * 4_301, "0." + "9" * 5_000, "1" + "0" * 400, "tru", "nulll", "'x'", '"\\ud800"', '"\\x41"', '"',
    '"\\udc00\\ud800"', '"\\ud83d\\ude00"', '"\\u0000"', '"\x01"', '"a\nb"', "[1,]", "{,}", "/**/1", "", "undefined",
)  # fmt: skip
"""What a value is written as: numbers and texts at the edge of JSON and beyond it."""
KEYS = ("later", "", "figures", "unit", "version", "format", "code", "é", "\u202e", "x" * 200, "a/b", "0", "__class__")
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "latin-1", "cp1252", "utf-7", "cp037")
SIZES = {
    "scenarios": (49, 50, 51),
    "units": (499, 500, 501),
    "published_years": (39, 40, 41),
    "placements": (999, 1_000, 1_001),
}
"""How long a list is made, by its key; any other list holds at most a thousand items."""
LENGTHS = (64, 65, 199, 200, 201, 9_999, 10_000, 10_001)
_MARK = "§"
"""A text that stands in the document for what is put into the bytes."""


def places(document: Any) -> Iterator[Place]:
    """Every place of *document* that holds a value."""
    waiting = [document]
    while waiting:
        holder = waiting.pop()
        for key, value in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
            yield holder, key
            if isinstance(value, dict | list):
                waiting.append(value)


def written(document: Any, random: Random) -> bytes:
    """*document* as JSON, with or without spaces and escapes."""
    layout = random.choice(({"indent": 2}, {"separators": (",", ":")}, {}))
    return json.dumps(document, ensure_ascii=random.random() < 0.3, **layout).encode("utf-8", "surrogatepass")


def put_in(document: Any, holder: Any, key: Any, text: str, random: Random) -> bytes:
    """*document* with the value at a place written as *text*, whatever that is."""
    holder[key] = _MARK
    marked = json.dumps(document, ensure_ascii=False, indent=random.choice((2, None)))
    return marked.replace(f'"{_MARK}"', text, 1).encode("utf-8", "surrogatepass")


def tree(document: Any, random: Random) -> bytes:
    """Some parts go, come twice, change places, or get a key that nothing knows."""
    for _each in range(random.choice((1, 1, 2, 5))):
        everywhere = list(places(document))
        (holder, key), (other, other_key) = random.choice(everywhere), random.choice(everywhere)
        match random.randrange(6):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, list):
                holder.insert(random.randrange(len(holder) + 1), json.loads(json.dumps(holder[key])))
            case 2 if isinstance(holder, list):
                random.shuffle(holder)
            case 3:
                holder[key] = json.loads(json.dumps(other[other_key]))
            case 4 if isinstance(holder, dict):
                holder[random.choice(KEYS)] = holder[key]
            case 5 if isinstance(holder, dict):
                holder[random.choice(KEYS)] = holder.pop(key)
            case _:
                holder[key] = random.choice(VALUES)
        if not document:
            break
    return written(document, random)


def values(document: Any, random: Random) -> bytes:
    """Some values are others: near ones, ones of the same kind, those of a like place, or any."""
    for _each in range(random.choice((1, 1, 1, 2, 3))):
        leaves = [place for place in places(document) if not isinstance(place[0][place[1]], dict)]
        holder, key = random.choice(leaves)
        held = holder[key]
        choices = [value for value in VALUES if type(value) is type(held)]
        choices += [other[name] for other, name in leaves if name == key]
        if isinstance(held, int | float) and not isinstance(held, bool):
            choices += [held + step for step in (1, -1, 0.25, 0.01, 1e-9, 0.001)]
        holder[key] = random.choice(choices if random.random() < 0.7 else VALUES)
    return written(document, random)


def raw_values(document: Any, random: Random) -> bytes:
    """One value is written as no writer of JSON would."""
    holder, key = random.choice(list(places(document)))
    return put_in(document, holder, key, random.choice(RAW), random)


def doubled_keys(document: Any, random: Random) -> bytes:
    """One key of an object is there twice or many times, first or last."""
    holder, key = random.choice([place for place in places(document) if isinstance(place[0], dict)])
    first, again = json.dumps(holder[key]), json.dumps(random.choice((holder[key], random.choice(VALUES))))
    if random.random() < 0.5:
        first, again = again, first
    times = random.choice((1, 1, 1, 50))
    return put_in(document, holder, key, first + f", {json.dumps(key)}: {again}" * times, random)


def some_bytes(document: Any, random: Random) -> bytes:
    """Bytes are lost, changed, repeated or cut off."""
    data = bytearray(written(document, random))
    for _each in range(random.choice((1, 1, 2, 10))):
        at = random.randrange(len(data))
        end = min(len(data), at + random.choice((1, 1, 2, 100)))
        match random.randrange(5):
            case 0:
                data[at] = random.randrange(256)
            case 1:
                data[at] ^= 1 << random.randrange(8)
            case 2 if end - at < len(data):
                del data[at:end]
            case 3:
                data[at:at] = data[at:end]
            case _:
                data[at:at] = random.choice((b"\0", b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\xef\xbb\xbf", b",", b"]"))
    return bytes(data[: random.randrange(len(data))] if random.random() < 0.15 else data)


def encodings(document: Any, random: Random) -> bytes:
    """The text in another encoding, or under marks of one."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    data = text.encode(random.choice(ENCODINGS), "replace")
    return random.choice((b"", b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\n \t")) + data


def nesting(document: Any, random: Random) -> bytes:
    """One value lies deep in lists or objects, some of which are never closed."""
    holder, key = random.choice(list(places(document)))
    depth = random.choice((1, 2, 5, 50, 150, 190, 250, 1_000, 5_000, 100_000))
    held = json.dumps(holder[key])
    opening, closing = random.choice((("[", "]"), ('{"a":', "}"), ('[{"":', "}]")))
    closed = random.choice((depth, depth, depth, depth - 1, 0))
    if isinstance(holder, dict) and random.random() < 0.3:
        key = random.choice(KEYS)
    return put_in(document, holder, key, opening * depth + held + closing * closed, random)


def sizes(document: Any, random: Random) -> bytes:
    """A list or a text is just as long as it may be, or just longer."""
    holder, key = random.choice([place for place in places(document) if isinstance(place[0][place[1]], list | str)])
    held = holder[key]
    if isinstance(held, str):
        holder[key] = random.choice(("x", "é", "\x01", "😀", '"')) * random.choice(LENGTHS)
    elif held:
        copies = [
            json.loads(json.dumps(held[0])) for _each in range(random.choice(SIZES.get(key, (1_000, 1_001, 2_001))))
        ]
        for number, copy in enumerate(copies):
            if isinstance(copy, dict):
                copy.update({name: f"{name} {number}" for name in ("code", "unit", "name") if name in copy})
        holder[key] = copies
    return written(document, random)


MUTATIONS: tuple[Mutation, ...] = (
    tree,
    values,
    raw_values,
    doubled_keys,
    some_bytes,
    encodings,
    nesting,
    sizes,
)
