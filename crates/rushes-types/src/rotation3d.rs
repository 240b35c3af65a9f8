//! A rotation in either form.

use crate::components::{RotationAxisAngle, RotationQuat};
use crate::encodings;

/// A rotation, as a quaternion or as an angle around an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rotation3D {
    /// As a quaternion.
    Quaternion(RotationQuat),
    /// As an angle around an axis.
    AxisAngle(RotationAxisAngle),
}

impl Rotation3D {
    /// Changes nothing.
    pub const IDENTITY: Self = Self::Quaternion(RotationQuat(encodings::Quaternion::IDENTITY));
}

impl From<RotationQuat> for Rotation3D {
    fn from(rotation: RotationQuat) -> Self {
        Self::Quaternion(rotation)
    }
}

impl From<encodings::Quaternion> for Rotation3D {
    fn from(rotation: encodings::Quaternion) -> Self {
        Self::Quaternion(rotation.into())
    }
}

impl From<RotationAxisAngle> for Rotation3D {
    fn from(rotation: RotationAxisAngle) -> Self {
        Self::AxisAngle(rotation)
    }
}

impl From<encodings::RotationAxisAngle> for Rotation3D {
    fn from(rotation: encodings::RotationAxisAngle) -> Self {
        Self::AxisAngle(rotation.into())
    }
}
