"""What `VisualBounds2D` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...encodings import Range1DLike


class VisualBounds2DExt:
    def __init__(self: Any, *, x_range: Range1DLike, y_range: Range1DLike) -> None:
        """The part of the plane that is to be seen."""
        self._init_struct(x_range=x_range, y_range=y_range)
