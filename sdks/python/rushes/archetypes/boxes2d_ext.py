"""What `Boxes2D` does beyond the generated part."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from .._baseclasses import lenient

if TYPE_CHECKING:
    import numpy.typing as npt

    from .. import encodings


class Box2DFormat(Enum):
    """What the four numbers of a box in an array are."""

    XYWH = "XYWH"
    """Left, top, width, height."""

    YXHW = "YXHW"
    """Top, left, height, width."""

    XYXY = "XYXY"
    """Left, top, right, bottom."""

    YXYX = "YXYX"
    """Top, left, bottom, right."""

    XCYCWH = "XCYCWH"
    """Centre, width, height."""

    XCYCW2H2 = "XCYCW2H2"
    """Centre, half of the width, half of the height."""


def _of_array(array: npt.ArrayLike, array_format: Box2DFormat) -> tuple[Any, Any]:
    """Half sizes and centres."""
    import numpy as np

    boxes = np.asarray(array, dtype=np.float32)
    if not np.any(boxes):
        return np.zeros((0, 2), dtype=np.float32), np.zeros((0, 2), dtype=np.float32)
    if boxes.ndim == 1:
        boxes = boxes.reshape(-1, 4)
    if boxes.ndim != 2 or boxes.shape[1] != 4:
        raise ValueError(f"Boxes2D: an array of boxes has the shape (n, 4); found {boxes.shape}")
    first, second = boxes[:, :2], boxes[:, 2:]
    if array_format in (Box2DFormat.YXHW, Box2DFormat.YXYX):
        first, second = first[:, ::-1], second[:, ::-1]
    if array_format in (Box2DFormat.XYWH, Box2DFormat.YXHW):
        return second / 2, first + second / 2
    if array_format in (Box2DFormat.XYXY, Box2DFormat.YXYX):
        centers = (first + second) / 2
        return second - centers, centers
    if array_format == Box2DFormat.XCYCWH:
        return second / 2, first
    return second, first


class Boxes2DExt:
    @lenient
    def __init__(
        self: Any,
        *,
        sizes: encodings.Vec2DArrayLike | None = None,
        mins: encodings.Vec2DArrayLike | None = None,
        half_sizes: encodings.Vec2DArrayLike | None = None,
        centers: encodings.Vec2DArrayLike | None = None,
        array: npt.ArrayLike | None = None,
        array_format: Box2DFormat | None = None,
        radii: encodings.Float32ArrayLike | None = None,
        colors: encodings.Rgba32ArrayLike | None = None,
        labels: encodings.Utf8ArrayLike | None = None,
        show_labels: encodings.BoolLike | None = None,
        draw_order: encodings.Float32ArrayLike | None = None,
        class_ids: encodings.ClassIdArrayLike | None = None,
    ) -> None:
        """
        Boxes, by one of

        - `half_sizes` or `sizes`, of shape (n, 2), with `centers` or `mins` of the same shape, or around the origin;
        - `array` of shape (n, 4), with an `array_format` that says what the numbers are.

        The rest is one for each box, or one for all.
        """
        if array is not None:
            if array_format is None:
                raise ValueError("Boxes2D: an array needs an array_format")
            if any(value is not None for value in (sizes, mins, half_sizes, centers)):
                raise ValueError("Boxes2D: give an array, or sizes and places, but not both")
            half_sizes, centers = _of_array(array, Box2DFormat(array_format))
        else:
            from .._boxes import half_sizes_and_centers

            half_sizes, centers = half_sizes_and_centers("Boxes2D", 2, sizes, mins, half_sizes, centers)
        self._init(half_sizes, centers, colors, radii, labels, show_labels, draw_order, class_ids)
