//! Ranges of time whose ends may move with the time cursor.

use super::{TimeInt, TimeRangeBoundary, Utf8};
use crate::declare::struct_encodings;

struct_encodings! {
    RANGES in "rerun.encodings" derive(Copy, Eq, Hash);

    /// A range of time.
    stable TimeRange {
        /// When it starts.
        start: TimeRangeBoundary,
        /// When it ends.
        end: TimeRangeBoundary,
    };
}

struct_encodings! {
    NAMED_RANGES in "rerun.encodings" derive(Eq, Hash);

    /// A range of time on a timeline.
    stable VisibleTimeRange {
        /// The name of the timeline.
        timeline: Utf8,
        /// The range.
        range: TimeRange,
    } = Self { timeline: "log_time".into(), range: TimeRange::EVERYTHING };
}

impl TimeRange {
    /// All times.
    pub const EVERYTHING: Self = Self {
        start: TimeRangeBoundary::Infinite,
        end: TimeRangeBoundary::Infinite,
    };

    /// Only the time at the cursor.
    pub const AT_CURSOR: Self = Self {
        start: TimeRangeBoundary::AT_CURSOR,
        end: TimeRangeBoundary::AT_CURSOR,
    };

    /// From `margin` before the cursor to `margin` after it.
    pub const fn from_cursor_plus_minus(margin: i64) -> Self {
        Self {
            start: TimeRangeBoundary::CursorRelative(TimeInt(margin.saturating_neg())),
            end: TimeRangeBoundary::CursorRelative(TimeInt(margin)),
        }
    }
}
