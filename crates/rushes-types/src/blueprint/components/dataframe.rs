//! Dataframe views.

use crate::declare::{components, list_components};
use crate::{blueprint, encodings};

components! {
    NUMBERS in "rerun.blueprint.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// Fill empty dataframe cells with the latest earlier value.
    unstable ApplyLatestAt(encodings::Bool) = false;

    /// View scrolls along with the time cursor.
    unstable AutoScroll(encodings::Bool) = false;
}

list_components! {
    ITEM_LISTS in "rerun.blueprint.components";

    /// Preferred order of entity groups in a dataframe.
    unstable ColumnOrder([encodings::EntityPath]);
}

components! {
    STRUCTS in "rerun.blueprint.components" derive();

    /// Reference to one component column.
    unstable ComponentColumnSelector(blueprint::encodings::ComponentColumnSelector) = blueprint::encodings::ComponentColumnSelector::default();

    /// Non-null filter of a dataframe view.
    unstable FilterIsNotNull(blueprint::encodings::FilterIsNotNull) = blueprint::encodings::FilterIsNotNull::default();

    /// Columns shown in a dataframe.
    unstable SelectedColumns(blueprint::encodings::SelectedColumns) = blueprint::encodings::SelectedColumns::default();
}

components! {
    PLAIN_STRUCTS in "rerun.blueprint.components" derive(Copy);

    /// Time filter of a dataframe view.
    unstable FilterByRange(blueprint::encodings::FilterByRange) = blueprint::encodings::FilterByRange {
            start: encodings::TimeInt::MIN,
            end: encodings::TimeInt::MAX,
        };
}
