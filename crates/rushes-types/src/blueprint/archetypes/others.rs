//! Settings of graph, map, audio and dataframe views.

use crate::archetypes::notes::THEME_BACKGROUND;
use crate::blueprint::components::{
    ApplyLatestAt, AutoScroll, ColumnOrder, FilterByRange, FilterIsNotNull, MapProvider,
    SelectedColumns, TimelineName, Volume, ZoomLevel,
};
use crate::components::Color;
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// Background of a graph view.
    unstable GraphBackground;
    pub new();

    /// Colour.
    optional color: Color = rule(THEME_BACKGROUND),
}

blueprint_archetype! {
    /// Tile source of a map view.
    unstable MapBackground;
    pub new(provider: MapProvider);

    /// Tile source and style.
    optional provider: MapProvider,
}

blueprint_archetype! {
    /// Zoom of a map view.
    unstable MapZoom;
    pub new(zoom: ZoomLevel);

    /// Zoom level.
    optional zoom: ZoomLevel
        in "Map": rule("fit the geo content; 16.0 without content; editor range 0..19"),
}

blueprint_archetype! {
    /// Playback settings of an audio view.
    unstable AudioPlayback;
    pub new();

    /// Gain 0..1.
    optional volume: Volume,
}

blueprint_archetype! {
    /// Query of a dataframe view.
    unstable DataframeQuery;
    pub new();

    /// Timeline of the query; unset = the active one.
    optional timeline: TimelineName,
    /// Keep rows in this time interval.
    optional filter_by_range: FilterByRange,
    /// Keep rows where this column has an event.
    optional filter_is_not_null: FilterIsNotNull,
    /// Fill empty cells.
    optional apply_latest_at: ApplyLatestAt,
    /// Shown columns.
    optional select: SelectedColumns,
    /// Order of the entity groups.
    optional entity_order: ColumnOrder,
    /// Follow the time cursor.
    optional auto_scroll: AutoScroll,
}
