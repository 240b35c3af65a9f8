//! Images made of tensors.

use crate::encodings::{self, Blob, ColorModel, ImageFormat, TensorData};

/// A tensor is not an image.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImageConstructionError<T>
where
    T: TryInto<TensorData>,
    T::Error: std::error::Error,
{
    /// The data is not a tensor.
    #[error("the data is not a tensor: {0}")]
    TensorDataConversion(#[source] T::Error),

    /// The tensor does not have the dimensions of an image.
    #[error(
        "a tensor of shape {0:?} is not an image; \
         it needs height, width, and channels if there are several"
    )]
    BadImageShape(Vec<u64>),

    /// The last dimension does not fit the colour model.
    #[error("{color_model} has {expected} channels, but the last dimension of {shape:?} differs")]
    ChannelCountMismatch {
        /// The shape of the tensor.
        shape: Vec<u64>,
        /// The colour model.
        color_model: ColorModel,
        /// Its channels.
        expected: usize,
    },
}

/// The dimensions of the image in a tensor: height, width, and channels if there are 3 or 4.
/// Dimensions of length 1 around it do not count.
fn dimensions(shape: &[u64]) -> Option<&[u64]> {
    let start = shape
        .iter()
        .position(|length| *length != 1)
        .unwrap_or(shape.len());
    let end = shape
        .iter()
        .rposition(|length| *length != 1)
        .map_or(start, |last| last + 1);
    let has_channels = end > 0 && matches!(shape.get(end - 1), Some(3 | 4));
    let needed = if has_channels { 3 } else { 2 };
    let start = start.min(end.saturating_sub(needed));
    let end = end.max(needed.min(shape.len()));
    shape.get(start..end)
}

fn size(height: u64, width: u64) -> Option<[u32; 2]> {
    Some([u32::try_from(width).ok()?, u32::try_from(height).ok()?])
}

fn tensor<T>(data: T) -> Result<TensorData, ImageConstructionError<T>>
where
    T: TryInto<TensorData>,
    T::Error: std::error::Error,
{
    data.try_into()
        .map_err(ImageConstructionError::TensorDataConversion)
}

/// An image of channels.
pub(crate) fn channels<T>(
    color_model: ColorModel,
    data: T,
) -> Result<(Blob, ImageFormat), ImageConstructionError<T>>
where
    T: TryInto<TensorData>,
    T::Error: std::error::Error,
{
    let tensor = tensor(data)?;
    let bad = || ImageConstructionError::BadImageShape(tensor.shape.clone());
    let expected = color_model.num_channels();
    let (height, width, found) = match *dimensions(&tensor.shape).ok_or_else(bad)? {
        [height, width] => (height, width, 1),
        // What looks like channels may as well be the width of a gray image.
        [1, height, width] if expected == 1 => (height, width, 1),
        [height, width, channels] => (height, width, channels),
        _ => return Err(bad()),
    };
    if found != expected as u64 {
        let shape = tensor.shape.clone();
        return Err(ImageConstructionError::ChannelCountMismatch {
            shape,
            color_model,
            expected,
        });
    }
    let size = size(height, width).ok_or_else(bad)?;
    let format = ImageFormat::from_color_model(size, color_model, tensor.dtype().into());
    Ok((Blob(tensor.buffer.into_bytes()), format))
}

/// An image of one number per pixel, such as depths or classes.
pub(crate) fn plain<T>(data: T) -> Result<(Blob, ImageFormat), ImageConstructionError<T>>
where
    T: TryInto<TensorData>,
    T::Error: std::error::Error,
{
    let (blob, format) = channels(ColorModel::L, data)?;
    Ok((
        blob,
        encodings::ImageFormat {
            color_model: None,
            ..format
        },
    ))
}
