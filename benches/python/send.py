"""Logs to a server: `send.py MODULE WORKLOAD CALLS URL`; prints a line of JSON as the Rust programs do."""

import json
import sys
import time
from importlib import import_module

import numpy as np

rr = import_module(sys.argv[1])


def main(workload: str, calls: int, url: str) -> None:
    rng = np.random.default_rng(0)
    positions = rng.random((10_000, 3), dtype=np.float32)
    colors = rng.integers(0, 2**32, 10_000, dtype=np.uint32)
    frame = rng.integers(0, 255, (480, 640, 3), dtype=np.uint8)
    rows = {
        "scalars": (16, lambda: rr.log("scalar", rr.Scalars(1.5))),
        "points-10000": (160_000, lambda: rr.log("points", rr.Points3D(positions, colors=colors))),
        "image-vga": (frame.nbytes, lambda: rr.log("image", rr.Image(frame))),
    }
    size, log = rows[workload]
    rec = rr.RecordingStream("bench", make_default=True)
    rec.connect_grpc(url)
    start = time.perf_counter()
    for index in range(calls):
        rr.set_time("frame", sequence=index)
        log()
    rec.flush()
    seconds = time.perf_counter() - start
    print(json.dumps({"rows": calls, "seconds": seconds, "mb_per_second": calls * size / seconds / 1e6}))


main(sys.argv[2], int(sys.argv[3]), sys.argv[4])
