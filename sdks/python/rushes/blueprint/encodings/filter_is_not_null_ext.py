"""What `FilterIsNotNull` does beyond the generated part."""

from __future__ import annotations

from typing import Any


class FilterIsNotNullExt:
    @classmethod
    def _coerce(cls: Any, value: Any) -> Any:
        """Of a column: an active filter on it."""
        from .filter_is_not_null import FilterIsNotNull

        return value if isinstance(value, FilterIsNotNull) else cls(True, value)
