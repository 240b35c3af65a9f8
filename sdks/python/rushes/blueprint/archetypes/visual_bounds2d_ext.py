"""What `VisualBounds2D` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..._baseclasses import lenient

if TYPE_CHECKING:
    from ...encodings import Range1DLike


class VisualBounds2DExt:
    @lenient
    def __init__(
        self: Any, *, x_range: Range1DLike | None = None, y_range: Range1DLike | None = None
    ) -> None:
        """The part of the plane that is to be seen: both ranges, or none."""
        if x_range is None and y_range is None:
            self._init(None)
            return
        if x_range is None or y_range is None:
            raise ValueError("VisualBounds2D: give both x_range and y_range")
        from ..components import VisualBounds2D

        self._init(VisualBounds2D(x_range=x_range, y_range=y_range))
