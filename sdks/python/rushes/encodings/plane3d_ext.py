"""What `Plane3D` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from . import Vec3DLike


class _Plane:
    """A plane through the origin, made when it is asked for."""

    def __init__(self, *normal: float) -> None:
        self.normal = normal

    def __get__(self, instance: object, owner: Any) -> Any:
        return owner(self.normal)


class Plane3DExt:
    XY: ClassVar[Any] = _Plane(0.0, 0.0, 1.0)
    YZ: ClassVar[Any] = _Plane(1.0, 0.0, 0.0)
    ZX: ClassVar[Any] = _Plane(0.0, 1.0, 0.0)

    def __init__(self: Any, normal: Vec3DLike, distance: float | int | None = None) -> None:
        """The plane of the points whose product with the normal is the distance; the normal is kept as it is."""
        from .vec3d import Vec3D

        self._init([*Vec3D(normal)._item(), 0.0 if distance is None else float(distance)])

    def normal(self: Any) -> npt.NDArray[np.float32]:
        """The normal, x, y, z."""
        return self._array()[:3]  # type: ignore[no-any-return]

    def distance(self: Any) -> float:
        """The distance from the origin, in lengths of the normal."""
        return float(self._array()[3])

    def with_distance(self: Any, distance: float) -> Any:
        """The same plane elsewhere."""
        return type(self)(self.normal(), distance)
