//! Instance poses 3D.

use super::notes::OVER_A_PINHOLE;
use crate::components::{RotationAxisAngle, RotationQuat, Scale3D, TransformMat3x3, Translation3D};
use crate::declare::archetype;

archetype! {
    /// Shows what is at the entity several times, each at its own pose. The entities below are not
    /// concerned.
    ///
    /// ```
    /// # use rushes_types::archetypes::InstancePoses3D;
    /// let rows = InstancePoses3D::new().with_translations([[0.0; 3], [2.0, 0.0, 0.0]]);
    /// ```
    stable InstancePoses3D;
    views ["2D" if OVER_A_PINHOLE, "3D"];
    pub new();

    /// Offset per pose.
    optional translations: [Translation3D] (fixed),
    /// Axis-angle per pose.
    optional rotation_axis_angles: [RotationAxisAngle] (fixed),
    /// Quaternion per pose.
    optional quaternions: [RotationQuat] (fixed),
    /// Scale per pose.
    optional scales: [Scale3D] (fixed),
    /// Linear 3x3 part per pose.
    optional mat3x3: [TransformMat3x3] (fixed),
}
