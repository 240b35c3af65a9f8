"""Reading a recording back into arrays, and writing a part of it again."""

# What is read are batches of pyarrow, which has no types of its own.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np

import rushes as rr


def record(path: Path) -> None:
    rr.init("read_back")
    rr.save(path)
    for step in range(100):
        rr.set_time("step", sequence=step)
        rr.log("height", rr.Scalars(step**2 / 100))
        rr.log("log", rr.TextLog(f"step {step}"))
    rr.disconnect()


def main(folder: Path) -> None:
    path = folder / "recording.rrd"
    record(path)

    reader = rr.chunk.RrdReader(path)
    for store in reader.recordings():
        print(store)
    steps: list[int] = []
    heights: list[float] = []
    for chunk in reader.stream().filter(content="/height", has_timeline="step"):
        batch = chunk.to_record_batch()
        steps += batch.column("step").to_pylist()
        heights += [value for (value,) in batch.column("Scalars:scalars").to_pylist()]
    print("mean height:", np.mean(heights), "over", len(steps), "steps")

    part = folder / "heights.rrd"
    only = reader.stream().filter(content="/height")
    only.write_rrd(part, application_id="read_back", recording_id="heights")
    print("written again:", rr.chunk.RrdReader(part).store().summary())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder))
