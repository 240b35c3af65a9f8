"""A layout from code: views, what they show and how, panels, and values that win over those of the data."""

from __future__ import annotations

import sys

import numpy as np

import rushes as rr
import rushes.blueprint as rrb


def layout() -> rrb.Blueprint:
    """A scene beside a curve and a log."""
    scene = rrb.Spatial3DView(
        origin="/world",
        name="The world",
        background=[20, 20, 30],
        line_grid=rrb.LineGrid3D(visible=True, spacing=0.5),
        defaults=[rr.Points3D.from_fields(radii=0.05)],
        overrides={"world/ghost": rrb.EntityBehavior(visible=False)},
    )
    plots = rrb.TimeSeriesView(
        origin="/speed",
        overrides={"speed": rr.SeriesLines.from_fields(colors=[0, 255, 0], widths=3).visualizer()},
        time_ranges=[
            rr.VisibleTimeRange(
                "step",
                start=rr.TimeRangeBoundary.cursor_relative(seq=-50),
                end=rr.TimeRangeBoundary.cursor_relative(),
            )
        ],
    )
    return rrb.Blueprint(
        rrb.Horizontal(scene, rrb.Vertical(plots, rrb.TextLogView(origin="/log")), column_shares=[3, 2]),
        rrb.TimePanel(timeline="step", state="expanded", play_state="playing", loop_mode="all"),
        collapse_panels=True,
    )


def main(path: str) -> None:
    rr.init("blueprint")
    rr.save(path, default_blueprint=layout())
    rng = np.random.default_rng(1)
    position = np.zeros(3)
    for step in range(200):
        rr.set_time("step", sequence=step)
        velocity = rng.normal(scale=0.1, size=3)
        position = position + velocity
        rr.log("world/walker", rr.Points3D(position, colors=[255, 200, 0]))
        rr.log("world/ghost", rr.Points3D(-position))
        rr.log("speed", rr.Scalars(float(np.linalg.norm(velocity))))
        if step % 20 == 0:
            rr.log("log", rr.TextLog(f"at {position.round(2)}", level="INFO"))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "blueprint.rrd")
