"""The openings of coming years as a centre gave them: entered once, kept in the user's library for all plans."""

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from csp_planner.cli.arguments import Argument, as_json
from csp_planner.cli.command import DONE, Command
from csp_planner.cli.finding import find_programme
from csp_planner.cli.output.json_values import text_or_none, to_json
from csp_planner.cli.readers import UsageError, line_of, read_year
from csp_planner.domain.codes import code_called
from csp_planner.domain.edits import Reason, Refusal
from csp_planner.domain.limits import MAX_CODE, MAX_REASON
from csp_planner.domain.offers import Opening
from csp_planner.domain.programme import Programme
from csp_planner.domain.terms import year_label
from csp_planner.domain.year_openings import YearOpenings
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.openings import openings_problem, set_aside_sentence, year_lines
from csp_planner.messages.problems import shown
from csp_planner.messages.sentences import refusal_sentence
from csp_planner.storage.errors import PlanFileError
from csp_planner.storage.folders import data_folder
from csp_planner.storage.library import USUAL_PROGRAMME
from csp_planner.storage.openings import Shelf, keep_openings, load_openings, openings_of, save_openings

_VALUES: Mapping[str, Opening | None] = {
    "S1": Opening.SEMESTER_1,
    "S2": Opening.SEMESTER_2,
    "A": Opening.ANNUAL,
    "EITHER": Opening.EITHER,
    "S1+A": Opening.SEMESTER_1_OR_ANNUAL,
    "S2+A": Opening.SEMESTER_2_OR_ANNUAL,
    "S1+S2+A": Opening.ANY,
    "NONE": None,
}
_ACTS = ("set", "export", "read", "show")


def _arguments() -> tuple[Argument, ...]:
    words = _("set YEAR UNIT=S1|S2|A|EITHER|NONE…; export OUT; read FILE; show")
    source = _("who said so, or where it is written")
    programme = _("code of the programme (default: CRN01)")
    return (
        Argument("act", metavar="|".join(_ACTS), choices=_ACTS, help=words),
        Argument("words", metavar=_("WORD"), nargs="*", help=_("what that asks for")),
        Argument("--programme", metavar=_("CODE"), type=line_of(MAX_CODE), default=USUAL_PROGRAMME, help=programme),
        Argument("--source", metavar=_("TEXT"), type=line_of(MAX_REASON), default="", help=source),
        as_json(),
    )


def _openings(options: argparse.Namespace, today: date) -> int:
    programme = find_programme(options.programme)
    words: list[str] = options.words
    match options.act, words:
        case "set", [year, first, *others]:
            return _set(programme, read_year(year), [first, *others], options, today)
        case "export", [out]:
            return _export(programme, Path(out))
        case "read", [file]:
            return _read(Path(file), options)
        case "show", []:
            return _show(programme, options)
        case _:
            raise UsageError(_("This cannot be understood. Expected: {form}").format(form=_form(options.act)))


def _form(act: str) -> str:
    forms = {
        "set": "csp-planner openings set YEAR UNIT=S1|S2|A|EITHER|NONE…",
        "export": "csp-planner openings export OUT",
        "read": "csp-planner openings read FILE",
        "show": "csp-planner openings show",
    }
    return forms[act]


def _set(programme: Programme, year: int, words: list[str], options: argparse.Namespace, today: date) -> int:
    openings = dict(_opening(programme, word) for word in words)
    shelf = openings_of(data_folder(), programme.code)
    before = next((told for told in shelf.years if told.year == year), None)
    told = YearOpenings(
        programme=programme.code,
        year=year,
        source=options.source or (before.source if before else ""),
        date=today,
        openings={**(before.openings if before else {}), **openings},
        enrolment=before.enrolment if before else None,
    )
    return _keep((told,), programme, options, shelf)


def _opening(programme: Programme, word: str) -> tuple[str, Opening | None]:
    code, equals, value = word.partition("=")
    if not equals or value.upper() not in _VALUES:
        text = _("“{text}” is not an opening: write UNIT=S1, S2, A, EITHER or NONE.")
        raise UsageError(text.format(text=shown(word)))
    code = code_called(code, programme.by_code)
    unit = programme.by_code.get(code)
    if unit is None:
        text = _("{unit} is not a unit of {programme}: check its code.")
        raise UsageError(text.format(unit=shown(code), programme=programme.code))
    if not unit.is_attended:
        raise UsageError(refusal_sentence(Refusal(reason=Reason.NOT_ATTENDED, unit=code), programme))
    return code, _VALUES[value.upper()]


def _keep(years: tuple[YearOpenings, ...], programme: Programme, options: argparse.Namespace, shelf: Shelf) -> int:
    """Keep *years* and say so; what was in the library of other years stays."""
    if shelf.set_aside is not None:
        print(set_aside_sentence(shelf.set_aside))
    keep_openings(data_folder(), years)
    if options.json:
        print(to_json({"programme": programme.code, "years": [_json(told) for told in years]}))
    else:
        print("\n".join(line for told in years for line in year_lines(told, programme)))
    return DONE


def _export(programme: Programme, out: Path) -> int:
    years = openings_of(data_folder(), programme.code).years
    if not years:
        raise UsageError(_("Nothing was entered for {programme} yet.").format(programme=programme.code))
    save_openings(out, years)
    text = ngettext("{count} academic year written to {file}.", "{count} academic years written to {file}.", len(years))
    print(text.format(count=len(years), file=shown(str(out))))
    return DONE


def _read(file: Path, options: argparse.Namespace) -> int:
    try:
        years = load_openings(file)
    except PlanFileError as error:
        raise UsageError(openings_problem(error)) from error
    programme = find_programme(years[0].programme)
    for told in years:
        for code in told.openings:
            _opening(programme, f"{code}=NONE")
    return _keep(years, programme, options, openings_of(data_folder(), programme.code))


def _show(programme: Programme, options: argparse.Namespace) -> int:
    shelf = openings_of(data_folder(), programme.code)
    if shelf.set_aside is not None:
        print(set_aside_sentence(shelf.set_aside))
    if options.json:
        print(to_json({"programme": programme.code, "years": [_json(told) for told in shelf.years]}))
    elif not shelf.years:
        print(_("Nothing was entered for {programme} yet.").format(programme=programme.code))
    else:
        print("\n".join(line for told in shelf.years for line in year_lines(told, programme)))
    return DONE


def _json(told: YearOpenings) -> dict[str, object]:
    enrolment = told.enrolment
    return {
        "year": told.year,
        "label": year_label(told.year),
        "source": told.source,
        "date": str(told.date),
        "openings": {code: opening.value if opening else None for code, opening in told.openings.items()},
        "enrolment_closes": None
        if enrolment is None
        else {
            "semester_1": text_or_none(enrolment.semester_1),
            "semester_2": text_or_none(enrolment.semester_2),
        },
    }


COMMAND = Command(
    name="openings",
    help=lambda: _("the openings of a coming year, entered once for all plans"),
    arguments=_arguments,
    run=_openings,
)
