//! The types of `mint`, which most linear algebra crates understand.

use crate::components::{
    HalfSize2D, HalfSize3D, Position2D, Position3D, Texcoord2D, TriangleIndices, Vector2D, Vector3D,
};
use crate::encodings::{
    DVec2D, Mat3x3, Mat4x4, Quaternion, RotationAxisAngle, Vec2D, Vec3D, Vec4D,
};

macro_rules! both_ways {
    ($($ours:ty: $theirs:ty),* $(,)?) => { $(
        impl From<$theirs> for $ours {
            fn from(value: $theirs) -> Self {
                Self(value.into())
            }
        }

        impl From<$ours> for $theirs {
            fn from(value: $ours) -> Self {
                value.0.into()
            }
        }
    )* };
}

both_ways! {
    Vec2D: mint::Vector2<f32>,
    Vec3D: mint::Vector3<f32>,
    Vec4D: mint::Vector4<f32>,
    DVec2D: mint::Vector2<f64>,
    // x, y, z, w, as ours.
    Quaternion: mint::Quaternion<f32>,
}

impl From<mint::ColumnMatrix3<f32>> for Mat3x3 {
    fn from(matrix: mint::ColumnMatrix3<f32>) -> Self {
        <[[f32; 3]; 3]>::from(matrix).into()
    }
}

impl From<Mat3x3> for mint::ColumnMatrix3<f32> {
    fn from(matrix: Mat3x3) -> Self {
        matrix.cols().into()
    }
}

impl From<mint::ColumnMatrix4<f32>> for Mat4x4 {
    fn from(matrix: mint::ColumnMatrix4<f32>) -> Self {
        <[[f32; 4]; 4]>::from(matrix).into()
    }
}

impl From<Mat4x4> for mint::ColumnMatrix4<f32> {
    fn from(matrix: Mat4x4) -> Self {
        [0, 1, 2, 3].map(|index| matrix.col(index).0).into()
    }
}

impl From<RotationAxisAngle> for mint::Quaternion<f32> {
    /// An axis of length zero becomes no rotation.
    fn from(rotation: RotationAxisAngle) -> Self {
        let [x, y, z] = rotation.axis.0;
        let length = (x * x + y * y + z * z).sqrt();
        if length == 0.0 {
            return Quaternion::IDENTITY.into();
        }
        let (sin, cos) = (rotation.angle.radians() / 2.0).sin_cos();
        Quaternion([x, y, z, 0.0].map(|number| number / length * sin))
            .with_w(cos)
            .into()
    }
}

impl Quaternion {
    fn with_w(self, w: f32) -> Self {
        let [x, y, z, _] = self.0;
        Self([x, y, z, w])
    }
}

macro_rules! points {
    ($($ours:ty: $theirs:ty),* $(,)?) => { $(
        impl From<$theirs> for $ours {
            fn from(point: $theirs) -> Self {
                Self(Into::<[f32; _]>::into(point).into())
            }
        }

        impl From<$ours> for $theirs {
            fn from(point: $ours) -> Self {
                point.0.0.into()
            }
        }
    )* };
}

points! {
    Position2D: mint::Point2<f32>,
    Position3D: mint::Point3<f32>,
    Texcoord2D: mint::Point2<f32>,
}

macro_rules! components {
    ($($ours:ty: $theirs:ty),* $(,)?) => { $(
        impl From<$ours> for $theirs {
            fn from(value: $ours) -> Self {
                value.0.0.into()
            }
        }
    )* };
}

components! {
    HalfSize2D: mint::Vector2<f32>,
    HalfSize3D: mint::Vector3<f32>,
    TriangleIndices: mint::Vector3<u32>,
    Vector2D: mint::Vector2<f32>,
    Vector3D: mint::Vector3<f32>,
}
