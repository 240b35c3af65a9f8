"""Data of one's own: values under names, and a class that can be logged."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import rushes as rr


@dataclass
class Joint:
    """A joint of a robot, logged with its own names."""

    angle: float
    torque: float

    def as_component_batches(self) -> list[rr.DescribedComponentBatch]:
        values = {"angle": self.angle, "torque": self.torque}
        return [
            rr.components.ScalarBatch(value).described(
                rr.ComponentDescriptor(f"Joint:{name}", archetype="custom_data.Joint")
            )
            for name, value in values.items()
        ]


def main(path: str) -> None:
    rr.init("custom_data")
    rr.save(path)
    for step in range(50):
        rr.set_time("step", sequence=step)
        rr.log("arm/elbow", Joint(angle=step / 10, torque=step % 7))
        rr.log("arm/camera", rr.Points3D([[0, 0, step]]), rr.AnyValues(confidence=1 / (step + 1), label="hand"))
        rr.log("arm/motor", rr.DynamicArchetype("custom_data.Motor", components={"current": 0.1 * step, "on": True}))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "custom_data.rrd")
