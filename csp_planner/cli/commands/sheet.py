"""Sheets: read into a programme, checked on their own, compared with an older edition."""

import argparse
import os
from datetime import date
from pathlib import Path

from csp_planner.cli.arguments import Argument, as_json
from csp_planner.cli.command import DONE, REFUSED, Command
from csp_planner.cli.finding import find_programme
from csp_planner.cli.output.json_values import to_json
from csp_planner.cli.readers import UsageError, read_year
from csp_planner.cli.sheets import STANDARD_INPUT, read_sheet_at, say_doubts
from csp_planner.domain.edition.comparing import compare_programmes
from csp_planner.domain.edition.soundness import soundness
from csp_planner.messages.catalogue import _
from csp_planner.messages.editions import changes_lines
from csp_planner.messages.problems import shown
from csp_planner.storage.programmes import save_programme

_ACTS = ("read", "check", "compare")


def _arguments() -> tuple[Argument, ...]:
    words = _("read SHEET; check PROGRAMME; compare OLD NEW")
    sheet = _("a sheet (- for standard input), or programmes: files, or codes of the library")
    out = _("where to write the programme that was read; replaces any file but the sheet")
    year = _("academic year of the offers, where the sheet gives none")
    return (
        Argument("act", metavar="|".join(_ACTS), choices=_ACTS, help=words),
        Argument("words", metavar=_("SHEET"), nargs="+", help=sheet),
        Argument("-o", dest="out", metavar=_("OUT"), type=Path, help=out),
        Argument("--year", metavar="2026", type=read_year, help=year),
        as_json(),
    )


def _sheet(options: argparse.Namespace, today: date) -> int:
    words: list[str] = options.words
    match options.act, words:
        case "read", [source]:
            return _read(source, options, today)
        case "check", [wanted]:
            return _check(wanted, options)
        case "compare", [old, new]:
            return _compare(old, new, options)
        case _:
            raise UsageError(_("This cannot be understood. Expected: {form}").format(form=_form(options.act)))


def _form(act: str) -> str:
    forms = {
        "read": "csp-planner sheet read SHEET [-o OUT.json] [--year 2026] [--json]",
        "check": "csp-planner sheet check PROGRAMME.json [--json]",
        "compare": "csp-planner sheet compare OLD NEW [--json]",
    }
    return forms[act]


def _read(source: str, options: argparse.Namespace, today: date) -> int:
    # What reads pages and tables is large, and the other acts do not need it.
    from csp_planner.cli.output.sheet_json import programme_json, reading_json
    from csp_planner.messages.sheet import sheet_written_sentence

    out: Path | None = options.out
    if out is not None and source != STANDARD_INPUT and _is_same(out, Path(source)):
        text = _("“{file}” is the sheet itself: give another name for the programme.")
        raise UsageError(text.format(file=shown(out.name)))
    reading = read_sheet_at(source, options.year, today)
    if out is not None:
        save_programme(out, reading.programme)
    if options.json:
        print(to_json(reading_json(reading)))
    elif out is None:
        print(to_json(programme_json(reading.programme)))
    else:
        programme = reading.programme
        print(sheet_written_sentence(out.name, programme.code, len(programme.units)))
    say_doubts(reading)
    return DONE


def _is_same(out: Path, source: Path) -> bool:
    try:
        return os.path.samefile(out, source)
    except (OSError, ValueError):
        return False


def _check(wanted: str, options: argparse.Namespace) -> int:
    from csp_planner.cli.output.sheet_json import soundness_json
    from csp_planner.messages.sheet import soundness_lines

    programme = find_programme(wanted)
    found = soundness(programme)
    if options.json:
        print(to_json(soundness_json(programme, found)))
    else:
        print("\n".join(soundness_lines(found)))
    return DONE if found.reachable else REFUSED


def _compare(old: str, new: str, options: argparse.Namespace) -> int:
    from csp_planner.cli.output.edition_json import changes_json

    changes = compare_programmes(find_programme(old), find_programme(new))
    if options.json:
        print(to_json(changes_json(changes)))
    else:
        print("\n".join(changes_lines(changes)))
    return DONE


COMMAND = Command(
    name="sheet",
    help=lambda: _("read a published sheet, check a programme, compare two editions"),
    arguments=_arguments,
    run=_sheet,
)
