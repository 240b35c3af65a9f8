//! Numbers over time, and how they are plotted.

use std::fmt;
use std::ops::RangeInclusive;

use crate::declare::{components, enum_components};
use crate::encodings;

components! {
    WRAPPERS in "rerun.components" derive(Copy, PartialOrd);

    /// Plot value (double).
    stable Scalar(encodings::Float64) = 0.0;

    /// Variance of a measurement (sigma squared).
    unstable Variance(encodings::Float64);

    /// Plot marker radius in UI points.
    stable MarkerSize(encodings::Float32) = 8.0;

    /// Line width in UI points.
    stable StrokeWidth(encodings::Float32) = 8.0;

    /// Numeric interval.
    stable Range1D(encodings::Range1D) = [0.0, 1.0];

    /// Interval of expected values (colour mapping, clamping).
    unstable ValueRange(encodings::Range1D) = [0.0, 1.0];

    /// Scalar stored in a voxel.
    stable VoxelValue(encodings::Float32);
}

enum_components! {
    ENUMS in "rerun.components";

    /// Glyph drawn for a plot point.
    stable MarkerShape: u8 {
        /// Circle.
        Circle = 1,
        /// Diamond.
        Diamond = 2,
        /// Square.
        Square = 3,
        /// Cross.
        Cross = 4,
        /// Plus.
        Plus = 5,
        /// Up.
        Up = 6,
        /// Down.
        Down = 7,
        /// Left.
        Left = 8,
        /// Right.
        Right = 9,
        /// Asterisk.
        Asterisk = 10,
    } = Circle;

    /// How a series is drawn between samples.
    stable InterpolationMode: u8 {
        /// Straight segments.
        Linear = 1,
        /// Hold previous value, jump at the next sample.
        StepAfter = 2,
        /// Jump right after a sample to the next value.
        StepBefore = 3,
        /// Jump halfway.
        StepMid = 4,
    } = Linear;

    /// How a plot merges several samples that fall on one pixel column.
    stable AggregationPolicy: u8 {
        /// Draw every sample.
        Off = 1,
        /// Mean per pixel.
        Average = 2,
        /// Largest only.
        Max = 3,
        /// Smallest only.
        Min = 4,
        /// Both smallest and largest (two values).
        MinMax = 5,
        /// Midpoint of smallest and largest.
        MinMaxAverage = 6,
    } = MinMaxAverage;
}

macro_rules! intervals {
    ($($type:ident),*) => { $(
        impl $type {
            /// From the lower and the upper bound.
            pub const fn new(start: f64, end: f64) -> Self {
                Self(encodings::Range1D([start, end]))
            }

            /// The lower bound.
            pub const fn start(&self) -> f64 {
                self.0.0[0]
            }

            /// The upper bound.
            pub const fn end(&self) -> f64 {
                self.0.0[1]
            }

            /// The lower bound, to be changed.
            pub const fn start_mut(&mut self) -> &mut f64 {
                &mut self.0.0[0]
            }

            /// The upper bound, to be changed.
            pub const fn end_mut(&mut self) -> &mut f64 {
                &mut self.0.0[1]
            }
        }

        impl From<$type> for RangeInclusive<f64> {
            fn from(range: $type) -> Self {
                range.start()..=range.end()
            }
        }
    )* };
}

intervals!(Range1D, ValueRange);

impl Range1D {
    /// No numbers at all: from infinity down to minus infinity.
    pub const EMPTY: Self = Self::new(f64::INFINITY, f64::NEG_INFINITY);
}

impl ValueRange {
    /// The bounds as 32-bit floats, if they are finite as such.
    pub fn try_as_f32_range(&self) -> Option<[f32; 2]> {
        let range = [self.start() as f32, self.end() as f32];
        range.iter().all(|bound| bound.is_finite()).then_some(range)
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.0.fmt(f)
    }
}
