"""What `Pinhole` does beyond the generated part."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from .._baseclasses import lenient

if TYPE_CHECKING:
    import numpy.typing as npt

    from .. import encodings


def _pair(value: Any) -> tuple[float, float]:
    """Two numbers, or one for both."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        first, second = (float(part) for part in value)
        return first, second
    return number, number


class PinholeExt:
    @lenient
    def __init__(
        self: Any,
        *,
        image_from_camera: encodings.Mat3x3Like | None = None,
        resolution: encodings.Vec2DLike | None = None,
        camera_xyz: encodings.ViewCoordinatesLike | None = None,
        width: int | float | None = None,
        height: int | float | None = None,
        focal_length: float | npt.ArrayLike | None = None,
        principal_point: npt.ArrayLike | None = None,
        fov_y: float | None = None,
        aspect_ratio: float | None = None,
        child_frame: encodings.Utf8Like | None = None,
        parent_frame: encodings.Utf8Like | None = None,
        image_plane_distance: float | None = None,
        color: encodings.Rgba32Like | None = None,
        line_width: encodings.Float32Like | None = None,
    ) -> None:
        """
        A camera, by one of

        - `image_from_camera`: the matrix of projection, by rows; with `resolution`, or `width` and `height`, in pixels.
        - `focal_length` in pixels, one number or two, with the size; the `principal_point` is in the middle by default.
        - `fov_y`, the vertical field of view in radians, and `aspect_ratio`, width by height.

        `camera_xyz` says which way the axes of the camera point; by default right, down, forward.
        """
        if resolution is None and width is not None and height is not None:
            resolution = (float(width), float(height))
        elif resolution is not None and (width is not None or height is not None):
            raise ValueError("Pinhole: give a resolution, or width and height, but not both")
        matrix = image_from_camera
        if matrix is None:
            resolution, matrix = self._projection(
                resolution, focal_length, principal_point, fov_y, aspect_ratio
            )
        else:
            for name, value in {
                "focal_length": focal_length,
                "principal_point": principal_point,
                "fov_y": fov_y,
                "aspect_ratio": aspect_ratio,
            }.items():
                if value is not None:
                    from ..error_utils import _warn

                    _warn(f"Pinhole: {name} has no effect beside image_from_camera")
        self._init(
            matrix,
            resolution,
            camera_xyz,
            child_frame,
            parent_frame,
            image_plane_distance,
            color,
            line_width,
        )

    @staticmethod
    def _projection(
        resolution: Any, focal_length: Any, principal_point: Any, fov_y: float | None, aspect_ratio: float | None
    ) -> tuple[Any, Any]:
        """The size, and the matrix by rows."""
        size = None if resolution is None else _pair(resolution)
        if fov_y is not None and aspect_ratio is not None:
            if focal_length is not None:
                raise ValueError("Pinhole: give a focal_length, or fov_y and aspect_ratio, but not both")
            focal_length = 0.5 / math.tan(max(fov_y * 0.5, 1.19209e-07))
            size = resolution = (aspect_ratio, 1.0)
        if focal_length is None:
            if size is None:
                raise ValueError(
                    "Pinhole: give image_from_camera, or focal_length and a size, or fov_y and aspect_ratio"
                )
            from ..error_utils import _warn

            _warn("Pinhole: without a focal_length, one is made up from the size")
            focal_length = math.sqrt(size[0] * size[1])
        if principal_point is None:
            if size is None:
                raise ValueError("Pinhole: without a size, there must be a principal_point")
            principal_point = (size[0] / 2, size[1] / 2)
        (fx, fy), (cx, cy) = _pair(focal_length), _pair(principal_point)
        return resolution, [[fx, 0.0, cx], [0.0, fy, cy], [0.0, 0.0, 1.0]]
