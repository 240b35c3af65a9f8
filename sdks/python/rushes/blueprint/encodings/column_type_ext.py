"""What `ColumnType` does beyond the generated part."""

from __future__ import annotations

from typing import Any


class ColumnTypeExt:
    def __init__(self: Any, *, component: str | None = None, component_type_name: str | None = None) -> None:
        """What a column of a table holds."""
        self._init_struct(component=component, component_type_name=component_type_name)
