"""What ships with the program: programmes and examples, from a checkout, a wheel or a frozen bundle."""

import sys
from functools import cache
from pathlib import Path

from csp_planner.domain.programme import Programme
from csp_planner.storage.codec import read_programme

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def resource_folder() -> Path:
    """The folder of programmes, icons, translations and examples. Raises FileNotFoundError in a broken installation."""
    bundle = getattr(sys, "_MEIPASS", None)
    bundled = [Path(bundle, "resources"), Path(bundle, "csp_planner", "resources")] if bundle else []
    for folder in (*bundled, _PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if (folder / "programmes").is_dir():
            return folder
    raise FileNotFoundError("resources")


def builtin_codes() -> tuple[str, ...]:
    """Codes of the built-in programmes, in alphabetical order."""
    return tuple(sorted(path.stem for path in (resource_folder() / "programmes").glob("*.json")))


@cache
def builtin_programme(code: str) -> Programme:
    """The built-in programme *code*. Raises KeyError when there is none."""
    if code not in builtin_codes():
        raise KeyError(code)
    return read_programme((resource_folder() / "programmes" / f"{code}.json").read_bytes())


def example_files() -> tuple[Path, ...]:
    """The example plans."""
    return tuple(sorted((resource_folder() / "examples").glob("*.cspplan")))
