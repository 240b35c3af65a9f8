//! Series lines.

use super::notes::{COLOR_OF_SERIES, NAME_OF_SERIES};
use crate::components::{AggregationPolicy, Color, InterpolationMode, Name, StrokeWidth, Visible};
use crate::declare::archetype;

archetype! {
    /// Style of line series.
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
