"""What `SegmentationImage` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _images
from .._baseclasses import lenient

if TYPE_CHECKING:
    from .. import encodings


class SegmentationImageExt:
    @lenient
    def __init__(
        self: Any,
        image: Any,
        *,
        opacity: encodings.Float32Like | None = None,
        draw_order: encodings.Float32Like | None = None,
    ) -> None:
        """Class ids for each pixel: an array of shape (height, width), of integers."""
        buffer, image_format = _images.mono("SegmentationImage", image)
        self._init(buffer, image_format, opacity, draw_order)
