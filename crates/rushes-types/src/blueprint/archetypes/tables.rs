//! Catalog tables.

use crate::blueprint::components::{
    ColumnDisplayMode, ColumnName, ColumnType, Editable, IncludedContent, PlayState, PlaybackSpeed,
    SortBy, SqlFilterExpression, TableLayoutKind, TimelineFraction, TimelineName,
};
use crate::components::{Name, Visible};
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// Card presentation of a catalog table.
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
    /// Shared playback settings of table preview cells.
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
    /// Top-level settings of a catalog table.
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
    /// Settings of one column (or card field) in one layout.
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
    /// Turns a column into embedded view previews.
    unstable TableColumnPreview;
    pub new(views: [IncludedContent]);

    /// Paths of the views to embed.
    required views: [IncludedContent],
}

blueprint_archetype! {
    /// Row/column presentation of a catalog table.
    unstable TableLayout;
    pub new();

    /// Columns shown first, in order.
    optional column_order: [ColumnName],
}
