//! Settings of graph, map, audio and dataframe views.

use crate::archetypes::notes::THEME_BACKGROUND;
use crate::blueprint::components::{
    ApplyLatestAt, AutoScroll, ColumnOrder, FilterByRange, FilterIsNotNull, MapProvider,
    SelectedColumns, TimelineName, Volume, ZoomLevel,
};
use crate::components::Color;
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// What is behind everything in a graph view.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::GraphBackground;
    /// let white = GraphBackground::new().with_color([255, 255, 255]);
    /// ```
    unstable GraphBackground;
    pub new();

    /// Colour.
    optional color: Color = rule(THEME_BACKGROUND),
}

blueprint_archetype! {
    /// Which map a map view shows.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::MapBackground;
    /// use rushes_types::blueprint::components::MapProvider;
    /// let streets = MapBackground::new(MapProvider::OpenStreetMap);
    /// ```
    unstable MapBackground;
    pub new(provider: MapProvider);

    /// Tile source and style.
    optional provider: MapProvider,
}

blueprint_archetype! {
    /// How close a map view looks.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::MapZoom;
    /// let city = MapZoom::new(12.0);
    /// ```
    unstable MapZoom;
    pub new(zoom: ZoomLevel);

    /// Zoom level.
    optional zoom: ZoomLevel
        in "Map": rule("fit the geo content; 16.0 without content; editor range 0..19"),
}

blueprint_archetype! {
    /// How audio views play.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::AudioPlayback;
    /// let quiet = AudioPlayback::new().with_volume(0.2);
    /// ```
    unstable AudioPlayback;
    pub new();

    /// Gain 0..1.
    optional volume: Volume,
}

blueprint_archetype! {
    /// What a dataframe view queries.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::DataframeQuery;
    /// let query = DataframeQuery::new().with_timeline("frame").with_apply_latest_at(true);
    /// ```
    unstable DataframeQuery;
    pub new();

    /// Timeline of the query; unset means the active one.
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
