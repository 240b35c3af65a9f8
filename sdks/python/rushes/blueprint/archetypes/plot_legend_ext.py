"""What `PlotLegend` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...encodings import BoolLike
    from ..components import Corner2DLike


class PlotLegendExt:
    def __init__(self: Any, corner: Corner2DLike | None = None, *, visible: BoolLike | None = None) -> None:
        """In which corner the legend is, and whether there is one."""
        self._init(corner, visible)
