//! The one place that asks what time it is.

use std::sync::OnceLock;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Nanoseconds since the Unix epoch, by the wall clock; saturates, negative before 1970.
pub(crate) fn wall_clock_ns() -> i64 {
    nanos_since_epoch(SystemTime::now())
}

/// Nanoseconds from the Unix epoch to `time`; saturates, negative before 1970.
pub(crate) fn nanos_since_epoch(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(error) => i64::try_from(error.duration().as_nanos()).map_or(i64::MIN + 1, |ns| -ns),
    }
}

/// Nanoseconds since the Unix epoch that never run backwards within a process: the wall clock is
/// read once, a monotonic clock does the rest.
pub(crate) fn monotonic_ns() -> u64 {
    static ANCHOR: OnceLock<(Instant, u64)> = OnceLock::new();
    let (instant, wall_ns) =
        ANCHOR.get_or_init(|| (Instant::now(), u64::try_from(wall_clock_ns()).unwrap_or(0)));
    let elapsed = u64::try_from(instant.elapsed().as_nanos()).unwrap_or(u64::MAX);
    wall_ns.saturating_add(elapsed)
}
