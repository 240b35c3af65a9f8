//! Text and bytes of any length. A single value keeps its buffer; several are joined.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, ListArray, StringArray, UInt8Array};
use arrow_buffer::{Buffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::DataType;

use super::{Layout, Value, downcast, item_field, nulls};
use crate::{ArrowString, DeserializationResult, SerializationError, SerializationResult};

/// All values behind each other, and where each starts.
fn join(
    values: Vec<Buffer>,
    what: &'static str,
) -> SerializationResult<(OffsetBuffer<i32>, Buffer)> {
    let len: u64 = values.iter().map(|value| value.len() as u64).sum();
    if i32::try_from(len).is_err() {
        return Err(SerializationError::TooLong { what, len });
    }
    let offsets = OffsetBuffer::from_lengths(values.iter().map(Buffer::len));
    let mut values = values.into_iter();
    let bytes = match (values.next(), values.len()) {
        (None, _) => Buffer::default(),
        (Some(only), 0) => only,
        (Some(first), _) => {
            let mut joined = Vec::with_capacity(len as usize);
            joined.extend_from_slice(&first);
            for value in values {
                joined.extend_from_slice(&value);
            }
            Buffer::from_vec(joined)
        }
    };
    Ok((offsets, bytes))
}

/// The slices of `bytes` between the offsets, without a copy.
fn cut(offsets: &OffsetBuffer<i32>, bytes: &Buffer) -> Vec<Buffer> {
    let slice = |window: &[i32]| match *window {
        [start, end] => bytes.slice_with_length(start as usize, (end - start) as usize),
        _ => Buffer::default(),
    };
    offsets.windows(2).map(slice).collect()
}

impl Layout for ArrowString {
    fn data_type() -> DataType {
        DataType::Utf8
    }

    fn filler() -> Self {
        Self::default()
    }

    fn encode(values: Vec<Self>) -> SerializationResult<ArrayRef> {
        let values = values.into_iter().map(Self::into_buffer).collect();
        let (offsets, bytes) = join(values, "the texts")?;
        Ok(Arc::new(StringArray::try_new(offsets, bytes, None)?))
    }

    fn decode(array: &dyn Array) -> DeserializationResult<Vec<Self>> {
        let array = downcast::<StringArray>(array, Self::data_type)?;
        nulls::refuse(array)?;
        let texts = cut(array.offsets(), array.values());
        Ok(texts.into_iter().map(Self::from_utf8_buffer).collect())
    }
}

impl Value for ArrowString {}

impl Layout for String {
    fn data_type() -> DataType {
        DataType::Utf8
    }

    fn filler() -> Self {
        Self::new()
    }

    fn encode(values: Vec<Self>) -> SerializationResult<ArrayRef> {
        ArrowString::encode(values.into_iter().map(ArrowString::from).collect())
    }

    fn decode(array: &dyn Array) -> DeserializationResult<Vec<Self>> {
        let texts = ArrowString::decode(array)?;
        Ok(texts.into_iter().map(Self::from).collect())
    }
}

impl Value for String {}

impl Layout for Buffer {
    fn data_type() -> DataType {
        DataType::List(item_field(DataType::UInt8))
    }

    fn filler() -> Self {
        Self::default()
    }

    fn encode(values: Vec<Self>) -> SerializationResult<ArrayRef> {
        let (offsets, bytes) = join(values, "the byte strings")?;
        let len = bytes.len();
        let bytes = UInt8Array::new(ScalarBuffer::new(bytes, 0, len), None);
        let list = ListArray::try_new(item_field(DataType::UInt8), offsets, Arc::new(bytes), None)?;
        Ok(Arc::new(list))
    }

    fn decode(array: &dyn Array) -> DeserializationResult<Vec<Self>> {
        let array = downcast::<ListArray>(array, Self::data_type)?;
        nulls::refuse(array)?;
        let bytes = downcast::<UInt8Array>(array.values(), || DataType::UInt8)?;
        nulls::refuse(bytes)?;
        Ok(cut(array.offsets(), bytes.values().inner()))
    }
}
