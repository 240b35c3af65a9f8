//! Voxel grid map.

use crate::components::{
    Color, Colormap, Opacity, RotationAxisAngle, RotationQuat, Translation3D, ValueRange,
    VoxelIndex, VoxelSize, VoxelValue,
};
use crate::declare::archetype;

archetype! {
    /// The cells of a space that are occupied.
    ///
    /// ```
    /// # use rushes_types::archetypes::VoxelGridMap;
    /// let cells = VoxelGridMap::new([[0, 0, 0], [0, 0, 1]], [0.1; 3]).with_values([0.2, 0.8]);
    /// ```
    unstable VoxelGridMap;
    views ["3D"];
    visualizer "VoxelGridMap";
    pub new(voxel_indices: [VoxelIndex], voxel_size: VoxelSize);

    /// Occupied cell indices.
    required voxel_indices: [VoxelIndex] (fixed),
    /// Voxel edge lengths.
    required voxel_size: VoxelSize (fixed) = value([0.01; 3]),
    /// Scalar per voxel.
    optional values: [VoxelValue],
    /// Colour per voxel; wins over values.
    optional colors: [Color],
    /// Where the lowest corner of index (0,0,0) sits.
    optional translation: Translation3D (fixed),
    /// Grid rotation; ignored when a quaternion is set.
    optional rotation_axis_angle: RotationAxisAngle (fixed),
    /// Grid rotation.
    optional quaternion: RotationQuat (fixed),
    /// Overall opacity.
    optional opacity: Opacity,
    /// Values mapped to the colormap ends.
    optional value_range: ValueRange = value([0.0, 1.0]),
    /// Colour ramp for scalar values.
    optional colormap: Colormap = value(Colormap::Turbo),
}
