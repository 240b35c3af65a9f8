"""What `Angle` does beyond the generated part."""

from __future__ import annotations

import math
from typing import Any


class AngleExt:
    def __init__(self: Any, rad: float | None = None, deg: float | None = None) -> None:
        """An angle in radians, or in degrees: exactly one of them."""
        if (rad is None) == (deg is None):
            raise ValueError("Angle: give exactly one of rad and deg")
        self._init(float(rad) if rad is not None else math.radians(float(deg)))  # type: ignore[arg-type]
