"""The checking part of pydantic, brought in alone.

``pydantic_core`` is a compiled module and, in Python, a hundred classes that describe the schemas it takes. Making
those is felt at every start, a twentieth of it, and nothing here uses them: a schema is a plain dictionary.
"""

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import PydanticSerializationError, SchemaValidator, ValidationError, from_json, to_json

__all__ = ["PydanticSerializationError", "SchemaValidator", "ValidationError", "from_json", "to_json"]

_COMPILED = "pydantic_core._pydantic_core"


def _compiled() -> ModuleType:
    """The compiled module; the package, should it be imported later, finds the same one."""
    package = None if _COMPILED in sys.modules else find_spec("pydantic_core")
    spec = PathFinder.find_spec(_COMPILED, package.submodule_search_locations) if package is not None else None
    if spec is None or spec.loader is None:
        return import_module(_COMPILED)
    module = sys.modules[_COMPILED] = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[_COMPILED]
        raise
    return module


if not TYPE_CHECKING:
    _found = _compiled()
    globals().update({name: getattr(_found, name) for name in __all__})
