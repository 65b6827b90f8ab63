"""Saves one version of a plan after the other, run as a program of its own so that a test can kill it.

Arguments: the plan's file and how long the note is that every version has. Each number is printed once it is saved.
"""

import sys
from dataclasses import replace
from pathlib import Path

from csp_planner.domain.plan import Plan
from csp_planner.domain.profile import Note
from csp_planner.storage.planfile import load, save


def version(plan: Plan, number: int, length: int) -> Plan:
    """*plan* with as many notes as *length* asks for, each saying *number*."""
    texts = (f"{number} " * 1_000,) * length
    notes = tuple(Note(unit=f"NOTE{index}", text=text) for index, text in enumerate(texts))
    return replace(plan, profile=replace(plan.profile, name=str(number), notes=notes))


def main() -> None:
    path, length = Path(sys.argv[1]), int(sys.argv[2])
    loaded = load(path)
    digest, number = loaded.digest, int(loaded.plan.profile.name)
    while True:
        number += 1
        digest = save(path, version(loaded.plan, number, length), digest)
        print(number, flush=True)


if __name__ == "__main__":
    main()
