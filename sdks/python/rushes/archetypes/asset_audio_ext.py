"""What `AssetAudio` does beyond the generated part."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .._baseclasses import lenient

if TYPE_CHECKING:
    from .. import encodings


class AssetAudioExt:
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
            raise ValueError("AssetAudio: give exactly one of path and contents")
        if path is not None:
            contents = Path(path).read_bytes()
            if media_type is None:
                from ..components import MediaType

                media_type = MediaType.guess_from_path(path)
        self._init(contents, media_type)
