//! A signed length of time.

use std::fmt;
use std::str::FromStr;

use super::{NANOS_PER_SEC, ParseTimeError, TimeType, duration_text, nanos_from_secs};

/// Nanoseconds; may be negative, unlike the standard library's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Duration(i64);

impl Duration {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// From nanoseconds.
    pub const fn from_nanos(nanos: i64) -> Self {
        Self(nanos)
    }

    /// From microseconds; saturates.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros.saturating_mul(1_000))
    }

    /// From milliseconds; saturates.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis.saturating_mul(1_000_000))
    }

    /// From seconds, to the nearest nanosecond; saturates. Not a number becomes zero.
    pub fn from_secs(secs: impl Into<f64>) -> Self {
        Self(nanos_from_secs(secs.into()))
    }

    /// In nanoseconds.
    pub const fn as_nanos(self) -> i64 {
        self.0
    }

    /// In seconds, rounded.
    pub fn as_secs_f32(self) -> f32 {
        self.as_secs_f64() as f32
    }

    /// In seconds, rounded to what 53 bits can tell.
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64 / NANOS_PER_SEC as f64
    }
}

impl From<std::time::Duration> for Duration {
    /// Saturates at 292 years.
    fn from(duration: std::time::Duration) -> Self {
        Self(i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX))
    }
}

/// `1m2.5s`, `-2ms`
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&duration_text::format(self.0))
    }
}

impl fmt::Debug for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// `1m2.5s`, `-2ms`, `00:00:42.069`
impl FromStr for Duration {
    type Err = ParseTimeError;

    fn from_str(text: &str) -> Result<Self, ParseTimeError> {
        TimeType::DurationNs.parse(text).map(Self)
    }
}
