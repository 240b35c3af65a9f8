"""What `GeoPoints` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .. import encodings


class GeoPointsExt:
    def __init__(
        self: Any,
        *,
        lat_lon: encodings.DVec2DArrayLike,
        radii: encodings.Float32ArrayLike | None = None,
        colors: encodings.Rgba32ArrayLike | None = None,
        class_ids: encodings.ClassIdArrayLike | None = None,
    ) -> None:
        """Points on the map, of shape (n, 2): latitude first, in degrees. Radii are in metres."""
        self._init(lat_lon, radii, colors, class_ids)
