//! Containers, views, panels.

use crate::blueprint::components::{
    ActiveTab, AutoLayout, AutoViews, ColumnShare, ContainerKind, Enabled, GridColumns,
    IncludedContent, QueryExpression, RootContainer, RowShare, ViewClass, ViewMaximized,
    ViewOrigin, ViewerRecommendationHash,
};
use crate::components::{Name, Visible};
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// One layout container.
    unstable ContainerBlueprint;
    pub new(container_kind: ContainerKind);

    /// Tabs, horizontal, vertical or grid.
    required container_kind: ContainerKind,
    /// Shown name.
    optional display_name: Name,
    /// Paths of the children, in order.
    optional contents: [IncludedContent],
    /// Relative column widths.
    optional col_shares: [ColumnShare],
    /// Relative row heights.
    optional row_shares: [RowShare],
    /// Path of the front tab.
    optional active_tab: ActiveTab,
    /// Whether it is drawn.
    optional visible: Visible,
    /// Grid column count; unset = automatic.
    optional grid_columns: GridColumns,
}

blueprint_archetype! {
    /// One view.
    unstable ViewBlueprint;
    pub new(class_identifier: ViewClass);

    /// View class.
    required class_identifier: ViewClass,
    /// Shown name.
    optional display_name: Name,
    /// Entity the view is anchored at.
    optional space_origin: ViewOrigin,
    /// Whether it is drawn.
    optional visible: Visible,
    /// Whether the title bar is drawn.
    optional titlebar: Enabled = value(true),
}

blueprint_archetype! {
    /// Entity query of a view.
    unstable ViewContents;
    pub new(query: [QueryExpression]);

    /// Inclusion/exclusion rules.
    optional query: [QueryExpression],
}

blueprint_archetype! {
    /// Top-level viewport state.
    unstable ViewportBlueprint;
    pub new();

    /// Id of the root container.
    optional root_container: RootContainer,
    /// Id of the maximized view.
    optional maximized: ViewMaximized,
    /// Automatic layout.
    optional auto_layout: AutoLayout,
    /// Automatic views.
    optional auto_views: AutoViews,
    /// Hashes of views already proposed; internal.
    optional past_viewer_recommendations: [ViewerRecommendationHash],
}
