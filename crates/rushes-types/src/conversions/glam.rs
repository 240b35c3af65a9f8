//! Vectors and matrices of `glam`.

use crate::components::{
    HalfSize2D, HalfSize3D, Position2D, Position3D, Resolution, Texcoord2D, TriangleIndices,
    Vector2D, Vector3D,
};
use crate::encodings::{
    DVec2D, IVec3D, Mat3x3, Mat4x4, UVec2D, UVec3D, UVec4D, Vec2D, Vec3D, Vec4D,
};

macro_rules! both_ways {
    ($($ours:ty: $theirs:ty),* $(,)?) => { $(
        impl From<$theirs> for $ours {
            fn from(value: $theirs) -> Self {
                Self(value.to_array())
            }
        }

        impl From<$ours> for $theirs {
            fn from(value: $ours) -> Self {
                Self::from_array(value.0)
            }
        }
    )* };
}

both_ways! {
    Vec2D: glam::Vec2,
    Vec3D: glam::Vec3,
    Vec4D: glam::Vec4,
    DVec2D: glam::DVec2,
    IVec3D: glam::IVec3,
    UVec2D: glam::UVec2,
    UVec3D: glam::UVec3,
    UVec4D: glam::UVec4,
}

impl From<Vec3D> for glam::Vec3A {
    fn from(vector: Vec3D) -> Self {
        Self::from_array(vector.0)
    }
}

impl From<glam::Vec3A> for Vec3D {
    fn from(vector: glam::Vec3A) -> Self {
        Self(vector.to_array())
    }
}

macro_rules! matrices {
    ($($ours:ty: $theirs:ty),* $(,)?) => { $(
        impl From<$theirs> for $ours {
            fn from(matrix: $theirs) -> Self {
                Self(matrix.to_cols_array())
            }
        }

        impl From<$ours> for $theirs {
            fn from(matrix: $ours) -> Self {
                Self::from_cols_array(&matrix.0)
            }
        }
    )* };
}

matrices! {
    Mat3x3: glam::Mat3,
    Mat4x4: glam::Mat4,
}

macro_rules! components {
    ($($ours:ty: $theirs:ty),* $(,)?) => { $(
        impl From<$ours> for $theirs {
            fn from(value: $ours) -> Self {
                value.0.into()
            }
        }
    )* };
}

components! {
    HalfSize2D: glam::Vec2,
    HalfSize3D: glam::Vec3,
    Position2D: glam::Vec2,
    Position3D: glam::Vec3,
    Resolution: glam::Vec2,
    Texcoord2D: glam::Vec2,
    TriangleIndices: glam::UVec3,
    Vector2D: glam::Vec2,
    Vector3D: glam::Vec3,
}

macro_rules! flat {
    ($($ours:ty),* $(,)?) => { $(
        impl From<$ours> for glam::Vec3 {
            /// At z = 0.
            fn from(value: $ours) -> Self {
                glam::Vec2::from(value).extend(0.0)
            }
        }
    )* };
}

flat!(HalfSize2D, Position2D);

impl HalfSize2D {
    /// The smallest corner of a box of that size.
    pub fn box_min(self, box_center: Position2D) -> glam::Vec2 {
        glam::Vec2::from(box_center) - glam::Vec2::from(self)
    }

    /// The largest corner of a box of that size.
    pub fn box_max(self, box_center: Position2D) -> glam::Vec2 {
        glam::Vec2::from(box_center) + glam::Vec2::from(self)
    }
}

impl HalfSize3D {
    /// The smallest corner of a box of that size.
    pub fn box_min(self, box_center: Position3D) -> glam::Vec3 {
        glam::Vec3::from(box_center) - glam::Vec3::from(self)
    }

    /// The largest corner of a box of that size.
    pub fn box_max(self, box_center: Position3D) -> glam::Vec3 {
        glam::Vec3::from(box_center) + glam::Vec3::from(self)
    }
}
