//! Catalog tables.

use crate::declare::{components, enum_components};
use crate::{blueprint, encodings};

enum_components! {
    ENUMS in "rerun.blueprint.components";

    /// How unlabelled table column names are shortened.
    unstable ColumnDisplayMode: u8 {
        /// Human-readable field name.
        Compact = 1,
        /// Component identifier.
        Component = 2,
        /// Physical column name.
        Full = 3,
    } = Compact;

    /// Table or card presentation.
    unstable TableLayoutKind: u8 {
        /// Table.
        Table = 1,
        /// Cards.
        Cards = 2,
    } = Table;
}

components! {
    TEXTS in "rerun.blueprint.components" derive(Eq, PartialOrd, Ord, Hash);

    /// Physical table column name.
    unstable ColumnName(encodings::Utf8);

    /// Boolean SQL condition on table rows.
    unstable SqlFilterExpression(encodings::Utf8);
}

components! {
    STRUCTS in "rerun.blueprint.components" derive();

    /// Component a table column is shown as.
    unstable ColumnType(blueprint::encodings::ColumnType)
        = blueprint::encodings::ColumnType::default();

    /// Table sort column and direction.
    unstable SortBy(blueprint::encodings::SortBy);
}

components! {
    NUMBERS in "rerun.blueprint.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// Whether a table column can be edited.
    unstable Editable(encodings::Bool);
}
