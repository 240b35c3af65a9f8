//! Which views there are, and where.

use crate::declare::{components, enum_components};
use crate::encodings;

components! {
    NUMBERS in "rerun.blueprint.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// Viewer may re-arrange the viewport by itself.
    unstable AutoLayout(encodings::Bool) = true;

    /// Viewer may create views by itself.
    unstable AutoViews(encodings::Bool) = false;

    /// Column count of a grid container.
    unstable GridColumns(encodings::UInt32) = 0;

    /// Id of the top container.
    unstable RootContainer(encodings::Uuid) = encodings::Uuid::default();

    /// Id of the maximized view.
    unstable ViewMaximized(encodings::Uuid) = encodings::Uuid::default();

    /// Opaque hash of a view the viewer already proposed.
    unstable ViewerRecommendationHash(encodings::UInt64) = 0;
}

enum_components! {
    ENUMS in "rerun.blueprint.components";

    /// Layout kind of a container.
    stable ContainerKind: u8 {
        /// Tabs.
        Tabs = 1,
        /// Horizontal.
        Horizontal = 2,
        /// Vertical.
        Vertical = 3,
        /// Grid.
        Grid = 4,
    } = Grid;
}

components! {
    TEXTS in "rerun.blueprint.components" derive(Eq, PartialOrd, Ord, Hash);

    /// Path of a child container or view.
    unstable IncludedContent(encodings::EntityPath) = "";

    /// Path of the tab that is in front.
    unstable ActiveTab(encodings::EntityPath) = "";

    /// Entity path a view is centred on.
    unstable ViewOrigin(encodings::EntityPath) = "/*";

    /// View class identifier string.
    unstable ViewClass(encodings::Utf8) = "Dataframe";

    /// One inclusion/exclusion rule over entity paths.
    unstable QueryExpression(encodings::Utf8) = "";
}

components! {
    FLOATS in "rerun.blueprint.components" derive(Copy, PartialOrd);

    /// Relative width of a container column.
    unstable ColumnShare(encodings::Float32) = 0.0;

    /// Relative height of a container row.
    unstable RowShare(encodings::Float32) = 0.0;
}
