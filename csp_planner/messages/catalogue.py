"""The active language and its catalogue. The source text is English; French is the program's first language.

Every function looks the text up when it is called, so that the language may change while the program runs.
"""

import gettext as _gettext
import os
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from csp_planner.storage.files import write_atomic
from csp_planner.storage.library import resource_folder

DOMAIN = "csp_planner"
LANGUAGES = ("fr", "en")
"""Supported languages, the first one first."""
SOURCE_LANGUAGE = "en"

_active: tuple[str, _gettext.NullTranslations] | None = None


def use_language(code: str | None) -> None:
    """Speak *code* from now on; None, or a language there is no catalogue for: that of the system."""
    global _active
    chosen = code if code in LANGUAGES else _system_language()
    _active = chosen, _load(chosen)


def language() -> str:
    """Code of the active language."""
    return _current()[0]


def gettext(text: str) -> str:
    """*text* in the active language."""
    return _current()[1].gettext(text)


_ = gettext


def ngettext(one: str, many: str, n: int) -> str:
    """*one* or *many*, as *n* things are spoken of, in the active language."""
    return _current()[1].ngettext(one, many, n)


def pgettext(context: str, text: str) -> str:
    """*text* in the active language, where *context* tells it from the same text elsewhere."""
    return _current()[1].pgettext(context, text)


def source_file(code: str) -> Path:
    """The catalogue of language *code* as translators edit it."""
    return resource_folder() / "translations" / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def _current() -> tuple[str, _gettext.NullTranslations]:
    if _active is None:
        use_language(None)
    assert _active is not None  # noqa: S101 - for the type checker: the line above sets it
    return _active


def _system_language() -> str:
    """The first supported language of the first variable that names any, as gettext has it; French when none is."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        asked = os.environ.get(variable, "")
        for wanted in asked.split(":"):
            code = wanted.replace("-", "_").partition("_")[0].partition(".")[0].lower()
            if code in LANGUAGES:
                return code
        if asked:
            break
    return LANGUAGES[0]


def _load(code: str) -> _gettext.NullTranslations:
    """The catalogue of *code*; without one the program speaks English rather than not at all."""
    if code == SOURCE_LANGUAGE:
        return _gettext.NullTranslations()
    try:
        with _open_compiled(source_file(code)) as file:
            return _gettext.GNUTranslations(file)
    except Exception:
        # A damaged catalogue raises whatever its bytes lead to: struct.error, UnicodeDecodeError, …
        return _gettext.NullTranslations()


def _open_compiled(source: Path) -> BinaryIO:
    """The compiled catalogue beside *source*, compiled first when it is missing or stale: a checkout has none."""
    compiled = source.with_suffix(".mo")
    if _is_stale(compiled, source):
        data = _compile(source)
        if data is not None:
            with suppress(OSError):  # a read-only folder: compile again next time
                write_atomic(compiled, data)
            return BytesIO(data)
    return compiled.open("rb")


def _is_stale(compiled: Path, source: Path) -> bool:
    try:
        return compiled.stat().st_mtime_ns < source.stat().st_mtime_ns
    except FileNotFoundError:
        return not compiled.exists()


def _compile(source: Path) -> bytes | None:
    """*source* compiled; None where Babel is not installed, as on a user's computer."""
    try:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po
    except ImportError:
        return None
    file = BytesIO()
    with source.open("rb") as lines:
        write_mo(file, read_po(lines))
    return file.getvalue()
