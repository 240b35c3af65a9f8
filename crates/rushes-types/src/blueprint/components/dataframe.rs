//! Dataframe views.

use rushes_core::EntityPath;

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
    unstable ComponentColumnSelector(blueprint::encodings::ComponentColumnSelector)
        = blueprint::encodings::ComponentColumnSelector::default();

    /// Non-null filter of a dataframe view.
    unstable FilterIsNotNull(blueprint::encodings::FilterIsNotNull)
        = blueprint::encodings::FilterIsNotNull::default();

    /// Columns shown in a dataframe.
    unstable SelectedColumns(blueprint::encodings::SelectedColumns)
        = blueprint::encodings::SelectedColumns::default();
}

components! {
    PLAIN_STRUCTS in "rerun.blueprint.components" derive(Copy);

    /// Time filter of a dataframe view.
    unstable FilterByRange(blueprint::encodings::FilterByRange)
        = blueprint::encodings::FilterByRange {
            start: encodings::TimeInt::MIN,
            end: encodings::TimeInt::MAX,
        };
}

impl ComponentColumnSelector {
    /// The column of that component.
    pub fn new(entity_path: &EntityPath, component: String) -> Self {
        blueprint::encodings::ComponentColumnSelector::new(entity_path, component).into()
    }
}

impl FilterByRange {
    /// Only the rows between two times; both belong to the range.
    pub fn new(start: impl Into<encodings::TimeInt>, end: impl Into<encodings::TimeInt>) -> Self {
        blueprint::encodings::FilterByRange {
            start: start.into(),
            end: end.into(),
        }
        .into()
    }
}

impl FilterIsNotNull {
    /// Only the rows where that column has data.
    pub fn new(active: bool, entity_path: &EntityPath, column_name: String) -> Self {
        let column = blueprint::encodings::ComponentColumnSelector::new(entity_path, column_name);
        blueprint::encodings::FilterIsNotNull {
            active: active.into(),
            column,
        }
        .into()
    }

    /// Whether the filter is on.
    pub fn active(&self) -> bool {
        self.0.active.0
    }

    /// The entity of the column.
    pub fn entity_path(&self) -> EntityPath {
        self.0.column.entity_path()
    }
}
