"""Times of this thread, and what stands for them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from ._rushes import (
    disable_timeline as disable_timeline,
    reset_time as reset_time,
    set_log_tick_enabled as set_log_tick_enabled,
    set_log_time_enabled as set_log_time_enabled,
    set_time as set_time,
)

if TYPE_CHECKING:
    import numpy as np

UTC = timezone.utc

__all__ = [
    "UTC",
    "disable_timeline",
    "reset_time",
    "set_log_tick_enabled",
    "set_log_time_enabled",
    "set_time",
    "to_nanos",
    "to_nanos_since_epoch",
]


def _numpy_kind(value: Any) -> str:
    """The letter of NumPy's type, for a scalar of it."""
    return str(getattr(getattr(value, "dtype", None), "kind", ""))


def to_nanos(duration: int | float | timedelta | np.timedelta64) -> int:
    """A duration in nanoseconds: seconds as a number, a `timedelta`, or a `numpy.timedelta64`."""
    return _duration(duration)


def _duration(duration: Any) -> int:
    kind = _numpy_kind(duration)
    if kind == "m":
        return int(duration.astype("timedelta64[ns]").astype("int64"))
    if isinstance(duration, timedelta):
        return round(duration.total_seconds() * 1e9)
    if isinstance(duration, float) or kind == "f":
        return round(float(duration) * 1e9)
    if isinstance(duration, int) or kind in ("i", "u"):
        return int(duration) * 1_000_000_000
    raise TypeError(f"expected seconds, a timedelta or a timedelta64; found {type(duration).__name__}")


def to_nanos_since_epoch(timestamp: int | float | datetime | np.datetime64 | Any) -> int:
    """
    A point in time in nanoseconds since the Unix epoch.

    Seconds as a number, a `datetime` (in UTC if it has no time zone), or a `numpy.datetime64`.
    """
    return _timestamp(timestamp)


def _timestamp(timestamp: Any) -> int:
    to_datetime64 = getattr(timestamp, "to_datetime64", None)
    if to_datetime64 is not None:
        timestamp = to_datetime64()
    kind = _numpy_kind(timestamp)
    if kind == "M":
        return int(timestamp.astype("datetime64[ns]").astype("int64"))
    if isinstance(timestamp, datetime):
        if timestamp.tzinfo is None:
            timestamp = timestamp.replace(tzinfo=UTC)
        since: timedelta = timestamp - datetime(1970, 1, 1, tzinfo=UTC)
        return round(since.total_seconds() * 1e9)
    if kind == "f" and isinstance(timestamp, float):
        return round(timestamp * 1e9)
    if isinstance(timestamp, (int, float)) or kind in ("i", "u"):
        return int(timestamp * 1_000_000_000)
    value = getattr(timestamp, "value", None)
    if type(timestamp).__name__ == "TimestampScalar" and isinstance(value, int):
        return int(value) * _UNITS[str(timestamp.type.unit)]
    found = "date" if type(timestamp) is date else type(timestamp).__name__
    raise TypeError(f"expected seconds, a datetime or a datetime64; found {found}")


_UNITS = {"s": 1_000_000_000, "ms": 1_000_000, "us": 1_000, "ns": 1}
