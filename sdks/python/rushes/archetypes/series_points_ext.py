"""What `SeriesPoints` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .. import components, encodings


class SeriesPointsExt:
    def __init__(
        self: Any,
        *,
        colors: encodings.Rgba32ArrayLike | None = None,
        markers: components.MarkerShapeArrayLike | None = None,
        names: encodings.Utf8ArrayLike | None = None,
        visible_series: encodings.BoolArrayLike | None = None,
        marker_sizes: encodings.Float32ArrayLike | None = None,
    ) -> None:
        """How scalars are shown as points: one value for each series. Markers are circles by default."""
        self._init(colors, "circle" if markers is None else markers, names, visible_series, marker_sizes)
