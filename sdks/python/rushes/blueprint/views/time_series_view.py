"""The view `TimeSeriesView`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from .. import archetypes
from ..api import View
from ._property import of as _property

if TYPE_CHECKING:
    from ... import encodings
    from ..._baseclasses import AsComponents, DescribedComponentBatch
    from .. import components
    from ..api import ViewContentsLike, VisualizerLike


class TimeSeriesView(View):
    """
    Shows curves over time.

    - `origin`: the entity that it is about; what `$origin` in `contents` stands for.
    - `contents`: which entities it shows, as rules such as `"+ $origin/**"` and `"- /world/roads/**"`.
    - `name`: its title; by default the end of its origin.
    - `visible`, `titlebar`: whether it, and its title, are seen.
    - `defaults`: components that count where an entity does not have them.
    - `overrides`: by entity path, visualizers with components that win over those of the entity, or its behaviour.
    - `axis_x`: a `TimeAxis`, or its first argument.
    - `axis_y`: a `ScalarAxis`, or its first argument.
    - `plot_legend`: a `PlotLegend`, or its first argument.
    - `background`: a `PlotBackground`, or its first argument.
    - `interaction`: a `PlotInteraction`, or its first argument.
    - `time_ranges`: a `VisibleTimeRanges`, or its first argument.
    """

    def __init__(
        self,
        *,
        origin: encodings.EntityPathLike = "/",
        contents: ViewContentsLike = "$origin/**",
        name: encodings.Utf8Like | None = None,
        visible: encodings.BoolLike | None = None,
        titlebar: encodings.BoolLike | None = None,
        defaults: Iterable[AsComponents | Iterable[DescribedComponentBatch]] | None = None,
        overrides: Mapping[encodings.EntityPathLike, VisualizerLike | Iterable[VisualizerLike]] | None = None,
        axis_x: archetypes.TimeAxis | None = None,
        axis_y: archetypes.ScalarAxis | None = None,
        plot_legend: archetypes.PlotLegend | components.Corner2D | None = None,
        background: archetypes.PlotBackground | None = None,
        interaction: archetypes.PlotInteraction | None = None,
        time_ranges: archetypes.VisibleTimeRanges | encodings.VisibleTimeRangeArrayLike | None = None,
    ) -> None:
        properties: dict[str, AsComponents] = {}
        if axis_x is not None:
            properties["TimeAxis"] = _property(archetypes.TimeAxis, axis_x)
        if axis_y is not None:
            properties["ScalarAxis"] = _property(archetypes.ScalarAxis, axis_y)
        if plot_legend is not None:
            properties["PlotLegend"] = _property(archetypes.PlotLegend, plot_legend)
        if background is not None:
            properties["PlotBackground"] = _property(archetypes.PlotBackground, background)
        if interaction is not None:
            properties["PlotInteraction"] = _property(archetypes.PlotInteraction, interaction)
        if time_ranges is not None:
            properties["VisibleTimeRanges"] = _property(archetypes.VisibleTimeRanges, time_ranges)
        super().__init__(
            class_identifier="TimeSeries",
            origin=origin,
            contents=contents,
            name=name,
            visible=visible,
            titlebar=titlebar,
            properties=properties,
            defaults=defaults,
            overrides=overrides,
        )
