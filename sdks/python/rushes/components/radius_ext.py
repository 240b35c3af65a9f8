"""What `Radius` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy.typing as npt


class RadiusExt:
    @staticmethod
    def ui_points(radii: npt.ArrayLike) -> Any:
        """Radii in points of the screen, whatever the zoom: stored as negative numbers."""
        if isinstance(radii, (int, float)):
            return -abs(radii)
        if isinstance(radii, (list, tuple)):
            return [RadiusExt.ui_points(radius) for radius in radii]
        import numpy as np

        return -np.abs(np.asarray(radii))
