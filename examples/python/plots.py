"""Curves: values one after the other, whole columns at once, and how they are drawn."""

from __future__ import annotations

import math
import sys

import numpy as np

import rushes as rr
import rushes.blueprint as rrb


def main(path: str) -> None:
    rr.init("plots")
    blueprint = rrb.Vertical(
        rrb.TimeSeriesView(origin="/waves", plot_legend=rrb.Corner2D.LeftTop),
        rrb.TimeSeriesView(origin="/noise", axis_y=rrb.ScalarAxis(range=(-4.0, 4.0))),
        row_shares=[2, 1],
    )
    rr.save(path, default_blueprint=blueprint)

    rr.log("waves/sin", rr.SeriesLines(colors=[255, 80, 80], names="sin", widths=2), static=True)
    rr.log("waves/cos", rr.SeriesPoints(colors=[80, 80, 255], names="cos", markers="Cross"), static=True)
    for step in range(200):
        rr.set_time("step", sequence=step)
        rr.log("waves/sin", rr.Scalars(math.sin(step / 20)))
        rr.log("waves/cos", rr.Scalars(math.cos(step / 20)))

    steps = np.arange(10_000)
    noise = np.random.default_rng(0).normal(size=len(steps))
    rr.send_columns("noise", [rr.TimeColumn("step", sequence=steps)], rr.Scalars.columns(scalars=noise))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "plots.rrd")
