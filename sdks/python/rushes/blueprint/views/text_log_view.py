"""The view `TextLogView`."""

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


class TextLogView(View):
    """
    Shows a log.

    - `origin`: the entity that it is about; what `$origin` in `contents` stands for.
    - `contents`: which entities it shows, as rules such as `"+ $origin/**"` and `"- /world/roads/**"`.
    - `name`: its title; by default the end of its origin.
    - `visible`, `titlebar`: whether it, and its title, are seen.
    - `defaults`: components that count where an entity does not have them.
    - `overrides`: by entity path, visualizers with components that win over those of the entity, or its behaviour.
    - `columns`: a `TextLogColumns`, or its first argument.
    - `rows`: a `TextLogRows`, or its first argument.
    - `format_options`: a `TextLogFormat`, or its first argument.
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
        columns: archetypes.TextLogColumns | None = None,
        rows: archetypes.TextLogRows | None = None,
        format_options: archetypes.TextLogFormat | None = None,
    ) -> None:
        properties: dict[str, AsComponents] = {}
        if columns is not None:
            properties["TextLogColumns"] = _property(archetypes.TextLogColumns, columns)
        if rows is not None:
            properties["TextLogRows"] = _property(archetypes.TextLogRows, rows)
        if format_options is not None:
            properties["TextLogFormat"] = _property(archetypes.TextLogFormat, format_options)
        super().__init__(
            class_identifier="TextLog",
            origin=origin,
            contents=contents,
            name=name,
            visible=visible,
            titlebar=titlebar,
            properties=properties,
            defaults=defaults,
            overrides=overrides,
        )
