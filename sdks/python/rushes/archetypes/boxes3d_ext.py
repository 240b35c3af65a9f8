"""What `Boxes3D` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._baseclasses import lenient

if TYPE_CHECKING:
    from .. import components, encodings


def _split(rotations: Any) -> tuple[Any, Any]:
    """As axes with angles, or as quaternions; the other kind is empty."""
    from ..components import RotationAxisAngleBatch, RotationQuatBatch
    from ..encodings import RotationAxisAngle

    first = rotations[0] if isinstance(rotations, (list, tuple)) and rotations else rotations
    if isinstance(first, RotationAxisAngle):
        return RotationAxisAngleBatch(rotations, strict=True), RotationQuatBatch(None)
    return RotationAxisAngleBatch(None), RotationQuatBatch(rotations, strict=True)


class Boxes3DExt:
    @lenient
    def __init__(
        self: Any,
        *,
        sizes: encodings.Vec3DArrayLike | None = None,
        mins: encodings.Vec3DArrayLike | None = None,
        half_sizes: encodings.Vec3DArrayLike | None = None,
        centers: encodings.Vec3DArrayLike | None = None,
        rotation_axis_angles: encodings.RotationAxisAngleArrayLike | None = None,
        quaternions: encodings.QuaternionArrayLike | None = None,
        rotations: encodings.RotationAxisAngleArrayLike | encodings.QuaternionArrayLike | None = None,
        colors: encodings.Rgba32ArrayLike | None = None,
        radii: encodings.Float32ArrayLike | None = None,
        fill_mode: components.FillModeLike | None = None,
        labels: encodings.Utf8ArrayLike | None = None,
        show_labels: encodings.BoolLike | None = None,
        class_ids: encodings.ClassIdArrayLike | None = None,
    ) -> None:
        """
        Boxes: `half_sizes` or `sizes` of shape (n, 3), with `centers` or `mins` of the same shape.

        `rotations` are quaternions or axes with angles; `quaternions` and `rotation_axis_angles` say which. The rest is
        one for each box, or one for all.
        """
        from .._boxes import half_sizes_and_centers

        half_sizes, centers = half_sizes_and_centers("Boxes3D", 3, sizes, mins, half_sizes, centers)
        if rotations is not None:
            if rotation_axis_angles is not None or quaternions is not None:
                raise ValueError("Boxes3D: give rotations, or their two kinds, but not both")
            rotation_axis_angles, quaternions = _split(rotations)
        self._init(
            half_sizes,
            centers,
            rotation_axis_angles,
            quaternions,
            colors,
            radii,
            fill_mode,
            labels,
            show_labels,
            class_ids,
        )
