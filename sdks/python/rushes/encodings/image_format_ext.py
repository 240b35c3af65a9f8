"""What `ImageFormat` does beyond the generated part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import ChannelDatatypeLike, ColorModelLike, PixelFormatLike


class ImageFormatExt:
    def __init__(
        self: Any,
        width: int,
        height: int,
        *,
        pixel_format: PixelFormatLike | None = None,
        color_model: ColorModelLike | None = None,
        channel_datatype: ChannelDatatypeLike | None = None,
    ) -> None:
        """The layout of an image: a pixel format, or a colour model and the type of its channels."""
        self._init_struct(
            width=width,
            height=height,
            pixel_format=pixel_format,
            color_model=color_model,
            channel_datatype=channel_datatype,
        )
