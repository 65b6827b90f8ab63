"""What plans and judgements are made of: frozen data classes, each made at a fifth of the usual cost.

``@frozen`` gives a plain class what ``@dataclass(frozen=True, slots=True)`` gives it, and all of ``dataclasses`` works
on the result (``replace``, ``fields``, ``asdict``, ``match``). But that decorator writes and compiles six methods for
each class, and a start makes fifty classes: of the time until the window is there, a twelfth went into it. Here only
``__init__`` is written for the class; the other methods are the same functions for all.
"""

from collections.abc import Callable
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

    It has slots, and a dictionary besides where a cached property needs one; a copy leaves behind what was cached.
    What the class defines itself stays. Raises TypeError where a field or a method asks for more than is given here.
    """

    def made(bare: type[Any]) -> type[Any]:
        return _made(bare, kw_only)

    return made if cls is None else made(cls)


def _made(bare: type[Any], kw_only: bool) -> type[Any]:
    bare.__doc__ = bare.__doc__ or bare.__name__  # else dataclass would work one out, from a signature
    slots = not any(isinstance(item, cached_property) for item in vars(bare).values())
    cls: type[Any] = dataclass(init=False, repr=False, eq=False, kw_only=kw_only, slots=slots)(bare)
    known = fields(cls)
    if hasattr(cls, "__post_init__") or not all(_is_plain(each, kw_only) for each in known):
        raise TypeError(f"{cls.__qualname__} asks for more than frozen gives: use dataclass")
    cls._values = staticmethod(_reader([each.name for each in known]))
    for method in (_written_init(cls, known, kw_only), *_SHARED):
        if method.__name__ not in vars(bare):
            setattr(cls, method.__name__, method)
    return cls


def _is_plain(each: Field[Any], kw_only: bool) -> bool:
    return each.init and each.repr and each.compare and each.hash is None and each.kw_only is kw_only


def _reader(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What reads the fields called *names* of a value, in that order."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda instance: tuple(getattr(instance, name) for name in names)


def _written_init(cls: type[Any], known: tuple[Field[Any], ...], kw_only: bool) -> Callable[..., None]:
    """``__init__`` with the fields as its arguments. The double names are its own: no field begins with two lines."""
    names: dict[str, Any] = {"__put": object.__setattr__, "__absent": MISSING}
    taken, body = ["__self"] + ["*"] * kw_only, ["pass"]
    for each in known:
        given = each.name
        if each.default is not MISSING:
            names[f"__default_{each.name}"] = each.default
            taken.append(f"{each.name}=__default_{each.name}")
        elif each.default_factory is not MISSING:
            names[f"__make_{each.name}"] = each.default_factory
            taken.append(f"{each.name}=__absent")
            given = f"__make_{each.name}() if {each.name} is __absent else {each.name}"
        else:
            taken.append(each.name)
        body.append(f"__put(__self, {each.name!r}, {given})")
    text = f"def __init__({', '.join(taken)}):\n " + "\n ".join(body)
    exec(compile(text, f"<frozen {cls.__qualname__}>", "exec"), names)  # noqa: S102 - made of names of fields
    init = names["__init__"]
    init.__module__, init.__qualname__ = cls.__module__, f"{cls.__qualname__}.__init__"
    return init


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
