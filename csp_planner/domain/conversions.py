"""Marks of annotations: how a value is read from a file and written to one, beyond the limits of its type.

Pydantic asks each mark for its part of a schema when a file is read, by the method that it documents for annotations.
Its own marks would say the same, but would load all of pydantic wherever a plan is known, also where no file is read.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema


class ReadFrom:
    """What stands in the file goes through *convert* before it is checked."""

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        self.convert = convert

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        """Add the conversion to the schema of *source*."""
        from pydantic_core import core_schema  # loaded when a file is read

        return core_schema.no_info_before_validator_function(self.convert, handler(source))


class Taken:
    """A value that was checked goes through *convert*, which may refuse it too."""

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        self.convert = convert

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        """Add the conversion to the schema of *source*."""
        from pydantic_core import core_schema  # as above

        return core_schema.no_info_after_validator_function(self.convert, handler(source))


class WrittenBy:
    """The value goes through *convert*, which gives a *kind*, where it is written to a file."""

    def __init__(self, convert: Callable[[Any], Any], kind: Any) -> None:
        self.convert, self.kind = convert, kind

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        """Add the conversion to the schema of *source*."""
        from pydantic_core import core_schema  # as above

        schema, kind = handler(source), handler.generate_schema(self.kind)
        schema["serialization"] = core_schema.plain_serializer_function_ser_schema(
            self.convert, return_schema=kind, when_used="json"
        )
        return schema


class DescribedAs:
    """The JSON Schema of the value is a text that matches *pattern*."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __get_pydantic_json_schema__(self, _schema: "CoreSchema", _handler: "GetJsonSchemaHandler") -> dict[str, str]:
        """Give the JSON Schema."""
        return {"type": "string", "pattern": self.pattern}


class StopAtFirst:
    """Checking a list stops at its first bad item."""

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        """Say so in the schema of the list *source*."""
        return cast("CoreSchema", {**handler(source), "fail_fast": True})
