//! Rotations and transforms of `glam`.

use glam::{Affine3A, Mat3, Quat, Vec3};

use crate::Rotation3D;
use crate::components::{RotationAxisAngle, RotationQuat, Scale3D, TransformMat3x3, Translation3D};
use crate::encodings;

/// A quaternion or an axis of length zero rotates nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a rotation needs a quaternion or an axis whose length is finite and not zero")]
pub struct InvalidRotationError;

impl From<Quat> for encodings::Quaternion {
    fn from(rotation: Quat) -> Self {
        Self(rotation.to_array())
    }
}

impl From<Quat> for Rotation3D {
    fn from(rotation: Quat) -> Self {
        Self::Quaternion(rotation.into())
    }
}

impl TryFrom<encodings::Quaternion> for Quat {
    type Error = InvalidRotationError;

    fn try_from(rotation: encodings::Quaternion) -> Result<Self, InvalidRotationError> {
        let direction = glam::Vec4::from_array(rotation.0).try_normalize();
        direction.map(Self::from_vec4).ok_or(InvalidRotationError)
    }
}

impl TryFrom<encodings::RotationAxisAngle> for Quat {
    type Error = InvalidRotationError;

    fn try_from(rotation: encodings::RotationAxisAngle) -> Result<Self, InvalidRotationError> {
        let axis = Vec3::from(rotation.axis)
            .try_normalize()
            .ok_or(InvalidRotationError)?;
        Ok(Self::from_axis_angle(axis, rotation.angle.radians()))
    }
}

macro_rules! rotations {
    ($($type:ty),*) => { $(
        impl TryFrom<$type> for Quat {
            type Error = InvalidRotationError;

            fn try_from(rotation: $type) -> Result<Self, InvalidRotationError> {
                rotation.0.try_into()
            }
        }

        impl TryFrom<$type> for Affine3A {
            type Error = InvalidRotationError;

            fn try_from(rotation: $type) -> Result<Self, InvalidRotationError> {
                Ok(Self::from_quat(rotation.try_into()?))
            }
        }
    )* };
}

rotations!(RotationQuat, RotationAxisAngle);

impl TryFrom<Rotation3D> for Quat {
    type Error = InvalidRotationError;

    fn try_from(rotation: Rotation3D) -> Result<Self, InvalidRotationError> {
        match rotation {
            Rotation3D::Quaternion(rotation) => rotation.try_into(),
            Rotation3D::AxisAngle(rotation) => rotation.try_into(),
        }
    }
}

impl From<Translation3D> for Affine3A {
    fn from(translation: Translation3D) -> Self {
        Self::from_translation(translation.0.into())
    }
}

impl From<Scale3D> for Affine3A {
    fn from(scale: Scale3D) -> Self {
        Self::from_scale(scale.0.into())
    }
}

impl From<TransformMat3x3> for Affine3A {
    fn from(matrix: TransformMat3x3) -> Self {
        Self::from_mat3(Mat3::from(matrix.0))
    }
}
