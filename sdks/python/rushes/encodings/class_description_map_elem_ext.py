"""What `ClassDescriptionMapElem` does beyond the generated part."""

from __future__ import annotations

from typing import Any


class ClassDescriptionMapElemExt:
    @classmethod
    def _coerce(cls: Any, value: Any) -> Any:
        """Of a description, whose own id counts."""
        if isinstance(value, cls):
            return value
        from .class_description import ClassDescription

        description = ClassDescription._coerce(value)
        return cls(description.info.id, description)

    @classmethod
    def _coerce_batch(cls: Any, value: Any) -> list[Any]:
        if isinstance(value, (list, tuple)):
            return [cls._coerce(item) for item in value]
        return [cls._coerce(value)]
