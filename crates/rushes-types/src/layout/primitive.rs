//! Numbers and flags.

use std::sync::Arc;

use arrow_array::types::{
    Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, BooleanArray, PrimitiveArray};
use arrow_buffer::BooleanBuffer;
use arrow_schema::DataType;
use half::f16;

use super::{Layout, Value, downcast, nulls};
use crate::{DeserializationResult, SerializationResult};

fn encode<A: ArrowPrimitiveType>(values: Vec<A::Native>) -> ArrayRef {
    Arc::new(PrimitiveArray::<A>::new(values.into(), None))
}

fn values<A: ArrowPrimitiveType>(array: &dyn Array) -> DeserializationResult<&[A::Native]> {
    let array = downcast::<PrimitiveArray<A>>(array, || A::DATA_TYPE)?;
    nulls::refuse(array)?;
    Ok(array.values())
}

macro_rules! primitives {
    ($($native:ty => $arrow:ty),* $(,)?) => { $(
        impl Layout for $native {
            fn data_type() -> DataType {
                <$arrow>::DATA_TYPE
            }

            fn filler() -> Self {
                Self::default()
            }

            fn encode(values: Vec<Self>) -> SerializationResult<ArrayRef> {
                Ok(encode::<$arrow>(values))
            }

            fn decode(array: &dyn Array) -> DeserializationResult<Vec<Self>> {
                Ok(values::<$arrow>(array)?.to_vec())
            }

            fn decode_chunks<const N: usize>(
                array: &dyn Array,
            ) -> DeserializationResult<Vec<[Self; N]>> {
                Ok(values::<$arrow>(array)?.as_chunks().0.to_vec())
            }
        }

        impl Value for $native {}
    )* };
}

primitives! {
    u8 => UInt8Type,
    u16 => UInt16Type,
    u32 => UInt32Type,
    u64 => UInt64Type,
    i8 => Int8Type,
    i16 => Int16Type,
    i32 => Int32Type,
    i64 => Int64Type,
    f16 => Float16Type,
    f32 => Float32Type,
    f64 => Float64Type,
}

impl Layout for bool {
    fn data_type() -> DataType {
        DataType::Boolean
    }

    fn filler() -> Self {
        false
    }

    fn encode(values: Vec<Self>) -> SerializationResult<ArrayRef> {
        Ok(Arc::new(BooleanArray::new(
            BooleanBuffer::from(values),
            None,
        )))
    }

    fn decode(array: &dyn Array) -> DeserializationResult<Vec<Self>> {
        let array = downcast::<BooleanArray>(array, Self::data_type)?;
        nulls::refuse(array)?;
        Ok(array.values().iter().collect())
    }
}

impl Value for bool {}
