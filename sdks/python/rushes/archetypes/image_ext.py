"""What `Image` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _images
from .._baseclasses import lenient

if TYPE_CHECKING:
    import builtins

    from PIL import Image as PILImage

    from .. import components, encodings
    from . import EncodedImage, Image

_COLOR_MODELS = {1: 1, 3: 2, 4: 3}
_CHANNELS = {1: 1, 2: 3, 3: 4, 4: 3, 5: 4}


class ImageExt:
    @lenient
    def __init__(
        self: Any,
        image: Any = None,
        color_model: encodings.ColorModelLike | None = None,
        *,
        pixel_format: encodings.PixelFormatLike | None = None,
        datatype: encodings.ChannelDatatypeLike | type | None = None,
        bytes: builtins.bytes | None = None,
        width: int | None = None,
        height: int | None = None,
        opacity: encodings.Float32Like | None = None,
        draw_order: encodings.Float32Like | None = None,
        magnification_filter: components.MagnificationFilterLike | None = None,
    ) -> None:
        """
        An image, by one of

        - `image`: an array of shape (height, width) or (height, width, channels), an image of Pillow, or a tensor. By
          default 1, 3 or 4 channels mean L, RGB or RGBA; `color_model` says otherwise.
        - `bytes` with `width`, `height` and `pixel_format`: subsampled chroma, or a raw mosaic.
        - `bytes` with `width`, `height`, `color_model` and `datatype`: channels, row by row.

        `opacity` is from 0 to 1; of images in one place, the one with the larger `draw_order` is in front.
        """
        if image is not None:
            if bytes is not None or pixel_format is not None:
                raise ValueError("Image: give an image, or bytes and their format, but not both")
            buffer, found_height, found_width, channels, channel_type = _images.read(image)
            if height is not None and height != found_height or width is not None and width != found_width:
                raise ValueError(
                    f"Image: the array is {found_width} x {found_height}, which is not {width} x {height}"
                )
            if color_model is None:
                if channels not in _COLOR_MODELS:
                    raise ValueError(f"Image: {channels} channels need a color_model")
                color_model = _COLOR_MODELS[channels]
            else:
                from ..encodings import ColorModel

                color_model = ColorModel.auto(color_model).value
                if _CHANNELS[color_model] != channels:
                    raise ValueError(f"Image: {ColorModel(color_model)} does not have {channels} channels")
            image_format = _images.format(found_width, found_height, None, color_model, channel_type)
        else:
            if bytes is None or width is None or height is None:
                raise ValueError("Image: give an image, or bytes with width and height")
            if pixel_format is not None:
                if color_model is not None or datatype is not None:
                    raise ValueError("Image: give a pixel_format, or color_model and datatype, but not both")
                image_format = _images.format(width, height, pixel_format, None, None)
            else:
                if color_model is None or datatype is None:
                    raise ValueError("Image: bytes need a pixel_format, or color_model and datatype")
                datatype = _images.channel_datatype(datatype)
                image_format = _images.format(width, height, None, color_model, datatype)
            buffer = bytes.tobytes() if hasattr(bytes, "tobytes") else bytes
        self._init(buffer, image_format, opacity, draw_order, magnification_filter)

    def image_format(self: Any) -> encodings.ImageFormat:
        """The layout of the buffer."""
        return _images.format_of(self)

    def as_pil_image(self: Any) -> PILImage.Image:
        """As an image of Pillow."""
        return _images.to_pil(self)

    def compress(self: Any, jpeg_quality: int = 95) -> EncodedImage | Image:
        """
        As a JPEG, of this quality from 0 to 95; as it is where that is not possible.

        Possible for channels of bytes in the models L, RGB and BGR.
        """
        return _images.compress(self, jpeg_quality)  # type: ignore[no-any-return]
