//! Catalog tables.

use crate::blueprint::components::{
    ColumnDisplayMode, ColumnName, ColumnType, Editable, IncludedContent, PlayState, PlaybackSpeed,
    SortBy, SqlFilterExpression, TableLayoutKind, TimelineFraction, TimelineName,
};
use crate::components::{Name, Visible};
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// A catalog table as cards.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::CardLayout;
    /// let cards = CardLayout::new(["name", "size"]).with_title("name");
    /// ```
    unstable CardLayout;
    pub new(field_order: [ColumnName]);

    /// Column used as card title.
    optional title: ColumnName,
    /// Column holding what a card opens.
    optional link: ColumnName,
    /// Columns shown on a card, in order.
    required field_order: [ColumnName],
}

blueprint_archetype! {
    /// How all previews in a catalog table play.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::PreviewsConfig;
    /// let previews = PreviewsConfig::new().with_timeline("frame").with_start_point(0.5);
    /// ```
    unstable PreviewsConfig;
    pub new();

    /// Timeline of all previews.
    optional timeline: TimelineName,
    /// Initial play state of previews.
    optional play_state: PlayState,
    /// Playback rate of previews.
    optional playback_speed: PlaybackSpeed,
    /// Relative start position of previews.
    optional start_point: TimelineFraction,
}

blueprint_archetype! {
    /// How a catalog table is shown.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::TableBlueprint;
    /// let table = TableBlueprint::new().with_filters(["size > 0"]);
    /// ```
    unstable TableBlueprint;
    pub new();

    /// Initially selected layout.
    optional layout: TableLayoutKind,
    /// Column name formatting.
    optional column_display_mode: ColumnDisplayMode,
    /// Row conditions, all must hold.
    optional filters: [SqlFilterExpression],
    /// Sort column and direction.
    optional sort_by: SortBy,
}

blueprint_archetype! {
    /// How a column of a catalog table is shown.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::TableColumn;
    /// let column = TableColumn::new().with_name("Size").with_editable(false);
    /// ```
    unstable TableColumn;
    pub new();

    /// Shown column name.
    optional name: Name,
    /// Editing allowed.
    optional editable: Editable,
    /// Shown in this layout.
    optional visible: Visible,
    /// Component the values are shown as.
    optional column_type: ColumnType,
}

blueprint_archetype! {
    /// Shows views in the cells of a column of a catalog table.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::TableColumnPreview;
    /// let previews = TableColumnPreview::new(["/view/1"]);
    /// ```
    unstable TableColumnPreview;
    pub new(views: [IncludedContent]);

    /// Paths of the views to embed.
    required views: [IncludedContent],
}

blueprint_archetype! {
    /// A catalog table as rows and columns.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::TableLayout;
    /// let layout = TableLayout::new().with_column_order(["name", "size"]);
    /// ```
    unstable TableLayout;
    pub new();

    /// Columns shown first, in order.
    optional column_order: [ColumnName],
}
