//! Segmentation image.

use super::notes::UNDER_A_PINHOLE;
use crate::ImageConstructionError;
use crate::components::{DrawOrder, ImageBuffer, ImageFormat, Opacity};
use crate::declare::archetype;
use crate::encodings::TensorData;
use crate::tensor::plain;

archetype! {
    /// An image of classes. What they are called, an [`AnnotationContext`] says.
    ///
    /// [`AnnotationContext`]: crate::archetypes::AnnotationContext
    ///
    /// ```
    /// # use rushes_types::archetypes::SegmentationImage;
    /// use rushes_types::encodings::{ChannelDatatype, ImageFormat};
    /// let format = ImageFormat::segmentation([2, 1], ChannelDatatype::U8);
    /// let classes = SegmentationImage::new(vec![0, 1], format);
    /// ```
    stable SegmentationImage;
    views ["2D", "3D" if UNDER_A_PINHOLE];
    visualizer "SegmentationImage";
    pub new(buffer: ImageBuffer, format: ImageFormat);

    /// Class-id samples, row by row.
    required buffer: ImageBuffer (fixed),
    /// Layout of the buffer.
    required format: ImageFormat (fixed),
    /// Overall opacity 0..1.
    optional opacity: Opacity
        in "2D", "3D": rule("0.5 when the view shows any colour or depth image, else 1.0"),
    /// 2D layer; larger is in front.
    optional draw_order: DrawOrder = value(0.0),
}

impl SegmentationImage {
    /// An image of class ids from a tensor: height, width. Dimensions of length 1 around these do
    /// not count.
    ///
    /// # Errors
    /// If the data is no tensor, or its shape is not that of an image.
    pub fn try_from<T>(data: T) -> Result<Self, ImageConstructionError<T>>
    where
        T: TryInto<TensorData>,
        T::Error: std::error::Error,
    {
        let (buffer, format) = plain(data)?;
        Ok(Self::new(buffer, format))
    }
}
