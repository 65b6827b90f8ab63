"""The library of programmes: those that ship, and those that the user read or made."""

import argparse
from datetime import date
from pathlib import Path

from csp_planner.cli.arguments import Argument, as_json
from csp_planner.cli.command import DONE, Command
from csp_planner.cli.finding import load_any_programme
from csp_planner.cli.output.json_values import exact_or_none, to_json
from csp_planner.cli.output.table import table
from csp_planner.cli.readers import UsageError
from csp_planner.cli.sheets import read_sheet_at, say_doubts
from csp_planner.console import complain
from csp_planner.messages.catalogue import _, pgettext
from csp_planner.messages.problems import problem_sentence, shown
from csp_planner.sheet.values import Reading
from csp_planner.storage.errors import FileProblem, PlanFileError
from csp_planner.storage.folders import data_folder
from csp_planner.storage.programmes import Library, Origin, Shelved, drop_programme, keep_programme, library_of

_ACTS = ("show", "add", "remove")


def _arguments() -> tuple[Argument, ...]:
    words = _("show (default); add FILE…, of programmes, plans or sheets; remove CODE or CODE@centre")
    return (
        Argument("act", metavar="|".join(_ACTS), choices=_ACTS, nargs="?", default="show", help=words),
        Argument("words", metavar=_("WORD"), nargs="*", help=_("what that asks for")),
        as_json(),
    )


def _programmes(options: argparse.Namespace, today: date) -> int:
    words: list[str] = options.words
    match options.act, words:
        case "show", []:
            pass
        case "add", [_first, *_others]:
            for reading in [_given(Path(word), today) for word in words]:
                keep_programme(data_folder(), reading.programme, reading.source)
                say_doubts(reading)
        case "remove", [name]:
            _remove(name)
        case _:
            form = "csp-planner programmes [show | add FILE… | remove CODE] [--json]"
            raise UsageError(_("This cannot be understood. Expected: {form}").format(form=form))
    library = library_of(data_folder())
    print(to_json(_json(library)) if options.json else "\n".join(table([_row(one) for one in library.programmes])))
    for error in library.damaged:
        complain(problem_sentence(error))
    return DONE


def _given(path: Path, today: date) -> Reading:
    """The programme in *path*, beside its source where that is a sheet. Raises PlanFileError or UsageError."""
    try:
        return Reading(programme=load_any_programme(path), source="")
    except PlanFileError as error:
        if error.problem is not FileProblem.DAMAGED or path.suffix == ".cspplan":
            raise
    except UsageError:
        pass  # a file of another program may be a sheet
    return read_sheet_at(str(path), None, today)


def _remove(name: str) -> None:
    library = library_of(data_folder())
    own = [one for one in library.called(name) if one.path is not None]
    if not own:
        text = _("There is no programme “{code}” of your own in the library.")
        raise UsageError(text.format(code=shown(name)))
    if len(own) > 1:
        text = _("There are several programmes “{code}”: write {names}.")
        raise UsageError(text.format(code=shown(name), names=", ".join(shown(one.name) for one in own)))
    if own[0].path is not None:
        drop_programme(own[0].path)


def _row(one: Shelved) -> tuple[str, ...]:
    programme = one.programme
    return shown(one.name), shown(programme.title), shown(programme.publisher), origin_word(one.origin)


def origin_word(origin: Origin) -> str:
    """Where a programme of the library comes from, in a word or two."""
    match origin:
        case Origin.BUILT_IN:
            return pgettext("library", "built in")
        case Origin.OWN:
            return pgettext("library", "yours")


def _json(library: Library) -> dict[str, object]:
    return {
        "programmes": [
            {
                "name": one.name,
                "code": one.programme.code,
                "title": one.programme.title,
                "publisher": one.programme.publisher,
                "origin": one.origin.value,
                "ects": exact_or_none(one.programme.announced.ects),
                "years": list(one.programme.published_years),
                "path": None if one.path is None else str(one.path),
            }
            for one in library.programmes
        ],
        "damaged": [{"path": str(error.path), "problem": error.problem.value} for error in library.damaged],
    }


COMMAND = Command(
    name="programmes",
    help=lambda: _("the library of programmes: those built in, and your own"),
    arguments=_arguments,
    run=_programmes,
)
