"""What `Arrows2D` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .. import encodings


class Arrows2DExt:
    def __init__(
        self: Any,
        *,
        vectors: encodings.Vec2DArrayLike,
        origins: encodings.Vec2DArrayLike | None = None,
        radii: encodings.Float32ArrayLike | None = None,
        colors: encodings.Rgba32ArrayLike | None = None,
        labels: encodings.Utf8ArrayLike | None = None,
        show_labels: encodings.BoolLike | None = None,
        draw_order: encodings.Float32Like | None = None,
        class_ids: encodings.ClassIdArrayLike | None = None,
    ) -> None:
        """
        Arrows: `vectors` of shape (n, 2), from `origins` of the same shape, or from the origin.

        The rest is one for each arrow, or one for all.
        """
        self._init(vectors, origins, radii, colors, labels, show_labels, draw_order, class_ids)
