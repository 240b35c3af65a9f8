"""Measures one SDK: `measure.py MODULE FOLDER`; prints a line of JSON."""

import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path

start = time.perf_counter()
rr = import_module(sys.argv[1])
rr.Scalars  # noqa: B018
IMPORT = time.perf_counter() - start

import numpy as np  # noqa: E402

FOLDER = Path(sys.argv[2])
RESULTS: dict[str, dict[str, float]] = {"import": {"call": IMPORT}}


def measure(name: str, calls: int, work: object) -> None:
    """What a call costs its caller, and what it costs until everything is written; the best of three."""
    best = {"call": float("inf"), "written": float("inf")}
    for _ in range(3):
        rec = rr.RecordingStream("bench", make_default=True)
        path = FOLDER / "bench.rrd"
        rec.save(path)
        for index in range(max(1, calls // 20)):
            work(index)  # type: ignore[operator]
        rec.flush()
        begin = time.perf_counter()
        for index in range(calls):
            work(index)  # type: ignore[operator]
        called = time.perf_counter() - begin
        rec.flush()
        written = time.perf_counter() - begin
        rr.set_global_data_recording(None)
        rec.disconnect()
        path.unlink()
        best["call"] = min(best["call"], called / calls)
        best["written"] = min(best["written"], written / calls)
    RESULTS[name] = best


def scalar(index: int) -> None:
    rr.set_time("frame", sequence=index)
    rr.log("scalar", rr.Scalars(1.5))


def transform(index: int) -> None:
    rr.log("transform", rr.Transform3D(translation=[1, 2, index], quaternion=rr.Quaternion(xyzw=[0, 0, 0, 1])))


def text(index: int) -> None:
    rr.log("text", rr.TextLog("something happened", level="INFO"))


def cloud(count: int) -> object:
    rng = np.random.default_rng(count)
    positions = rng.random((count, 3), dtype=np.float32)
    colors = rng.integers(0, 255, (count, 3), dtype=np.uint8)
    return lambda index: rr.log("cloud", rr.Points3D(positions, colors=colors))


def image(height: int, width: int) -> object:
    y, x = np.mgrid[:height, :width]
    pixels = np.stack([x % 256, y % 256, (x + y) % 256], axis=2).astype(np.uint8)
    return lambda index: rr.log("image", rr.Image(pixels))


def columns(count: int) -> object:
    steps = np.arange(count)
    values = np.sin(steps / 1000)

    def send(index: int) -> None:
        times = rr.TimeColumn("step", sequence=steps)
        rr.send_columns("columns", [times], rr.Scalars.columns(scalars=values))

    return send


measure("set_time + scalar", 20_000, scalar)
measure("transform", 10_000, transform)
measure("text", 10_000, text)
measure("100 points", 5_000, cloud(100))
measure("50k points", 60, cloud(50_000))
measure("image 640x480", 60, image(480, 640))
measure("image 1920x1080", 20, image(1080, 1920))
measure("columns of 1M scalars", 50, columns(1_000_000))
RESULTS["memory"] = {"call": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6}
print(json.dumps(RESULTS))
