//! Volume 3D.

use super::notes::RANGE_OF_DATA;
use crate::components::{
    Colormap, GammaCorrection, OpticalDensity, RotationQuat, TensorData, Translation3D, ValueRange,
    VoxelSize,
};
use crate::declare::archetype;

archetype! {
    /// A space full of numbers, seen as a cloud that is more or less dense.
    ///
    /// ```
    /// use half::f16;
    /// # use rushes_types::archetypes::Volume3D;
    /// use rushes_types::encodings::TensorData;
    /// let values = vec![f16::ZERO; 8];
    /// let tensor = TensorData::new(vec![2, 2, 2], values.into());
    /// let fog = Volume3D::new(tensor).with_voxel_size([0.1; 3]);
    /// ```
    unstable Volume3D;
    views ["3D"];
    visualizer "Volume3D";
    pub new(values: TensorData);

    /// Dense f16 tensor indexed `[z][y][x]`; other element types are not drawn.
    required values: TensorData (fixed),
    /// Voxel edge lengths.
    recommended voxel_size: VoxelSize (fixed) = value([1.0; 3]),
    /// Where the lowest corner of the first voxel sits.
    optional translation: Translation3D (fixed),
    /// Rotation about that corner, applied before the translation.
    optional quaternion: RotationQuat (fixed),
    /// Values drawn; outside is skipped.
    optional value_range: ValueRange = rule(RANGE_OF_DATA),
    /// Exponent on normalized values.
    optional gamma: GammaCorrection,
    /// Colour ramp for scalar values.
    optional colormap: Colormap = value(Colormap::Turbo),
    /// Optical depth across one axis at the top of the range.
    optional optical_density: OpticalDensity,
}
