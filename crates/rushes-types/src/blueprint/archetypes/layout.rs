//! Containers, views, panels.

use rushes_core::{EntityPath, EntityPathPart};

use crate::blueprint::components::{
    ActiveTab, AutoLayout, AutoViews, ColumnShare, ContainerKind, Enabled, GridColumns,
    IncludedContent, QueryExpression, RootContainer, RowShare, ViewClass, ViewMaximized,
    ViewOrigin, ViewerRecommendationHash,
};
use crate::components::{Name, Visible};
use crate::declare::blueprint_archetype;
use crate::encodings::Uuid;

blueprint_archetype! {
    /// A container: views and other containers, one behind or next to the other.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::ContainerBlueprint;
    /// use rushes_types::blueprint::components::ContainerKind;
    /// let rows = ContainerBlueprint::new(ContainerKind::Vertical).with_row_shares([2.0, 1.0]);
    /// ```
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
    /// Grid column count; unset means automatic.
    optional grid_columns: GridColumns,
}

blueprint_archetype! {
    /// A view: its class, its name and where it stands.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::ViewBlueprint;
    /// let view = ViewBlueprint::new("3D").with_display_name("Room").with_space_origin("/room");
    /// ```
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
    /// Which entities a view shows.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::ViewContents;
    /// let contents = ViewContents::new(["+ /room/**", "- /room/ceiling"]);
    /// ```
    unstable ViewContents;
    pub new(query: [QueryExpression]);

    /// Inclusion/exclusion rules.
    optional query: [QueryExpression],
}

impl ViewContents {
    /// Where a blueprint says of a view what it shows in other ways than was logged.
    pub fn blueprint_overrides_path_for_view(view_id: impl Into<Uuid>) -> EntityPath {
        let id = view_id.into().to_string();
        let parts = ["view", &id, "ViewContents", "overrides"];
        EntityPath::new(parts.map(EntityPathPart::new).into())
    }

    /// Where a blueprint says how an entity is drawn in a view. Each visualizer has its own place
    /// below.
    pub fn blueprint_base_visualizer_path_for_entity(
        view_id: impl Into<Uuid>,
        entity_path: &EntityPath,
    ) -> EntityPath {
        Self::blueprint_overrides_path_for_view(view_id)
            .join(entity_path)
            .join(&EntityPath::new(vec![EntityPathPart::new("visualizers")]))
    }
}

blueprint_archetype! {
    /// What is in the middle of the viewer.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::ViewportBlueprint;
    /// let viewport = ViewportBlueprint::new().with_auto_layout(true).with_auto_views(true);
    /// ```
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
