"""The active language and its catalogue. The source text is English; French is the program's first language.

Every function looks the text up when it is called, so that the language may change while the program runs.
"""

import gettext as _gettext
import os
from collections.abc import Mapping
from pathlib import Path

from csp_planner.storage.library import resource_folder

DOMAIN = "csp_planner"
LANGUAGES = {"fr": "Français", "en": "English"}
"""Supported languages by code, each by its own name; the first is spoken where the system asks for none of them."""
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


def localised(texts: Mapping[str, str]) -> str:
    """The one of *texts*, by language code, that is in the active language; else the English one, else the first.

    Empty where there is none.
    """
    return texts.get(language()) or texts.get(SOURCE_LANGUAGE) or next(iter(texts.values()), "")


def catalogue_file(code: str) -> Path:
    """The compiled catalogue of language *code*. The build makes it of the ``.po`` file that translators edit."""
    return resource_folder() / "translations" / code / "LC_MESSAGES" / f"{DOMAIN}.mo"


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
    return next(iter(LANGUAGES))


def _load(code: str) -> _gettext.NullTranslations:
    """The catalogue of *code*; without one the program speaks English rather than not at all."""
    if code == SOURCE_LANGUAGE:
        return _gettext.NullTranslations()
    try:
        with catalogue_file(code).open("rb") as file:
            return _gettext.GNUTranslations(file)
    except Exception:
        # A damaged catalogue raises whatever its bytes lead to: struct.error, UnicodeDecodeError, …
        return _gettext.NullTranslations()
