//! Bar chart.

use crate::components::{Color, Length, TensorData};
use crate::declare::archetype;

archetype! {
    /// Bars, as high as the numbers of a tensor of one dimension.
    ///
    /// ```
    /// # use rushes_types::archetypes::BarChart;
    /// let votes = BarChart::new(vec![3u32, 1, 2]).with_color([0, 128, 0]);
    /// ```
    stable BarChart;
    views ["BarChart"];
    visualizer "BarChart";
    pub new(values: TensorData);

    /// Bar heights; 1D tensor.
    required values: TensorData (fixed),
    /// Colour of all bars.
    optional color: Color,
    /// Bar x positions; 1D tensor as long as values.
    optional abscissa: TensorData = rule(
            "I64 tensor 0..n-1 where n = length of a 1D values tensor; empty tensor otherwise"
        ),
    /// Bar widths in x units.
    optional widths: [Length] = value(1.0),
}
