"""What is drawn is drawn of the same plans as the other outputs."""

from ..export.conftest import _drawing, everything, example, hostile, rich

__all__ = ["_drawing", "everything", "example", "hostile", "rich"]
