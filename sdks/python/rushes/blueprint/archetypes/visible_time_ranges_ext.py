"""What `VisibleTimeRanges` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..._baseclasses import lenient

if TYPE_CHECKING:
    from ...encodings import (
        TimeRangeBoundary,
        TimeRangeLike,
        Utf8Like,
        VisibleTimeRangeArrayLike,
    )


class VisibleTimeRangesExt:
    @lenient
    def __init__(
        self: Any,
        ranges: VisibleTimeRangeArrayLike | None = None,
        *,
        timeline: Utf8Like | None = None,
        range: TimeRangeLike | None = None,
        start: TimeRangeBoundary | None = None,
        end: TimeRangeBoundary | None = None,
    ) -> None:
        """
        Which data is shown: ranges, one for each timeline; or of one `timeline` a `range`, or `start` and `end`.
        """
        if timeline is None:
            if ranges is None:
                raise ValueError("VisibleTimeRanges: give ranges, or a timeline")
            if any(value is not None for value in (range, start, end)):
                raise ValueError("VisibleTimeRanges: a range needs a timeline")
        else:
            if ranges is not None:
                raise ValueError("VisibleTimeRanges: give ranges, or a timeline, but not both")
            from ...encodings import VisibleTimeRange

            ranges = [VisibleTimeRange(timeline, range=range, start=start, end=end)]
        self._init(ranges)
