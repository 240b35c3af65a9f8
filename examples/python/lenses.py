"""Messages of a sensor, logged as they come; lenses make of them what viewers show."""

# What lenses read are arrays of pyarrow, which has no types of its own.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import math
import sys
import tempfile
from pathlib import Path

import pyarrow as pa

import rushes as rr
from rushes.chunk import DeriveLens, RrdReader


def record(path: Path) -> None:
    rr.init("lenses")
    rr.save(path)
    for frame in range(100):
        angle, half = 0.05 * frame, 0.025 * frame
        message = {
            "position": {"x": math.cos(angle), "y": math.sin(angle), "z": 0.2 * math.sin(3 * angle)},
            "turn": {"x": 0.0, "y": 0.0, "z": math.sin(half), "w": math.cos(half)},
        }
        rr.set_time("frame", sequence=frame)
        rr.log("drone", rr.AnyValues(message=pa.array([message])))
    rr.disconnect()


def main(target: str) -> None:
    # The pose moves the entity; the height gets a plot of its own.
    pose = (
        DeriveLens("message")
        .to_translation("position.x", "position.y", "position.z")
        .to_quaternion("turn.x", "turn.y", "turn.z", "turn.w")
    )
    height = DeriveLens("message", output_entity="/plots/height").to_scalars("position.z")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "messages.rrd"
        record(path)
        reader = RrdReader(path)
        (store,) = reader.recordings()
        made = reader.stream().lenses([pose, height], output_mode="forward_unmatched")
        made.write_rrd(target, application_id=store.application_id, recording_id=store.recording_id)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "lenses.rrd")
