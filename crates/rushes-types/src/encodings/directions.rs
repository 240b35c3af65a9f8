//! Which way the axes of a space point.

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
