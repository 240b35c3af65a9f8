//! Grid map.

use crate::components::{
    CellSize, Colormap, DrawOrder, ImageBuffer, ImageFormat, Opacity, RotationAxisAngle,
    RotationQuat, Translation3D,
};
use crate::declare::archetype;

archetype! {
    /// A map of cells, laid flat into the scene: what a robot knows of its floor.
    ///
    /// ```
    /// # use rushes_types::archetypes::GridMap;
    /// use rushes_types::components::Colormap;
    /// use rushes_types::encodings::ImageFormat;
    /// let format = ImageFormat::l8([2, 2]);
    /// let map = GridMap::new(vec![0, 50, 100, 255], format, 0.05)
    ///     .with_colormap(Colormap::RvizMap);
    /// ```
    stable GridMap;
    views ["2D", "3D"];
    pub new(data: ImageBuffer, format: ImageFormat, cell_size: CellSize);

    /// Cell values or pixels.
    required data: ImageBuffer (fixed),
    /// Layout of data.
    required format: ImageFormat (fixed),
    /// Scene units per cell.
    optional cell_size: CellSize = value(0.01),
    /// Position of the lower-left corner.
    optional translation: Translation3D (fixed),
    /// Rotation about the lower-left corner; ignored when a quaternion is set.
    optional rotation_axis_angle: RotationAxisAngle (fixed),
    /// Rotation about the lower-left corner.
    optional quaternion: RotationQuat (fixed),
    /// Overall opacity 0..1.
    optional opacity: Opacity,
    /// Layer among overlapping maps.
    optional draw_order: DrawOrder = value(-10.0),
    /// Ramp for single-channel maps; unset means show the image as is.
    optional colormap: Colormap,
}
