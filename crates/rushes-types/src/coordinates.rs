//! Axes and handedness of a space.

use std::fmt;

/// An axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Axis3 {
    /// The first.
    X,
    /// The second.
    Y,
    /// The third.
    Z,
}

/// Along an axis or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// Along.
    Positive,
    /// Against.
    Negative,
}

/// Whether the thumb, index and middle finger of the left or of the right hand point along X, Y, Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Handedness {
    /// The right hand.
    Right,
    /// The left hand.
    Left,
}

/// A direction along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SignedAxis3 {
    /// Along or against.
    pub sign: Sign,
    /// The axis.
    pub axis: Axis3,
}

impl Axis3 {
    /// All axes in order.
    pub const ALL: [Self; 3] = [Self::X, Self::Y, Self::Z];
}

impl SignedAxis3 {
    /// Along X.
    pub const POSITIVE_X: Self = Self::new(Sign::Positive, Axis3::X);
    /// Against X.
    pub const NEGATIVE_X: Self = Self::new(Sign::Negative, Axis3::X);
    /// Along Y.
    pub const POSITIVE_Y: Self = Self::new(Sign::Positive, Axis3::Y);
    /// Against Y.
    pub const NEGATIVE_Y: Self = Self::new(Sign::Negative, Axis3::Y);
    /// Along Z.
    pub const POSITIVE_Z: Self = Self::new(Sign::Positive, Axis3::Z);
    /// Against Z.
    pub const NEGATIVE_Z: Self = Self::new(Sign::Negative, Axis3::Z);

    /// A direction.
    pub const fn new(sign: Sign, axis: Axis3) -> Self {
        Self { sign, axis }
    }

    /// The direction as a vector of length 1.
    pub const fn as_vec3(&self) -> [f32; 3] {
        let length = match self.sign {
            Sign::Positive => 1.0,
            Sign::Negative => -1.0,
        };
        match self.axis {
            Axis3::X => [length, 0.0, 0.0],
            Axis3::Y => [0.0, length, 0.0],
            Axis3::Z => [0.0, 0.0, length],
        }
    }
}

impl fmt::Display for SignedAxis3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.sign {
            Sign::Positive => '+',
            Sign::Negative => '-',
        };
        write!(f, "{sign}{:?}", self.axis)
    }
}

impl fmt::Display for Handedness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Right => "right handed",
            Self::Left => "left handed",
        })
    }
}
