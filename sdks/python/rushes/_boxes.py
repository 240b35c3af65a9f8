"""Boxes by sizes and minima."""

from __future__ import annotations

from typing import Any


def half_sizes_and_centers(
    name: str, dimensions: int, sizes: Any, mins: Any, half_sizes: Any, centers: Any
) -> tuple[Any, Any]:
    """Half sizes and centres, of whatever was given instead of them."""
    if sizes is None and mins is None:
        return half_sizes, centers
    import numpy as np

    def vectors(values: Any) -> Any:
        return np.asarray(values, dtype=np.float32).reshape(-1, dimensions)

    if sizes is not None:
        if half_sizes is not None:
            raise ValueError(f"{name}: give sizes or half_sizes, but not both")
        half_sizes = vectors(sizes) / 2
    if mins is not None:
        if centers is not None:
            raise ValueError(f"{name}: give mins or centers, but not both")
        if half_sizes is None:
            raise ValueError(f"{name}: mins need sizes or half_sizes")
        half_sizes = vectors(half_sizes)
        centers = vectors(mins) + half_sizes
    return half_sizes, centers
