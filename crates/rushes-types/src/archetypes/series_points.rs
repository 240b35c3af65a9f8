//! Series points.

use super::notes::{COLOR_OF_SERIES, NAME_OF_SERIES};
use crate::components::{Color, MarkerShape, MarkerSize, Name, Visible};
use crate::declare::archetype;

archetype! {
    /// How numbers over time are drawn as points. Usually logged once, without a time.
    ///
    /// ```
    /// # use rushes_types::archetypes::SeriesPoints;
    /// use rushes_types::components::MarkerShape;
    /// let style = SeriesPoints::new()
    ///     .with_markers([MarkerShape::Diamond])
    ///     .with_marker_sizes([4.0]);
    /// ```
    stable SeriesPoints;
    views ["TimeSeries"];
    visualizer "SeriesPoints";
    pub new();

    /// Colour per series.
    optional colors: [Color]
        in "TimeSeries": rule(COLOR_OF_SERIES),
    /// Marker glyph per series.
    required markers: [MarkerShape],
    /// Series names for the legend.
    optional names: [Name]
        in "TimeSeries": rule(NAME_OF_SERIES),
    /// Per-series visibility; hidden series stay in the legend.
    optional visible_series: [Visible],
    /// Marker radius per series.
    optional marker_sizes: [MarkerSize] = value(3.0),
}
