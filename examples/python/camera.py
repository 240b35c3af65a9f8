"""A camera that moves: its pose, its picture, and what it sees in it."""

from __future__ import annotations

import math
import sys

import numpy as np

import rushes as rr

WIDTH, HEIGHT = 320, 240


def main(path: str) -> None:
    rr.init("camera")
    rr.save(path)
    rr.log("world", rr.ViewCoordinates.RIGHT_HAND_Z_UP, static=True)
    rr.log("world/box", rr.Boxes3D(half_sizes=[0.5, 0.5, 0.5], colors=[255, 0, 0], labels="box"), static=True)
    rr.log(
        "world/camera/image",
        rr.Pinhole(focal_length=300, width=WIDTH, height=HEIGHT, camera_xyz=rr.ViewCoordinates.RDF),
        static=True,
    )
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    for frame in range(60):
        rr.set_time("frame", sequence=frame)
        angle = frame / 60 * 2 * math.pi
        turn = rr.RotationAxisAngle(axis=[0, 0, 1], radians=angle)
        rr.log("world/camera", rr.Transform3D(translation=[3 * math.cos(angle), 3 * math.sin(angle), 1], rotation=turn))
        picture = np.stack([(x + frame * 4) % 256, y % 256, np.full_like(x, 128)], axis=2).astype(np.uint8)
        rr.log("world/camera/image", rr.Image(picture).compress(jpeg_quality=85))
        rr.log(
            "world/camera/image/seen",
            rr.Boxes2D(mins=[[100 + frame, 80]], sizes=[[60, 60]], labels="box", class_ids=1),
        )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "camera.rrd")
