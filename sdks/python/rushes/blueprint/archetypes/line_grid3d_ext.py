"""What `LineGrid3D` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...encodings import BoolLike, Float32Like, Plane3DLike, Rgba32Like


class LineGrid3DExt:
    def __init__(
        self: Any,
        visible: BoolLike | None = None,
        *,
        spacing: Float32Like | None = None,
        plane: Plane3DLike | None = None,
        stroke_width: Float32Like | None = None,
        color: Rgba32Like | None = None,
    ) -> None:
        """Lines on a plane of a scene, so far apart, in units of the scene; `stroke_width` in points of the screen."""
        self._init(visible, spacing, plane, stroke_width, color)
