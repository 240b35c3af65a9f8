//! Series lines.

use super::notes::{COLOR_OF_SERIES, NAME_OF_SERIES};
use crate::components::{AggregationPolicy, Color, InterpolationMode, Name, StrokeWidth, Visible};
use crate::declare::archetype;

archetype! {
    /// How numbers over time are drawn as lines. Usually logged once, without a time.
    ///
    /// ```
    /// # use rushes_types::archetypes::SeriesLines;
    /// let style = SeriesLines::new().with_names(["speed"]).with_widths([2.0]);
    /// ```
    stable SeriesLines;
    views ["TimeSeries"];
    visualizer "SeriesLines";
    pub new();

    /// Colour per series.
    optional colors: [Color]
        in "TimeSeries": rule(COLOR_OF_SERIES),
    /// Stroke width per series.
    optional widths: [StrokeWidth] = value(1.0),
    /// Series names for the legend.
    optional names: [Name]
        in "TimeSeries": rule(NAME_OF_SERIES),
    /// Per-series visibility; hidden series stay in the legend.
    optional visible_series: [Visible],
    /// Sub-pixel sample aggregation.
    optional aggregation_policy: AggregationPolicy,
    /// Drawing between samples.
    optional interpolation_mode: InterpolationMode,
}
