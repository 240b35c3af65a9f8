//! The arrays of `ndarray`.

use half::f16;
use ndarray::{ArrayBase, ArrayD, ArrayViewD, Data, Dimension};

use crate::encodings::{TensorBuffer, TensorData};
use crate::TensorDataType;

/// A tensor is not an array of that number type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TensorCastError {
    /// It holds other numbers.
    #[error("the tensor holds {found} numbers, not {expected}")]
    WrongType {
        /// The number type asked for.
        expected: &'static str,
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

macro_rules! numbers {
    ($($native:ident: $arm:ident),*) => { $(
        impl<S: Data<Elem = $native>, D: Dimension> From<ArrayBase<S, D>> for TensorData {
            /// Rows first. An array that already lies so and is not shared is not copied.
            fn from(array: ArrayBase<S, D>) -> Self {
                let shape: Vec<u64> = array.shape().iter().map(|length| *length as u64).collect();
                let is_in_order = array.is_standard_layout();
                let (elements, start) = match array.try_into_owned_nocopy() {
                    Ok(owned) if is_in_order => owned.into_raw_vec_and_offset(),
                    Ok(owned) => (owned.iter().copied().collect(), None),
                    Err(shared) => (shared.iter().copied().collect(), None),
                };
                let len = shape.iter().product::<u64>() as usize;
                let elements = match start.unwrap_or(0) {
                    0 if elements.len() == len => elements,
                    start => elements.into_iter().skip(start).take(len).collect(),
                };
                Self::new(shape, elements.into())
            }
        }

        impl<'a> TryFrom<&'a TensorData> for ArrayViewD<'a, $native> {
            type Error = TensorCastError;

            fn try_from(tensor: &'a TensorData) -> Result<Self, TensorCastError> {
                let TensorBuffer::$arm(elements) = &tensor.buffer else {
                    let (expected, found) = (stringify!($native), tensor.dtype());
                    return Err(TensorCastError::WrongType { expected, found });
                };
                let shape: Vec<usize> = tensor.shape.iter().map(|length| *length as usize).collect();
                Self::from_shape(shape, elements).map_err(|_| TensorCastError::WrongShape {
                    shape: tensor.shape.clone(),
                    len: elements.len(),
                })
            }
        }

        impl TryFrom<&TensorData> for ArrayD<$native> {
            type Error = TensorCastError;

            fn try_from(tensor: &TensorData) -> Result<Self, TensorCastError> {
                Ok(ArrayViewD::<$native>::try_from(tensor)?.to_owned())
            }
        }
    )* };
}

numbers!(
    u8: U8, u16: U16, u32: U32, u64: U64, i8: I8, i16: I16, i32: I32, i64: I64, f16: F16, f32: F32,
    f64: F64
);
