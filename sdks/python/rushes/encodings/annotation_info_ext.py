"""What `AnnotationInfo` does beyond the generated part."""

from __future__ import annotations

from typing import Any


class AnnotationInfoExt:
    @classmethod
    def _coerce(cls: Any, value: Any) -> Any:
        """Of an id, or of id, label and colour."""
        if isinstance(value, cls):
            return value
        if isinstance(value, (tuple, list)):
            return cls(*value)
        return cls(int(value))

    @classmethod
    def _coerce_batch(cls: Any, value: Any) -> list[Any]:
        if isinstance(value, list):
            return [cls._coerce(item) for item in value]
        return [cls._coerce(value)]
