//! One dictionary for arrays that each have their own.
//!
//! Without it their dictionaries would be joined as they are, and the same few values again and
//! again soon be more than keys can count.

use std::collections::HashMap;

use arrow_array::{Array as _, make_array};
use arrow_buffer::Buffer;
use arrow_data::ArrayData;
use arrow_schema::{ArrowError, DataType};

use super::concat;
use crate::{Error, Result};

/// Gives arrays of one type the same dictionary, in nested arrays as well.
pub(super) fn unify(arrays: &mut [ArrayData]) -> Result<()> {
    let Some(first) = arrays.first() else {
        return Ok(());
    };
    if !has_dictionary(first.data_type()) {
        return Ok(());
    }
    if let DataType::Dictionary(key, _) = first.data_type() {
        let width = key.primitive_width().unwrap_or(1);
        let is_signed = key.is_signed_integer();
        return unify_values(arrays, width, is_signed);
    }
    let mut children: Vec<_> = arrays.iter().map(|it| it.child_data().to_vec()).collect();
    for index in 0..first.child_data().len() {
        let mut column: Vec<_> = children
            .iter()
            .filter_map(|children| children.get(index).cloned())
            .collect();
        unify(&mut column)?;
        for (children, new) in children.iter_mut().zip(column) {
            if let Some(child) = children.get_mut(index) {
                *child = new;
            }
        }
    }
    for (array, children) in arrays.iter_mut().zip(children) {
        let builder = array.clone().into_builder().child_data(children);
        *array = builder.build()?;
    }
    Ok(())
}

fn has_dictionary(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(..) => true,
        DataType::List(item)
        | DataType::LargeList(item)
        | DataType::ListView(item)
        | DataType::LargeListView(item)
        | DataType::FixedSizeList(item, _)
        | DataType::RunEndEncoded(_, item)
        | DataType::Map(item, _) => has_dictionary(item.data_type()),
        DataType::Struct(fields) => fields.iter().any(|it| has_dictionary(it.data_type())),
        DataType::Union(fields, _) => fields.iter().any(|(_, it)| has_dictionary(it.data_type())),
        _ => false,
    }
}

/// Joins the values of all dictionaries, each value once, and writes the keys anew.
fn unify_values(arrays: &mut [ArrayData], width: usize, is_signed: bool) -> Result<()> {
    let dictionaries: Vec<_> = arrays
        .iter()
        .filter_map(|array| array.child_data().first().cloned())
        .collect();
    let [first, rest @ ..] = dictionaries.as_slice() else {
        return Ok(());
    };
    if rest.iter().all(|other| other.ptr_eq(first)) {
        return Ok(());
    }
    let values: Vec<_> = dictionaries.into_iter().map(make_array).collect();
    let values = concat(&values.iter().map(AsRef::as_ref).collect::<Vec<_>>())?;
    let (places, kept) = distinct(&values.to_data());
    let values = super::take(values.as_ref(), &kept)?.into_data();
    let key_bits = 8 * width as u32 - u32::from(is_signed);
    if values.len() as u128 > 1 << key_bits {
        return Err(Error::from(ArrowError::DictionaryKeyOverflowError));
    }
    let mut start = 0;
    for array in arrays {
        let len = array.child_data().first().map_or(0, ArrayData::len);
        let of_this = places.get(start..start + len).unwrap_or_default();
        start += len;
        let keys = array
            .buffers()
            .first()
            .map_or(&[][..], |buffer| buffer.as_slice());
        let used = array.offset() * width..(array.offset() + array.len()) * width;
        let mut new_keys = Vec::with_capacity(used.len());
        for key in keys.get(used).unwrap_or_default().chunks_exact(width) {
            let mut number = [0; 8];
            number
                .iter_mut()
                .zip(key)
                .for_each(|(to, from)| *to = *from);
            // Behind a null there may be any key.
            let place = usize::try_from(u64::from_le_bytes(number))
                .ok()
                .and_then(|key| of_this.get(key))
                .map_or(0, |place| u64::from(*place));
            new_keys.extend(place.to_le_bytes().into_iter().take(width));
        }
        let builder = ArrayData::builder(array.data_type().clone())
            .len(array.len())
            .nulls(array.nulls().cloned())
            .add_buffer(Buffer::from_vec(new_keys))
            .add_child_data(values.clone())
            .align_buffers(true);
        *array = builder.build()?;
    }
    Ok(())
}

/// For each value the number of the first one that equals it, counting only such; and their rows.
/// Of types whose values are not just bytes, all count.
fn distinct(values: &ArrayData) -> (Vec<u32>, Vec<u32>) {
    let mut numbers = HashMap::new();
    let mut places = Vec::with_capacity(values.len());
    let mut kept = Vec::new();
    for (row, index) in (0u32..).zip(0..values.len()) {
        let next = kept.len() as u32;
        let place = match bytes_of(values, index) {
            Some(bytes) => *numbers.entry(bytes).or_insert(next),
            None => next,
        };
        if place == next {
            kept.push(row);
        }
        places.push(place);
    }
    (places, kept)
}

/// The bytes that a value is, where it is nothing else; `Some(None)` for a null.
fn bytes_of(values: &ArrayData, index: usize) -> Option<Option<&[u8]>> {
    if values.is_null(index) {
        return Some(None);
    }
    let at = values.offset() + index;
    let (range, buffer) = match values.data_type() {
        DataType::Utf8 | DataType::Binary => {
            let offsets = values.buffers().first()?.typed_data::<i32>();
            let (start, end) = (*offsets.get(at)?, *offsets.get(at + 1)?);
            (start as usize..end as usize, values.buffers().get(1)?)
        }
        DataType::LargeUtf8 | DataType::LargeBinary => {
            let offsets = values.buffers().first()?.typed_data::<i64>();
            let (start, end) = (*offsets.get(at)?, *offsets.get(at + 1)?);
            (start as usize..end as usize, values.buffers().get(1)?)
        }
        other => {
            let width = match other {
                DataType::FixedSizeBinary(width) => usize::try_from(*width).ok()?,
                other => other.primitive_width()?,
            };
            (at * width..(at + 1) * width, values.buffers().first()?)
        }
    };
    buffer.get(range).map(Some)
}
