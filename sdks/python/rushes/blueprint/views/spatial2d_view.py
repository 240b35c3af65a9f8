"""The view `Spatial2DView`."""

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


class Spatial2DView(View):
    """
    Shows images and what is in their plane.

    - `origin`: the entity that it is about; what `$origin` in `contents` stands for.
    - `contents`: which entities it shows, as rules such as `"+ $origin/**"` and `"- /world/roads/**"`.
    - `name`: its title; by default the end of its origin.
    - `visible`, `titlebar`: whether it, and its title, are seen.
    - `defaults`: components that count where an entity does not have them.
    - `overrides`: by entity path, visualizers with components that win over those of the entity, or its behaviour.
    - `background`: a `Background`, or its first argument.
    - `visual_bounds`: a `VisualBounds2D`, or its first argument.
    - `spatial_information`: a `SpatialInformation`, or its first argument.
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
        background: archetypes.Background | encodings.Rgba32Like | components.BackgroundKindLike | None = None,
        visual_bounds: archetypes.VisualBounds2D | None = None,
        spatial_information: archetypes.SpatialInformation | None = None,
        time_ranges: archetypes.VisibleTimeRanges | encodings.VisibleTimeRangeArrayLike | None = None,
    ) -> None:
        properties: dict[str, AsComponents] = {}
        if background is not None:
            properties["Background"] = _property(archetypes.Background, background)
        if visual_bounds is not None:
            properties["VisualBounds2D"] = _property(archetypes.VisualBounds2D, visual_bounds)
        if spatial_information is not None:
            properties["SpatialInformation"] = _property(archetypes.SpatialInformation, spatial_information)
        if time_ranges is not None:
            properties["VisibleTimeRanges"] = _property(archetypes.VisibleTimeRanges, time_ranges)
        super().__init__(
            class_identifier="2D",
            origin=origin,
            contents=contents,
            name=name,
            visible=visible,
            titlebar=titlebar,
            properties=properties,
            defaults=defaults,
            overrides=overrides,
        )
