//! A point in time.

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use super::{ParseTimeError, TimeType, civil, nanos_from_secs};

/// Nanoseconds since the Unix epoch, UTC: the years 1677 to 2262.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// The time lies outside of what 64 bits of nanoseconds since 1970 can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the time is outside of the years 1677 to 2262, which is what fits into 64 bits")]
pub struct TimeOutOfRangeError;

impl Timestamp {
    /// What the wall clock says.
    pub fn now() -> Self {
        Self(crate::clock::wall_clock_ns())
    }

    /// From nanoseconds since the Unix epoch.
    pub const fn from_nanos_since_epoch(nanos: i64) -> Self {
        Self(nanos)
    }

    /// From microseconds since the Unix epoch; saturates.
    pub const fn from_us_since_epoch(micros: i64) -> Self {
        Self(micros.saturating_mul(1_000))
    }

    /// From seconds since the Unix epoch, to the nearest nanosecond; saturates.
    pub fn from_secs_since_epoch(secs: f64) -> Self {
        Self(nanos_from_secs(secs))
    }

    /// Nanoseconds since the Unix epoch.
    pub const fn nanos_since_epoch(self) -> i64 {
        self.0
    }
}

impl TryFrom<SystemTime> for Timestamp {
    type Error = TimeOutOfRangeError;

    fn try_from(time: SystemTime) -> Result<Self, TimeOutOfRangeError> {
        let nanos = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_nanos()).ok(),
            Err(error) => i64::try_from(error.duration().as_nanos())
                .map(|nanos| -nanos)
                .ok(),
        };
        nanos.map(Self).ok_or(TimeOutOfRangeError)
    }
}

/// RFC 3339 in UTC, `2023-11-14T22:13:20.123Z`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&civil::format_rfc3339(self.0))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// RFC 3339, with any offset.
impl FromStr for Timestamp {
    type Err = ParseTimeError;

    fn from_str(text: &str) -> Result<Self, ParseTimeError> {
        TimeType::TimestampNs.parse(text).map(Self)
    }
}
