"""Reads one plan file, run as a program of its own so that its memory is limited and measured.

Arguments: the file, and the bytes of memory that the program may have. Prints one JSON object. What is read is judged,
saved beside the file and read back.
"""

import json
import resource
import sys
import time
from datetime import date
from pathlib import Path

from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.storage.errors import PlanFileError
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import NO_FILE, load, save


def _peak() -> float:
    """The most memory that this program has had, in MiB. What getrusage says begins with that of its parent."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def main() -> None:
    path, limit = Path(sys.argv[1]), int(sys.argv[2])
    load(example_files()[0])  # what is made once for all files is not of this one
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    wall, busy = time.perf_counter(), time.process_time()
    plan, problem = None, ""
    try:
        plan = load(path).plan
    except PlanFileError as error:
        problem = error.problem.value
    wall, busy = time.perf_counter() - wall, time.process_time() - busy
    peak = _peak()
    kept = True
    if plan is not None:
        evaluate_plan(plan, date(2026, 11, 23))
        again = path.with_suffix(".again")
        save(again, plan, NO_FILE)
        kept = load(again).plan == plan
    print(json.dumps({"problem": problem, "kept": kept, "seconds": wall, "busy": busy, "peak": peak}))


if __name__ == "__main__":
    main()
