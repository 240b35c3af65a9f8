"""What `Transform3D` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._baseclasses import failed

if TYPE_CHECKING:
    from .. import components, encodings


class Transform3DExt:
    def __init__(
        self: Any,
        *,
        translation: encodings.Vec3DLike | None = None,
        rotation: encodings.QuaternionLike | encodings.RotationAxisAngleLike | None = None,
        rotation_axis_angle: encodings.RotationAxisAngleLike | None = None,
        quaternion: encodings.QuaternionLike | None = None,
        scale: encodings.Vec3DLike | encodings.Float32Like | None = None,
        mat3x3: encodings.Mat3x3Like | None = None,
        from_parent: bool | None = None,
        relation: components.TransformRelationLike | None = None,
        child_frame: encodings.Utf8Like | None = None,
        parent_frame: encodings.Utf8Like | None = None,
    ) -> None:
        """
        Where an entity is in that above it: first `mat3x3`, then `scale`, rotation, and `translation`.

        - `rotation`: a `Quaternion` or a `RotationAxisAngle`; `quaternion` and `rotation_axis_angle` say which.
        - `scale`: along each axis, or one number for all.
        - `mat3x3`: a matrix, by rows.
        - `relation`: whether it maps from the child to the parent, which it does by default, or back.
        - `child_frame`, `parent_frame`: names of coordinate frames; by default those of the entities.

        Logging any of these resets those that are not in the same row.
        """
        # Not by the decorator `lenient`: this is called too often.
        try:
            if rotation is not None:
                if quaternion is not None or rotation_axis_angle is not None:
                    raise ValueError("Transform3D: give a rotation, or one of its two kinds, but not both")
                from ..encodings import Quaternion, RotationAxisAngle

                if isinstance(rotation, Quaternion):
                    quaternion = rotation
                elif isinstance(rotation, RotationAxisAngle):
                    rotation_axis_angle = rotation
                else:
                    raise ValueError("Transform3D: a rotation is a Quaternion or a RotationAxisAngle")
            if from_parent is not None:
                if relation is not None:
                    raise ValueError("Transform3D: give from_parent or relation, but not both")
                relation = 2 if from_parent else None
            if isinstance(scale, (int, float)):
                scale = (scale, scale, scale)
            elif scale is not None and getattr(scale, "ndim", 1) == 0:
                scale = (float(scale),) * 3  # type: ignore[arg-type]
            self._init(
                translation, rotation_axis_angle, quaternion, scale, mat3x3, relation, child_frame, parent_frame
            )
        except Exception as error:
            failed(self, error)
