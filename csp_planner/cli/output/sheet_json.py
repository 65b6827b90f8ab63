"""A sheet that was read, and what a programme comes to, as JSON."""

import json

from csp_planner.cli.output.json_values import exact_or_none
from csp_planner.domain.edition.soundness import Soundness, Sums
from csp_planner.domain.programme import Programme
from csp_planner.sheet.values import Reading, SourceLine
from csp_planner.storage.codec import write_programme


def programme_json(programme: Programme) -> object:
    """*programme* as its file holds it."""
    return json.loads(write_programme(programme))


def reading_json(reading: Reading) -> dict[str, object]:
    """What was read, and what of each line."""
    return {
        "programme": programme_json(reading.programme),
        "understood": [{**_line(one.line), "about": one.about} for one in reading.understood],
        "guessed": [
            {**_line(one.line), "what": one.what.value, "about": one.about, "value": one.value}
            for one in reading.guessed
        ],
        "left_out": [_line(one) for one in reading.left_out],
    }


def _line(line: SourceLine | None) -> dict[str, object]:
    return {"line": line.number if line is not None else None, "text": line.text if line is not None else None}


def soundness_json(programme: Programme, found: Soundness) -> dict[str, object]:
    """What a programme comes to."""
    return {
        "programme": programme.code,
        "reachable": found.reachable,
        "ects": _sums(found.ects),
        "hours": _sums(found.hours),
        "blocks": [
            {
                "label": one.label,
                "path": one.path,
                "problem": one.trouble.value,
                "prevents": one.prevents,
                "asked": exact_or_none(one.asked),
                "found": exact_or_none(one.found),
                "unit": one.unit or None,
            }
            for one in found.blocks
        ],
        "never_open": list(found.never_open),
        "absent": list(found.absent),
        "unknown": list(found.unknown),
        "in_no_block": list(found.in_no_block),
    }


def _sums(sums: Sums) -> dict[str, object]:
    return {
        "announced": exact_or_none(sums.announced),
        "listed": exact_or_none(sums.listed),
        "least": exact_or_none(sums.least),
        "most": exact_or_none(sums.most),
        "agrees": sums.agrees,
    }
