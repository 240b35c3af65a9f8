"""What `VideoTimestamp` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy.typing as npt


def _batch(times: npt.ArrayLike, factor: float) -> Any:
    import numpy as np

    from .video_timestamp import VideoTimestampBatch

    return VideoTimestampBatch((np.asarray(times) * factor).astype(np.int64))


class VideoTimestampExt:
    def __init__(self: Any, *, nanoseconds: int | None = None, seconds: float | None = None) -> None:
        """A time since the start of a video: exactly one of these."""
        if (nanoseconds is None) == (seconds is None):
            raise ValueError("VideoTimestamp: give exactly one of nanoseconds and seconds")
        if seconds is not None:
            nanoseconds = int(seconds * 1e9 + 0.5)
        self._init(nanoseconds)

    @staticmethod
    def seconds(seconds: npt.ArrayLike) -> Any:
        """Many times, in seconds."""
        return _batch(seconds, 1e9)

    @staticmethod
    def milliseconds(milliseconds: npt.ArrayLike) -> Any:
        """Many times, in milliseconds."""
        return _batch(milliseconds, 1e6)

    @staticmethod
    def nanoseconds(nanoseconds: npt.ArrayLike) -> Any:
        """Many times, in nanoseconds."""
        import numpy as np

        from .video_timestamp import VideoTimestampBatch

        return VideoTimestampBatch(np.asarray(nanoseconds).astype(np.int64))
