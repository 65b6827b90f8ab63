"""What plans and judgements are made of: frozen data classes, each made at a fifth of the usual cost.

``@frozen`` gives what ``@dataclass(frozen=True, slots=True)`` gives, and all of ``dataclasses`` works on its classes
(``replace``, ``fields``, ``asdict``, ``match``). But that decorator writes and compiles six methods for each class, and
a start makes fifty classes: of the time until the window is there, a twelfth went into it. Here only ``__init__`` is
written for the class; the other methods are the same functions for all.
"""

from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cached_property
from operator import attrgetter
from types import FunctionType
from typing import Any, TypeVar, dataclass_transform, overload

_T = TypeVar("_T")


@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_T], /) -> type[_T]: ...
@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(*, kw_only: bool) -> Callable[[type[_T]], type[_T]]: ...
def frozen(cls: type[Any] | None = None, /, *, kw_only: bool = False) -> Any:
    """Make the class decorated a frozen data class, compared and hashed by its fields.

    It has slots, and a dictionary besides where a cached property needs one. What the class defines itself stays.
    """

    def made(bare: type[Any]) -> type[Any]:
        return _made(bare, kw_only)

    return made if cls is None else made(cls)


def _made(bare: type[Any], kw_only: bool) -> type[Any]:
    bare.__doc__ = bare.__doc__ or bare.__name__  # else dataclass would work one out, from a signature
    slots = not any(isinstance(item, cached_property) for item in vars(bare).values())
    cls: type[Any] = dataclass(init=False, repr=False, eq=False, kw_only=kw_only, slots=slots)(bare)
    known = fields(cls)
    cls._values = staticmethod(_reader([each.name for each in known]))
    for method in (_written_init(known, kw_only), *_SHARED):
        if method.__name__ not in vars(bare):
            setattr(cls, method.__name__, method)
    return cls


def _reader(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What reads the fields called *names* of a value, in that order."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda instance: tuple(getattr(instance, name) for name in names)


def _written_init(known: Iterable[Field[Any]], kw_only: bool) -> Callable[..., None]:
    names: dict[str, Any] = {"put_": object.__setattr__, "MISSING_": MISSING}
    taken, body = ["self"] + ["*"] * kw_only, ["pass"]
    for each in known:
        given = each.name
        if each.default is not MISSING:
            names[f"{each.name}_default"] = each.default
            taken.append(f"{each.name}={each.name}_default")
        elif each.default_factory is not MISSING:
            names[f"{each.name}_factory"] = each.default_factory
            taken.append(f"{each.name}=MISSING_")
            given = f"{each.name}_factory() if {each.name} is MISSING_ else {each.name}"
        else:
            taken.append(each.name)
        body.append(f"put_(self, {each.name!r}, {given})")
    exec(f"def __init__({', '.join(taken)}):\n " + "\n ".join(body), names)  # noqa: S102 - names of fields only
    return names["__init__"]


class _Shared:
    """The methods that every value has."""

    def __eq__(self: Any, other: object) -> bool:
        return self._values(self) == self._values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(self._values(self))

    def __repr__(self: Any) -> str:
        said = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self))
        return f"{self.__class__.__qualname__}({said})"

    def __setattr__(self: Any, name: str, _new: Any) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self: Any, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __getstate__(self: Any) -> tuple[Any, ...]:
        return self._values(self)

    def __setstate__(self: Any, state: tuple[Any, ...]) -> None:
        for each, held in zip(fields(self), state, strict=True):
            object.__setattr__(self, each.name, held)


_SHARED = tuple(item for item in vars(_Shared).values() if isinstance(item, FunctionType))
