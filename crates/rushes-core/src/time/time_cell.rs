//! A time together with its type.

use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use super::{
    Duration, ParseTimeError, TimeInt, TimeOutOfRangeError, TimeType, Timestamp, nanos_from_secs,
};

/// A time and what its number means. Never static: `i64::MIN` becomes `i64::MIN + 1`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeCell {
    typ: TimeType,
    time: TimeInt,
}

impl TimeCell {
    /// The start of a counter.
    pub const ZERO_SEQUENCE: Self = Self::of(TimeType::Sequence, 0);

    /// No time elapsed.
    pub const ZERO_DURATION: Self = Self::of(TimeType::DurationNs, 0);

    /// A number of the given type.
    pub fn new(typ: TimeType, time: impl Into<i64>) -> Self {
        Self::of(typ, time.into())
    }

    const fn of(typ: TimeType, time: i64) -> Self {
        Self {
            typ,
            time: TimeInt::new_temporal(time),
        }
    }

    /// A counter.
    pub fn from_sequence(number: impl Into<i64>) -> Self {
        Self::new(TimeType::Sequence, number)
    }

    /// Elapsed nanoseconds.
    pub fn from_duration_nanos(nanos: impl Into<i64>) -> Self {
        Self::new(TimeType::DurationNs, nanos)
    }

    /// Elapsed seconds, to the nearest nanosecond; saturates.
    pub fn from_duration_secs(secs: impl Into<f64>) -> Self {
        Self::of(TimeType::DurationNs, nanos_from_secs(secs.into()))
    }

    /// Nanoseconds since the Unix epoch.
    pub fn from_timestamp_nanos_since_epoch(nanos: impl Into<i64>) -> Self {
        Self::new(TimeType::TimestampNs, nanos)
    }

    /// Seconds since the Unix epoch, to the nearest nanosecond; saturates.
    pub fn from_timestamp_secs_since_epoch(secs: impl Into<f64>) -> Self {
        Self::of(TimeType::TimestampNs, nanos_from_secs(secs.into()))
    }

    /// What the wall clock says.
    pub fn timestamp_now() -> Self {
        Timestamp::now().into()
    }

    /// What the number means.
    pub const fn typ(self) -> TimeType {
        self.typ
    }

    /// The number.
    pub const fn as_i64(self) -> i64 {
        self.time.as_i64()
    }

    /// The number as a time.
    pub const fn time(self) -> TimeInt {
        self.time
    }
}

impl From<TimeCell> for TimeInt {
    fn from(cell: TimeCell) -> Self {
        cell.time
    }
}

impl From<std::time::Duration> for TimeCell {
    /// Saturates at 292 years.
    fn from(duration: std::time::Duration) -> Self {
        Duration::from(duration).into()
    }
}

impl From<Duration> for TimeCell {
    fn from(duration: Duration) -> Self {
        Self::of(TimeType::DurationNs, duration.as_nanos())
    }
}

impl From<Timestamp> for TimeCell {
    fn from(timestamp: Timestamp) -> Self {
        Self::of(TimeType::TimestampNs, timestamp.nanos_since_epoch())
    }
}

impl TryFrom<SystemTime> for TimeCell {
    type Error = TimeOutOfRangeError;

    fn try_from(time: SystemTime) -> Result<Self, TimeOutOfRangeError> {
        Timestamp::try_from(time).map(Self::from)
    }
}

/// An integer is a sequence, `1.5s` a duration, `2023-11-14T22:13:20Z` a timestamp.
impl FromStr for TimeCell {
    type Err = ParseTimeError;

    fn from_str(text: &str) -> Result<Self, ParseTimeError> {
        TimeType::ALL
            .into_iter()
            .find_map(|typ| typ.parse(text).ok().map(|time| Self::of(typ, time)))
            .ok_or_else(|| {
                let expected =
                    "an integer, a duration like 1.5s or a time like 2023-11-14T22:13:20Z";
                ParseTimeError::new(expected, text)
            })
    }
}

impl fmt::Display for TimeCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.typ.format(self.as_i64()))
    }
}

impl fmt::Debug for TimeCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}({self})", self.typ)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::UNIX_EPOCH;

    #[test]
    fn the_text_tells_the_type() {
        for (text, cell) in [
            ("42", TimeCell::from_sequence(42)),
            ("42s", TimeCell::from_duration_secs(42)),
            (
                "2024-01-01T00:00:00Z",
                TimeCell::from_timestamp_secs_since_epoch(1_704_067_200),
            ),
        ] {
            assert_eq!(text.parse(), Ok(cell));
        }
        assert!("soon".parse::<TimeCell>().is_err());
        assert!("-9223372036854775808".parse::<TimeCell>().is_err());
    }

    #[test]
    fn standard_times_become_cells() {
        let second = std::time::Duration::from_secs(1);
        assert_eq!(
            TimeCell::from(second),
            TimeCell::from_duration_nanos(1_000_000_000)
        );
        let before = TimeCell::try_from(UNIX_EPOCH - second);
        assert_eq!(
            before,
            Ok(TimeCell::from_timestamp_nanos_since_epoch(-1_000_000_000))
        );
        let far = UNIX_EPOCH + std::time::Duration::from_secs(10_000_000_000);
        assert_eq!(TimeCell::try_from(far), Err(TimeOutOfRangeError));
        assert_eq!(TimeCell::from(std::time::Duration::MAX).as_i64(), i64::MAX);
        assert_eq!(TimeCell::from_sequence(i64::MIN).as_i64(), i64::MIN + 1);
    }
}
