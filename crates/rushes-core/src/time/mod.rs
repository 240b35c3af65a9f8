//! Time: timelines, and where on them something lies.
//!
//! Read in this order: [`Timeline`] and its [`TimeType`], [`TimeInt`] (a bare time, or static),
//! [`TimeCell`] (a time with its type), [`TimePoint`] (one time on each of several timelines),
//! [`Timestamp`] and [`Duration`] (for users), `duration_text` and `civil` (how times are
//! written).

mod civil;
mod duration;
mod duration_text;
mod time_cell;
mod time_int;
mod time_point;
mod time_range;
mod time_type;
mod timeline;
mod timestamp;

pub use duration::Duration;
pub use time_cell::TimeCell;
pub use time_int::TimeInt;
pub use time_point::TimePoint;
pub use time_range::TimeRange;
pub use time_type::{ParseTimeError, TimeType};
pub use timeline::{Timeline, TimelineName};
pub use timestamp::{TimeOutOfRangeError, Timestamp};

const NANOS_PER_SEC: i64 = 1_000_000_000;

/// Seconds to the nearest nanosecond; saturates. Not a number becomes zero.
fn nanos_from_secs(secs: f64) -> i64 {
    (secs * 1e9).round() as i64
}
