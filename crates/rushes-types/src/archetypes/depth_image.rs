//! Depth image.

use super::image::checked;
use super::notes::UNDER_A_PINHOLE;
use crate::ImageConstructionError;
use crate::components::{
    Colormap, DepthMeter, DrawOrder, FillRatio, ImageBuffer, ImageFormat, MagnificationFilter,
    ValueRange,
};
use crate::declare::archetype;
use crate::encodings::{self, ChannelDatatype, TensorData};
use crate::tensor::plain;

archetype! {
    /// An image of depths. Below a pinhole camera, it also becomes a cloud of points.
    ///
    /// ```
    /// # use rushes_types::archetypes::DepthImage;
    /// let depths = DepthImage::from_gray16(vec![0; 8], [2, 2]).with_meter(1000.0);
    /// ```
    stable DepthImage;
    views ["2D", "3D" if UNDER_A_PINHOLE];
    visualizer "DepthImage";
    pub new(buffer: ImageBuffer, format: ImageFormat);

    /// Depth samples, row by row.
    required buffer: ImageBuffer (fixed),
    /// Layout of the buffer.
    required format: ImageFormat (fixed),
    /// Depth units per metre.
    optional meter: DepthMeter = rule("1.0 for float formats, 1000.0 for integer formats"),
    /// Colour ramp for scalar values.
    optional colormap: Colormap = value(Colormap::Turbo),
    /// Depth values mapped to the colormap ends.
    optional depth_range: ValueRange = rule("[0, largest finite value]; [0, f64 max] without data"),
    /// Scale of back-projected point radii (3D only).
    optional point_fill_ratio: FillRatio,
    /// 2D layer (only when shown as a flat image).
    optional draw_order: DrawOrder = value(-20.0),
    /// Filter on depth values before colouring, 2D only.
    optional magnification_filter: MagnificationFilter,
}

impl DepthImage {
    /// An image of depths from a tensor: height, width. Dimensions of length 1 around these do not
    /// count.
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

    /// Depths as bytes, row by row. `size` is width, height.
    pub fn from_data_type_and_bytes(
        bytes: impl Into<ImageBuffer>,
        size: [u32; 2],
        datatype: ChannelDatatype,
    ) -> Self {
        let (buffer, format) = checked(bytes, encodings::ImageFormat::depth(size, datatype));
        Self::new(buffer, format)
    }

    /// Depths as 16-bit numbers, least significant byte first. `resolution` is width, height.
    pub fn from_gray16(bytes: impl Into<ImageBuffer>, resolution: [u32; 2]) -> Self {
        Self::from_data_type_and_bytes(bytes, resolution, ChannelDatatype::U16)
    }
}
