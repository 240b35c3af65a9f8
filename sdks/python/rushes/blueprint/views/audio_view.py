"""The view `AudioView`."""

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


class AudioView(View):
    """
    Plays sound.

    - `origin`: the entity that it is about; what `$origin` in `contents` stands for.
    - `contents`: which entities it shows, as rules such as `"+ $origin/**"` and `"- /world/roads/**"`.
    - `name`: its title; by default the end of its origin.
    - `visible`, `titlebar`: whether it, and its title, are seen.
    - `defaults`: components that count where an entity does not have them.
    - `overrides`: by entity path, visualizers with components that win over those of the entity, or its behaviour.
    - `playback`: a `AudioPlayback`, or its first argument.
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
        playback: archetypes.AudioPlayback | None = None,
    ) -> None:
        properties: dict[str, AsComponents] = {}
        if playback is not None:
            properties["AudioPlayback"] = _property(archetypes.AudioPlayback, playback)
        super().__init__(
            class_identifier="Audio",
            origin=origin,
            contents=contents,
            name=name,
            visible=visible,
            titlebar=titlebar,
            properties=properties,
            defaults=defaults,
            overrides=overrides,
        )
