from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from csp_planner.domain.conversions import DescribedAs, ReadFrom, StopAtFirst, Taken, WrittenBy


def even(number: int) -> int:
    if number % 2:
        raise ValueError("odd")
    return number


def errors_of(kind: Any, data: str) -> list[str]:
    with pytest.raises(ValidationError) as found:
        TypeAdapter(kind).validate_json(data)
    return [error["type"] for error in found.value.errors()]


def test_what_stands_in_the_file_is_converted_before_it_is_checked() -> None:
    kind = Annotated[int, ReadFrom(len)]
    assert TypeAdapter(kind).validate_json('"four"') == 4


def test_a_value_is_taken_only_once_it_is_checked_and_may_be_refused() -> None:
    kind = Annotated[int, Taken(even)]
    assert TypeAdapter(kind).validate_json("4") == 4
    assert errors_of(kind, '"four"') == ["int_parsing"]
    assert errors_of(kind, "3") == ["value_error"]


def test_a_value_is_written_to_a_file_by_its_conversion_and_to_nothing_else() -> None:
    adapter = TypeAdapter(Annotated[float, WrittenBy(round, int)])
    assert adapter.dump_json(2.4) == b"2"
    assert adapter.dump_python(2.4) == 2.4
    assert adapter.json_schema(mode="serialization") == {"type": "integer"}


def test_a_described_value_is_a_text_of_a_pattern() -> None:
    assert TypeAdapter(Annotated[int, DescribedAs("^x$")]).json_schema() == {"type": "string", "pattern": "^x$"}


def test_a_list_with_two_bad_items_reports_the_first() -> None:
    assert errors_of(Annotated[tuple[int, ...], StopAtFirst()], '["a", "b"]') == ["int_parsing"]
    assert errors_of(tuple[int, ...], '["a", "b"]') == ["int_parsing", "int_parsing"]
