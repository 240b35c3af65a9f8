"""What `AnnotationContext` does beyond the generated part."""

from __future__ import annotations

from typing import Any


class AnnotationContextExt:
    def __init__(self: Any, class_map: Any) -> None:
        """Descriptions of classes: ids, tuples of id, label and colour, infos, descriptions, or map elements."""
        self._init_list(list(class_map) if isinstance(class_map, (list, tuple)) else class_map)

    @classmethod
    def _coerce_batch(cls: Any, value: Any) -> list[Any]:
        """Whatever is given is one context, unless it is a list of contexts."""
        from .annotation_context import AnnotationContext

        if isinstance(value, AnnotationContext):
            return [value]
        if isinstance(value, (list, tuple)) and value and all(isinstance(item, AnnotationContext) for item in value):
            return list(value)
        return [cls(value)]
