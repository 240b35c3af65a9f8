//! Instants and fixed spans of time.

use std::fmt;

use crate::declare::{struct_encodings, transparent_encodings};

transparent_encodings! {
    INSTANTS in "rerun.encodings" derive(Debug, Copy, Eq, PartialOrd, Ord, Hash);

    /// A time on a timeline: a sequence number, or nanoseconds.
    stable TimeInt(i64);

    /// A place in a video, in nanoseconds from its start.
    stable VideoTimestamp(i64) = 0;
}

struct_encodings! {
    SPANS in "rerun.encodings" derive(Copy, Eq, Hash);

    /// A span of time on one timeline; both ends belong to it.
    stable AbsoluteTimeRange {
        /// When it starts.
        min: TimeInt,
        /// When it ends.
        max: TimeInt,
    };
}

impl TimeInt {
    /// The first time of a timeline. The number before it means "always".
    pub const MIN: Self = Self(i64::MIN + 1);
    /// The last time of a timeline.
    pub const MAX: Self = Self(i64::MAX);
}

impl VideoTimestamp {
    /// From nanoseconds.
    pub const fn from_nanos(nanos: i64) -> Self {
        Self(nanos)
    }

    /// From seconds, rounded to nanoseconds.
    pub fn from_secs(seconds: f64) -> Self {
        Self((seconds * 1e9).round() as i64)
    }

    /// From milliseconds, rounded to nanoseconds.
    pub fn from_millis(milliseconds: f64) -> Self {
        Self((milliseconds * 1e6).round() as i64)
    }

    /// In nanoseconds.
    pub const fn as_nanos(self) -> i64 {
        self.0
    }

    /// In seconds.
    pub const fn as_secs(self) -> f64 {
        self.0 as f64 / 1e9
    }
}

impl fmt::Display for TimeInt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
