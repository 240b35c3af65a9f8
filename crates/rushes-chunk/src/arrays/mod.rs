//! Arrays from arrays, of any type: joined, and picked by row.
//!
//! The library that does this takes longer to compile than any other, as it has a loop for each
//! type. Here a loop knows ranges of rows alone; `dictionaries` prepares the one type for which
//! that is not enough.

mod dictionaries;

use arrow_array::{Array, ArrayRef, make_array};
use arrow_buffer::ArrowNativeType;
use arrow_data::ArrayData;
use arrow_data::transform::{Capacities, MutableArrayData};
use arrow_schema::DataType;

use crate::{Error, Result};

/// The values of all arrays, in order. Fails without arrays, on arrays of different types, and
/// when offsets, keys or run ends cannot count them all.
pub fn concat(arrays: &[&dyn Array]) -> Result<ArrayRef> {
    let Some((first, rest)) = arrays.split_first() else {
        return Err(Error::invalid("there is no array to join"));
    };
    if rest.is_empty() {
        return Ok(first.slice(0, first.len()));
    }
    if let Some(other) = rest
        .iter()
        .find(|other| other.data_type() != first.data_type())
    {
        return Err(Error::invalid(format!(
            "arrays of types {} and {} cannot be joined",
            first.data_type(),
            other.data_type()
        )));
    }
    let mut datas: Vec<_> = arrays.iter().map(|array| array.to_data()).collect();
    dictionaries::unify(&mut datas)?;
    let datas: Vec<_> = datas.iter().collect();
    let mut joined = MutableArrayData::with_capacities(datas.clone(), false, capacities(&datas));
    for (index, data) in datas.iter().enumerate() {
        joined.try_extend(index, 0, data.len())?;
    }
    Ok(make_array(joined.freeze()))
}

/// The values at `rows`, in that order. Fails on a row that there is not.
pub fn take(array: &dyn Array, rows: &[u32]) -> Result<ArrayRef> {
    if let Some(row) = rows.iter().find(|row| **row as usize >= array.len()) {
        return Err(Error::invalid(format!("there is no row {row}")));
    }
    let data = array.to_data();
    let mut taken = MutableArrayData::new(vec![&data], false, rows.len());
    for run in rows.chunk_by(|row, next| row.checked_add(1) == Some(*next)) {
        let start = run.first().map_or(0, |row| *row as usize);
        taken.try_extend(0, start, start + run.len())?;
    }
    Ok(make_array(taken.freeze()))
}

/// Room for all values of texts, bytes and lists; others grow as they are copied.
fn capacities(datas: &[&ArrayData]) -> Capacities {
    let len = datas.iter().map(|data| data.len()).sum();
    match datas.first().map(|data| data.data_type()) {
        Some(DataType::Utf8 | DataType::Binary) => {
            let bytes = datas.iter().map(|data| extent::<i32>(data).1);
            Capacities::Binary(len, Some(bytes.sum()))
        }
        Some(DataType::LargeUtf8 | DataType::LargeBinary) => {
            let bytes = datas.iter().map(|data| extent::<i64>(data).1);
            Capacities::Binary(len, Some(bytes.sum()))
        }
        Some(DataType::List(_)) => list_capacities(datas, len, extent::<i32>),
        Some(DataType::LargeList(_)) => list_capacities(datas, len, extent::<i64>),
        Some(DataType::FixedSizeList(_, size)) => {
            let size = usize::try_from(*size).unwrap_or(0);
            list_capacities(datas, len, |list| (list.offset() * size, list.len() * size))
        }
        _ => Capacities::Array(len),
    }
}

fn list_capacities(
    lists: &[&ArrayData],
    len: usize,
    extent: impl Fn(&ArrayData) -> (usize, usize),
) -> Capacities {
    let items: Vec<_> = lists
        .iter()
        .filter_map(|list| {
            let (start, len) = extent(list);
            Some(list.child_data().first()?.slice(start, len))
        })
        .collect();
    let items = capacities(&items.iter().collect::<Vec<_>>());
    Capacities::List(len, Some(Box::new(items)))
}

/// Where the values of texts, bytes or lists start, and how many there are.
fn extent<T: ArrowNativeType>(data: &ArrayData) -> (usize, usize) {
    let offsets = data
        .buffers()
        .first()
        .map(|buffer| buffer.typed_data::<T>());
    let offsets = offsets.and_then(|offsets| offsets.get(data.offset()..)?.get(..=data.len()));
    match offsets {
        Some([first, .., last]) => {
            let (start, end) = (first.as_usize(), last.as_usize());
            (start, end.saturating_sub(start))
        }
        _ => (0, 0),
    }
}
