"""What `RotationAxisAngle` does beyond the generated part."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import AngleLike, Vec3DLike


class RotationAxisAngleExt:
    def __init__(
        self: Any,
        axis: Vec3DLike,
        angle: AngleLike | None = None,
        *,
        radians: float | None = None,
        degrees: float | None = None,
    ) -> None:
        """
        A rotation around an axis, which is normalized where it is used.

        Exactly one of `angle`, `radians` and `degrees` is to be given.
        """
        if sum(value is not None for value in (angle, radians, degrees)) != 1:
            raise ValueError("RotationAxisAngle: give exactly one of angle, radians and degrees")
        if radians is not None:
            angle = float(radians)
        elif degrees is not None:
            angle = math.radians(float(degrees))
        self._init_struct(axis=axis, angle=angle)
