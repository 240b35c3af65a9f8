//! Tensors as numbers with a shape.

use super::{TensorDataType, TensorElement, TensorNumber};
use crate::ArrowString;
use crate::encodings::{TensorBuffer, TensorData};
use arrow_buffer::ScalarBuffer;

impl TensorData {
    /// A tensor of that shape, the outermost dimension first.
    pub fn new(shape: impl Into<ScalarBuffer<u64>>, buffer: TensorBuffer) -> Self {
        Self {
            shape: shape.into().to_vec(),
            names: None,
            buffer,
        }
    }

    /// Names the dimensions. Names that are more or fewer than the dimensions are left out, with a
    /// warning.
    #[must_use]
    pub fn with_dim_names(
        mut self,
        names: impl IntoIterator<Item = impl Into<ArrowString>>,
    ) -> Self {
        let names: Vec<ArrowString> = names.into_iter().map(Into::into).collect();
        if names.len() == self.shape.len() {
            self.names = Some(names);
        } else {
            let (names, dimensions) = (names.len(), self.shape.len());
            log::warn!("{names} names for a tensor of {dimensions} dimensions are left out");
        }
        self
    }

    /// The length of each dimension.
    pub fn shape(&self) -> &[u64] {
        &self.shape
    }

    /// The name of a dimension.
    pub fn dim_name(&self, dim: usize) -> Option<&ArrowString> {
        self.names.as_ref()?.get(dim)
    }

    /// The shape without the dimensions of length 1 at its end.
    pub fn shape_short(&self) -> &[u64] {
        let end = self
            .shape
            .iter()
            .rposition(|length| *length != 1)
            .map_or(0, |last| last + 1);
        self.shape.get(..end).unwrap_or_default()
    }

    /// How many dimensions there are.
    pub fn num_dim(&self) -> usize {
        self.shape.len()
    }

    /// Whether at most one dimension is longer than 1.
    pub fn is_vector(&self) -> bool {
        self.shape.iter().filter(|length| **length != 1).count() <= 1
    }

    /// One number; nothing if there is none at that place.
    pub fn get(&self, index: &[u64]) -> Option<TensorElement> {
        if index.len() != self.shape.len() {
            return None;
        }
        let mut offset: u64 = 0;
        for (place, length) in index.iter().zip(&self.shape) {
            if place >= length {
                return None;
            }
            offset = offset.checked_mul(*length)?.checked_add(*place)?;
        }
        self.buffer.get(usize::try_from(offset).ok()?)
    }

    /// The number type.
    pub const fn dtype(&self) -> TensorDataType {
        self.buffer.dtype()
    }

    /// The bytes of all numbers.
    pub fn size_in_bytes(&self) -> usize {
        self.buffer.size_in_bytes()
    }
}

impl<T: TensorNumber> From<Vec<T>> for TensorData {
    fn from(elements: Vec<T>) -> Self {
        Self::new(vec![elements.len() as u64], T::buffer(elements))
    }
}

impl<T: TensorNumber> From<&[T]> for TensorData {
    fn from(elements: &[T]) -> Self {
        elements.to_vec().into()
    }
}
