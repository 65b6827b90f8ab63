"""The guide for contributors speaks of what is there: what moves, or gets another name, leaves no old one behind."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / ".github" / "CONTRIBUTING.md"
TO_COME = {"resources/translations/es/LC_MESSAGES/csp_planner.po", "NAME.bak", "vX.Y.Z"}
"""What following the guide makes."""
PATH = re.compile(r"[\w.*/-]+(/|\.(py|md|toml|txt|xml))")
NAME = re.compile(r"([A-Za-z_]\w*\.)*([A-Za-z_]\w*)")


def quoted() -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", GUIDE.read_text(encoding="utf-8"))) - TO_COME


def test_every_file_and_folder_that_the_guide_names_is_there():
    paths = [text for text in quoted() if PATH.fullmatch(text)]
    assert len(paths) > 60
    roots = (ROOT, ROOT / ".ci", ROOT / "csp_planner")
    missing = [path for path in paths if not any(list(root.glob(path)) for root in roots)]
    # In a passage on a folder a module goes by its name alone.
    names = {path.name for folder in ("csp_planner/ui", "tests") for path in (ROOT / folder).rglob("*.py")}
    assert [path for path in missing if path not in names] == []


def test_every_name_that_the_guide_gives_stands_in_the_code():
    names = {found[2] for text in quoted() if not PATH.fullmatch(text) and (found := NAME.fullmatch(text))}
    assert len(names) > 60
    files = [path for folder in ("csp_planner", "tests") for path in (ROOT / folder).rglob("*.py")]
    words = {word for path in files for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))}
    assert names - words - {path.stem for path in files} - {path.name for path in (ROOT / ".ci").iterdir()} == set()
