"""Speaks the active language. Texts are English in the code; French is the program's first language.

Every function looks the text up when it is called, so that the language may change while the program runs.
"""

import gettext as _gettext
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from csp_planner.storage.library import resource_folder

DOMAIN = "csp_planner"
LANGUAGES = {"fr": "Français", "en": "English"}
"""Supported languages by code, each by its own name; the first is spoken where the system asks for none of them."""
SOURCE_LANGUAGE = "en"

_GAP = re.compile(r"\} (?=(?:ECTS|h|€|%|mois|months?)(?!\w))")
"""The space between the place of a number and its unit, in the text of any language."""

_active: tuple[str, _gettext.NullTranslations] | None = None


def use_language(code: str | None) -> None:
    """Speak the language *code* from now on; that of the system where *code* is None or no supported language."""
    global _active
    chosen = code if code in LANGUAGES else _system_language()
    _active = chosen, _load(chosen)


def language() -> str:
    """Return the code of the active language."""
    return _current()[0]


def gettext(text: str) -> str:
    """Return *text* in the active language."""
    return _kept_together(_current()[1].gettext(text))


_ = gettext


def ngettext(one: str, many: str, n: int) -> str:
    """Return *one* or *many* in the active language, in the form that it has for *n* things."""
    return _kept_together(_current()[1].ngettext(one, many, n))


def pgettext(context: str, text: str) -> str:
    """Return *text* in the active language; *context* tells it from the same text elsewhere."""
    return _kept_together(_current()[1].pgettext(context, text))


@cache
def _kept_together(text: str) -> str:
    """Return *text* with a no-break space between a number and its unit: they must not part at the end of a line.

    It is done here, once, because the code and every catalogue write a plain space, which is easier to see and search.
    """
    return _GAP.sub("}\u00a0", text)


def localised(texts: Mapping[str, str]) -> str:
    """Return which of *texts*, given by language code, to show: the active language's, else English, else the first.

    Empty where there is no text.
    """
    return texts.get(language()) or texts.get(SOURCE_LANGUAGE) or next(iter(texts.values()), "")


def catalogue_file(code: str) -> Path:
    """Return the compiled catalogue of *code*. The build makes it of the ``.po`` file that translators edit."""
    return resource_folder() / "translations" / code / "LC_MESSAGES" / f"{DOMAIN}.mo"


def _current() -> tuple[str, _gettext.NullTranslations]:
    if _active is None:
        use_language(None)
    assert _active is not None  # noqa: S101 - for the type checker: the line above sets it
    return _active


def _system_language() -> str:
    """Return the first supported language that the environment asks for, as gettext reads it; else French."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        asked = os.environ.get(variable, "")
        for wanted in asked.split(":"):
            code = wanted.replace("-", "_").partition("_")[0].partition(".")[0].lower()
            if code in LANGUAGES:
                return code
        if asked:
            break
    return next(iter(LANGUAGES))


def _load(code: str) -> _gettext.NullTranslations:
    """Return the catalogue of *code*. Without a good one the program speaks English rather than not at all."""
    if code == SOURCE_LANGUAGE:
        return _gettext.NullTranslations()
    try:
        return _read(catalogue_file(code))
    except Exception:
        # A damaged catalogue raises whatever its bytes lead to: struct.error, UnicodeDecodeError, …
        return _gettext.NullTranslations()


@cache
def _read(file: Path) -> _gettext.GNUTranslations:
    """Return what *file* holds. It is read once: to speak a language again takes no longer than to name it."""
    with file.open("rb") as content:
        return _gettext.GNUTranslations(content)
