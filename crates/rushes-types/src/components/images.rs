//! Images and other files, as bytes.

use crate::declare::components;
use crate::encodings;

components! {
    BYTES in "rerun.components" derive(Eq);

    /// Opaque bytes (files, encoded images, messages).
    stable Blob(encodings::Blob) = Vec::new();

    /// Raw image bytes, interpreted through an ImageFormat.
    stable ImageBuffer(encodings::Blob);

    /// Encoded preview image bytes.
    unstable Thumbnail(encodings::Blob);
}

components! {
    PLAIN_STRUCTS in "rerun.components" derive(Copy);

    /// Layout of an image buffer.
    stable ImageFormat(encodings::ImageFormat) = encodings::ImageFormat::default();
}

impl ImageFormat {
    /// Depths. `size` is width, height.
    pub fn depth(size: [u32; 2], datatype: encodings::ChannelDatatype) -> Self {
        encodings::ImageFormat::depth(size, datatype).into()
    }

    /// Class ids. `size` is width, height.
    pub fn segmentation(size: [u32; 2], datatype: encodings::ChannelDatatype) -> Self {
        encodings::ImageFormat::segmentation(size, datatype).into()
    }

    /// Brightness in bytes. `size` is width, height.
    pub fn l8(size: [u32; 2]) -> Self {
        encodings::ImageFormat::l8(size).into()
    }

    /// Red, green, blue in bytes. `size` is width, height.
    pub fn rgb8(size: [u32; 2]) -> Self {
        encodings::ImageFormat::rgb8(size).into()
    }

    /// Red, green, blue, alpha in bytes. `size` is width, height.
    pub fn rgba8(size: [u32; 2]) -> Self {
        encodings::ImageFormat::rgba8(size).into()
    }

    /// Subsampled chroma or a raw mosaic. `size` is width, height.
    pub fn from_pixel_format(size: [u32; 2], pixel_format: encodings::PixelFormat) -> Self {
        encodings::ImageFormat::from_pixel_format(size, pixel_format).into()
    }

    /// Channels of numbers. `size` is width, height.
    pub fn from_color_model(
        size: [u32; 2],
        color_model: encodings::ColorModel,
        datatype: encodings::ChannelDatatype,
    ) -> Self {
        encodings::ImageFormat::from_color_model(size, color_model, datatype).into()
    }
}
