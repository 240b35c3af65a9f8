//! The images of the `image` crate.

use std::path::Path;

use image::{DynamicImage, ImageFormat as FileFormat};

use crate::archetypes::{DepthImage, Image, Tensor};
use crate::components::{ImageBuffer, ImageFormat};
use crate::encodings::{self, Blob, ChannelDatatype, ColorModel, TensorBuffer, TensorData};

/// Pixels that cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImageConversionError {
    /// A kind of pixel that has no colour model here.
    #[error("images of {0:?} pixels are not supported; convert the image to RGBA first")]
    UnsupportedImageColorType(image::ColorType),
}

/// The file is not an image that can be shown.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImageLoadError {
    /// The file could not be read.
    #[error(transparent)]
    ReadError(#[from] std::io::Error),

    /// The file is damaged, or of an unknown format.
    #[error(transparent)]
    ImageError(#[from] image::ImageError),

    /// The pixels cannot be shown.
    #[error(transparent)]
    ImageConversionError(#[from] ImageConversionError),
}

/// The file is not an image that can be a tensor.
pub type TensorImageLoadError = ImageLoadError;

/// The bytes of numbers, in the order of this machine, as everywhere in Arrow.
fn bytes_of<T: arrow_buffer::ArrowNativeType>(numbers: Vec<T>) -> Blob {
    Blob(arrow_buffer::Buffer::from_vec(numbers))
}

/// The pixels of an image, moved where they already lie as needed.
fn pixels(image: DynamicImage) -> Result<(Blob, encodings::ImageFormat), ImageConversionError> {
    use ChannelDatatype::{F32, U8, U16};
    use ColorModel::{L, RGB, RGBA};
    let size = [image.width(), image.height()];
    let (blob, color_model, datatype) = match image {
        DynamicImage::ImageLuma8(image) => (image.into_raw().into(), L, U8),
        DynamicImage::ImageLuma16(image) => (bytes_of(image.into_raw()), L, U16),
        DynamicImage::ImageRgb8(image) => (image.into_raw().into(), RGB, U8),
        DynamicImage::ImageRgb16(image) => (bytes_of(image.into_raw()), RGB, U16),
        DynamicImage::ImageRgb32F(image) => (bytes_of(image.into_raw()), RGB, F32),
        DynamicImage::ImageRgba8(image) => (image.into_raw().into(), RGBA, U8),
        DynamicImage::ImageRgba16(image) => (bytes_of(image.into_raw()), RGBA, U16),
        DynamicImage::ImageRgba32F(image) => (bytes_of(image.into_raw()), RGBA, F32),
        DynamicImage::ImageLumaA8(_) => (image.into_rgba8().into_raw().into(), RGBA, U8),
        DynamicImage::ImageLumaA16(_) => (bytes_of(image.into_rgba16().into_raw()), RGBA, U16),
        other => {
            return Err(ImageConversionError::UnsupportedImageColorType(
                other.color(),
            ));
        }
    };
    Ok((
        blob,
        encodings::ImageFormat::from_color_model(size, color_model, datatype),
    ))
}

impl ImageBuffer {
    /// The pixels of an image, and how to read them.
    ///
    /// # Errors
    /// If there is no colour model for its pixels.
    pub fn from_image(
        image: impl Into<DynamicImage>,
    ) -> Result<(Self, ImageFormat), ImageConversionError> {
        Self::from_dynamic_image(image.into())
    }

    /// The pixels of an image, and how to read them.
    ///
    /// # Errors
    /// If there is no colour model for its pixels.
    pub fn from_dynamic_image(
        image: DynamicImage,
    ) -> Result<(Self, ImageFormat), ImageConversionError> {
        let (blob, format) = pixels(image)?;
        Ok((blob.into(), format.into()))
    }
}

impl Image {
    /// An image of the `image` crate.
    ///
    /// # Errors
    /// If there is no colour model for its pixels.
    pub fn from_image(image: impl Into<DynamicImage>) -> Result<Self, ImageConversionError> {
        Self::from_dynamic_image(image.into())
    }

    /// An image of the `image` crate.
    ///
    /// # Errors
    /// If there is no colour model for its pixels.
    pub fn from_dynamic_image(image: DynamicImage) -> Result<Self, ImageConversionError> {
        let (blob, format) = pixels(image)?;
        Ok(Self::new(blob, format))
    }

    /// Decodes the contents of a file.
    ///
    /// # Errors
    /// If they are not an image of that format, or there is no colour model for its pixels.
    pub fn from_image_bytes(
        format: FileFormat,
        file_contents: &[u8],
    ) -> Result<Self, ImageLoadError> {
        let image = image::load_from_memory_with_format(file_contents, format)?;
        Ok(Self::from_dynamic_image(image)?)
    }
}

impl DepthImage {
    /// Decodes the contents of a file with one channel.
    ///
    /// # Errors
    /// If they are not an image, or have several channels.
    pub fn from_file_contents(bytes: Vec<u8>) -> Result<Self, ImageLoadError> {
        let image = image::load_from_memory(&bytes)?;
        let color = image.color();
        if color.channel_count() != 1 {
            return Err(ImageConversionError::UnsupportedImageColorType(color).into());
        }
        let (blob, format) = pixels(image)?;
        Ok(Self::new(
            blob,
            encodings::ImageFormat {
                color_model: None,
                ..format
            },
        ))
    }
}

impl TensorData {
    /// Decodes a file: height, width, and channels if there are several.
    ///
    /// # Errors
    /// If it cannot be read, or is not an image.
    pub fn from_image_file(path: &Path) -> Result<Self, TensorImageLoadError> {
        Self::from_dynamic_image(
            image::ImageReader::open(path)?
                .with_guessed_format()?
                .decode()?,
        )
    }

    /// Decodes the contents of a file: height, width, and channels if there are several.
    ///
    /// # Errors
    /// If they are not an image of that format.
    pub fn from_image_bytes(
        bytes: &[u8],
        format: FileFormat,
    ) -> Result<Self, TensorImageLoadError> {
        Self::from_dynamic_image(image::load_from_memory_with_format(bytes, format)?)
    }

    /// An image of the `image` crate: height, width, and channels if there are several.
    ///
    /// # Errors
    /// If its pixels are of an unknown kind.
    pub fn from_image(image: impl Into<DynamicImage>) -> Result<Self, TensorImageLoadError> {
        Self::from_dynamic_image(image.into())
    }

    /// An image of the `image` crate: height, width, and channels if there are several.
    ///
    /// # Errors
    /// If its pixels are of an unknown kind.
    pub fn from_dynamic_image(image: DynamicImage) -> Result<Self, TensorImageLoadError> {
        let (blob, format) = pixels(image)?;
        let (height, width) = (u64::from(format.height), u64::from(format.width));
        let channels = format.color_model().num_channels() as u64;
        let buffer = match format.datatype() {
            ChannelDatatype::U16 => TensorBuffer::U16(blob.0.into()),
            ChannelDatatype::F32 => TensorBuffer::F32(blob.0.into()),
            _ => TensorBuffer::U8(blob.0.into()),
        };
        Ok(if channels == 1 {
            Self::new(vec![height, width], buffer).with_dim_names(["height", "width"])
        } else {
            let shape = vec![height, width, channels];
            Self::new(shape, buffer).with_dim_names(["height", "width", "channel"])
        })
    }
}

impl TryFrom<DynamicImage> for TensorData {
    type Error = TensorImageLoadError;

    fn try_from(image: DynamicImage) -> Result<Self, TensorImageLoadError> {
        Self::from_dynamic_image(image)
    }
}

impl Tensor {
    /// An image of the `image` crate: height, width, and channels if there are several.
    ///
    /// # Errors
    /// If its pixels are of an unknown kind.
    pub fn from_image(image: impl Into<DynamicImage>) -> Result<Self, TensorImageLoadError> {
        Self::from_dynamic_image(image.into())
    }

    /// An image of the `image` crate: height, width, and channels if there are several.
    ///
    /// # Errors
    /// If its pixels are of an unknown kind.
    pub fn from_dynamic_image(image: DynamicImage) -> Result<Self, TensorImageLoadError> {
        Ok(Self::new(TensorData::from_dynamic_image(image)?))
    }
}
