"""A frozen class is what a frozen data class of the standard library is; only its making differs."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from inspect import Parameter, signature
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.domain.frozen import frozen


@frozen(kw_only=True)
class Hall:
    """A place."""

    name: str
    seats: int = 30
    keys: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualHall:
    """A place."""

    name: str
    seats: int = 30
    keys: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


@frozen
class Pair:
    left: int
    right: int = 0

    @cached_property
    def total(self) -> int:
        return self.left + self.right


@frozen
class One:
    only: int


@frozen
class Nothing:
    """Has no field."""


@frozen
class OwnWords:
    count: int

    def __repr__(self) -> str:
        return "mine"

    def __hash__(self) -> int:
        return 7


halls = st.fixed_dictionaries(
    {"name": st.text(max_size=3)},
    optional={
        "seats": st.integers(0, 2),
        "keys": st.lists(st.sampled_from("ab"), max_size=2).map(tuple),
        "extra": st.dictionaries(st.sampled_from("xy"), st.integers(0, 1), max_size=1),
    },
)


@given(halls, halls)
def test_it_compares_reads_and_changes_as_a_data_class_does(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert (Hall(**one) == Hall(**other)) == (UsualHall(**one) == UsualHall(**other))
    assert repr(Hall(**one)) == repr(UsualHall(**one)).removeprefix("Usual")
    assert asdict(Hall(**one)) == asdict(UsualHall(**one))
    assert asdict(replace(Hall(**one), **other)) == asdict(replace(UsualHall(**one), **other))


@given(halls)
def test_it_survives_being_copied_and_packed(given: dict[str, Any]) -> None:
    hall = Hall(**given)
    assert pickle.loads(pickle.dumps(hall)) == copy.copy(hall) == copy.deepcopy(hall) == hall


def test_it_cannot_be_changed() -> None:
    hall = Hall(name="A")
    with pytest.raises(FrozenInstanceError, match="seats"):
        hall.seats = 3
    with pytest.raises(FrozenInstanceError, match="name"):
        del hall.name
    with pytest.raises(FrozenInstanceError):
        hall.colour = "red"
    assert not hasattr(hall, "__dict__")


def test_each_has_a_default_of_its_own() -> None:
    first, second = Hall(name="A"), Hall(name="A")
    assert first.extra is not second.extra


def test_it_takes_what_a_data_class_takes() -> None:
    assert [each.name for each in fields(Hall)] == [each.name for each in fields(UsualHall)]
    kinds = [(name, found.kind) for name, found in signature(Hall).parameters.items()]
    assert kinds == [(name, found.kind) for name, found in signature(UsualHall).parameters.items()]
    assert {kind for _name, kind in kinds} == {Parameter.KEYWORD_ONLY}
    with pytest.raises(TypeError, match="name"):
        Hall()
    with pytest.raises(TypeError):
        Hall("A")
    assert Pair(1, 2) == Pair(left=1, right=2) != Pair(1)
    assert is_dataclass(Pair)
    assert Hall.__match_args__ == UsualHall.__match_args__ == ()


def test_it_is_hashed_by_its_fields() -> None:
    assert len({Pair(1, 2), Pair(1, 2), Pair(2, 1)}) == 2
    assert {One(1): "found"}[One(1)] == "found"
    with pytest.raises(TypeError, match="unhashable"):
        hash(Hall(name="A"))


def test_values_of_different_classes_are_different() -> None:
    assert Hall(name="A") != UsualHall(name="A")
    assert One(1) != Pair(1)
    assert Nothing() == Nothing() != One(0)


def test_a_cached_property_is_worked_out_once_and_takes_no_part() -> None:
    pair = Pair(1, 2)
    assert pair.total == 3
    assert vars(pair)["total"] == 3
    assert pair == Pair(1, 2)
    packed = pickle.loads(pickle.dumps(pair))
    assert packed == pair
    assert "total" not in vars(packed)
    with pytest.raises(FrozenInstanceError):
        pair.left = 5


def test_it_is_matched_by_position() -> None:
    match Pair(1, 2):
        case Pair(left, right):
            assert (left, right) == (1, 2)


def test_what_a_class_defines_itself_stays() -> None:
    assert repr(OwnWords(1)) == "mine"
    assert hash(OwnWords(1)) == hash(OwnWords(2)) == 7
    assert OwnWords(1) != OwnWords(2)
    assert Hall.__doc__ == "A place."
    assert Hall.__qualname__ == "Hall"


def _with_a_hidden_field() -> None:
    @frozen
    class Told:
        said: str
        secret: str = field(default="", repr=False)


def _with_a_field_left_out() -> None:
    @frozen
    class Told:
        said: str
        when: int = field(default=0, compare=False)


def _with_a_field_not_taken() -> None:
    @frozen
    class Told:
        said: str = field(default="", init=False)


def _with_a_keyword_among_places() -> None:
    @frozen
    class Told:
        said: str
        loudly: bool = field(default=False, kw_only=True)


def _with_more_to_do() -> None:
    @frozen
    class Told:
        said: str

        def __post_init__(self) -> None:
            """Would never be called."""


@pytest.mark.parametrize(
    "make",
    [
        _with_a_hidden_field,
        _with_a_field_left_out,
        _with_a_field_not_taken,
        _with_a_keyword_among_places,
        _with_more_to_do,
    ],
)
def test_what_it_does_not_give_is_refused(make: Callable[[], None]) -> None:
    with pytest.raises(TypeError, match="Told asks for more"):
        make()


def test_a_wrong_call_names_the_class() -> None:
    with pytest.raises(TypeError, match=r"Hall\.__init__\(\) missing 1 required keyword-only argument: 'name'"):
        Hall()


def test_a_field_may_have_any_name() -> None:
    @frozen
    class Odd:
        self: int
        MISSING: int = 1
        put: tuple[int, ...] = field(default_factory=tuple)

    assert repr(Odd(3)).endswith("Odd(self=3, MISSING=1, put=())")
