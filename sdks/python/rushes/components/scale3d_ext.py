"""What `Scale3D` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..encodings import Float32Like, Vec3DLike


class Scale3DExt:
    def __init__(self: Any, uniform_or_per_axis: Vec3DLike | Float32Like | None = None) -> None:
        """Factors along the three axes, or one for all of them; 1 without any."""
        scale: Any = 1.0 if uniform_or_per_axis is None else uniform_or_per_axis
        try:
            factor = float(scale)
        except (TypeError, ValueError):
            self._init(scale)
        else:
            self._init([factor, factor, factor])
