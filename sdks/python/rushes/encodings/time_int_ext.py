"""What `TimeInt` does beyond the generated part."""

from __future__ import annotations

from typing import Any


class TimeIntExt:
    def __init__(
        self: Any,
        *,
        seq: int | None = None,
        seconds: float | None = None,
        nanos: int | None = None,
    ) -> None:
        """A time: a number that counts, seconds, or nanoseconds; exactly one of them."""
        if sum(value is not None for value in (seq, seconds, nanos)) != 1:
            raise ValueError("TimeInt: give exactly one of seq, seconds and nanos")
        if seconds is not None:
            value = int(seconds * 1e9)
        else:
            value = int(seq if seq is not None else nanos)  # type: ignore[arg-type]
        self._init(value)
