//! Transform 3D.

use super::notes::{FRAME_OF_ENTITY, FRAME_OF_PARENT, OVER_A_PINHOLE};
use crate::Rotation3D;
use crate::components::{
    RotationAxisAngle, RotationQuat, Scale3D, TransformFrameId, TransformMat3x3, TransformRelation,
    Translation3D,
};
use crate::declare::archetype;

archetype! {
    /// Where the entity is in the space of its parent, how it is turned, and how it is scaled.
    ///
    /// Logging any of it replaces all of it.
    ///
    /// ```
    /// # use rushes_types::archetypes::Transform3D;
    /// use rushes_types::encodings::{Angle, RotationAxisAngle};
    /// let robot = Transform3D::from_translation([1.0, 2.0, 0.0])
    ///     .with_rotation(RotationAxisAngle::new([0.0, 0.0, 1.0], Angle::from_degrees(90.0)));
    /// ```
    stable Transform3D;
    views ["2D" if OVER_A_PINHOLE, "3D"];
    pub new();

    /// Offset, applied last.
    optional translation: Translation3D (fixed),
    /// Rotation, axis-angle.
    optional rotation_axis_angle: RotationAxisAngle (fixed),
    /// Rotation, quaternion.
    optional quaternion: RotationQuat (fixed),
    /// Per-axis scale.
    optional scale: Scale3D (fixed),
    /// Linear 3x3 part, applied first.
    optional mat3x3: TransformMat3x3 (fixed),
    /// Direction of the mapping.
    optional relation: TransformRelation (fixed),
    /// Frame the transform starts from; unset means implicit frame of this entity.
    optional child_frame: TransformFrameId (fixed) = rule(FRAME_OF_ENTITY),
    /// Frame the transform leads to; unset means implicit frame of the parent entity.
    optional parent_frame: TransformFrameId (fixed) = rule(FRAME_OF_PARENT),
}

impl Transform3D {
    /// Changes nothing.
    pub const IDENTITY: Self = Self {
        translation: None,
        rotation_axis_angle: None,
        quaternion: None,
        scale: None,
        mat3x3: None,
        relation: None,
        child_frame: None,
        parent_frame: None,
    };

    /// Sets the rotation, in whichever form it is.
    #[must_use]
    pub fn with_rotation(self, rotation: impl Into<Rotation3D>) -> Self {
        match rotation.into() {
            Rotation3D::Quaternion(quaternion) => self.with_quaternion(quaternion),
            Rotation3D::AxisAngle(axis_angle) => self.with_rotation_axis_angle(axis_angle),
        }
    }

    /// Moves.
    pub fn from_translation(translation: impl Into<Translation3D>) -> Self {
        Self::new().with_translation(translation)
    }

    /// Turns, scales and shears.
    pub fn from_mat3x3(mat3x3: impl Into<TransformMat3x3>) -> Self {
        Self::new().with_mat3x3(mat3x3)
    }

    /// Turns.
    pub fn from_rotation(rotation: impl Into<Rotation3D>) -> Self {
        Self::new().with_rotation(rotation)
    }

    /// Scales.
    pub fn from_scale(scale: impl Into<Scale3D>) -> Self {
        Self::new().with_scale(scale)
    }

    /// Turns, then moves.
    pub fn from_translation_rotation(
        translation: impl Into<Translation3D>,
        rotation: impl Into<Rotation3D>,
    ) -> Self {
        Self::from_translation(translation).with_rotation(rotation)
    }

    /// Turns, scales and shears, then moves.
    pub fn from_translation_mat3x3(
        translation: impl Into<Translation3D>,
        mat3x3: impl Into<TransformMat3x3>,
    ) -> Self {
        Self::from_translation(translation).with_mat3x3(mat3x3)
    }

    /// Scales, then moves.
    pub fn from_translation_scale(
        translation: impl Into<Translation3D>,
        scale: impl Into<Scale3D>,
    ) -> Self {
        Self::from_translation(translation).with_scale(scale)
    }

    /// Scales, then turns, then moves.
    pub fn from_translation_rotation_scale(
        translation: impl Into<Translation3D>,
        rotation: impl Into<Rotation3D>,
        scale: impl Into<Scale3D>,
    ) -> Self {
        Self::from_translation_rotation(translation, rotation).with_scale(scale)
    }

    /// Scales, then turns.
    pub fn from_rotation_scale(rotation: impl Into<Rotation3D>, scale: impl Into<Scale3D>) -> Self {
        Self::from_rotation(rotation).with_scale(scale)
    }
}
