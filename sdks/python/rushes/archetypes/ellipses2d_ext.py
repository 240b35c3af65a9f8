"""What `Ellipses2D` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._baseclasses import lenient

if TYPE_CHECKING:
    from .. import encodings


class Ellipses2DExt:
    @lenient
    def __init__(
        self: Any,
        *,
        half_sizes: encodings.Vec2DArrayLike | None = None,
        centers: encodings.Vec2DArrayLike | None = None,
        line_radii: encodings.Float32ArrayLike | None = None,
        colors: encodings.Rgba32ArrayLike | None = None,
        labels: encodings.Utf8ArrayLike | None = None,
        show_labels: encodings.BoolLike | None = None,
        draw_order: encodings.Float32ArrayLike | None = None,
        class_ids: encodings.ClassIdArrayLike | None = None,
    ) -> None:
        """
        Ellipses: their radii along x and y as `half_sizes`, of shape (n, 2), and `centers` of the same shape.

        The rest is one for each, or one for all.
        """
        self._init(half_sizes, centers, colors, line_radii, labels, show_labels, draw_order, class_ids)
