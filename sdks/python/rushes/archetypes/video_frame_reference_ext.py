"""What `VideoFrameReference` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._baseclasses import lenient

if TYPE_CHECKING:
    import numpy.typing as npt

    from .. import encodings
    from .._baseclasses import ComponentColumnList


class VideoFrameReferenceExt:
    @lenient
    def __init__(
        self: Any,
        timestamp: encodings.VideoTimestampLike | None = None,
        *,
        seconds: float | None = None,
        nanoseconds: int | None = None,
        video_reference: encodings.EntityPathLike | None = None,
        opacity: encodings.Float32Like | None = None,
        draw_order: encodings.Float32Like | None = None,
    ) -> None:
        """
        A frame of the video at `video_reference`, by default of this entity.

        The time since the start of the video is exactly one of `timestamp`, `seconds` and `nanoseconds`.
        """
        if sum(value is not None for value in (timestamp, seconds, nanoseconds)) != 1:
            raise ValueError("VideoFrameReference: give exactly one of timestamp, seconds and nanoseconds")
        if timestamp is None:
            from ..components import VideoTimestamp

            timestamp = VideoTimestamp(seconds=seconds, nanoseconds=nanoseconds)
        self._init(timestamp, video_reference, opacity, draw_order)

    @classmethod
    def columns_secs(cls: Any, seconds: npt.ArrayLike) -> ComponentColumnList:
        """Frames at these times, in whole seconds, for `send_columns`."""
        return _columns(cls, seconds, 1_000_000_000)

    @classmethod
    def columns_millis(cls: Any, milliseconds: npt.ArrayLike) -> ComponentColumnList:
        """Frames at these times, in whole milliseconds, for `send_columns`."""
        return _columns(cls, milliseconds, 1_000_000)

    @classmethod
    def columns_nanos(cls: Any, nanoseconds: npt.ArrayLike) -> ComponentColumnList:
        """Frames at these times, in nanoseconds, for `send_columns`."""
        return _columns(cls, nanoseconds, 1)


def _columns(cls: Any, times: npt.ArrayLike, factor: int) -> ComponentColumnList:
    import numpy as np

    nanos = np.atleast_1d(np.asarray(times, dtype=np.int64)) * factor
    return cls.columns(timestamp=nanos)  # type: ignore[no-any-return]
