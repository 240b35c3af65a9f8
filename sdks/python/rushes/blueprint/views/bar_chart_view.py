"""The view `BarChartView`."""

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


class BarChartView(View):
    """
    Shows bars.

    - `origin`: the entity that it is about; what `$origin` in `contents` stands for.
    - `contents`: which entities it shows, as rules such as `"+ $origin/**"` and `"- /world/roads/**"`.
    - `name`: its title; by default the end of its origin.
    - `visible`, `titlebar`: whether it, and its title, are seen.
    - `defaults`: components that count where an entity does not have them.
    - `overrides`: by entity path, visualizers with components that win over those of the entity, or its behaviour.
    - `plot_legend`: a `PlotLegend`, or its first argument.
    - `background`: a `PlotBackground`, or its first argument.
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
        plot_legend: archetypes.PlotLegend | components.Corner2D | None = None,
        background: archetypes.PlotBackground | None = None,
    ) -> None:
        properties: dict[str, AsComponents] = {}
        if plot_legend is not None:
            properties["PlotLegend"] = _property(archetypes.PlotLegend, plot_legend)
        if background is not None:
            properties["PlotBackground"] = _property(archetypes.PlotBackground, background)
        super().__init__(
            class_identifier="BarChart",
            origin=origin,
            contents=contents,
            name=name,
            visible=visible,
            titlebar=titlebar,
            properties=properties,
            defaults=defaults,
            overrides=overrides,
        )
