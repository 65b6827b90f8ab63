"""The checking part of pydantic is brought in alone, and is the one the package has."""

import subprocess
import sys

import pytest


def said(code: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_reading_a_plan_makes_none_of_the_classes_that_describe_schemas() -> None:
    code = "import sys, csp_planner.storage.codec; print(*sys.modules)"
    loaded = said(code)
    assert "pydantic_core._pydantic_core" in loaded
    assert not {"pydantic_core.core_schema", "pydantic", "typing_extensions"} & set(loaded)


@pytest.mark.parametrize("first", ["import pydantic_core", "import csp_planner.storage.validator"])
def test_the_package_has_the_same_validator_whichever_comes_first(first: str) -> None:
    code = (
        f"{first}; import pydantic_core; from csp_planner.storage import validator;"
        "print(all(getattr(pydantic_core, name) is getattr(validator, name) for name in validator.__all__))"
    )
    assert said(code) == ["True"]


def test_where_the_compiled_module_is_not_found_the_package_brings_it() -> None:
    code = (
        "import importlib.machinery as machinery;"
        "find = machinery.PathFinder.find_spec;"
        "machinery.PathFinder.find_spec = classmethod(lambda cls, name, path=None, target=None:"
        " None if path is not None and name == 'pydantic_core._pydantic_core' and not asked.append(1)"
        " and len(asked) == 1 else find(name, path, target));"
        "asked = [];"
        "from csp_planner.storage.codec import read_programme; import sys;"
        "print(len(asked) > 1, 'pydantic_core' in sys.modules)"
    )
    assert said(code) == ["True", "True"]
