//! Arrays of any number of dimensions.

use crate::declare::components;
use crate::encodings;

components! {
    STRUCTS in "rerun.components" derive();

    /// N-dimensional array.
    stable TensorData(encodings::TensorData) = encodings::TensorData::default();
}

components! {
    PLAIN_STRUCTS in "rerun.components" derive(Copy);

    /// Fixed index on one tensor dimension.
    stable TensorDimensionIndexSelection(encodings::TensorDimensionIndexSelection)
        = encodings::TensorDimensionIndexSelection::default();

    /// Tensor dimension shown vertically.
    stable TensorHeightDimension(encodings::TensorDimensionSelection)
        = encodings::TensorDimensionSelection::default();

    /// Tensor dimension shown horizontally.
    stable TensorWidthDimension(encodings::TensorDimensionSelection)
        = encodings::TensorDimensionSelection::default();
}

impl TensorDimensionIndexSelection {
    /// One place along one dimension.
    pub const fn new(dimension: u32, index: u64) -> Self {
        Self(encodings::TensorDimensionIndexSelection { dimension, index })
    }
}
