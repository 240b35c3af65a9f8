"""What `TimeRangeBoundary` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import Literal

    from . import TimeInt


def _time(
    name: str, time: TimeInt | None, seq: int | None, seconds: float | None, nanos: int | None
) -> TimeInt:
    from .time_int import TimeInt

    given = [value for value in (time, seq, seconds, nanos) if value is not None]
    if len(given) > 1:
        raise ValueError(f"TimeRangeBoundary.{name}: give only one time")
    if time is not None:
        return time if isinstance(time, TimeInt) else TimeInt(seq=int(time))
    if not given:
        return TimeInt(seq=0)
    return TimeInt(seq=seq, seconds=seconds, nanos=nanos)


class TimeRangeBoundaryExt:
    def __init__(
        self: Any,
        inner: TimeInt | None,
        kind: Literal["cursor_relative", "absolute", "infinite"] = "cursor_relative",
    ) -> None:
        """Where a range of time begins or ends: relative to the time cursor, at a time, or never."""
        self._init_boundary(kind, 0 if inner is None else int(inner))
        self.kind = kind
        self.inner = inner

    @staticmethod
    def cursor_relative(
        offset: TimeInt | None = None,
        *,
        seq: int | None = None,
        seconds: float | None = None,
        nanos: int | None = None,
    ) -> Any:
        """So long after the time cursor; at the cursor, without an offset."""
        from .time_range_boundary import TimeRangeBoundary

        return TimeRangeBoundary(_time("cursor_relative", offset, seq, seconds, nanos), "cursor_relative")

    @staticmethod
    def absolute(
        time: TimeInt | None = None,
        *,
        seq: int | None = None,
        seconds: float | None = None,
        nanos: int | None = None,
    ) -> Any:
        """At this time."""
        from .time_range_boundary import TimeRangeBoundary

        return TimeRangeBoundary(_time("absolute", time, seq, seconds, nanos), "absolute")

    @staticmethod
    def infinite() -> Any:
        """Never: the range has no boundary here."""
        from .time_range_boundary import TimeRangeBoundary

        return TimeRangeBoundary(None, "infinite")
