//! A bare time, or "static".

use std::fmt;

/// A time of any type as its number, or the mark of static data. Ordered, static first.
///
/// Arithmetic saturates at both ends and leaves static as it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct TimeInt(i64);

impl TimeInt {
    /// Not a time: holds always, on all timelines.
    pub const STATIC: Self = Self(i64::MIN);

    /// The smallest time, `i64::MIN + 1`: the beginning.
    pub const MIN: Self = Self(i64::MIN + 1);

    /// The largest time, `i64::MAX`: the end.
    pub const MAX: Self = Self(i64::MAX);

    /// Time zero.
    pub const ZERO: Self = Self(0);

    /// A time, never static: `i64::MIN` becomes [`Self::MIN`].
    pub const fn new_temporal(time: i64) -> Self {
        if time == i64::MIN {
            Self::MIN
        } else {
            Self(time)
        }
    }

    /// A time in seconds, to the nearest nanosecond; saturates. Not a number becomes zero.
    pub fn from_secs(secs: f64) -> Self {
        Self::new_temporal(super::nanos_from_secs(secs))
    }

    /// The number; `i64::MIN` if static.
    pub const fn as_i64(self) -> i64 {
        self.0
    }

    /// Whether this is no time.
    pub const fn is_static(self) -> bool {
        self.0 == i64::MIN
    }

    /// Later by `delta`.
    #[must_use]
    pub const fn saturating_add(self, delta: i64) -> Self {
        if self.is_static() {
            self
        } else {
            Self::new_temporal(self.0.saturating_add(delta))
        }
    }

    /// Earlier by `delta`.
    #[must_use]
    pub const fn saturating_sub(self, delta: i64) -> Self {
        if self.is_static() {
            self
        } else {
            Self::new_temporal(self.0.saturating_sub(delta))
        }
    }

    /// The next larger time.
    #[must_use]
    pub const fn next(self) -> Self {
        self.saturating_add(1)
    }

    /// The next smaller time.
    #[must_use]
    pub const fn previous(self) -> Self {
        self.saturating_sub(1)
    }
}

impl From<i64> for TimeInt {
    /// See [`Self::new_temporal`].
    fn from(time: i64) -> Self {
        Self::new_temporal(time)
    }
}

impl From<TimeInt> for i64 {
    fn from(time: TimeInt) -> Self {
        time.0
    }
}

impl fmt::Debug for TimeInt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&super::TimeType::Sequence.format(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn static_is_reached_by_no_arithmetic() {
        assert_eq!(TimeInt::new_temporal(i64::MIN), TimeInt::MIN);
        assert_eq!(TimeInt::MIN.previous(), TimeInt::MIN);
        assert_eq!(TimeInt::MIN.saturating_add(i64::MIN), TimeInt::MIN);
        assert_eq!(TimeInt::MAX.next(), TimeInt::MAX);
        assert_eq!(TimeInt::ZERO.saturating_sub(i64::MIN), TimeInt::MAX);
        assert_eq!(TimeInt::STATIC.next(), TimeInt::STATIC);
        assert!(TimeInt::STATIC < TimeInt::MIN);
    }

    #[test]
    fn seconds_are_rounded_and_saturate() {
        assert_eq!(TimeInt::from_secs(1.000_000_000_6).as_i64(), 1_000_000_001);
        assert_eq!(TimeInt::from_secs(f64::NEG_INFINITY), TimeInt::MIN);
        assert_eq!(TimeInt::from_secs(f64::NAN), TimeInt::ZERO);
    }
}
