"""What is drawn is drawn of the same plans as the other outputs."""

from ..export.conftest import _drawing, _french, everything, example, hostile, rich

__all__ = ["_drawing", "_french", "everything", "example", "hostile", "rich"]
