"""Visualizers: how a view draws an entity."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from .encodings import VisualizerComponentMappingLike


class Visualizer:
    """
    A visualizer for the overrides of a view.

    - `visualizer_type`: its name, e.g. `Points3D`.
    - `overrides`: components that win over those of the entity.
    - `mappings`: where it gets its inputs from.
    """

    def __init__(
        self,
        visualizer_type: str,
        *,
        overrides: Any = None,
        mappings: list[VisualizerComponentMappingLike] | None = None,
    ) -> None:
        self.id = uuid.uuid4()
        self.visualizer_type = visualizer_type
        if hasattr(overrides, "as_component_batches"):
            overrides = overrides.as_component_batches()
        self.overrides = list(overrides or [])
        self.mappings = mappings


@runtime_checkable
class VisualizableArchetype(Protocol):
    """An archetype that a view can draw."""

    def visualizer(self, *args: Any, **kwargs: Any) -> Visualizer:
        """The visualizer that draws it, with its components as overrides."""
        ...
