"""What the program is made of besides its own code: packages, their versions and their licences, as installed here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PROGRAM = "csp-planner"
_MOST = 60
"""Most characters of a licence that is named in free text; some packages put the whole text there."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that the program needs, directly or by another one."""

    name: str
    version: str
    licence: str
    """As the package names it; empty where it names none."""


def packages() -> tuple[Package, ...]:
    """Return every package that the program needs and that is installed, by name."""
    found: dict[str, Package] = {}
    waiting = list(_needed(_PROGRAM))
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:  # needed on another system only
            continue
        found[key] = Package(package.name, package.version, _licence(package))
        waiting += _needed(name)
    return tuple(found[key] for key in sorted(found))


def _needed(name: str) -> Iterator[str]:
    """The packages that package *name* asks for, without those of its extras."""
    try:
        lines = distribution(name).requires or []
    except PackageNotFoundError:
        lines = []
    for line in lines:
        found = _NAME.match(line)
        if found is not None and "extra ==" not in line:
            yield found.group()


def _licence(package: Distribution) -> str:
    told: Mapping[str, str | list[str]] = package.metadata.json
    for name in ("license_expression", "license"):
        line = str(told.get(name) or "").strip().partition("\n")[0].strip()
        if line and len(line) <= _MOST:
            return line
    names = [line for line in told.get("classifier") or () if line.startswith("License ::")]
    return names[0].rpartition(" :: ")[2] if names else ""
