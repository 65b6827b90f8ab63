"""Finds what ships with the program, in a checkout, a wheel or a frozen bundle: programmes and examples."""

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from csp_planner.domain.programme import AnnouncedTotals, EnrolmentWindow, MonthDay, Programme, ProgrammeHead
from csp_planner.storage.codec import read_programme

USUAL_PROGRAMME = "CRN01"
"""Code of the built-in diploma that a new plan is made for."""
_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def resource_folder() -> Path:
    """Return the folder of programmes, translations and examples. Raises FileNotFoundError where none was installed."""
    bundle = getattr(sys, "_MEIPASS", None)
    bundled = [Path(bundle, "resources"), Path(bundle, "csp_planner", "resources")] if bundle else []
    for folder in (*bundled, _PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if (folder / "programmes").is_dir():
            return folder
    raise FileNotFoundError("resources")


def builtin_codes() -> tuple[str, ...]:
    """Return the codes of the built-in programmes, in alphabetical order."""
    return tuple(sorted(path.stem for path in (resource_folder() / "programmes").glob("*.json")))


@cache
def builtin_programme(code: str) -> Programme:
    """Return the built-in programme *code*, with what is added to its sheet. Raises KeyError when there is none."""
    if code not in builtin_codes():
        raise KeyError(code)
    return read_programme(json.dumps(builtin_document(code)).encode())


def builtin_document(code: str) -> dict[str, Any]:
    """Return the built-in programme *code* as its file and what is added to it have it, unchecked."""
    document = json.loads((resource_folder() / "programmes" / f"{code}.json").read_bytes())
    additions = resource_folder() / "programmes" / "additions" / f"{code}.json"
    if additions.is_file():
        document = _laid_over(document, json.loads(additions.read_bytes()))
    return document


def _laid_over(sheet: dict[str, Any], additions: dict[str, Any]) -> dict[str, Any]:
    """Return *sheet* with *additions*: those to prices stand with the price of their code, others for themselves."""
    named = {price["code"]: price for price in additions.get("tariffs", ())}
    tariffs = [{**price, **named.get(price["code"], {})} for price in sheet.get("tariffs", ())]
    return {**sheet, **additions, "tariffs": tariffs}


def builtin_head(code: str) -> ProgrammeHead:
    """Return what the first page says of the built-in programme *code*.

    The file is the program's own, so it is taken as it is: the first page is there sooner without what checks files.
    What is added to a sheet says none of this.
    """
    document = json.loads((resource_folder() / "programmes" / f"{code}.json").read_bytes())
    return ProgrammeHead(
        code=document["code"],
        title=document["title"],
        announced=AnnouncedTotals(**document["announced"]),
        enrolment_semester_1=_enrolment(document["enrolment_semester_1"]),
        enrolment_semester_2=_enrolment(document["enrolment_semester_2"]),
    )


def _enrolment(window: dict[str, Any]) -> EnrolmentWindow:
    opens, closes = MonthDay(**window["opens"]), MonthDay(**window["closes"])
    words, source = window["closes_in_words"], window["source"]
    return EnrolmentWindow(opens=opens, closes=closes, closes_in_words=words, source=source)


def example_code(path: Path) -> str:
    """Return the code of the diploma that the example *path* is about: the file is called by it."""
    return path.stem.partition("-")[0].upper()


def example_files() -> tuple[Path, ...]:
    """Return the files of the example plans."""
    return tuple(sorted((resource_folder() / "examples").glob("*.cspplan")))
