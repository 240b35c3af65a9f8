//! How spaces lie in each other, and how cameras see them.

use crate::declare::{components, enum_components};
use crate::encodings;

components! {
    FLOATS in "rerun.components" derive(Copy, PartialOrd);

    /// 3D offset.
    stable Translation3D(encodings::Vec3D) = [0.0; 3];

    /// Per-axis scale factors.
    stable Scale3D(encodings::Vec3D) = [1.0; 3];

    /// 3D rotation, quaternion.
    stable RotationQuat(encodings::Quaternion) = [0.0, 0.0, 0.0, 1.0];

    /// 3x3 linear part of a transform.
    stable TransformMat3x3(encodings::Mat3x3) = encodings::Mat3x3::default();

    /// 3x3 intrinsics mapping camera space to pixels.
    stable PinholeProjection(encodings::Mat3x3)
        = [100.0, 0.0, 0.0, 0.0, 100.0, 0.0, 100.0, 100.0, 1.0];

    /// Image width and height in pixels (floats).
    stable Resolution(encodings::Vec2D) = [0.0; 2],
        fallback rule(
            "resolution of an image logged on the same entity, else [0, 0] (treated as \
             invalid)"
        );

    /// Plane in 3D (normal + distance).
    stable Plane3D(encodings::Plane3D);
}

components! {
    PLAIN_STRUCTS in "rerun.components" derive(Copy);

    /// 3D rotation, axis + angle.
    stable RotationAxisAngle(encodings::RotationAxisAngle)
        = encodings::RotationAxisAngle::default();
}

enum_components! {
    ENUMS in "rerun.components";

    /// Direction in which a logged transform maps.
    stable TransformRelation: u8 {
        /// Maps points of this entity into the parent.
        ParentFromChild = 1,
        /// Maps points of the parent into this entity.
        ChildFromParent = 2,
    } = ParentFromChild;
}

components! {
    TEXTS in "rerun.components" derive(Eq, PartialOrd, Ord, Hash);

    /// Name of a coordinate frame; the prefix tf# marks entity-path frames.
    stable TransformFrameId(encodings::Utf8);
}

components! {
    NUMBERS in "rerun.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// Axis convention: where +X, +Y, +Z point.
    unstable ViewCoordinates(encodings::ViewCoordinates) = encodings::ViewCoordinates::RFU,
        fallback value(encodings::ViewCoordinates::RDF, "RDF (meant for Pinhole:camera_xyz)");
}

impl From<f32> for Scale3D {
    /// The same along all axes.
    fn from(factor: f32) -> Self {
        Self::uniform(factor)
    }
}

impl Scale3D {
    /// The same along all axes.
    pub const fn uniform(factor: f32) -> Self {
        Self(encodings::Vec3D([factor; 3]))
    }
}

impl RotationQuat {
    /// Changes nothing.
    pub const IDENTITY: Self = Self(encodings::Quaternion::IDENTITY);
    /// No rotation at all; what it is used for is not shown.
    pub const INVALID: Self = Self(encodings::Quaternion::INVALID);
}

impl RotationAxisAngle {
    /// Changes nothing.
    pub const IDENTITY: Self = Self(encodings::RotationAxisAngle::IDENTITY);

    /// From an axis and an angle.
    pub fn new(axis: impl Into<encodings::Vec3D>, angle: impl Into<encodings::Angle>) -> Self {
        Self(encodings::RotationAxisAngle::new(axis, angle))
    }
}

super::coordinates::coordinates!(Translation3D(x 0, y 1, z 2) in Vec3D);

impl Resolution {
    /// Width by height.
    pub fn aspect_ratio(&self) -> f32 {
        self.0.x() / self.0.y()
    }
}

impl Plane3D {
    /// The plane of y and z.
    pub const YZ: Self = Self(encodings::Plane3D::YZ);
    /// The plane of z and x.
    pub const ZX: Self = Self(encodings::Plane3D::ZX);
    /// The plane of x and y.
    pub const XY: Self = Self(encodings::Plane3D::XY);

    /// From a normal and a distance to the origin along it.
    pub fn new(normal: impl Into<encodings::Vec3D>, distance: f32) -> Self {
        encodings::Plane3D::new(normal, distance).into()
    }
}
