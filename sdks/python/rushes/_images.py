"""What images have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _rushes

if TYPE_CHECKING:
    from PIL import Image as PILImage

    from . import encodings


def read(image: Any, as_is: bool = False) -> tuple[Any, int, int, int, int]:
    """The bytes of an image, its height, width, channels, and the type of these as a number. With `as_is`, dimensions of length 1 count."""
    return _rushes.read_image(image, as_is)


def format(width: int, height: int, pixel_format: Any, color_model: Any, channel_datatype: Any) -> Any:
    """The layout of an image."""
    from .components import ImageFormat

    return ImageFormat(
        width,
        height,
        pixel_format=pixel_format,
        color_model=color_model,
        channel_datatype=channel_datatype,
    )


def mono(name: str, image: Any) -> tuple[Any, Any]:
    """The bytes and the layout of an image of one channel."""
    buffer, height, width, channels, channel_type = read(image)
    if channels != 1:
        raise ValueError(f"{name}: expected an array of shape (height, width); it has {channels} channels")
    return buffer, format(width, height, None, None, channel_type)


def channel_datatype(datatype: Any) -> Any:
    """The type of channels, which may be given as one of NumPy's."""
    from .encodings import ChannelDatatype

    if isinstance(datatype, (str, int, ChannelDatatype)):
        return datatype
    return ChannelDatatype.from_np_dtype(datatype)


def format_of(image: Any) -> encodings.ImageFormat:
    """The layout of an archetype's image."""
    from .encodings import ImageFormat

    parts = image.format[0]
    return ImageFormat(
        parts["width"],
        parts["height"],
        pixel_format=parts["pixel_format"],
        color_model=parts["color_model"],
        channel_datatype=parts["channel_datatype"],
    )


def to_array(image: Any) -> Any:
    """The pixels, of shape (height, width) or (height, width, channels)."""
    import numpy as np

    from .encodings import ChannelDatatype, ColorModel

    parts = image.format[0]
    if parts["pixel_format"] is not None:
        raise ValueError("images with a pixel format are not arrays of channels")
    data, _ = image.buffer._bytes()
    dtype = ChannelDatatype(parts["channel_datatype"] or 6).to_np_dtype()
    channels = ColorModel(parts["color_model"] or 1).num_channels()
    shape = (parts["height"], parts["width"], channels)
    pixels = np.frombuffer(data, dtype=dtype).reshape(shape)
    return pixels[:, :, 0] if channels == 1 else pixels


def to_pil(image: Any) -> PILImage.Image:
    """As an image of Pillow, in RGB where it is in BGR."""
    from PIL import Image as PILImage

    pixels = to_array(image)
    model = image.format[0]["color_model"]
    if model == 4:
        pixels = pixels[:, :, ::-1]
    elif model == 5:
        pixels = pixels[:, :, [2, 1, 0, 3]]
    import numpy as np

    return PILImage.fromarray(np.ascontiguousarray(pixels))


def _is_lenient(error: Exception, name: str) -> None:
    """Raises where strict; warns elsewhere."""
    if _rushes.strict_mode():
        raise error
    from .error_utils import _report

    _report(name, error)


def compress(image: Any, jpeg_quality: int) -> Any:
    """As a JPEG where that is possible."""
    import io

    parts = image.format[0]
    if parts["pixel_format"] is not None or parts["channel_datatype"] != 6 or parts["color_model"] not in (1, 2, 4):
        _is_lenient(ValueError("only images of bytes in L, RGB or BGR can be compressed"), "Image.compress")
        return image
    from .archetypes import EncodedImage

    file = io.BytesIO()
    to_pil(image).save(file, format="JPEG", quality=jpeg_quality)
    return EncodedImage(contents=file.getvalue(), media_type="image/jpeg")


def compress_depth(image: Any, compress_level: int) -> Any:
    """As a PNG where that is possible."""
    import io

    if image.format[0]["channel_datatype"] not in (6, 8):
        _is_lenient(ValueError("only depths of type U8 or U16 can be compressed"), "DepthImage.compress")
        return image
    from .archetypes import EncodedDepthImage

    file = io.BytesIO()
    to_pil(image).save(file, format="PNG", compress_level=compress_level)
    encoded = EncodedDepthImage(file.getvalue(), media_type="image/png")
    fields = ["meter", "colormap", "depth_range", "point_fill_ratio", "draw_order", "magnification_filter"]
    _rushes.copy_fields(image, encoded, fields)
    return encoded
