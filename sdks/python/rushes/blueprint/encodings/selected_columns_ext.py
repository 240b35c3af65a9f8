"""What `SelectedColumns` does beyond the generated part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...encodings import Utf8Like
    from . import ComponentColumnSelectorLike


class SelectedColumnsExt:
    def __init__(self: Any, columns: Sequence[ComponentColumnSelectorLike | Utf8Like]) -> None:
        """Columns: selectors, names of timelines, and `"/entity/path:Component"`."""
        from .component_column_selector import ComponentColumnSelector

        times: list[Any] = []
        components: list[Any] = []
        for column in columns:
            if isinstance(column, ComponentColumnSelector):
                components.append(column)
            elif isinstance(column, str) and ":" in column:
                components.append(ComponentColumnSelector(column))
            else:
                times.append(column)
        self._init_struct(time_columns=times, component_columns=components)

    @classmethod
    def _coerce_batch(cls: Any, value: Any) -> list[Any]:
        from .selected_columns import SelectedColumns

        return [value if isinstance(value, SelectedColumns) else cls(value)]
