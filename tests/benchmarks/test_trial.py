"""Hostile files and kills, counted and printed; asserted is that nothing is lost and that nothing ends in a traceback.

``uv run pytest tests/benchmarks/test_trial.py -s`` shows the figures. ``test_kills.py`` kills windows.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from csp_planner.__main__ import main
from csp_planner.cli.output.evaluation_text import evaluation_text
from csp_planner.domain.amounts import parts_of
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.problems import problem_sentence
from csp_planner.storage.codec import read_plan, read_programme, write_plan, write_programme
from csp_planner.storage.errors import PlanFileError
from csp_planner.storage.library import example_files, resource_folder
from csp_planner.storage.planfile import NO_FILE, backup_of, load, save

from .hostile import SHAPES
from .mutations import MUTATIONS
from .rich import rich_plan
from .saving_loop import version

pytestmark = pytest.mark.benchmark
SEED = 20261123
FILES = 5_000
COMMANDS = 200
KILLS = 40
LIMIT = 300 * 1024 * 1024
"""Bytes of memory within which every file is read or refused."""
TODAY = date(2026, 11, 23)
DAYS = (TODAY, date(1990, 1, 1), date(2150, 12, 31))
HERE = Path(__file__).parent
CASES = Path("/work/shared/cases")
LANGUAGES = ("fr", "en")


def originals() -> dict[str, Any]:
    """The documents that are changed, by name; programmes have no heading."""
    files = [*example_files(), *sorted(CASES.glob("*.cspplan"))]
    found = {file.name: json.loads(file.read_bytes()) for file in files}
    found["rich"] = json.loads(write_plan(rich_plan()))
    found["CRN01.json"] = json.loads((resource_folder() / "programmes" / "CRN01.json").read_bytes())
    return found


def mutated(count: int, names: list[str], documents: dict[str, Any], random: Random) -> Iterator[tuple[str, bytes]]:
    """What kind of change each is, and the bytes."""
    for number in range(count):
        mutation = MUTATIONS[number % len(MUTATIONS)]
        document = json.loads(json.dumps(documents[names[number // len(MUTATIONS) % len(names)]]))
        yield mutation.__name__, mutation(document, random)


def sentence_of(error: PlanFileError) -> str:
    """The sentence in the active language, which is one line that can be read."""
    sentence = problem_sentence(error)
    assert sentence.isprintable() or sentence.replace("\u00a0", " ").replace("\u202f", " ").isprintable(), repr(
        sentence
    )
    return sentence


def said_in_both(error: PlanFileError) -> None:
    said = set()
    for language in LANGUAGES:
        use_language(language)
        said.add(sentence_of(error))
    assert len(said) == 2, "it is said in French and in English"
    assert {error.is_input} == {True}, "the file is to blame, and not the disk"


def check_plan_file(path: Path, data: bytes) -> str:
    """Read, judge, save and read back the plan; what the refusal was, or nothing."""
    path.write_bytes(data)
    problem = ""
    try:
        plan = load(path).plan
    except PlanFileError as error:
        said_in_both(error)
        problem = error.problem.value
    else:
        again = write_plan(plan)
        assert read_plan(again) == plan
        assert write_plan(read_plan(again)) == again
        for day, language in zip(DAYS, ("fr", "en", "fr"), strict=True):
            use_language(language)
            judged = evaluate_plan(plan, day)
            assert evaluation_text(plan, judged)
            check_sums(judged)
    assert path.read_bytes() == data
    return problem


def check_sums(judged: Evaluation) -> None:
    """Totals agree to the hundredth, and what both semesters of a year show adds up to what they hold."""
    for total in (judged.ects, judged.hours):
        parts = total.obtained, total.expected, total.in_progress, total.planned, total.unplaced, -total.balance
        assert sum(map(parts_of, parts)) == parts_of(total.listed or 0) + parts_of(total.entered)
    for first, second in zip(judged.terms[::2], judged.terms[1::2], strict=True):
        assert parts_of(first.shown_ects) + parts_of(second.shown_ects) == parts_of(first.ects) + parts_of(second.ects)
        if first.shown_hours is not None and second.shown_hours is not None:
            shown, held = (first.shown_hours, second.shown_hours), (first.hours, second.hours)
            assert sum(map(parts_of, shown)) == sum(map(parts_of, held))


def check_programme_file(data: bytes) -> str:
    try:
        programme = read_programme(data)
    except PlanFileError as error:
        said_in_both(error)
        return error.problem.value
    assert read_programme(write_programme(programme)) == programme
    return ""


@pytest.fixture(autouse=True)
def _language_as_before() -> Iterator[None]:
    yield
    use_language(None)


def figures(found: Counter[str]) -> str:
    refused = ", ".join(f"{name} {count}" for name, count in found.most_common() if name)
    return f"{found['']} read, {sum(found.values()) - found['']} refused ({refused})"


def test_the_rich_plan_has_something_in_every_field():
    empty = [value for value in _values(json.loads(write_plan(rich_plan()))["profile"]) if value in ([], {})]
    assert not empty


def _values(document: Any) -> Iterator[Any]:
    yield document
    inside = document.values() if isinstance(document, dict) else document if isinstance(document, list) else ()
    for value in inside:
        yield from _values(value)


def test_five_thousand_mutated_files(tmp_path, short):
    files = FILES // 20 if short else FILES
    documents, random = originals(), Random(SEED)
    found, read_by, slowest = Counter[str](), Counter[str](), (0.0, "")
    path = tmp_path / "plan.cspplan"
    programmes = ["CRN01.json"]
    plans = [name for name in documents if name not in programmes]
    few = files // 10
    for number, (kind, data) in enumerate(mutated(files - few, plans, documents, random)):
        start = time.process_time()
        problem = check_plan_file(path, data)
        slowest = max(slowest, (time.process_time() - start, f"{kind} {number}"))
        found[problem] += 1
        read_by[kind] += not problem
    for kind, data in mutated(few, programmes, documents, random):
        problem = check_programme_file(data)
        found[problem] += 1
        read_by[kind] += not problem
    print(f"\n{files} mutated files of {len(documents)} (with the shared cases: {CASES.is_dir()}): {figures(found)};")
    print("read, by what was done: " + ", ".join(f"{kind} {count}" for kind, count in read_by.most_common()))
    print(f"the slowest to read, judge thrice, save and read back: {slowest[0]:.2f} s of processor ({slowest[1]})")
    assert sum(found.values()) == files
    assert read_by["doubled_keys"] == 0, "a save would lose one of the values"
    assert found[""] > files / 20, "enough of them are read to say something about those"


@pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not on this machine")
def test_the_shared_cases_are_read_and_saved_unchanged():
    for file in sorted(CASES.glob("*.cspplan")):
        plan = read_plan(file.read_bytes())
        assert read_plan(write_plan(plan)) == plan


def test_two_hundred_of_them_on_the_command_line(tmp_path, capsys, monkeypatch, short):
    commands = COMMANDS // 10 if short else COMMANDS
    documents, random = originals(), Random(SEED + 1)
    plans = [name for name in documents if name != "CRN01.json"]
    codes = Counter[int]()
    path = tmp_path / "plan.cspplan"
    wanted = {True: commands * 3 // 4, False: commands // 4}
    for number, (_kind, data) in enumerate(mutated(FILES, plans, documents, random)):
        path.write_bytes(data)
        try:
            load(path)
            can_be_read = True
        except PlanFileError:
            can_be_read = False
        if not wanted[can_be_read]:
            continue
        wanted[can_be_read] -= 1
        monkeypatch.setenv("LANGUAGE", LANGUAGES[number % 2])
        outputs = [["export", str(path), str(tmp_path / f"out.{ending}")] for ending in ("ics", "csv", "xlsx")]
        for command in (["check", str(path)], ["check", str(path), "--json"], *outputs):
            code = main([*command, "--today", TODAY.isoformat()])
            said = capsys.readouterr()
            assert "Traceback" not in said.out + said.err
            assert code in ((0, 1) if can_be_read else (2,)), (command, said.err)
            if can_be_read and "--json" in command:
                assert json.loads(said.out)["scenario"]
            if not can_be_read:
                assert said.err.count("\n") == 1
                assert not said.out
            codes[code] += 1
        assert path.read_bytes() == data
        if not any(wanted.values()):
            break
    by_code = ", ".join(f"{code}: {count}" for code, count in sorted(codes.items()))
    print(f"\n{commands} of them through check, check --json and three exports, by exit code: {by_code}; no traceback")
    assert not any(wanted.values())


def test_files_of_eight_mebibytes(tmp_path):
    found, slowest, largest = Counter[str](), (0.0, 0.0, ""), (0.0, "")
    for number, (name, make) in enumerate(SHAPES.items()):
        path, data = tmp_path / f"{number}.cspplan", make()
        path.write_bytes(data)
        command = [sys.executable, str(HERE / "read_one.py"), str(path), str(LIMIT)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), name
        said = json.loads(done.stdout)
        assert said["kept"], name
        assert path.read_bytes() == data
        found[said["problem"]] += 1
        slowest = max(slowest, (said["busy"], said["seconds"], name))
        largest = max(largest, (said["peak"], name))
        print(f"\n  {name}: {said['problem'] or 'read'}, {said['busy']:.2f} s, {said['peak']:.0f} MiB", end="")
        path.unlink()
    print(f"\n{len(SHAPES)} files of up to 8 MiB under a limit of 300 MiB: {figures(found)};")
    print(f"the slowest {slowest[0]:.2f} s of processor, {slowest[1]:.2f} s on the clock ({slowest[2]});", end=" ")
    print(f"the largest peak {largest[0]:.0f} MiB ({largest[1]})")
    assert found[""] >= 4, "the largest plans are read"


def test_forty_kills_while_saving(tmp_path, short):
    kills = KILLS // 10 if short else KILLS
    plan, random = rich_plan(), Random(SEED)
    halfway, saved, left, start = 0, 0, 0, time.perf_counter()
    for number in range(kills):
        folder, length = tmp_path / str(number), random.choice((0, 5, 100))
        folder.mkdir()
        path = folder / "plan.cspplan"
        save(path, version(plan, 0, length), NO_FILE)
        command = [sys.executable, str(HERE / "saving_loop.py"), str(path), str(length)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout is not None
            assert program.stdout.readline() == "1\n"
            time.sleep(random.uniform(0, 0.1))
            program.kill()
            last = int(([1, *program.stdout.read().split()])[-1])
        now = int(load(path).plan.profile.name)
        kept = int(load(backup_of(path)).plan.profile.name)
        assert now in (last, last + 1)
        assert kept in (now, now - 1)
        assert load(path).plan == version(plan, now, length)
        assert load(backup_of(path)).plan == version(plan, kept, length)
        halfway += now != last or kept == now
        saved += now
        left += sum(1 for file in os.listdir(folder) if file.endswith(".tmp"))
        save(path, version(plan, now + 1, length), load(path).digest)
        assert int(load(backup_of(path)).plan.profile.name) == now
    print(
        f"\n{kills} kills while saving, after {saved} saves, {halfway} of them seen between two steps of a save"
        f" and {left} temporary files left: each file the old or the new version, each backup whole,"
        f" in {time.perf_counter() - start:.0f} s"
    )
