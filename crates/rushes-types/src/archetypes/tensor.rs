//! Tensor.

use super::notes::{ONE_DIMENSION, RANGE_OF_DATA};
use crate::components::{TensorData, ValueRange};
use crate::declare::archetype;

archetype! {
    /// N-dimensional array.
    stable Tensor;
    views ["BarChart" if ONE_DIMENSION, "Tensor"];
    visualizer "Tensor";
    pub new(data: TensorData);

    /// The array.
    required data: TensorData (fixed),
    /// Values mapped to the colormap ends.
    optional value_range: ValueRange = rule(RANGE_OF_DATA),
}
