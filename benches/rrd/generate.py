"""Writes one input file of `cargo xtask bench rrd` with the peer's SDK.

    python generate.py rows|columns|points FILE [--divisor N]

`rows`: 60,000 one-row chunks, 75 MB. `columns`: 50 entities of 1,000,000 scalars, 1.2 GB. `points`: 280 clouds of
100,000 coloured points, 400 MB. `--divisor` writes that many times fewer. The same arguments give the same data, apart
from ids and the time of day.
"""

import argparse
import os
from pathlib import Path

import numpy as np
import rerun as rr

START = np.datetime64("2026-01-01T00:00:00", "ns")


def rows(recording: rr.RecordingStream, divisor: int) -> None:
    """Ten sensors that report one value at a time; nothing batches them."""
    values = np.cumsum(np.random.default_rng(1).normal(size=60_000 // divisor))
    for i, value in enumerate(values):
        recording.set_time("frame", sequence=i)
        recording.set_time("wall", timestamp=START + np.timedelta64(i, "ms"))
        recording.log(f"sensor/{i % 10}", rr.Scalars(value))


def columns(recording: rr.RecordingStream, divisor: int) -> None:
    """Random walks at 1 kHz whose clock jitters by 20 µs."""
    random = np.random.default_rng(2)
    frames = np.arange(1_000_000 // divisor)
    for entity in range(50):
        jitter = random.integers(0, 20_000, frames.size)
        wall = START + (frames * 1_000_000 + jitter).astype("timedelta64[ns]")
        walk = np.cumsum(random.normal(size=frames.size))
        indexes = [rr.TimeColumn("frame", sequence=frames), rr.TimeColumn("wall", timestamp=wall)]
        recording.send_columns(f"series/{entity:02}", indexes, rr.Scalars.columns(scalars=walk))


def points(recording: rr.RecordingStream, divisor: int) -> None:
    """Two lidars over hilly ground; colour goes by height."""
    random = np.random.default_rng(3)
    for i in range(max(2, 280 // divisor)):
        recording.set_time("frame", sequence=i)
        recording.set_time("wall", timestamp=START + np.timedelta64(i * 100, "ms"))
        ground = random.uniform(-50, 50, (100_000, 2))
        height = np.sin(ground[:, 0] / 9 + i / 10) * np.cos(ground[:, 1] / 7) + random.normal(0, 0.02, 100_000)
        shade = np.clip((height + 1.2) * 100, 0, 255)
        colors = np.column_stack([shade, 255 - shade, np.full_like(shade, 80)]).astype(np.uint8)
        cloud = rr.Points3D(np.column_stack([ground, height]), colors=colors)
        recording.log(f"lidar/{'rear' if i % 5 == 0 else 'front'}", cloud)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["rows", "columns", "points"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--divisor", type=int, default=1)
    args = parser.parse_args()

    # One row a chunk is what the file is for; the peer warns about it unless it is told to be strict.
    os.environ["RERUN_STRICT"] = "1"
    batching = rr.ChunkBatcherConfig.ALWAYS_TEST_ONLY() if args.kind == "rows" else None
    recording = rr.RecordingStream("rushes_bench", recording_id=args.kind, batcher_config=batching)
    # Renamed when whole, so that an interrupted run is not taken for a file.
    unfinished = args.file.with_suffix(".unfinished")
    recording.save(unfinished)
    {"rows": rows, "columns": columns, "points": points}[args.kind](recording, args.divisor)
    recording.disconnect()
    unfinished.rename(args.file)


if __name__ == "__main__":
    main()
