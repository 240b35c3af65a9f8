"""Coloured points in regular shapes."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt


class ColorGrid(NamedTuple):
    """Points in a box, and their colours."""

    positions: npt.NDArray[np.float64]
    colors: npt.NDArray[np.uint8]


class ColorSpiral(NamedTuple):
    """Points on a spiral, and their colours."""

    positions: npt.NDArray[np.float64]
    colors: npt.NDArray[np.uint8]


def build_color_grid(x_count: int = 10, y_count: int = 10, z_count: int = 10, *, twist: float = 0) -> ColorGrid:
    """
    Points in a box from -10 to 10, coloured by where they are: so many along each axis.

    With `twist`, in radians, the upper half is turned around z against the lower.
    """
    axes = [np.linspace(-10, 10, count) for count in (x_count, y_count, z_count)]
    x, y, z = (axis.reshape(-1) for axis in np.meshgrid(*axes, indexing="ij"))
    channels = (np.stack([x, y, z], axis=1) + 10) / 20 * 255
    angle = twist * (z / 10) / 2
    cos, sin = np.cos(angle), np.sin(angle)
    positions = np.stack([x * cos - y * sin, x * sin + y * cos, z], axis=1)
    return ColorGrid(positions, channels.round().astype(np.uint8))


def build_color_spiral(
    num_points: int = 100,
    *,
    radius: float = 2,
    angular_step: float = 0.02,
    angular_offset: float = 0,
    z_step: float = 0.1,
) -> ColorSpiral:
    """Points on a spiral around z. Steps and offset are in turns."""
    index = np.arange(num_points)
    angle = (index * angular_step + angular_offset) * 2 * np.pi
    positions = np.stack([np.cos(angle) * radius, np.sin(angle) * radius, index * z_step], axis=1)
    hue = index / max(num_points, 1) * 6
    colors = np.stack([_channel(hue, shift) for shift in (0, 4, 2)], axis=1)
    return ColorSpiral(positions, (colors * 255).round().astype(np.uint8))


def _channel(hue: npt.NDArray[np.float64], shift: int) -> npt.NDArray[np.float64]:
    """How much of a primary colour is in a hue from 0 to 6."""
    channel: npt.NDArray[np.float64] = np.clip(np.abs((hue + shift) % 6 - 3) - 1, 0, 1)
    return channel


def bounce_lerp(a: float, b: float, t: float | npt.NDArray[Any]) -> Any:
    """From `a` to `b` while `t` goes from 0 to 1, back while it goes on to 2, and so forth."""
    phase = np.abs((np.asarray(t) + 1) % 2 - 1)
    value = a + (b - a) * phase
    return float(value) if np.ndim(value) == 0 else value


color_grid = build_color_grid()
color_spiral = build_color_spiral()
