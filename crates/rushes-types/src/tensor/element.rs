//! The number types of tensors.

use std::fmt;

use half::f16;

use crate::encodings::{ChannelDatatype, TensorBuffer};

/// A number that tensors can hold.
pub trait TensorNumber: Copy + 'static {
    /// Its type.
    const TYPE: TensorDataType;

    /// The numbers as the elements of a tensor, without a copy.
    fn buffer(numbers: Vec<Self>) -> TensorBuffer;

    /// The elements of a tensor, if they are of this type.
    fn numbers(buffer: &TensorBuffer) -> Option<&[Self]>;
}

macro_rules! elements {
    ($($arm:ident($native:ident): $bytes:literal),*) => {
        /// The number type of a tensor.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum TensorDataType {
            $(
                #[doc = concat!("`", stringify!($native), "`.")]
                $arm,
            )*
        }

        /// One number of a tensor.
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
        pub enum TensorElement {
            $(
                #[doc = concat!("`", stringify!($native), "`.")]
                $arm($native),
            )*
        }

        $(
            impl TensorNumber for $native {
                const TYPE: TensorDataType = TensorDataType::$arm;

                fn buffer(numbers: Vec<Self>) -> TensorBuffer {
                    TensorBuffer::$arm(numbers.into())
                }

                fn numbers(buffer: &TensorBuffer) -> Option<&[Self]> {
                    match buffer {
                        TensorBuffer::$arm(numbers) => Some(numbers),
                        _ => None,
                    }
                }
            }
        )*

        impl TensorDataType {
            /// Bytes per number.
            pub const fn size(self) -> u64 {
                match self { $(Self::$arm => $bytes),* }
            }
        }

        impl fmt::Display for TensorDataType {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$arm => stringify!($native)),* })
            }
        }

        impl From<TensorDataType> for ChannelDatatype {
            fn from(data_type: TensorDataType) -> Self {
                match data_type { $(TensorDataType::$arm => Self::$arm),* }
            }
        }

        impl TensorBuffer {
            /// The number type.
            pub const fn dtype(&self) -> TensorDataType {
                match self { $(Self::$arm(_) => TensorDataType::$arm),* }
            }

            /// One number.
            pub fn get(&self, index: usize) -> Option<TensorElement> {
                match self {
                    $(Self::$arm(elements) => elements.get(index).copied().map(TensorElement::$arm)),*
                }
            }

            /// The bytes of all numbers, without a copy.
            pub fn into_bytes(self) -> arrow_buffer::Buffer {
                match self { $(Self::$arm(elements) => elements.into_inner()),* }
            }
        }
    };
}

elements!(
    U8(u8): 1, U16(u16): 2, U32(u32): 4, U64(u64): 8, I8(i8): 1, I16(i16): 2, I32(i32): 4,
    I64(i64): 8, F16(f16): 2, F32(f32): 4, F64(f64): 8
);

impl TensorElement {
    /// The number as a float; large integers are rounded.
    pub fn as_f64(&self) -> f64 {
        match *self {
            Self::U8(number) => number.into(),
            Self::U16(number) => number.into(),
            Self::U32(number) => number.into(),
            Self::U64(number) => number as f64,
            Self::I8(number) => number.into(),
            Self::I16(number) => number.into(),
            Self::I32(number) => number.into(),
            Self::I64(number) => number as f64,
            Self::F16(number) => number.into(),
            Self::F32(number) => number.into(),
            Self::F64(number) => number,
        }
    }
}

impl fmt::Display for TensorElement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::U64(number) => number.fmt(f),
            Self::I64(number) => number.fmt(f),
            other => other.as_f64().fmt(f),
        }
    }
}
