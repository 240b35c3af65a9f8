"""What `Ellipsoids3D` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._baseclasses import lenient

if TYPE_CHECKING:
    from .. import components, encodings


def _spheres(radii: Any) -> Any:
    import numpy as np

    return np.repeat(np.asarray(radii, dtype=np.float32).reshape(-1, 1), 3, axis=1)


class Ellipsoids3DExt:
    @lenient
    def __init__(
        self: Any,
        *,
        half_sizes: encodings.Vec3DArrayLike | None = None,
        radii: encodings.Float32ArrayLike | None = None,
        centers: encodings.Vec3DArrayLike | None = None,
        rotation_axis_angles: encodings.RotationAxisAngleArrayLike | None = None,
        quaternions: encodings.QuaternionArrayLike | None = None,
        colors: encodings.Rgba32ArrayLike | None = None,
        line_radii: encodings.Float32ArrayLike | None = None,
        fill_mode: components.FillModeLike | None = None,
        labels: encodings.Utf8ArrayLike | None = None,
        show_labels: encodings.BoolLike | None = None,
        class_ids: encodings.ClassIdArrayLike | None = None,
    ) -> None:
        """
        Ellipsoids, by their radii along each axis as `half_sizes`, of shape (n, 3); or spheres, by their `radii`.

        The rest is one for each, or one for all.
        """
        if radii is not None:
            if half_sizes is not None:
                raise ValueError("Ellipsoids3D: give half_sizes or radii, but not both")
            half_sizes = _spheres(radii)
        self._init(
            half_sizes,
            centers,
            rotation_axis_angles,
            quaternions,
            colors,
            line_radii,
            fill_mode,
            labels,
            show_labels,
            class_ids,
        )
