"""What `GeoLineStrings` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .. import components, encodings


class GeoLineStringsExt:
    def __init__(
        self: Any,
        *,
        lat_lon: components.GeoLineStringArrayLike,
        radii: encodings.Float32ArrayLike | None = None,
        colors: encodings.Rgba32ArrayLike | None = None,
    ) -> None:
        """Lines on the map: one of shape (m, 2), or several; latitude first, in degrees. Radii are in metres."""
        self._init(lat_lon, radii, colors)
