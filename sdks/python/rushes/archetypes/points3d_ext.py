"""What `Points3D` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .. import components, encodings


class Points3DExt:
    def __init__(
        self: Any,
        positions: encodings.Vec3DArrayLike,
        *,
        radii: encodings.Float32ArrayLike | None = None,
        colors: encodings.Rgba32ArrayLike | None = None,
        labels: encodings.Utf8ArrayLike | None = None,
        show_labels: encodings.BoolLike | None = None,
        point_shading: components.PointShadingLike | None = None,
        class_ids: encodings.ClassIdArrayLike | None = None,
        keypoint_ids: encodings.KeypointIdArrayLike | None = None,
    ) -> None:
        """
        Points, of shape (n, 3).

        The rest is one for each point, or one for all. `radii` are in units of the scene; negative ones, which
        `Radius.ui_points` makes, in points of the screen. `colors` are of shape (n, 3) or (n, 4), bytes or floats from
        0 to 1, or packed integers 0xRRGGBBAA. Keypoints without `class_ids` are of class 0.
        """
        if keypoint_ids is not None and class_ids is None:
            class_ids = 0
        self._init(positions, radii, colors, labels, show_labels, point_shading, class_ids, keypoint_ids)
