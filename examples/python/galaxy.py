"""Many points, straight from arrays: a galaxy that turns, its density as an image, its speeds as a tensor."""

from __future__ import annotations

import sys

import numpy as np
import numpy.typing as npt

import rushes as rr

STARS = 50_000


def density(positions: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """How many stars there are in each cell, seen from above."""
    counts, _, _ = np.histogram2d(positions[:, 0], positions[:, 1], bins=256, range=[[-12, 12], [-12, 12]])
    return np.log1p(counts).astype(np.float32)


def main(path: str) -> None:
    rng = np.random.default_rng(7)
    radius = rng.gamma(2.0, 2.0, STARS)
    arm = rng.integers(0, 2, STARS) * np.pi
    start = arm + np.log1p(radius) * 2.5 + rng.normal(scale=0.25, size=STARS)
    height = rng.normal(scale=0.3, size=STARS) * np.exp(-radius / 6)
    speed = 1.0 / np.sqrt(radius + 0.5)
    warmth = np.clip(radius / 12, 0, 1)
    colors = np.stack([1 - 0.4 * warmth, 0.7 + 0.1 * warmth, 0.5 + 0.5 * warmth], axis=1)

    rr.init("galaxy")
    rr.save(path)
    rr.log("galaxy", rr.ViewCoordinates.RIGHT_HAND_Z_UP, static=True)
    rr.log("speed", rr.Tensor(speed[:4096].reshape(64, 64), dim_names=("row", "column")), static=True)
    for frame in range(60):
        rr.set_time("frame", sequence=frame)
        rr.set_time("million years", duration=frame * 5.0)
        angle = start + speed * frame / 20
        positions = np.stack([np.cos(angle) * radius, np.sin(angle) * radius, height], axis=1).astype(np.float32)
        rr.log("galaxy/stars", rr.Points3D(positions, colors=colors, radii=rr.Radius.ui_points(1.0)))
        rr.log("density", rr.DepthImage(density(positions), colormap="Inferno"))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "galaxy.rrd")
