"""What `VisibleTimeRange` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import TimeRangeBoundary, TimeRangeLike, Utf8Like


class VisibleTimeRangeExt:
    def __init__(
        self: Any,
        timeline: Utf8Like,
        range: TimeRangeLike | None = None,
        *,
        start: TimeRangeBoundary | None = None,
        end: TimeRangeBoundary | None = None,
    ) -> None:
        """What is shown while the timeline is active: a range, or what is between two boundaries."""
        from .time_range import TimeRange
        from .time_range_boundary import TimeRangeBoundary

        if range is None:
            nowhere = TimeRangeBoundary.infinite()
            range = TimeRange(start=start or nowhere, end=end or nowhere)
        elif start is not None or end is not None:
            raise ValueError("VisibleTimeRange: give a range, or its start and end")
        self._init_struct(timeline=timeline, range=range)
