"""What `ColumnOrder` does beyond the generated part."""

from __future__ import annotations

from typing import Any


class ColumnOrderExt:
    @classmethod
    def _coerce_batch(cls: Any, value: Any) -> list[Any]:
        from .column_order import ColumnOrder

        return [value if isinstance(value, ColumnOrder) else cls(value)]
