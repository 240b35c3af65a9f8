//! Lists of any length, and arrays of a fixed length.

use std::sync::{Arc, LazyLock};

use arrow_array::{Array, ArrayRef, FixedSizeListArray, ListArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, FieldRef};

use super::{Layout, downcast, nulls};
use crate::reflection::EncodingInfo;
use crate::{DeserializationError, DeserializationResult, SerializationError, SerializationResult};

/// The element field of every list inside a type: `item`, not nullable.
pub fn item_field(data_type: DataType) -> FieldRef {
    // The usual ones are made once: they are needed for every logged batch.
    static USUAL: LazyLock<Vec<FieldRef>> = LazyLock::new(|| {
        [DataType::Float32, DataType::UInt8, DataType::Float64]
            .map(|data_type| Arc::new(Field::new_list_field(data_type, false)))
            .to_vec()
    });
    let usual = USUAL.iter().find(|field| *field.data_type() == data_type);
    usual.map_or_else(
        || Arc::new(Field::new_list_field(data_type, false)),
        Arc::clone,
    )
}

/// The Arrow type of a list of `T`.
pub fn data_type<T: Layout>() -> DataType {
    DataType::List(item_field(T::data_type()))
}

/// One list per value.
pub fn encode<T: Layout>(values: Vec<Vec<T>>) -> SerializationResult<ArrayRef> {
    let len: u64 = values.iter().map(|value| value.len() as u64).sum();
    if i32::try_from(len).is_err() {
        let what = "the lists";
        return Err(SerializationError::TooLong { what, len });
    }
    let offsets = OffsetBuffer::from_lengths(values.iter().map(Vec::len));
    let mut values = values.into_iter();
    let items = match (values.next(), values.len()) {
        (Some(only), 0) => only,
        (first, _) => {
            let mut joined = Vec::with_capacity(len as usize);
            joined.extend(first.into_iter().flatten());
            joined.extend(values.flatten());
            joined
        }
    };
    let items = T::encode(items)?;
    let list = ListArray::try_new(item_field(T::data_type()), offsets, items, None)?;
    Ok(Arc::new(list))
}

/// The items of each list.
pub fn decode<T: Layout>(array: &dyn Array) -> DeserializationResult<Vec<Vec<T>>> {
    let array = downcast::<ListArray>(array, data_type::<T>)?;
    nulls::refuse(array)?;
    let offsets = array.offsets();
    let start = offsets.first().copied().unwrap_or(0) as usize;
    let end = offsets.last().copied().unwrap_or(0) as usize;
    let items = T::decode(&*array.values().slice(start, end - start))?;
    let mut items = items.into_iter();
    let lists = offsets
        .lengths()
        .map(|len| items.by_ref().take(len).collect());
    Ok(lists.collect())
}

impl<T: Layout, const N: usize> Layout for [T; N] {
    const ENCODING: Option<&'static EncodingInfo> = T::ENCODING;

    fn data_type() -> DataType {
        DataType::FixedSizeList(item_field(T::data_type()), N as i32)
    }

    fn filler() -> Self {
        std::array::from_fn(|_| T::filler())
    }

    fn encode(values: Vec<Self>) -> SerializationResult<ArrayRef> {
        let field = item_field(T::data_type());
        let items = T::encode(values.into_flattened())?;
        let list = FixedSizeListArray::try_new(field, N as i32, items, None)?;
        Ok(Arc::new(list))
    }

    fn decode(array: &dyn Array) -> DeserializationResult<Vec<Self>> {
        let list = downcast::<FixedSizeListArray>(array, Self::data_type)?;
        if list.value_length() != N as i32 {
            let found = array.data_type();
            return Err(DeserializationError::wrong_type(&Self::data_type(), found));
        }
        nulls::refuse(list)?;
        T::decode_chunks(list.values())
    }
}
