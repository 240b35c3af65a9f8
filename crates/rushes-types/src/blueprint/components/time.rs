//! Ranges of time.

use crate::declare::components;
use crate::encodings;

components! {
    NUMBERS in "rerun.blueprint.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// Time value.
    unstable TimeInt(encodings::TimeInt);
}

components! {
    PLAIN_STRUCTS in "rerun.blueprint.components" derive(Copy);

    /// Time range with relative or absolute ends.
    unstable TimeRange(encodings::TimeRange);
}

components! {
    STRUCTS in "rerun.blueprint.components" derive();

    /// Time window on one timeline.
    unstable VisibleTimeRange(encodings::VisibleTimeRange) = encodings::VisibleTimeRange::default();
}
