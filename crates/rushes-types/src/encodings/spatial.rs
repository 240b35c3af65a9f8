//! Rotations, matrices and planes.

use std::fmt;

use super::{Vec3D, Vec4D};
use crate::declare::{struct_encodings, transparent_encodings};

transparent_encodings! {
    ARRAYS in "rerun.encodings" derive(Debug, Copy, PartialOrd);

    /// An angle in radians.
    stable Angle(f32) = 0.0;

    /// A 3x3 matrix, one column after the other.
    stable Mat3x3([f32; 9]) = Self::IDENTITY.0;

    /// A 4x4 matrix, one column after the other.
    stable Mat4x4([f32; 16]);

    /// The plane of all points whose product with the normal (the first three numbers) is the
    /// distance (the fourth). Not normalised.
    stable Plane3D([f32; 4]);

    /// A rotation as x, y, z, w. Stored as given, normalised when used.
    stable Quaternion([f32; 4]) = Self::IDENTITY.0;
}

struct_encodings! {
    ROTATIONS in "rerun.encodings" derive(Copy);

    /// A rotation around an axis.
    stable RotationAxisAngle {
        /// The axis. Stored as given, normalised when used.
        axis: Vec3D,
        /// How far to turn.
        angle: Angle,
    } = Self::IDENTITY;
}

impl Angle {
    /// No turn.
    pub const ZERO: Self = Self(0.0);

    /// From radians.
    pub const fn from_radians(radians: f32) -> Self {
        Self(radians)
    }

    /// From degrees.
    pub const fn from_degrees(degrees: f32) -> Self {
        Self(degrees.to_radians())
    }

    /// In radians.
    pub const fn radians(&self) -> f32 {
        self.0
    }

    /// In degrees.
    pub const fn degrees(&self) -> f32 {
        self.0.to_degrees()
    }
}

impl fmt::Display for Angle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rad", self.0)
    }
}

impl Mat3x3 {
    /// Changes nothing.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0]);

    /// The columns.
    pub const fn cols(&self) -> [[f32; 3]; 3] {
        let [a, b, c, d, e, f, g, h, i] = self.0;
        [[a, b, c], [d, e, f], [g, h, i]]
    }

    /// One column; nothing but zeroes if there is no such column.
    pub fn col(&self, index: usize) -> Vec3D {
        self.cols()
            .get(index)
            .map_or(Vec3D::ZERO, |col| Vec3D(*col))
    }

    /// One number; 0 if there is no such row or column.
    pub fn get(&self, row: usize, col: usize) -> f32 {
        let cols = self.cols();
        cols.get(col)
            .and_then(|col| col.get(row))
            .copied()
            .unwrap_or_default()
    }

    /// Sets one number, if there is such a row and column.
    pub fn set(&mut self, row: usize, col: usize, value: f32) {
        if row < 3
            && let Some(number) = self.0.get_mut(col.saturating_mul(3).saturating_add(row))
        {
            *number = value;
        }
    }
}

impl From<[[f32; 3]; 3]> for Mat3x3 {
    /// From columns.
    fn from([[a, b, c], [d, e, f], [g, h, i]]: [[f32; 3]; 3]) -> Self {
        Self([a, b, c, d, e, f, g, h, i])
    }
}

impl From<[Vec3D; 3]> for Mat3x3 {
    /// From columns.
    fn from(cols: [Vec3D; 3]) -> Self {
        cols.map(|col| col.0).into()
    }
}

impl From<Mat3x3> for [Vec3D; 3] {
    fn from(matrix: Mat3x3) -> Self {
        matrix.cols().map(Vec3D)
    }
}

impl Mat4x4 {
    /// Changes nothing.
    pub const IDENTITY: Self = Self([
        1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0,
    ]);

    /// One column; nothing but zeroes if there is no such column.
    pub fn col(&self, index: usize) -> Vec4D {
        let cols = self.0.as_chunks().0;
        cols.get(index).map_or(Vec4D::ZERO, |col| Vec4D(*col))
    }
}

impl From<[[f32; 4]; 4]> for Mat4x4 {
    /// From columns.
    fn from(cols: [[f32; 4]; 4]) -> Self {
        let mut numbers = [0.0; 16];
        for (number, value) in numbers.iter_mut().zip(cols.as_flattened()) {
            *number = *value;
        }
        Self(numbers)
    }
}

impl From<[Vec4D; 4]> for Mat4x4 {
    /// From columns.
    fn from(cols: [Vec4D; 4]) -> Self {
        cols.map(|col| col.0).into()
    }
}

impl From<Mat4x4> for [Vec4D; 4] {
    fn from(matrix: Mat4x4) -> Self {
        [0, 1, 2, 3].map(|index| matrix.col(index))
    }
}

impl Plane3D {
    /// The plane of y and z.
    pub const YZ: Self = Self([1.0, 0.0, 0.0, 0.0]);
    /// The plane of z and x.
    pub const ZX: Self = Self([0.0, 1.0, 0.0, 0.0]);
    /// The plane of x and y.
    pub const XY: Self = Self([0.0, 0.0, 1.0, 0.0]);

    /// From a normal and a distance to the origin along it.
    pub fn new(normal: impl Into<Vec3D>, distance: f32) -> Self {
        let Vec3D([x, y, z]) = normal.into();
        Self([x, y, z, distance])
    }

    /// The direction that the plane is upright to.
    pub const fn normal(&self) -> Vec3D {
        let [x, y, z, _] = self.0;
        Vec3D([x, y, z])
    }

    /// How far the plane is from the origin, along the normal.
    pub const fn distance(&self) -> f32 {
        let [_, _, _, distance] = self.0;
        distance
    }

    /// The same plane moved to another distance.
    #[must_use]
    pub fn with_distance(self, distance: f32) -> Self {
        Self::new(self.normal(), distance)
    }
}

impl Quaternion {
    /// Changes nothing.
    pub const IDENTITY: Self = Self([0.0, 0.0, 0.0, 1.0]);
    /// No rotation at all; what it is used for is not shown.
    pub const INVALID: Self = Self([0.0; 4]);

    /// From x, y, z, w.
    pub const fn from_xyzw(xyzw: [f32; 4]) -> Self {
        Self(xyzw)
    }

    /// From w, x, y, z.
    pub const fn from_wxyz([w, x, y, z]: [f32; 4]) -> Self {
        Self([x, y, z, w])
    }

    /// As x, y, z, w.
    pub const fn xyzw(&self) -> [f32; 4] {
        self.0
    }
}

impl RotationAxisAngle {
    /// Changes nothing.
    pub const IDENTITY: Self = Self {
        axis: Vec3D([1.0, 0.0, 0.0]),
        angle: Angle::ZERO,
    };
    /// No rotation at all; what it is used for is not shown.
    pub const INVALID: Self = Self {
        axis: Vec3D::ZERO,
        angle: Angle::ZERO,
    };

    /// From an axis and an angle.
    pub fn new(axis: impl Into<Vec3D>, angle: impl Into<Angle>) -> Self {
        Self {
            axis: axis.into(),
            angle: angle.into(),
        }
    }
}

impl<V: Into<Vec3D>, A: Into<Angle>> From<(V, A)> for RotationAxisAngle {
    fn from((axis, angle): (V, A)) -> Self {
        Self::new(axis, angle)
    }
}
