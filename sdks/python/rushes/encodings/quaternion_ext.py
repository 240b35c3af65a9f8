"""What `Quaternion` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy.typing as npt


class QuaternionExt:
    def __init__(self: Any, *, xyzw: npt.ArrayLike) -> None:
        """A rotation of the four numbers x, y, z, w; normalized where it is used."""
        self._init(xyzw)

    @staticmethod
    def identity() -> Any:
        """No rotation."""
        from .quaternion import Quaternion

        return Quaternion(xyzw=[0.0, 0.0, 0.0, 1.0])

    @staticmethod
    def invalid() -> Any:
        """No valid rotation: what it is applied to is not shown."""
        from .quaternion import Quaternion

        return Quaternion(xyzw=[0.0, 0.0, 0.0, 0.0])
