"""What `AssetVideo` does beyond the generated part."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .._baseclasses import lenient

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from .. import encodings


class AssetVideoExt:
    @lenient
    def __init__(
        self: Any,
        *,
        path: str | Path | None = None,
        contents: encodings.BlobLike | None = None,
        media_type: encodings.Utf8Like | None = None,
    ) -> None:
        """
        The file at `path`, or these `contents`: exactly one of them.

        Without a `media_type` it is guessed from the extension of the path.
        """
        if (path is None) == (contents is None):
            raise ValueError("AssetVideo: give exactly one of path and contents")
        if path is not None:
            contents = Path(path).read_bytes()
            if media_type is None:
                from ..components import MediaType

                media_type = MediaType.guess_from_path(path)
        self._init(contents, media_type)

    def read_frame_timestamps_nanos(self: Any) -> npt.NDArray[np.int64]:
        """The presentation times of all frames, in nanoseconds since the start of the video."""
        import numpy as np

        from .._rushes import video_frame_timestamps

        return np.asarray(video_frame_timestamps(self.blob), dtype=np.int64)
