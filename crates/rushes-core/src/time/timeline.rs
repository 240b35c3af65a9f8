//! A timeline: what a column of times is called and what its numbers mean.

use std::fmt;

use crate::TimeType;
use crate::name::name_type;

name_type! {
    /// The name of a timeline, which alone identifies it. Any text but the empty one.
    TimelineName,
    "timeline name",
    prefixes: []
}

impl TimelineName {
    /// `log_time`: when the data was logged, by the wall clock.
    pub const LOG_TIME: Self = Self::from_static("log_time");

    /// `log_tick`: how many log calls came before.
    pub const LOG_TICK: Self = Self::from_static("log_tick");
}

/// A timeline. Ordered by name, then type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timeline {
    name: TimelineName,
    typ: TimeType,
}

impl Timeline {
    /// A timeline of any type.
    pub fn new(name: impl Into<TimelineName>, typ: TimeType) -> Self {
        Self {
            name: name.into(),
            typ,
        }
    }

    /// A timeline that counts.
    pub fn new_sequence(name: impl Into<TimelineName>) -> Self {
        Self::new(name, TimeType::Sequence)
    }

    /// A timeline of elapsed nanoseconds.
    pub fn new_duration(name: impl Into<TimelineName>) -> Self {
        Self::new(name, TimeType::DurationNs)
    }

    /// A timeline of nanoseconds since the Unix epoch.
    pub fn new_timestamp(name: impl Into<TimelineName>) -> Self {
        Self::new(name, TimeType::TimestampNs)
    }

    /// The built-in timeline of the wall clock at the log call.
    pub const fn log_time() -> Self {
        Self {
            name: TimelineName::LOG_TIME,
            typ: TimeType::TimestampNs,
        }
    }

    /// The built-in timeline that counts the log calls of a recording.
    pub const fn log_tick() -> Self {
        Self {
            name: TimelineName::LOG_TICK,
            typ: TimeType::Sequence,
        }
    }

    /// What it is called.
    pub fn name(&self) -> &TimelineName {
        &self.name
    }

    /// What its numbers mean.
    pub fn typ(&self) -> TimeType {
        self.typ
    }
}

impl fmt::Debug for Timeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timeline({:?}, {:?})", self.name, self.typ)
    }
}
