//! A stretch of time.

use crate::TimeInt;

/// All times from `min` to `max`, both included. Empty if `min > max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeRange {
    /// The first time.
    pub min: TimeInt,
    /// The last time.
    pub max: TimeInt,
}

impl TimeRange {
    /// All times there are.
    pub const EVERYTHING: Self = Self {
        min: TimeInt::MIN,
        max: TimeInt::MAX,
    };

    /// No time. The neutral element of [`Self::union`].
    pub const EMPTY: Self = Self {
        min: TimeInt::MAX,
        max: TimeInt::MIN,
    };

    /// From `min` to `max`, both included.
    pub fn new(min: impl Into<TimeInt>, max: impl Into<TimeInt>) -> Self {
        Self {
            min: min.into(),
            max: max.into(),
        }
    }

    /// One time.
    pub fn point(time: impl Into<TimeInt>) -> Self {
        let time = time.into();
        Self {
            min: time,
            max: time,
        }
    }

    /// Whether no time is in it.
    pub fn is_empty(self) -> bool {
        self.min > self.max
    }

    /// Whether the time is in it.
    pub fn contains(self, time: TimeInt) -> bool {
        self.min <= time && time <= self.max
    }

    /// Whether some time is in both.
    pub fn intersects(self, other: Self) -> bool {
        self.intersection(other).is_some()
    }

    /// The times that are in both, if any.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let both = Self {
            min: self.min.max(other.min),
            max: self.max.min(other.max),
        };
        (!both.is_empty()).then_some(both)
    }

    /// The shortest range that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            min: self.min.min(other.min),
            max: self.max.max(other.max),
        }
    }

    /// The distance from `min` to `max`; 0 for one time, and for none.
    pub fn length(self) -> u64 {
        if self.is_empty() {
            0
        } else {
            self.max.as_i64().abs_diff(self.min.as_i64())
        }
    }
}

impl Extend<TimeInt> for TimeRange {
    /// Widens the range until it holds all the times.
    fn extend<I: IntoIterator<Item = TimeInt>>(&mut self, times: I) {
        *self = times.into_iter().map(Self::point).fold(*self, Self::union);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_belong_to_it() {
        let range = TimeRange::new(1, 3);
        assert!(range.contains(1.into()) && range.contains(3.into()));
        assert!(!range.contains(0.into()) && !range.contains(4.into()));
        assert_eq!(
            range.intersection(TimeRange::new(3, 9)),
            Some(TimeRange::point(3))
        );
        assert!(!range.intersects(TimeRange::new(4, 9)));
        assert!(!range.intersects(TimeRange::EMPTY));
        assert_eq!(range.union(TimeRange::EMPTY), range);
        assert_eq!(range.length(), 2);
        assert_eq!(TimeRange::EVERYTHING.length(), u64::MAX - 1);
        assert!(TimeRange::EMPTY.is_empty());
        let mut range = TimeRange::EMPTY;
        range.extend([5.into(), 2.into()]);
        assert_eq!(range, TimeRange::new(2, 5));
    }
}
