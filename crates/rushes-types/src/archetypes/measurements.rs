//! Measurements.

use super::notes::{COLOR_OF_SERIES, NAME_OF_SERIES};
use crate::components::{
    AggregationPolicy, Color, InterpolationMode, Name, Scalar, StrokeWidth, Unit, Variance, Visible,
};
use crate::declare::archetype;

archetype! {
    /// Numbers over time that are known to some precision, as a line within a band.
    ///
    /// ```
    /// # use rushes_types::archetypes::Measurements;
    /// let speed = Measurements::new([4.2]).with_variances([0.01]).with_units(["m/s"]);
    /// ```
    unstable Measurements;
    views ["TimeSeries"];
    visualizer "MeasurementsSeries";
    pub new(values: [Scalar]);

    /// Readings at this time.
    required values: [Scalar] (fixed),
    /// Variance per reading; draws a one-sigma band.
    recommended variances: [Variance],
    /// Unit per reading.
    optional units: [Unit],
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
