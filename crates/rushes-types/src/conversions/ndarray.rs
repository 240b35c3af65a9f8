//! The arrays of `ndarray`.

use ndarray::{ArrayBase, ArrayD, ArrayViewD, Data, Dimension};

use crate::encodings::TensorData;
use crate::{TensorDataType, TensorNumber};

/// A tensor is not an array of that number type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TensorCastError {
    /// It holds other numbers.
    #[error("the tensor holds {found} numbers, not {expected}")]
    WrongType {
        /// The number type asked for.
        expected: TensorDataType,
        /// The number type of the tensor.
        found: TensorDataType,
    },

    /// It has more or fewer numbers than its shape says.
    #[error("a tensor of shape {shape:?} does not have {len} numbers")]
    WrongShape {
        /// The shape.
        shape: Vec<u64>,
        /// How many numbers there are.
        len: usize,
    },
}

impl<T: TensorNumber, S: Data<Elem = T>, D: Dimension> From<ArrayBase<S, D>> for TensorData {
    /// Rows first. An array that already lies so and is not shared is not copied.
    fn from(array: ArrayBase<S, D>) -> Self {
        let shape: Vec<u64> = array.shape().iter().map(|length| *length as u64).collect();
        let len = array.len();
        let is_in_order = array.is_standard_layout();
        let elements = match array.try_into_owned_nocopy() {
            Ok(owned) if is_in_order => match owned.into_raw_vec_and_offset() {
                (elements, Some(0) | None) if elements.len() == len => elements,
                (elements, start) => elements
                    .into_iter()
                    .skip(start.unwrap_or(0))
                    .take(len)
                    .collect(),
            },
            Ok(owned) => owned.iter().copied().collect(),
            Err(shared) => shared.iter().copied().collect(),
        };
        Self::new(shape, T::buffer(elements))
    }
}

impl<'a, T: TensorNumber> TryFrom<&'a TensorData> for ArrayViewD<'a, T> {
    type Error = TensorCastError;

    fn try_from(tensor: &'a TensorData) -> Result<Self, TensorCastError> {
        let elements = T::numbers(&tensor.buffer).ok_or(TensorCastError::WrongType {
            expected: T::TYPE,
            found: tensor.dtype(),
        })?;
        let shape: Vec<usize> = tensor.shape.iter().map(|length| *length as usize).collect();
        Self::from_shape(shape, elements).map_err(|_| TensorCastError::WrongShape {
            shape: tensor.shape.clone(),
            len: elements.len(),
        })
    }
}

impl<T: TensorNumber> TryFrom<&TensorData> for ArrayD<T> {
    type Error = TensorCastError;

    fn try_from(tensor: &TensorData) -> Result<Self, TensorCastError> {
        Ok(ArrayViewD::<T>::try_from(tensor)?.to_owned())
    }
}
