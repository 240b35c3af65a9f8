"""The smallest program: a spiral of points in a file."""

from __future__ import annotations

import math
import sys

import rushes as rr


def main(path: str) -> None:
    rr.init("minimal")
    rr.save(path)
    for step in range(100):
        angle = step / 10
        rr.set_time("step", sequence=step)
        rr.log("spiral", rr.Points3D([[math.cos(angle), math.sin(angle), step / 50]], colors=[255, 2 * step, 0], radii=0.05))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "minimal.rrd")
