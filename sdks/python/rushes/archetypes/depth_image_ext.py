"""What `DepthImage` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _images
from .._baseclasses import lenient

if TYPE_CHECKING:
    from PIL import Image as PILImage

    from .. import components, encodings
    from . import DepthImage, EncodedDepthImage


class DepthImageExt:
    @lenient
    def __init__(
        self: Any,
        image: Any,
        *,
        meter: encodings.Float32Like | None = None,
        colormap: components.ColormapLike | None = None,
        depth_range: encodings.Range1DLike | None = None,
        point_fill_ratio: encodings.Float32Like | None = None,
        draw_order: encodings.Float32Like | None = None,
        magnification_filter: components.MagnificationFilterLike | None = None,
    ) -> None:
        """
        Distances from the camera: an array of shape (height, width), of any type of numbers.

        `meter` is how much a metre is: 1000 for millimetres. `depth_range` is what the `colormap` spans.
        """
        buffer, image_format = _images.mono("DepthImage", image)
        self._init(
            buffer,
            image_format,
            meter,
            colormap,
            depth_range,
            point_fill_ratio,
            draw_order,
            magnification_filter,
        )

    def image_format(self: Any) -> encodings.ImageFormat:
        """The layout of the buffer."""
        return _images.format_of(self)

    def as_pil_image(self: Any) -> PILImage.Image:
        """As an image of Pillow."""
        return _images.to_pil(self)

    def compress(self: Any, compress_level: int = 6) -> EncodedDepthImage | DepthImage:
        """
        As a PNG, packed so hard, from 0 to 9; as it is where that is not possible.

        Possible for numbers of the types U8 and U16.
        """
        return _images.compress_depth(self, compress_level)  # type: ignore[no-any-return]
