"""What `VisualizerComponentMapping` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...encodings import Utf8Like
    from . import ComponentSourceKindLike


class VisualizerComponentMappingExt:
    def __init__(
        self: Any,
        target: Utf8Like,
        source_kind: ComponentSourceKindLike,
        *,
        source_component: str | None = None,
        selector: str | None = None,
    ) -> None:
        """
        Where a visualizer gets one of its inputs from.

        - `target`: the input, e.g. `SeriesLines:names`.
        - `source_kind`: a component of the recording, the override, the default, or the annotation context.
        - `source_component`: which component of the recording; by default the one called like the target.
        - `selector`: which part of it, e.g. `.x`.
        """
        self._init_struct(
            target=target, source_kind=source_kind, source_component=source_component, selector=selector
        )
