//! Arrays of any number of dimensions.

use super::TensorBuffer;
use crate::ArrowString;
use crate::declare::struct_encodings;

struct_encodings! {
    TENSORS in "rerun.encodings" derive();

    /// An array of any number of dimensions: rows first, the outermost dimension first.
    stable TensorData {
        /// The length of each dimension.
        shape: Vec<u64>,
        /// The name of each dimension, if they have names.
        names: Option<Vec<ArrowString>>,
        /// The elements.
        buffer: TensorBuffer,
    } = Self { shape: Vec::new(), names: None, buffer: TensorBuffer::U8(Vec::new().into()) };
}

struct_encodings! {
    SELECTIONS in "rerun.encodings" derive(Copy, Eq, Hash);

    /// One place along one dimension of a tensor.
    stable TensorDimensionIndexSelection {
        /// The dimension.
        dimension: u32,
        /// The place.
        index: u64,
    } = Self { dimension: 0, index: 0 };

    /// One dimension of a tensor.
    stable TensorDimensionSelection {
        /// The dimension.
        dimension: u32,
        /// Whether it runs backwards.
        invert: bool,
    } = Self { dimension: 0, invert: false };
}

impl From<u32> for TensorDimensionSelection {
    fn from(dimension: u32) -> Self {
        Self {
            dimension,
            invert: false,
        }
    }
}
