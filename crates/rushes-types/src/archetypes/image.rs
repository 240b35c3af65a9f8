//! Image.

use arrow_buffer::Buffer;

use super::notes::{SEE_THROUGH_TO_DEPTH, UNDER_A_PINHOLE};
use crate::components::{DrawOrder, ImageBuffer, ImageFormat, MagnificationFilter, Opacity};
use crate::declare::archetype;
use crate::encodings::{self, ChannelDatatype, ColorModel, PixelFormat, TensorData};
use crate::tensor::channels;
use crate::{ImageChannelType, ImageConstructionError};

archetype! {
    /// An image as plain pixels: channels of numbers, subsampled chroma, or a raw mosaic.
    ///
    /// ```
    /// # use rushes_types::archetypes::Image;
    /// let red = Image::from_rgb24([255, 0, 0].repeat(4), [2, 2]);
    /// ```
    stable Image;
    views ["2D", "3D" if UNDER_A_PINHOLE];
    visualizer "Image";
    pub new(buffer: ImageBuffer, format: ImageFormat);

    /// Pixel bytes, row by row.
    required buffer: ImageBuffer (fixed),
    /// Layout of the buffer.
    required format: ImageFormat (fixed),
    /// Overall opacity 0..1.
    optional opacity: Opacity
        in "2D", "3D": rule(SEE_THROUGH_TO_DEPTH),
    /// 2D layer; larger is in front.
    optional draw_order: DrawOrder = value(-10.0),
    /// Texture filter when enlarged.
    optional magnification_filter: MagnificationFilter,
}

/// The buffer and its format; a warning is logged when their sizes differ.
pub(super) fn checked(
    bytes: impl Into<ImageBuffer>,
    format: encodings::ImageFormat,
) -> (ImageBuffer, encodings::ImageFormat) {
    let buffer = bytes.into();
    let (expected, found) = (format.num_bytes(), buffer.len());
    if expected != found {
        log::warn!("an image of {format} has {expected} bytes, but the buffer has {found}");
    }
    (buffer, format)
}

impl Image {
    /// An image from a tensor: height, width, and channels if there are several. Dimensions of
    /// length 1 around these do not count.
    ///
    /// # Errors
    /// If the data is no tensor, or its shape does not fit the colour model.
    pub fn from_color_model_and_tensor<T>(
        color_model: ColorModel,
        data: T,
    ) -> Result<Self, ImageConstructionError<T>>
    where
        T: TryInto<TensorData>,
        T::Error: std::error::Error,
    {
        let (buffer, format) = channels(color_model, data)?;
        Ok(Self::new(buffer, format))
    }

    /// An image with subsampled chroma or a raw mosaic. `size` is width, height.
    pub fn from_pixel_format(
        size: [u32; 2],
        pixel_format: PixelFormat,
        bytes: impl Into<ImageBuffer>,
    ) -> Self {
        let format = encodings::ImageFormat::from_pixel_format(size, pixel_format);
        let (buffer, format) = checked(bytes, format);
        Self::new(buffer, format)
    }

    /// An image of channels: row by row, the top row first. `size` is width, height.
    pub fn from_color_model_and_bytes(
        bytes: impl Into<ImageBuffer>,
        size: [u32; 2],
        color_model: ColorModel,
        datatype: ChannelDatatype,
    ) -> Self {
        let format = encodings::ImageFormat::from_color_model(size, color_model, datatype);
        let (buffer, format) = checked(bytes, format);
        Self::new(buffer, format)
    }

    /// An image of channels, as numbers. `size` is width, height.
    pub fn from_elements<T: ImageChannelType>(
        elements: &[T],
        size: [u32; 2],
        color_model: ColorModel,
    ) -> Self {
        let bytes = encodings::Blob(Buffer::from_slice_ref(elements));
        Self::from_color_model_and_bytes(bytes, size, color_model, T::CHANNEL_TYPE)
    }

    /// An image of brightness in bytes. `resolution` is width, height.
    pub fn from_l8(bytes: impl Into<ImageBuffer>, resolution: [u32; 2]) -> Self {
        Self::from_color_model_and_bytes(bytes, resolution, ColorModel::L, ChannelDatatype::U8)
    }

    /// An image of red, green, blue in bytes. `resolution` is width, height.
    pub fn from_rgb24(bytes: impl Into<ImageBuffer>, resolution: [u32; 2]) -> Self {
        Self::from_color_model_and_bytes(bytes, resolution, ColorModel::RGB, ChannelDatatype::U8)
    }

    /// An image of red, green, blue, alpha in bytes. `resolution` is width, height.
    pub fn from_rgba32(bytes: impl Into<ImageBuffer>, resolution: [u32; 2]) -> Self {
        Self::from_color_model_and_bytes(bytes, resolution, ColorModel::RGBA, ChannelDatatype::U8)
    }
}
