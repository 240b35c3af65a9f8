"""Sending many rows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from ._rushes import TimeColumn as TimeColumn, send_columns as send_columns

if TYPE_CHECKING:
    import pyarrow as pa


class TimeColumnLike(Protocol):
    """Anything that can be the times of many rows."""

    def timeline_name(self) -> str:
        """The name of the timeline."""
        ...

    def as_arrow_array(self) -> pa.Array[Any]:
        """The times: integers, timestamps or durations in nanoseconds."""
        ...
