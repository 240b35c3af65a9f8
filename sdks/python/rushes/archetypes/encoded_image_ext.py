"""What `EncodedImage` does beyond the generated part."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from .._baseclasses import lenient

if TYPE_CHECKING:
    from .. import components, encodings


class EncodedImageExt:
    @lenient
    def __init__(
        self: Any,
        *,
        path: str | Path | None = None,
        contents: bytes | IO[bytes] | encodings.BlobLike | None = None,
        media_type: encodings.Utf8Like | None = None,
        opacity: encodings.Float32Like | None = None,
        draw_order: encodings.Float32Like | None = None,
        magnification_filter: components.MagnificationFilterLike | None = None,
    ) -> None:
        """
        The image file at `path`, or these `contents` of one: exactly one of them.

        Contents need a `media_type`; that of a path is guessed from its extension.
        """
        if (path is None) == (contents is None):
            raise ValueError("EncodedImage: give exactly one of path and contents")
        if path is not None:
            contents = Path(path).read_bytes()
            if media_type is None:
                from ..components import MediaType

                media_type = MediaType.guess_from_path(path)
        elif media_type is None:
            raise ValueError("EncodedImage: contents need a media_type")
        self._init(contents, media_type, opacity, draw_order, magnification_filter)
