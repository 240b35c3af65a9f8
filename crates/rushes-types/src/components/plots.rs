//! Numbers over time, and how they are plotted.

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
