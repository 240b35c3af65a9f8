//! Intervals of numbers.

use std::fmt;

use crate::declare::{struct_encodings, transparent_encodings};

transparent_encodings! {
    INTERVALS in "rerun.encodings" derive(Debug, Copy, PartialOrd);

    /// Two bounds: lower, upper.
    stable Range1D([f64; 2]) = [0.0; 2];
}

struct_encodings! {
    RECTANGLES in "rerun.encodings" derive(Copy);

    /// A rectangle along the axes.
    stable Range2D {
        /// From left to right.
        x_range: Range1D,
        /// From top to bottom.
        y_range: Range1D,
    } = Self { x_range: Range1D([0.0; 2]), y_range: Range1D([0.0; 2]) };
}

impl Range1D {
    /// All numbers.
    pub const INFINITY: Self = Self([f64::NEG_INFINITY, f64::INFINITY]);

    /// How far the bounds are apart.
    pub fn abs_len(&self) -> f64 {
        let [start, end] = self.0;
        (end - start).abs()
    }
}

impl Range2D {
    /// The whole plane.
    pub const INFINITY: Self = Self {
        x_range: Range1D::INFINITY,
        y_range: Range1D::INFINITY,
    };
}

impl fmt::Display for Range2D {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ([left, right], [top, bottom]) = (self.x_range.0, self.y_range.0);
        write!(f, "[{left}, {right}] x [{top}, {bottom}]")
    }
}

impl From<std::ops::RangeInclusive<f64>> for Range1D {
    fn from(range: std::ops::RangeInclusive<f64>) -> Self {
        Self([*range.start(), *range.end()])
    }
}
