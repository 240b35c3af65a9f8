"""What `DataframeQuery` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..._baseclasses import lenient

if TYPE_CHECKING:
    from ...encodings import TimeInt, Utf8Like
    from ..encodings import ComponentColumnSelectorLike, FilterByRangeLike


class DataframeQueryExt:
    @lenient
    def __init__(
        self: Any,
        *,
        timeline: Utf8Like | None = None,
        filter_by_range: tuple[TimeInt, TimeInt] | FilterByRangeLike | None = None,
        filter_is_not_null: ComponentColumnSelectorLike | None = None,
        apply_latest_at: bool = False,
        select: list[ComponentColumnSelectorLike | Utf8Like | str] | None = None,
        entity_order: list[str] | None = None,
        auto_scroll: bool = False,
    ) -> None:
        """
        What a dataframe view shows.

        - `timeline`: what rows are ordered by.
        - `filter_by_range`: only rows from one time to another.
        - `filter_is_not_null`: only rows in which this column has a value.
        - `apply_latest_at`: fill gaps with the last value before.
        - `select`: which columns.
        - `entity_order`: which entities come first.
        - `auto_scroll`: stay with the last row.
        """
        if isinstance(filter_by_range, tuple):
            from ..components import FilterByRange

            start, end = filter_by_range
            filter_by_range = FilterByRange(start, end)
        self._init(
            timeline,
            filter_by_range,
            filter_is_not_null,
            apply_latest_at,
            select,
            entity_order,
            auto_scroll,
        )
