"""Codes for rows that a sheet gives none. They are made of the row's title, so that reading a sheet again gives them
again, and no person reads them: a row without a code is shown by its title."""

from collections.abc import Collection

from csp_planner.domain.limits import MAX_CODE
from csp_planner.domain.text import plain_line, says_nothing

_MARK = "~:"
"""What a made-up code begins with; no sheet writes a code so."""


def is_made_up(code: str) -> bool:
    """Whether *code* was made up for a row without one."""
    return code.startswith(_MARK)


def made_up_code(title: str, taken: Collection[str] = ()) -> str:
    """A code for the row *title*, which the sheet gives none, that is not *taken* by another row."""
    line = " ".join("".join(char if char.isprintable() else " " for char in plain_line(title)).split())
    words = "?" if says_nothing(line) else line
    count = 1
    while True:
        tail = f" ({count})" if count > 1 else ""
        room = MAX_CODE - len(_MARK) - len(tail)
        code = f"{_MARK}{words if len(words) <= room else words[: room - 1].rstrip() + '…'}{tail}"
        if code not in taken:
            return code
        count += 1


def read_aloud(code: str) -> str:
    """*code* as a person may read it: of a made-up one, the title it was made of."""
    return code.removeprefix(_MARK)


def code_called(text: str, codes: Collection[str]) -> str:
    """The one of *codes* that a person calls *text*: by a row's title where it has no code; *text* where none is."""
    return next((code for code in codes if is_made_up(code) and read_aloud(code) == text), text)


def printed_code(code: str) -> str:
    """*code* where it stands beside the title: nothing for a made-up one."""
    return "" if is_made_up(code) else code
