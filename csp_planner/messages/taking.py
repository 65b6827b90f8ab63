"""What is said once scenarios were taken from another file."""

from collections.abc import Sequence

from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.problems import shown

_MOST = 6
"""Units named at most: a sentence across the window has one line."""


def taken_sentence(names: Sequence[str], file: str, differing: Sequence[str]) -> str:
    """The scenarios called *names* here now come from *file*, which does not say the same of the units *differing*."""
    values = {"name": shown(names[0]), "count": len(names), "file": shown(file), "units": _units(differing)}
    if not differing:
        text = ngettext("“{name}” is taken from “{file}”.", "{count} scenarios are taken from “{file}”.", len(names))
    else:
        text = ngettext(
            "“{name}” is taken from “{file}”. That file does not say the same of {units}: what this plan says holds.",
            "{count} scenarios are taken from “{file}”. That file does not say the same of {units}: what this plan "
            "says holds.",
            len(names),
        )
    return text.format_map(values)


def differing_sentence(differing: Sequence[str]) -> str:
    """Two files do not say the same of what became of the units *differing*, of which there is one at least."""
    return _("The two files do not say the same of what became of {units}.").format(units=_units(differing))


def _units(codes: Sequence[str]) -> str:
    named = ", ".join(map(shown, codes[:_MOST]))
    return named if len(codes) <= _MOST else _("{units}…").format(units=named)
