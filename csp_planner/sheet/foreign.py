"""Says what a text is that no reader reads, so that one sentence can name it."""

import json
import re
from typing import cast

_JSON_START = re.compile(r'\ufeff?\s*(?:\{\s*"|\[\s*[\[{"])')
"""How JSON begins that cannot be taken for a text with a bracket at its start."""
_HEAD = 4_000
"""Characters at the start of a text that tell what it is."""
_MAX_NAME = 40
_MAX_BRACKETS = 200_000
"""Most lists and objects in JSON that is parsed for its name: parsing millions takes long."""


def name_of(text: str) -> str:
    """What *text* is: « CDM-fr XML », « Apogée XML », « JSON », « HTML »…; "" for text of no kind that is known."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if head.startswith(("{", "[")):
        return _json_name(text)
    return _markup_name(head) if head.startswith("<") else ""


def is_broken_json(text: str) -> bool:
    """Whether *text* is JSON that was cut off or spoiled on its way."""
    if _JSON_START.match(text) is None or text.count("{") + text.count("[") > _MAX_BRACKETS:
        return False
    try:
        json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError:
        return True
    except (ValueError, RecursionError):
        return False
    return False


def _json_name(text: str) -> str:
    """JSON that names its format is called by that name, as the files of this program are."""
    if text.count("{") + text.count("[") > _MAX_BRACKETS:
        return "JSON"
    try:
        document = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return "JSON"
    said = cast("dict[str, object]", document).get("format") if isinstance(document, dict) else None
    is_name = isinstance(said, str) and said.isprintable() and 0 < len(said) <= _MAX_NAME
    if not is_name:
        return "JSON"
    return str(said) if str(said).startswith("csp-planner/") else f"JSON, {said}"


def _markup_name(head: str) -> str:
    """What markup is called after its first elements."""
    said = head.casefold()
    if "cdm-fr" in said or "<cdm" in said:
        return "CDM-fr XML"
    elements = _elements(head)[:2]
    if elements == ["objets", "objet"]:
        return "Apogée XML"
    if said.startswith("<?xml") and "<html" not in said:
        return f"XML, <{elements[0][:_MAX_NAME]}>" if elements else "XML"
    return "HTML"


def _elements(head: str) -> list[str]:
    """The names of the elements that begin in *head*."""
    starts = (part.split(">", 1)[0].split("/", 1)[0].split(maxsplit=1) for part in head.split("<")[1:])
    return [words[0] for words in starts if words and words[0][0].isalpha()]
