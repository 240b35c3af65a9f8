"""The view `GraphView`."""

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


class GraphView(View):
    """
    Shows nodes and edges.

    - `origin`: the entity that it is about; what `$origin` in `contents` stands for.
    - `contents`: which entities it shows, as rules such as `"+ $origin/**"` and `"- /world/roads/**"`.
    - `name`: its title; by default the end of its origin.
    - `visible`, `titlebar`: whether it, and its title, are seen.
    - `defaults`: components that count where an entity does not have them.
    - `overrides`: by entity path, visualizers with components that win over those of the entity, or its behaviour.
    - `background`: a `GraphBackground`, or its first argument.
    - `visual_bounds`: a `VisualBounds2D`, or its first argument.
    - `force_link`: a `ForceLink`, or its first argument.
    - `force_many_body`: a `ForceManyBody`, or its first argument.
    - `force_position`: a `ForcePosition`, or its first argument.
    - `force_collision_radius`: a `ForceCollisionRadius`, or its first argument.
    - `force_center`: a `ForceCenter`, or its first argument.
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
        background: archetypes.GraphBackground | None = None,
        visual_bounds: archetypes.VisualBounds2D | None = None,
        force_link: archetypes.ForceLink | None = None,
        force_many_body: archetypes.ForceManyBody | None = None,
        force_position: archetypes.ForcePosition | None = None,
        force_collision_radius: archetypes.ForceCollisionRadius | None = None,
        force_center: archetypes.ForceCenter | None = None,
    ) -> None:
        properties: dict[str, AsComponents] = {}
        if background is not None:
            properties["GraphBackground"] = _property(archetypes.GraphBackground, background)
        if visual_bounds is not None:
            properties["VisualBounds2D"] = _property(archetypes.VisualBounds2D, visual_bounds)
        if force_link is not None:
            properties["ForceLink"] = _property(archetypes.ForceLink, force_link)
        if force_many_body is not None:
            properties["ForceManyBody"] = _property(archetypes.ForceManyBody, force_many_body)
        if force_position is not None:
            properties["ForcePosition"] = _property(archetypes.ForcePosition, force_position)
        if force_collision_radius is not None:
            properties["ForceCollisionRadius"] = _property(archetypes.ForceCollisionRadius, force_collision_radius)
        if force_center is not None:
            properties["ForceCenter"] = _property(archetypes.ForceCenter, force_center)
        super().__init__(
            class_identifier="Graph",
            origin=origin,
            contents=contents,
            name=name,
            visible=visible,
            titlebar=titlebar,
            properties=properties,
            defaults=defaults,
            overrides=overrides,
        )
