"""Data for examples, and small helpers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import attach

if TYPE_CHECKING:
    from . import datafusion as datafusion
    from ._data import (
        ColorGrid as ColorGrid,
        ColorSpiral as ColorSpiral,
        bounce_lerp as bounce_lerp,
        build_color_grid as build_color_grid,
        build_color_spiral as build_color_spiral,
        color_grid as color_grid,
        color_spiral as color_spiral,
    )

__getattr__, __dir__ = attach(
    __name__,
    {
        "ColorGrid": "_data",
        "ColorSpiral": "_data",
        "bounce_lerp": "_data",
        "build_color_grid": "_data",
        "build_color_spiral": "_data",
        "color_grid": "_data",
        "color_spiral": "_data",
    },
    ("datafusion",),
)
