//! Which rows of a table are shown.

use super::ComponentColumnSelector;
use crate::declare::struct_encodings;
use crate::encodings::{Bool, TimeInt};

struct_encodings! {
    RANGES in "rerun.blueprint.encodings" derive(Copy, Eq, Hash);

    /// Only the rows between two times; both belong to the range.
    unstable FilterByRange {
        /// The first time.
        start: TimeInt,
        /// The last time.
        end: TimeInt,
    };
}

struct_encodings! {
    COLUMNS in "rerun.blueprint.encodings" derive(Eq, Hash);

    /// Only the rows where a column has data.
    unstable FilterIsNotNull {
        /// Whether the filter is on.
        active: Bool,
        /// The column.
        column: ComponentColumnSelector,
    } = Self { active: Bool(false), column: ComponentColumnSelector::default() };
}
