//! What follows from where the axes point.

use std::str::FromStr;

use super::ViewCoordinates;
use crate::coordinates::{Axis3, Handedness, Sign, SignedAxis3};
use crate::encodings::{self, ViewDir};

macro_rules! constants {
    ($($name:ident($x:ident, $y:ident, $z:ident),)*) => {
        impl ViewCoordinates {
            $(
                #[doc = concat!(
                    "X ", stringify!($x), ", Y ", stringify!($y), ", Z ", stringify!($z), ".",
                )]
                pub const $name: Self = Self(encodings::ViewCoordinates::$name);
            )*
        }
    };
}

encodings::axes::each_axis_convention!(constants);

impl ViewCoordinates {
    /// From where X, Y and Z point.
    pub const fn new(x: ViewDir, y: ViewDir, z: ViewDir) -> Self {
        Self(encodings::ViewCoordinates([x, y, z]))
    }

    /// The usual convention in which that axis points up.
    pub const fn from_up_and_handedness(up: SignedAxis3, handedness: Handedness) -> Self {
        match (handedness, up.axis, up.sign) {
            (Handedness::Right, Axis3::X, Sign::Positive) => Self::RIGHT_HAND_X_UP,
            (Handedness::Right, Axis3::X, Sign::Negative) => Self::RIGHT_HAND_X_DOWN,
            (Handedness::Right, Axis3::Y, Sign::Positive) => Self::RIGHT_HAND_Y_UP,
            (Handedness::Right, Axis3::Y, Sign::Negative) => Self::RIGHT_HAND_Y_DOWN,
            (Handedness::Right, Axis3::Z, Sign::Positive) => Self::RIGHT_HAND_Z_UP,
            (Handedness::Right, Axis3::Z, Sign::Negative) => Self::RIGHT_HAND_Z_DOWN,
            (Handedness::Left, Axis3::X, Sign::Positive) => Self::LEFT_HAND_X_UP,
            (Handedness::Left, Axis3::X, Sign::Negative) => Self::LEFT_HAND_X_DOWN,
            (Handedness::Left, Axis3::Y, Sign::Positive) => Self::LEFT_HAND_Y_UP,
            (Handedness::Left, Axis3::Y, Sign::Negative) => Self::LEFT_HAND_Y_DOWN,
            (Handedness::Left, Axis3::Z, Sign::Positive) => Self::LEFT_HAND_Z_UP,
            (Handedness::Left, Axis3::Z, Sign::Negative) => Self::LEFT_HAND_Z_DOWN,
        }
    }

    /// Whether the axes span the space.
    ///
    /// # Errors
    /// If two axes point along the same line.
    pub fn sanity_check(&self) -> Result<(), String> {
        let lines = self.0.0.map(line_of);
        let all = |line| lines.contains(&line);
        if all(0) && all(1) && all(2) {
            return Ok(());
        }
        let axes = self.describe();
        Err(format!(
            "the axes do not span the space: {axes}; each must point along its own line"
        ))
    }

    /// The axis that points up.
    pub fn up(&self) -> Option<SignedAxis3> {
        self.axis_towards(ViewDir::Up, ViewDir::Down)
    }

    /// The axis that points to the right.
    pub fn right(&self) -> Option<SignedAxis3> {
        self.axis_towards(ViewDir::Right, ViewDir::Left)
    }

    /// The axis that points ahead.
    pub fn forward(&self) -> Option<SignedAxis3> {
        self.axis_towards(ViewDir::Forward, ViewDir::Back)
    }

    fn axis_towards(&self, along: ViewDir, against: ViewDir) -> Option<SignedAxis3> {
        Axis3::ALL
            .into_iter()
            .zip(self.0.0)
            .find_map(|(axis, direction)| match direction {
                _ if direction == along => Some(SignedAxis3::new(Sign::Positive, axis)),
                _ if direction == against => Some(SignedAxis3::new(Sign::Negative, axis)),
                _ => None,
            })
    }

    /// The initials of the directions, e.g. `RDF`.
    pub fn describe_short(&self) -> String {
        self.0.0.iter().map(ViewDir::short).collect()
    }

    /// The directions, e.g. `X=Right, Y=Down, Z=Forward`.
    pub fn describe(&self) -> String {
        let [x, y, z] = self.0.0.map(|direction| direction.long());
        format!("X={x}, Y={y}, Z={z}")
    }

    /// Which hand the axes are like.
    ///
    /// # Errors
    /// If two axes point along the same line.
    pub fn handedness(&self) -> Result<Handedness, String> {
        self.sanity_check()?;
        // In the frame of right, up, back, which is right-handed.
        let [x, y, z] = self.0.0.map(vector_of);
        let determinant = x[0] * (y[1] * z[2] - y[2] * z[1]) - x[1] * (y[0] * z[2] - y[2] * z[0])
            + x[2] * (y[0] * z[1] - y[1] * z[0]);
        Ok(if determinant > 0 {
            Handedness::Right
        } else {
            Handedness::Left
        })
    }
}

const fn line_of(direction: ViewDir) -> u8 {
    match direction {
        ViewDir::Right | ViewDir::Left => 0,
        ViewDir::Up | ViewDir::Down => 1,
        ViewDir::Forward | ViewDir::Back => 2,
    }
}

/// The direction in the frame of right, up, back.
pub(crate) const fn vector_of(direction: ViewDir) -> [i8; 3] {
    match direction {
        ViewDir::Right => [1, 0, 0],
        ViewDir::Left => [-1, 0, 0],
        ViewDir::Up => [0, 1, 0],
        ViewDir::Down => [0, -1, 0],
        ViewDir::Back => [0, 0, 1],
        ViewDir::Forward => [0, 0, -1],
    }
}

impl FromStr for ViewCoordinates {
    type Err = String;

    /// From the initials of the directions, e.g. `RDF`.
    fn from_str(text: &str) -> Result<Self, String> {
        let &[x, y, z] = text.as_bytes() else {
            return Err(format!(
                "expected three letters such as RDF, found {text:?}"
            ));
        };
        let axis = ViewDir::from_ascii_char;
        let coordinates = Self::new(axis(x)?, axis(y)?, axis(z)?);
        coordinates.sanity_check()?;
        Ok(coordinates)
    }
}
