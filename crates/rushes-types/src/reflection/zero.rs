//! The zero of an Arrow type: what a cell shows when nothing else is known.

use std::sync::Arc;

use arrow_array::{
    Array as _, ArrayRef, FixedSizeListArray, ListArray, StringArray, StructArray, make_array,
    new_null_array,
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::DataType;

/// An array of one: 0, false, an empty text, a list of one zero, a struct of zeroes; null for
/// types that have no zero.
pub fn zero(data_type: &DataType) -> ArrayRef {
    try_zero(data_type).unwrap_or_else(|| new_null_array(data_type, 1))
}

fn try_zero(data_type: &DataType) -> Option<ArrayRef> {
    Some(match data_type {
        DataType::Utf8 => Arc::new(StringArray::from(vec![""])),
        DataType::List(item) => {
            let offsets = OffsetBuffer::from_lengths([1]);
            let items = zero(item.data_type());
            Arc::new(ListArray::try_new(item.clone(), offsets, items, None).ok()?)
        }
        DataType::FixedSizeList(item, size) => {
            let items = repeat(zero(item.data_type()), usize::try_from(*size).ok()?)?;
            Arc::new(FixedSizeListArray::try_new(item.clone(), *size, items, None).ok()?)
        }
        DataType::Struct(fields) => {
            let columns = fields.iter().map(|field| zero(field.data_type())).collect();
            Arc::new(StructArray::try_new(fields.clone(), columns, None).ok()?)
        }
        flat if flat.is_primitive() || *flat == DataType::Boolean => {
            let without_nulls = new_null_array(flat, 1).to_data().into_builder().nulls(None);
            make_array(without_nulls.build().ok()?)
        }
        _ => return None,
    })
}

/// The same value several times. Only needed for numbers and arrays of numbers.
fn repeat(value: ArrayRef, times: usize) -> Option<ArrayRef> {
    let data_type = value.data_type();
    match data_type {
        DataType::FixedSizeList(item, size) => {
            let items = usize::try_from(*size).ok()?.checked_mul(times)?;
            let items = repeat(zero(item.data_type()), items)?;
            let list = FixedSizeListArray::try_new(item.clone(), *size, items, None).ok()?;
            Some(Arc::new(list))
        }
        _ => {
            let data = new_null_array(data_type, times).to_data();
            Some(make_array(data.into_builder().nulls(None).build().ok()?))
        }
    }
}
