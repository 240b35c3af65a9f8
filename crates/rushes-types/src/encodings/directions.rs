//! Which way the axes of a space point.

use crate::Enum as _;
use crate::declare::{enum_encodings, transparent_encodings};

enum_encodings! {
    DIRECTIONS in "rerun.encodings";

    /// One of six directions, seen by somebody who stands in the space.
    stable ViewDir: u8 {
        /// Up.
        Up = 1,
        /// Down.
        Down = 2,
        /// To the right.
        Right = 3,
        /// To the left.
        Left = 4,
        /// Ahead.
        Forward = 5,
        /// Behind.
        Back = 6,
    };
}

transparent_encodings! {
    COORDINATES in "rerun.encodings" derive(Debug, Copy, Eq, PartialOrd, Ord, Hash);

    /// Where +X, +Y and +Z point.
    unstable ViewCoordinates([ViewDir; 3]);
}

impl ViewDir {
    /// The direction whose initial that is, in either case.
    ///
    /// # Errors
    /// If there is none.
    pub fn from_ascii_char(c: u8) -> Result<Self, String> {
        match c.to_ascii_uppercase() {
            b'U' => Ok(Self::Up),
            b'D' => Ok(Self::Down),
            b'R' => Ok(Self::Right),
            b'L' => Ok(Self::Left),
            b'F' => Ok(Self::Forward),
            b'B' => Ok(Self::Back),
            _ => Err(format!(
                "expected one of U, D, R, L, F, B, found {:?}",
                char::from(c)
            )),
        }
    }

    /// The initial.
    pub const fn short(&self) -> &'static str {
        match self {
            Self::Up => "U",
            Self::Down => "D",
            Self::Right => "R",
            Self::Left => "L",
            Self::Forward => "F",
            Self::Back => "B",
        }
    }

    /// The name.
    pub const fn long(&self) -> &'static str {
        match self {
            Self::Up => "Up",
            Self::Down => "Down",
            Self::Right => "Right",
            Self::Left => "Left",
            Self::Forward => "Forward",
            Self::Back => "Back",
        }
    }
}

impl TryFrom<u8> for ViewDir {
    type Error = String;

    fn try_from(value: u8) -> Result<Self, String> {
        let direction = Self::try_from_integer(value);
        direction.ok_or_else(|| format!("{value} is not a direction; valid are 1 to 6"))
    }
}
